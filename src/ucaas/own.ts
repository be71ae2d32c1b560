import { ServiceError, type ServiceErrorKind } from '../core/errors.ts';
import type { Application } from '../core/meeting.ts';
import type { AccountApi } from './api.ts';
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
