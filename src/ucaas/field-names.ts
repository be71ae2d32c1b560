import { z } from 'zod';
import { envelope } from './routes/fields.ts';
import type { Route } from './routes/index.ts';

/** The names of all fields, at any depth, that a route's request and its answer have. */
export function fieldNamesOf({ request, response }: Pick<Route, 'request' | 'response'>): ReadonlySet<string> {
  const names = new Set<string>();
  // A field that is read in steps shows what is in it before them or after them.
  for (const io of ['input', 'output'] as const) {
    for (const schema of [request, response, envelope]) {
      collect(z.toJSONSchema(schema, { io, unrepresentable: 'any' }), names);
    }
  }
  return names;
}

function collect(schema: unknown, names: Set<string>): void {
  if (typeof schema !== 'object' || schema === null) return;
  if ('properties' in schema) for (const name of Object.keys(schema.properties ?? {})) names.add(name);
  for (const part of Object.values(schema)) collect(part, names);
}
