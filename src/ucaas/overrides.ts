import { z } from 'zod';
import { fieldNamesOf } from './field-names.ts';
import { type Method, parametersOf, type Route, type RouteName, routes } from './routes/index.ts';

/** How a route is called. */
export interface Way {
  readonly method: Method;
  readonly path: string;
}

/** What the live service turned out to do differently from the table, for one route. */
export interface RouteOverride {
  readonly method?: Method;
  readonly path?: string;
  /** Our name of a field (of the body, the query or the answer) → the service's. `search_by` and `order_by` name them so, too. */
  readonly fields?: Readonly<Record<string, string>>;
}
export type RouteOverrides = Readonly<Partial<Record<RouteName, RouteOverride>>>;

const override = z.strictObject({
  method: z.enum(['GET', 'POST', 'PATCH', 'DELETE']).optional(),
  path: z
    .string()
    .regex(/^\/[\w\-/{}.]*$/, 'must begin with a slash')
    .refine((path) => !/\/\.{0,2}\/|\/\.{1,2}$/.test(path), 'must have no //, and no step . or ..')
    .optional(),
  fields: z.record(z.string(), z.string().min(1)).optional(),
});

/**
 * Reads what `UCAAS_ROUTES` points to: `{ "joinSession": { "path": "/session/join" } }`. Throws an `Error` whose message
 * names everything that is wrong.
 */
export function parseRouteOverrides(text: string): RouteOverrides {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error('it is not JSON', { cause: error });
  }
  const given = z.record(z.string(), override).safeParse(json);
  if (!given.success) {
    throw new Error(given.error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`).join('; '));
  }
  const problems = Object.entries(given.data).flatMap(([name, one]) => problemsOf(name, one));
  if (problems.length > 0) throw new Error(problems.join('; '));
  return given.data;
}

function problemsOf(name: string, { path, fields = {} }: RouteOverride): readonly string[] {
  if (!isRouteName(name)) return [`${name}: no such route`];
  const wanted = [...parametersOf(routes[name].path)].sort();
  const found = path === undefined ? wanted : [...parametersOf(path)].sort();
  const known = fieldNamesOf(routes[name]);
  const unknown = Object.keys(fields).filter((field) => !known.has(field));
  return [
    ...(wanted.join() === found.join()
      ? []
      : [`${name}: the path needs ${wanted.map((one) => `{${one}}`).join(', ') || 'no parameters'}`]),
    ...unknown.map((field) => `${name}: ${field} is no field of this route`),
  ];
}

/** Every way in which a route may be spelled, the most likely first. An override is the only one. */
export function spellingsOf(route: Route, overridden?: RouteOverride): readonly Way[] {
  const first = { method: overridden?.method ?? route.method, path: overridden?.path ?? route.path };
  if (isRespelled(overridden)) return [first];
  return [first, ...(route.alternatives ?? []).map((other) => ({ ...first, ...other }))];
}

/** True if an operator gave the route another path or method, and so says that it is there. */
export function isRespelled(overridden?: RouteOverride): boolean {
  return overridden?.method !== undefined || overridden?.path !== undefined;
}

/** The same value with the service's names in place of ours, at any depth. */
export function toServiceFields(value: unknown, { fields }: RouteOverride): unknown {
  return fields ? renamed(value, new Map(Object.entries(fields))) : value;
}

/** The same value with our names in place of the service's, at any depth. */
export function toOurFields(value: unknown, { fields }: RouteOverride): unknown {
  return fields ? renamed(value, new Map(Object.entries(fields).map(([ours, theirs]) => [theirs, ours]))) : value;
}

function renamed(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, names));
  if (typeof value !== 'object' || value === null) return value;
  const rename = (name: string) => names.get(name) ?? name;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const name = rename(key);
      const namesFields = /^(search|order)_by$/.test(key) || /^(search|order)_by$/.test(name);
      if (!namesFields || typeof item !== 'string') return [name, renamed(item, names)];
      return [
        name,
        item
          .split(',')
          .map((one) => rename(one.trim()))
          .join(','),
      ];
    }),
  );
}

function isRouteName(name: string): name is RouteName {
  return Object.hasOwn(routes, name);
}
