import { type Driver, type SeenMessage, until } from '../contract/driver.ts';
import type { RunningApp } from './app.ts';

/** What came of something that was done: the first message that is new, or replaced, and wanted. */
export type AnswerTo = (
  done: () => Promise<unknown>,
  wanted: (message: SeenMessage) => boolean,
) => Promise<SeenMessage>;

/** Waits until nothing is being worked on before anything is done, so that no late answer is taken for this one. */
export function createAnswerTo(driver: () => Driver, app: () => RunningApp): AnswerTo {
  return async (done, wanted) => {
    await app().app.idle();
    const known = new Map((await driver().messages()).map(({ id, text }) => [id, text]));
    await done();
    return until(driver(), (message) => known.get(message.id) !== message.text && wanted(message));
  };
}
