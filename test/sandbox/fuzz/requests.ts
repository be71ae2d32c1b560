import fc from 'fast-check';
import { z } from 'zod';
import { type Method, parametersOf, type Route, routes } from '../../../src/ucaas/routes/index.ts';
import { anyDate, badAuthorization, broken, nasty, rarely } from './hostile.ts';

/** A request as it goes over the wire, and which route it is meant for. */
export interface FuzzedRequest {
  readonly route: string;
  readonly caller: string;
  readonly method: Method | 'PUT';
  /** True where nobody can be known by its headers, so that it must not succeed. */
  readonly unauthorized: boolean;
  /** Below the base URL, query included. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** What may be found in a request: real ids, addresses and secrets, so that some of it means something. */
export interface Pool {
  /** By the name of the field or path parameter in which such a value belongs. */
  readonly byField: Readonly<Record<string, readonly string[]>>;
  readonly apiIds: readonly string[];
}

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });

type Schema = z.core.JSONSchema.BaseSchema;

const appType = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('vc', 'wb') },
  { weight: 1, arbitrary: fc.constantFrom('', 'xx', 'vc, wb', 'VC') },
);
const contentType = fc.oneof(
  { weight: 12, arbitrary: fc.constant('application/json') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/json; charset=utf-16',
      'nonsense',
    ),
  },
);

/** Requests for every route, from well-formed to hostile. `callers`: the headers with which each of them calls. */
export function fuzzedRequest(
  pool: Pool,
  callers: Readonly<Record<string, Readonly<Record<string, string>>>>,
): fc.Arbitrary<FuzzedRequest> {
  const all = Object.values(routes) as readonly Route[];
  const caller = fc.oneof(
    ...Object.entries(callers).map(([name, headers]) => ({
      weight: 'authorization' in headers ? 4 : 1,
      arbitrary: fc.constant(name),
    })),
  );
  return fc.oneof(...all.map((route) => requestFor(route, pool))).chain((made) =>
    caller.map((name) => {
      const apiId = made.headers['x-api-id'];
      if (apiId !== undefined) return { ...made, caller: apiId, headers: made.headers, unauthorized: false };
      const headers = { ...callers[name], ...made.headers };
      return { ...made, caller: name, headers, unauthorized: made.headers.authorization !== undefined };
    }),
  );
}

function requestFor(route: Route, pool: Pool): fc.Arbitrary<Omit<FuzzedRequest, 'caller' | 'unauthorized'>> {
  const schema = z.toJSONSchema(route.request, { io: 'input', unrepresentable: 'any' }) as Schema;
  const names = parametersOf(route.path);
  const parameter = (name: string) =>
    fc.oneof(
      { weight: 7, arbitrary: known(name, pool) },
      { weight: 1, arbitrary: known('', pool) },
      { weight: 1, arbitrary: nasty.map((value) => (typeof value === 'string' && value.length < 300 && value) || 'x') },
    );
  return fc
    .record({
      parameters: fc.tuple(...names.map(parameter)),
      input: fc.oneof(
        { weight: 9, arbitrary: someValue(schema, pool, '', route) },
        { weight: 1, arbitrary: fc.object({ maxDepth: 2 }) },
      ),
      appType,
      contentType,
      apiId: fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...pool.apiIds) },
        { weight: 1, arbitrary: fc.constantFrom('', 'unknown', "'") },
      ),
      authorization: rarely(badAuthorization),
      broken: rarely(broken),
      other: rarely(fc.constantFrom('PUT' as const, 'DELETE' as const, 'POST' as const)),
      spelling: fc.nat({ max: route.alternatives?.length ?? 0 }),
    })
    .map(({ parameters, input, ...made }) => {
      const spelled = { method: route.method, path: route.path, ...route.alternatives?.[made.spelling - 1] };
      const filled = names.reduce(
        (path, name, index) => path.replace(`{${name}}`, escaped(parameters[index] ?? '')),
        spelled.path,
      );
      const query = route.method === 'GET' ? queryOf(input) : '';
      const method = made.other ?? spelled.method;
      const headers: Record<string, string> = { 'content-type': made.contentType };
      if (route.appType !== 'none') headers['x-app-type'] = made.appType;
      if (route.access === 'api-id') headers['x-api-id'] = made.apiId;
      if (made.authorization !== undefined) headers.authorization = made.authorization;
      const body = method === 'GET' ? undefined : (made.broken ?? JSON.stringify(input ?? {}));
      return { route: route.name, method, path: `${filled}${query}`, headers, body };
    });
}

/** A value for a field: mostly one that the schema wants, sometimes something nasty. */
function someValue(schema: Schema, pool: Pool, name: string, route: Route): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 14, arbitrary: wanted(schema, pool, name, route) }, { weight: 1, arbitrary: nasty });
}

function wanted(schema: Schema, pool: Pool, name: string, route: Route): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.description?.startsWith('`YYYY'))
    return fc.oneof(fc.constantFrom('2027-03-28 01:30:00', '2028-02-29 10:00:00', '2020-01-01 00:00:00'), anyDate);
  if (schema.description === 'id') return known(name, pool);
  if ((name === 'search_by' || name === 'order_by') && route.searchBy) return fc.constantFrom(...route.searchBy);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => wanted(one as Schema, pool, name, route)));
  switch (schema.type) {
    case 'object':
      return record(schema, pool, route);
    case 'array':
      return fc.array(someValue((schema.items ?? {}) as Schema, pool, name, route), { minLength: 1, maxLength: 3 });
    case 'integer':
    case 'number':
      return fc.integer({ min: Math.max(schema.minimum ?? 0, 0), max: Math.min(schema.maximum ?? 100, 100) });
    case 'boolean':
      return fc.boolean();
    case 'string':
      if (name === 'search_string') return fc.oneof(known(name, pool), text, anyDate);
      return fc.oneof(known(name, pool), text);
    default:
      return fc.constant(undefined);
  }
}

/** What is required is nearly always there; whatever else there is may be. */
function record({ properties = {}, required = [] }: Schema, pool: Pool, route: Route): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties).map(([name, schema]) => ({
    name,
    value: fc.tuple(someValue(schema as Schema, pool, name, route), fc.nat(99)),
    percent: required.includes(name) ? 97 : name.startsWith('search') ? 20 : 30,
  }));
  return fc.tuple(...fields.map(({ value }) => value)).map((values) =>
    Object.fromEntries(
      fields.flatMap(({ name, percent }, index) => {
        const [value, chance] = values[index] ?? [undefined, 100];
        return chance < percent ? [[name, value]] : [];
      }),
    ),
  );
}

/** Something that belongs into a field of this name; any of everything where nothing is known of it. */
function known(name: string, { byField }: Pool): fc.Arbitrary<string> {
  return fc.constantFrom(...(byField[name.replace(/s$/, '')] ?? Object.values(byField).flat()));
}

function queryOf(input: unknown): string {
  if (typeof input !== 'object' || input === null) return '';
  const pairs = Object.entries(input).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, typeof value === 'object' ? JSON.stringify(value) : String(value)]],
  );
  const query = `?${new URLSearchParams(pairs.map(([name, value]) => [name, value.slice(0, 2_000)]))}`;
  return query === '?' ? '' : query;
}

/** Lone surrogates cannot be written into a URL. */
function escaped(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
