import { mkdir } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SeenMessage, until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { startChromium, violations } from '../support/chromium.ts';
import { signInUrlOf } from '../support/linking.ts';
import { startSlackOpenId } from '../support/slack/openid.ts';

let driver: Awaited<ReturnType<typeof createSlackDriver>>;
let provider: Awaited<ReturnType<typeof startSlackOpenId>>;
let app: RunningApp;
let browser: Browser;
const ada = { userId: 'U0ADA', teamId: 'T0MEETWIRE', email: 'ada@acme.example' };
const bob = { userId: 'U0BOB', teamId: 'T0MEETWIRE', email: 'bob@acme.example' };

beforeAll(async () => {
  driver = await createSlackDriver();
  provider = await startSlackOpenId();
  app = await startApp({ ...driver.environment, ...provider.environment });
  await driver.listening(app.url);
  browser = await startChromium();
  await mkdir('.meetwire/pages', { recursive: true });
});
afterAll(async () => {
  await browser.close();
  await app.stop();
  await provider.close();
  await driver.close();
});

/** A window that opens a fresh link of Ada's, and in which nothing may go wrong unseen. */
async function open(options: Parameters<Browser['newContext']>[0] = {}): Promise<{ page: Page; faults: string[] }> {
  const known = new Set((await driver.messages()).map(({ id }) => id));
  await driver.say(driver.people.ada, 'direct', 'connect');
  const fresh = ({ id, buttons }: SeenMessage) => !known.has(id) && buttons.some(({ label }) => label === 'Sign in');
  const url = signInUrlOf(await until(driver, fresh));
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (line) => {
    if (line.type() === 'error') faults.push(line.text());
  });
  await page.goto(url);
  return { page, faults };
}

test('from the link in the chat, by way of Slack, to a connected account: no code, no stumble', async () => {
  provider.become(ada);
  const { page, faults } = await open();
  await page.getByText('Acme, on Slack').waitFor();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('link', { name: 'Sign in with Slack' }).click();
  await page.getByRole('heading', { name: 'Sign in to Slack' }).waitFor();
  expect(await page.evaluate(() => document.referrer)).toBe('');
  await page.getByRole('link', { name: 'Allow' }).click();
  await page.getByRole('heading', { name: 'Sign in to your meeting account' }).waitFor();
  expect(page.url()).toMatch(/\/connect\/[\w-]{43}$/);
  expect(await page.getByLabel('Email address of your meeting account').inputValue()).toBe('ada@acme.example');
  await page.getByLabel('Password').fill('meetwire-demo');
  await page.getByRole('button', { name: 'Sign in and connect' }).click();
  await page.getByRole('heading', { name: 'Connected' }).waitFor();
  await until(driver, ({ title }) => title === 'Connected');
  expect(faults).toEqual([]);
  await page.context().close();
});

test('who is somebody else at Slack is told so, and goes on as the right person without a new link', async () => {
  provider.become(bob);
  const { page } = await open({ javaScriptEnabled: false });
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('link', { name: 'Sign in with Slack' }).click();
  await page.getByRole('link', { name: 'Allow' }).click();
  await page.getByText('You are signed in to Slack as bob@acme.example in Acme').waitFor();
  provider.become(ada);
  await page.getByRole('link', { name: 'Try again with Slack' }).click();
  await page.getByRole('link', { name: 'Allow' }).click();
  await page.getByLabel('Password').waitFor();
  await page.context().close();
});

test('the code goes the same way in a browser that prefers it, and the page goes on by itself', async () => {
  const { page, faults } = await open();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('link', { name: 'Use a code instead' }).click();
  const code = (await page.locator('.code [aria-hidden]').innerText()).replace(' ', '');
  await driver.say(driver.people.ada, 'direct', code);
  await page.getByLabel('Password').waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});

test.each([
  ['light', 1000],
  ['dark', 360],
] as const)(
  'no page on the way has a fault that axe can find, nor is wider than the window, in %s at %i pixels',
  async (colorScheme, width) => {
    provider.become(bob);
    const { page } = await open({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
    const look = async (name: string) => {
      expect([name, await violations(page)]).toEqual([name, []]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.screenshot({ path: `.meetwire/pages/${name}-${colorScheme}.png`, fullPage: true });
    };
    await look('begin');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('link', { name: 'Sign in with Slack' }).waitFor();
    await look('proof');
    await page.getByRole('link', { name: 'Use a code instead' }).click();
    await page.locator('.code').waitFor();
    await look('code');
    await page.getByRole('link', { name: 'Sign in with Slack instead' }).click();
    await page.getByRole('link', { name: 'Sign in with Slack' }).click();
    await page.getByRole('link', { name: 'Allow' }).click();
    await page.getByRole('heading', { name: 'That is somebody else' }).waitFor();
    await look('stranger');
    const stray = page.url();
    provider.failing('/api');
    await page.getByRole('link', { name: 'Try again with Slack' }).click();
    await page.getByRole('link', { name: 'Allow' }).click();
    await page.getByText('Slack cannot be reached just now').waitFor();
    await look('unreachable');
    provider.failing(undefined);
    provider.become(ada);
    await page.getByRole('link', { name: 'Sign in with Slack' }).click();
    await page.getByRole('link', { name: 'Allow' }).click();
    await page.getByLabel('Password').waitFor();
    await look('sign-in');
    await page.getByLabel('Email address of your meeting account').fill('chen@acme.example');
    await page.getByLabel('Password').fill('meetwire-demo');
    await page.getByRole('button', { name: 'Sign in and connect' }).click();
    await page.getByRole('heading', { name: 'Connected' }).waitFor();
    await look('done');
    await page.goto(stray);
    await page.getByRole('heading', { name: 'This did not begin here' }).waitFor();
    await look('stray');
    await page.context().close();
  },
);
