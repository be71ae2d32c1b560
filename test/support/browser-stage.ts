import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type RunningApp, startApp } from './app.ts';
import { startChromium } from './chromium.ts';

/** The whole service with the playground, and a real browser, for all tests of this file. */
export function useBrowserStage(environment: Readonly<Record<string, string>> = {}) {
  let app: RunningApp;
  let browser: Browser;
  beforeAll(async () => {
    app = await startApp(environment);
    browser = await startChromium();
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });
  return {
    get app() {
      return app;
    },
    get browser() {
      return browser;
    },
  };
}

/** Goes into a meeting by its link as a guest, in a browser of their own, up to the door of the service. */
export async function atTheDoor(browser: Browser, link: string, name: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 900, height: 800 }, bypassCSP: true })).newPage();
  await page.goto(link);
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', { name: 'Go in as a guest' }).click();
  await page.getByRole('button', { name: /Knock|Enter/ }).waitFor();
  return page;
}

/** Types a line into the playground, and sends it. */
export async function type(page: Page, line: string): Promise<void> {
  await page.getByLabel('Message', { exact: true }).fill(line);
  await page.keyboard.press('Enter');
}

/** Signs Ada in, by this account, by the link that the bot has just posted, on our page. What waited for it goes on by itself. */
export async function signIn(page: Page, email = 'ada@acme.example'): Promise<void> {
  const [form] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: 'Sign in' }).first().click(),
  ]);
  await form.getByRole('button', { name: 'Continue' }).click();
  await form.getByLabel('Email address of your meeting account').fill(email);
  await form.getByLabel('Password').fill('meetwire-demo');
  await form.getByRole('button', { name: 'Sign in and connect' }).click();
}
