import { ServiceError, type ServiceErrorKind } from '../core/errors.ts';
import type { Application } from '../core/meeting.ts';
import type { AccountApi } from './api.ts';
import { UcaasError } from './errors.ts';
import type { AppType } from './routes/index.ts';

/** Whose session it is, and how its calls are made. */
export interface Own {
  readonly api: AccountApi;
  /** Not known of a token that was kept before that was noted. */
  readonly userId: string | undefined;
  /** Calls are made by a server's credentials, which reach more people than this one. */
  readonly onBehalf: boolean;
}

export const appTypeOf: Record<Application, AppType> = { meeting: 'vc', webinar: 'wb' };

/** What a call gives, or something else where it fails in one of these ways. */
export async function unless<Result, Other>(
  kinds: readonly ServiceErrorKind[],
  call: Promise<Result>,
  otherwise: (error: ServiceError) => Other | Promise<Other>,
): Promise<Result | Other> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ServiceError && kinds.includes(error.kind)) return otherwise(error);
    throw error;
  }
}

/** Documented: something like it is there already (S0). */
const duplicateCode = 1504;

/** Undefined where something like it is there already. */
export async function unlessTaken<Result>(call: Promise<Result>): Promise<Result | undefined> {
  return unless(['refused'], call, (error) => {
    if (error instanceof UcaasError && error.result === duplicateCode) return undefined;
    throw error;
  });
}

/** What was to be removed is not there: so be it. */
export async function unlessGone(call: Promise<unknown>): Promise<void> {
  await unless(['not_found'], call, () => undefined);
}

/** The first rows of a listing. */
export async function firstOf<Row>(rows: AsyncIterable<Row>, most: number): Promise<readonly Row[]> {
  const found: Row[] = [];
  for await (const row of rows) {
    found.push(row);
    if (found.length >= most) break;
  }
  return found;
}
