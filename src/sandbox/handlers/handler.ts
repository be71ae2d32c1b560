import type { z } from 'zod';
import type { AppType, RouteName, Routes } from '../../ucaas/routes/index.ts';
import type { Account } from '../caller.ts';
import type { World } from '../world.ts';

/** A checked call of one route. */
export interface Handled<Input> {
  readonly world: World;
  /** There unless the route needs nothing but an API id. */
  readonly caller: Account;
  /** Whose API id it is, where no account is needed. */
  readonly organisationId: string;
  /** There unless the route needs none. */
  readonly appType: AppType;
  readonly parameters: Readonly<Record<string, string>>;
  readonly input: Input;
}

/** Resolves to the answer without its `result`. Throws `Refusal`. */
export type Handler<Name extends RouteName> = (call: Handled<z.output<Routes[Name]['request']>>) => Promise<object>;

/** False for what is no UUID: an id that nobody has, and for which the database cannot even be asked. */
export function isUuid(id: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id);
}

/** One handler for each of these routes, checked against the table. */
export type Handlers<Name extends RouteName> = { readonly [One in Name]: Handler<One> };

/** Whether there is anything to write: an update of no column is no statement. */
export function isChange(fields: Readonly<Record<string, unknown>>): boolean {
  return Object.values(fields).some((value) => value !== undefined);
}
