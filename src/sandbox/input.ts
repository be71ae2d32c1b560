import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Route } from '../ucaas/routes/index.ts';
import { refusals } from './answers.ts';

/** Objects and lists in each other. No request needs more than a handful. */
const deepest = 32;

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

/**
 * A field, at any depth, in whose name or text there is a NUL. Throws 1002 for what is nested too deeply, which is why it
 * walks without calling itself: such a thing would end that.
 */
export function fieldWithNul(given: unknown): string | undefined {
  const left: { readonly value: unknown; readonly name: string; readonly depth: number }[] = [
    { value: given, name: 'body', depth: 0 },
  ];
  for (let next = left.pop(); next; next = left.pop()) {
    const { value, name, depth } = next;
    if (typeof value === 'string' && value.includes('\0')) return name;
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= deepest) throw refusals.malformed('It is nested too deeply');
    for (const [key, item] of Object.entries(value)) {
      if (key.includes('\0')) return name;
      left.push({ value: item, name: depth === 0 ? key : name, depth: depth + 1 });
    }
  }
  return undefined;
}
