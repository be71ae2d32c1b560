import { afterAll, beforeAll } from 'vitest';
import type { Driver } from '../contract/driver.ts';
import { createAnswerTo } from './answer.ts';
import { type RunningApp, startApp } from './app.ts';

/** The whole service behind one chat platform, for all tests of this file or `describe`. */
export function useStage(create: () => Promise<Driver>) {
  let driver: Driver;
  let app: RunningApp;
  beforeAll(async () => {
    driver = await create();
    app = await startApp(driver.environment);
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
