import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { ServiceErrorKind } from '../../src/core/errors.ts';
import { UcaasError } from '../../src/ucaas/errors.ts';
import type { listing } from '../../src/ucaas/routes/fields.ts';

/** The query of a listing, as a caller gives it. */
export type ListQuery = z.input<typeof listing>;

const transientKinds: readonly ServiceErrorKind[] = ['busy', 'garbled', 'unreachable', 'slow'];

/** True for a failure after which the same thing may go well: no answer, a broken one, or one that says to wait (5xx). */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof UcaasError)) return false;
  const code = error.result ?? error.httpStatus ?? 0;
  return transientKinds.includes(error.kind) || (code >= 500 && code < 600);
}

/** What a refusal has to be. */
export interface WantedRefusal {
  readonly result?: number;
  readonly kinds?: readonly ServiceErrorKind[];
  /** Named among the offending fields, itself or something in it. */
  readonly field?: string;
}

/**
 * The call has to be refused like this; a number is its result code. A failure that says nothing about it, because it is
 * transient or the route is not there, is thrown as it is.
 */
export async function refuses(call: Promise<unknown>, wanted: number | WantedRefusal): Promise<void> {
  const { result, kinds, field } = typeof wanted === 'number' ? { result: wanted } : wanted;
  const code = result ?? kinds?.join(' or ');
  const error: unknown = await call.then(
    () => assert.fail(`it was done, and should have been refused with ${code}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof UcaasError) || error.kind === 'not_offered' || isTransient(error)) throw error;
  const { route, kind, data } = error;
  // Some services say nothing but that it is an error (inconsistency 6).
  const generic = result === 1002 && error.result === 0;
  if (result !== undefined && !generic) {
    assert.equal(error.result, result, `${route}: ${error.message}, instead of ${result}`);
  }
  if (kinds) assert.ok(kinds.includes(kind), `${route}: ${kind}, instead of ${code}`);
  if (field === undefined) return;
  const named = typeof data === 'object' && data !== null ? Object.keys(data) : [];
  const found = named.some((name) => name === field || name.startsWith(`${field}.`));
  assert.ok(found, `${route}: ${field} is not among the offending fields (${named.join(', ') || 'none is named'})`);
}

/** Every way of asking badly for a page, each with its own code. */
export async function refusesBadQueries(list: (query: ListQuery) => Promise<unknown>): Promise<void> {
  await refuses(list({ page: 0 }), 1101);
  await refuses(list({ page_length: 0 }), 1102);
  await refuses(list({ search_by: 'colour', search_string: 'blue' }), 1103);
  await refuses(list({ search_by: 'no_such_field' }), 1103);
  await refuses(list({ order_by: 'colour' }), 1104);
  await refuses(list({ order_qualify: 'up' as 'asc' }), 1105);
}

/** A listing that is narrowed to some rows, and the keys that it should then have. */
export interface Listing {
  list(query: ListQuery): Promise<readonly string[]>;
  each(query: ListQuery): AsyncIterable<string>;
  readonly search: { readonly search_by: string; readonly search_string: string };
  /** By which the expected keys are in ascending order. */
  readonly orderBy: string;
  readonly expected: readonly string[];
}

/** Searching, sorting both ways, pages, and walking over several pages. */
export async function listsWell({ list, each, search, orderBy, expected }: Listing): Promise<void> {
  const ascending = { ...search, order_by: orderBy };
  assert.deepEqual(await list(ascending), expected, `sorted by ${orderBy}`);
  assert.deepEqual(await list({ ...ascending, order_qualify: 'asc' }), expected, `sorted by ${orderBy} asc`);
  const descending = await list({ ...ascending, order_qualify: 'desc' });
  assert.deepEqual(descending, expected.toReversed(), `sorted by ${orderBy} desc`);
  const second = await list({ ...ascending, page: 2, page_length: 1 });
  assert.deepEqual(second, expected.slice(1, 2), 'the second page of one row');
  const beyond = await list({ ...ascending, page: expected.length + 1, page_length: 1 });
  assert.deepEqual(beyond, [], 'a page after the last one');
  for (const page_length of [1, 2]) {
    const walked = await all(each({ ...ascending, page_length }));
    assert.deepEqual(walked, expected, `all pages of ${page_length}`);
  }
  assert.deepEqual(await list({ ...search, search_string: randomUUID() }), [], 'a search that finds nothing');
}

/** Everything of an asynchronous sequence. */
export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** What was made of each item of an asynchronous sequence. */
export async function* mapped<Item, Other>(
  items: AsyncIterable<Item>,
  change: (item: Item) => Other,
): AsyncGenerator<Other, void, undefined> {
  for await (const item of items) yield change(item);
}

/** A time of the service, which may be `YYYY-MM-DD HH:mm:ss` in UTC or ISO 8601. Milliseconds. */
export function instant(text: string | undefined): number {
  const time = Date.parse(text?.includes('T') ? text : `${text?.replace(' ', 'T')}Z`);
  assert.ok(!Number.isNaN(time), `${text} is no date and time`);
  return time;
}

/** So many days from now on a full minute, as the service writes times in queries. */
export function serviceTimeIn(days: number, minutes = 0): string {
  const time = new Date(Math.ceil(Date.now() / 60_000 + days * 1_440 + minutes) * 60_000);
  return time.toISOString().slice(0, 19).replace('T', ' ');
}

/** An id that nothing has. */
export const unknownId = 'ffffffffffffffffffffffff';
