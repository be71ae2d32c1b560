import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startChromium, violations } from '../support/chromium.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { startSandbox } from '../support/sandbox.ts';

let database: TestDatabase;
let service: Awaited<ReturnType<typeof startSandbox>>;
let browser: Browser;

beforeAll(async () => {
  database = await testDatabase();
  service = await startSandbox(database.database);
  browser = await startChromium();
});
afterAll(async () => {
  await browser.close();
  await service.close();
  await database.drop();
});

test('who enters a room from the page at the root is live there, and switches are one press', async () => {
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on('console', (line) => {
    if (line.type() === 'error') faults.push(line.text());
  });
  await page.goto(service.root);
  await page.getByText('Nobody is in a room').waitFor();
  await page.getByRole('link', { name: 'Room of Ada Almeida', exact: true }).click();
  await page.getByLabel('Your name').fill('Guest');
  await page.getByRole('button', { name: 'Enter' }).click();
  await page.getByText('1 person is in').waitFor();
  await page.goto(service.root);
  await page.getByRole('region', { name: 'Live sessions' }).getByText('hosted by Ada Almeida').waitFor();
  await page.getByRole('combobox', { name: /resultAs/ }).selectOption('text');
  await page.getByRole('checkbox', { name: 'slow' }).check();
  await page.getByRole('textbox', { name: /faultRate/ }).fill('0');
  await page.getByRole('button', { name: 'Set the switches' }).click();
  await page.waitForURL(/#switches$/);
  expect(await page.getByRole('combobox', { name: /resultAs/ }).inputValue()).toBe('text');
  expect(await page.getByRole('checkbox', { name: 'slow' }).isChecked()).toBe(true);
  await page.getByRole('textbox', { name: /tokenMinutes/ }).fill('many');
  await page.getByRole('button', { name: 'Set the switches' }).click();
  await page.getByRole('alert').getByText('tokenMinutes').waitFor();
  // The browser itself reports the answer of 400, and nothing else went wrong.
  expect(faults.filter((text) => !text.includes('400'))).toEqual([]);
  await page.close();
});

test.each([
  ['light', 1200],
  ['dark', 1200],
  ['light', 320],
] as const)(
  'axe finds nothing on the sandbox’s page, %s, %i pixels wide, and nothing hangs over',
  async (colorScheme, width) => {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
    const page = await context.newPage();
    await page.goto(service.root);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await context.close();
  },
);
