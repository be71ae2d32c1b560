import { ServiceError, UserError } from '../errors.ts';

/** Does something at the service; where that does not offer it, the person is told so in one sentence. */
export async function offered<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ServiceError) || error.kind !== 'not_offered' || error.said === undefined) throw error;
    throw new UserError({ code: 'not_offered', feature: error.said }, { cause: error });
  }
}
