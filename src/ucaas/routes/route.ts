import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** The hierarchy, top first: each level sees what is below it, a user only what is its own (S0). */
export const roles = ['admin', 'reseller', 'customer', 'user'] as const;
export type Role = (typeof roles)[number];

/** X-App-Type: video conference and webinar (S6, S8). */
export const appTypes = ['vc', 'wb'] as const;
export type AppType = (typeof appTypes)[number];

/** A function group of the API; one file of this folder each. */
export type Group =
  | 'access'
  | 'customers'
  | 'subscriptions'
  | 'users'
  | 'rooms'
  | 'meetings'
  | 'lobby'
  | 'polls'
  | 'contacts'
  | 'groups'
  | 'sessions'
  | 'reports'
  | 'pool';

/** A feature that the live service may turn out not to have. */
export type Capability =
  | 'password reset'
  | 'customer editing'
  | 'subscription editing'
  | 'user listing'
  | 'user removal'
  | 'customer change'
  | 'meetings'
  | 'lobby'
  | 'polls'
  | 'contact listing'
  | 'contact groups'
  | 'invitations'
  | 'in-session tools'
  | 'reports'
  | 'plans';

/** The same route, spelled in another way: the documentation contradicts itself in places. */
export interface Spelling {
  readonly method?: Method;
  readonly path?: string;
}

/** Whether the header X-App-Type has to be sent, may be, or says nothing. */
export type AppTypeHeader = 'required' | 'optional' | 'none';

/** How well a route is known: read on a page, or inferred with a high, medium or low grade of confidence. */
export type Standing =
  | { readonly standing: 'documented' }
  | {
      readonly standing: 'inferred';
      readonly grade: 'H' | 'M' | 'L';
      readonly capability: Capability;
      /** What a person sees where the live service does not have it, as it follows "does not offer". */
      readonly feature: string;
    };

/**
 * One route of the UCaaS API. Vendor names stand here, in the files beside this one, and in the two sides that use the
 * table: the client and the sandbox. Sources are the pages listed in `docs/ucaas-routes.md` (S0 to S12).
 */
export type Route<
  Path extends string = string,
  Request extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
  App extends AppTypeHeader = AppTypeHeader,
  Access extends 'account' | 'api-id' = 'account' | 'api-id',
  Rows extends string | undefined = string | undefined,
> = Standing & {
  /** Its key in the table. */
  readonly name: string;
  readonly group: Group;
  /** One line for the documentation. */
  readonly summary: string;
  readonly method: Method;
  /** Below the base URL; parameters stand in braces. */
  readonly path: Path;
  readonly alternatives?: readonly Spelling[];
  /** `account`: a token or Basic credentials. `api-id`: nothing but the header X-Api-Id. */
  readonly access: Access;
  /** Who may call it; nobody in particular where no account is needed. */
  readonly roles: readonly Role[];
  readonly appType: App;
  /** Of the body; of the query where the method is GET. */
  readonly request: Request;
  readonly response: Response;
  /** Of a listing: under which name the rows come. */
  readonly rows?: Rows;
  /** Of a listing: what `search_by` and `order_by` may name. */
  readonly searchBy?: readonly string[];
  /** The page it was read on, or what it was inferred from. */
  readonly source: string;
};

export function route<
  const Path extends string,
  Request extends z.ZodType,
  Response extends z.ZodType,
  const App extends AppTypeHeader,
  const Access extends 'account' | 'api-id',
  const Rows extends string | undefined = undefined,
>(definition: Route<Path, Request, Response, App, Access, Rows>): Route<Path, Request, Response, App, Access, Rows> {
  return definition;
}

/** The parameters that a path has in braces. */
export function parametersOf(path: string): readonly string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

/** What a person misses where a service does not have this route; nothing is said of documented ones. */
export function featureOf(route: Standing): string | undefined {
  return route.standing === 'inferred' ? route.feature : undefined;
}
