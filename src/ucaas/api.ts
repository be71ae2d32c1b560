import type { z } from 'zod';
import { type Call, type CallSurroundings, createCall } from './call.ts';
import type { Credential } from './credential.ts';
import { UcaasError } from './errors.ts';
import { type AppType, parametersOf, type Route, type RouteName, type Routes, routes } from './routes/index.ts';

/** The parameters in a path: those of `/users/{user_id}` are `{ user_id: string }`. */
type Parameters<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Readonly<Record<Name, string>> & Parameters<Rest>
  : unknown;
type Body<One extends Route> = undefined extends z.input<One['request']> ? unknown : z.input<One['request']>;
type Fields<One extends Route> = Parameters<One['path']> & Body<One>;
/** What goes into a call: the path's parameters and the fields of body or query, side by side. Where there are none, `{}`. */
export type Input<One extends Route> = unknown extends Fields<One> ? Readonly<Record<string, never>> : Fields<One>;
type AppTypeOption<One extends Route> = One['appType'] extends 'required'
  ? { readonly appType: AppType }
  : One['appType'] extends 'optional'
    ? { readonly appType?: AppType }
    : unknown;
type ApiIdOption<One extends Route> = One['access'] extends 'api-id' ? { readonly apiId?: string } : unknown;
export type Options<One extends Route> = { readonly signal?: AbortSignal } & AppTypeOption<One> & ApiIdOption<One>;
type Rest<One extends Route> = One['appType'] extends 'required' ? [Options<One>] : [Options<One>?];

/** One method for each route. Rejects with `UcaasError`, or with the reason of the signal. */
type Method<One extends Route> = (input: Input<One>, ...options: Rest<One>) => Promise<z.output<One['response']>>;
type NamesWith<Access extends Route['access']> = {
  [Name in RouteName]: Routes[Name]['access'] extends Access ? Name : never;
}[RouteName];
type ListingName = {
  [Name in RouteName]: [NonNullable<Routes[Name]['rows']>] extends [never] ? never : Name;
}[RouteName];
type RowOf<Name extends ListingName> =
  z.output<Routes[Name]['response']> extends Readonly<Record<NonNullable<Routes[Name]['rows']>, readonly (infer Row)[]>>
    ? Row
    : never;

/** What an account can do: every route that needs one. */
export type AccountApi = { readonly [Name in NamesWith<'account'>]: Method<Routes[Name]> } & {
  /** All rows of a listing, page after page, as they are asked for. */
  each<Name extends ListingName>(
    name: Name,
    input?: Input<Routes[Name]>,
    ...options: Rest<Routes[Name]>
  ): AsyncGenerator<RowOf<Name>, void, undefined>;
};

/** The UCaaS API, usable on its own: what needs no account, and everything else `as` somebody. */
export type UcaasApi = { readonly [Name in NamesWith<'api-id'>]: Method<Routes[Name]> } & {
  as(credential: Credential): AccountApi;
};

const rowsPerPage = 50;
/** No listing is followed further than this: a service that ignores `page` would never end. */
const mostPages = 2_000;

/** A client whose methods and types are the route table. */
export function createApi(deps: CallSurroundings): UcaasApi {
  const call = createCall(deps);
  const as = (credential: Credential) => accountApi(call, credential);
  return { ...methods(call, 'api-id', undefined), as } as unknown as UcaasApi;
}

type AnyMethod = (
  input: Readonly<Record<string, unknown>>,
  options?: { signal?: AbortSignal; appType?: AppType; apiId?: string },
) => Promise<unknown>;

type Listing = Readonly<Record<string, unknown>> & { readonly search?: { readonly page_length?: unknown } };

/** What is known of each route's path before any call. */
const prepared = Object.values(routes as Readonly<Record<string, Route>>).map((route) => ({
  route,
  inPath: parametersOf(route.path),
  hasInput: route.request.type !== 'undefined',
}));

function methods(call: Call, access: Route['access'], credential: Credential | undefined): Record<string, AnyMethod> {
  const all: Record<string, AnyMethod> = {};
  for (const { route, inPath, hasInput } of prepared) {
    if (route.access !== access) continue;
    all[route.name] = (given, options) => {
      const { parameters, input } = split(given, inPath);
      return call(route, { credential, parameters, input: hasInput ? input : undefined, ...options });
    };
  }
  return all;
}

function accountApi(call: Call, credential: Credential): AccountApi {
  const all = methods(call, 'account', credential);
  const each = async function* (
    name: ListingName,
    input: Readonly<Record<string, unknown>> = {},
    options?: { signal?: AbortSignal; appType?: AppType },
  ) {
    const rowsName = (routes[name] as Route).rows ?? '';
    const length = Number(input.page_length ?? rowsPerPage);
    let before = '';
    for (let page = Number(input.page ?? 1), pages = 0; pages < mostPages; page += 1, pages += 1) {
      const answer = (await all[name]?.({ ...input, page, page_length: length }, options).catch((error: unknown) => {
        // There was a page before: what is not there is this one.
        if (pages > 0 && saysNotThere(error)) return {};
        throw error;
      })) as Listing;
      const rows = (answer[rowsName] ?? []) as readonly unknown[];
      const seen = JSON.stringify(rows[0]);
      // No total is documented: an empty page ends it, or one that repeats the page before.
      if (rows.length === 0 || seen === before) return;
      yield* rows;
      // A page that is not full is the last one, but only where the service says how long it makes its pages.
      if (rows.length < Number(answer.search?.page_length ?? 0)) return;
      before = seen;
    }
  };
  return { ...all, each } as unknown as AccountApi;
}

function saysNotThere(error: unknown): boolean {
  return error instanceof UcaasError && (error.kind === 'not_found' || error.kind === 'not_offered');
}

function split(given: Readonly<Record<string, unknown>>, inPath: readonly string[]) {
  if (inPath.length === 0) return { parameters: undefined, input: given };
  const input: Record<string, unknown> = { ...given };
  const parameters: Record<string, string> = {};
  for (const name of inPath) {
    parameters[name] = String(given[name] ?? '');
    delete input[name];
  }
  return { parameters, input };
}
