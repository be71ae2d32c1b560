import { afterAll, beforeAll } from 'vitest';
import type { Driver } from '../contract/driver.ts';
import { createAnswerTo } from './answer.ts';
import { type RunningApp, startApp } from './app.ts';

/** What differs from the usual: more environment, another clock. */
export type StageOptions = NonNullable<Parameters<typeof startApp>[1]> & {
  readonly environment?: Readonly<Record<string, string>>;
};

/** The whole service behind one chat platform, for all tests of this file or `describe`. */
export function useStage(create: () => Promise<Driver>, options?: StageOptions) {
  let driver: Driver;
  let app: RunningApp;
  beforeAll(async () => {
    driver = await create();
    const { environment, ...rest } = options ?? {};
    app = await startApp({ ...driver.environment, ...environment }, rest);
    await driver.listening(app.url);
  });
  afterAll(async () => {
    await driver.close();
    await app.stop();
  });
  return {
    get driver() {
      return driver;
    },
    get app() {
      return app;
    },
    answerTo: createAnswerTo(
      () => driver,
      () => app,
    ),
  };
}
