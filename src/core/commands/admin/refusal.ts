import { ServiceError } from '../../errors.ts';

/** What the meeting service did not do, and why, where it says so. */
export class Refused {
  readonly said: string | undefined;
  constructor(said: string | undefined) {
    this.said = said;
  }
}

/** A refusal as a value, so that what was typed can be shown again, to be changed. Whatever else failed is thrown on. */
export async function orRefusal<Result>(call: Promise<Result>): Promise<Result | Refused> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ServiceError && error.kind === 'refused') return new Refused(error.said);
    throw error;
  }
}
