import { type Driver, type SeenMessage, until } from '../contract/driver.ts';
import type { RunningApp } from './app.ts';

/**
 * What came of something that was done: the first message that is new, or replaced, and wanted. With `replaces` only those count as
 * replaced: cards of other meetings are made anew whenever they are due, whatever is being done.
 */
export type AnswerTo = (
  done: () => Promise<unknown>,
  wanted: (message: SeenMessage) => boolean,
  replaces?: readonly SeenMessage[],
) => Promise<SeenMessage>;

/** Waits until nothing is being worked on before anything is done, so that no late answer is taken for this one. */
export function createAnswerTo(driver: () => Driver, app: () => RunningApp): AnswerTo {
  return async (done, wanted, replaces) => {
    await app().app.idle();
    const known = new Map((await driver().messages()).map(({ id, text }) => [id, text]));
    const counts = ({ id }: SeenMessage) => !replaces || !known.has(id) || replaces.some((one) => one.id === id);
    await done();
    return until(driver(), (message) => known.get(message.id) !== message.text && counts(message) && wanted(message));
  };
}
