import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Route } from '../ucaas/routes/index.ts';
import { refusals } from './answers.ts';

/** Body or query of a request, and its path's parameters, as the route wants them. Throws 406, and 1101 to 1105. */
export function checkedInput(
  route: Route,
  request: FastifyRequest,
): { input: unknown; parameters: Readonly<Record<string, string>> } {
  const parameters = request.params as Record<string, string>;
  // PostgreSQL has no way to store it, and no id or name has it.
  if (Object.values(parameters).some((value) => value.includes('\0'))) throw refusals.notFound('The thing asked for');
  const given = route.method === 'GET' ? request.query : (request.body ?? undefined);
  const nulled = fieldWithNul(given);
  if (nulled !== undefined) throw refusals.invalid({ [nulled]: 'has a character that no text has' });
  if (route.request.type === 'undefined') return { input: undefined, parameters };
  const checked = route.request.safeParse(given ?? {});
  if (checked.success) return { input: checked.data, parameters };
  throw route.rows ? listingRefusal(route, checked.error) : invalid(checked.error);
}

function listingRefusal(route: Route, error: z.ZodError) {
  const known = route.searchBy ?? [];
  switch (error.issues[0]?.path[0]) {
    case 'page':
      return refusals.page();
    case 'page_length':
      return refusals.pageLength();
    case 'search_by':
    case 'search_string':
      return refusals.search(known);
    case 'order_by':
      return refusals.orderBy(known);
    case 'order_qualify':
      return refusals.orderQualify();
    default:
      return invalid(error);
  }
}

function invalid(error: z.ZodError) {
  return refusals.invalid(
    Object.fromEntries(error.issues.map(({ path, message }) => [path.join('.') || 'body', message])),
  );
}

/** The first field, at any depth, in whose name or text there is a NUL. */
function fieldWithNul(value: unknown, name = 'body'): string | undefined {
  if (typeof value === 'string') return value.includes('\0') ? name : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, item] of Object.entries(value)) {
    const found = key.includes('\0') ? name : fieldWithNul(item, name === 'body' ? key : name);
    if (found !== undefined) return found;
  }
  return undefined;
}
