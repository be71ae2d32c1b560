import type { AppType } from '../../ucaas/routes/index.ts';
import type { Account } from '../caller.ts';
import type { World } from '../world.ts';

/** A checked call of one route. `caller` is there unless the route needs nothing but an API id. */
export interface Handled<Input> {
  readonly world: World;
  readonly caller: Account;
  readonly appType: AppType;
  readonly parameters: Readonly<Record<string, string>>;
  readonly input: Input;
}

/** Resolves to the answer without its `result`. Throws `Refusal`. */
export type Handler<Input> = (call: Handled<Input>) => Promise<object>;

/** Date and time as the documentation writes them in queries: `YYYY-MM-DD HH:mm:ss`, UTC (S8). */
export function toServiceTime(instant: Date): string {
  return instant.toISOString().slice(0, 19).replace('T', ' ');
}

export function fromServiceTime(text: string): Date {
  return new Date(`${text.replace(' ', 'T')}Z`);
}
