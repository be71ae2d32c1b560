import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { type, useBrowserStage } from '../support/browser-stage.ts';
import { violations } from '../support/chromium.ts';

const stage = useBrowserStage();

const follow = async (page: Page, name: string) => {
  const [opened] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name, exact: true }).last().click(),
  ]);
  await opened.getByRole('button', { name: 'Continue' }).click();
  return opened;
};

test('an administrator binds the workspace, gives the credentials of the server, and nobody signs in again', async () => {
  const context = await stage.browser.newContext({ viewport: { width: 1200, height: 1000 }, bypassCSP: true });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  await page.goto(`${stage.app.url}/playground`);
  await page.getByRole('button', { name: 'Meetwire' }).click();

  await type(page, 'admin setup');
  await page.getByText('sign in to your meeting account first').waitFor();
  const signIn = await follow(page, 'Sign in');
  await signIn.getByLabel('Email address of your meeting account').fill('admin@acme.example');
  await signIn.getByLabel('Password').fill('meetwire-demo');
  await signIn.getByRole('button', { name: 'Sign in and connect' }).click();
  await signIn.getByRole('heading', { name: 'Connected' }).waitFor();

  await page.getByRole('button', { name: 'Set up' }).click();
  const form = page.getByRole('dialog', { name: 'Set up this workspace' });
  await form
    .getByLabel('How people sign in')
    .selectOption({ label: 'Nobody signs in again: Meetwire acts for them with our API credentials' });
  expect(await violations(page)).toEqual([]);
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByText('One thing is missing').waitFor();

  const given = await follow(page, 'Give the credentials');
  await given.getByRole('heading', { name: 'API credentials of your customer' }).waitFor();
  await given.setViewportSize({ width: 360, height: 800 });
  expect(await violations(given)).toEqual([]);
  expect(await given.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await given.getByLabel('API id').fill('acme-api-id');
  await given.getByLabel('API key').fill('not the key');
  await given.getByRole('button', { name: 'Try and save' }).click();
  await given.getByRole('alert').getByText('does not take these credentials').waitFor();
  expect(await violations(given)).toEqual([]);
  await given.getByLabel('API key').fill('acme-api-key');
  await given.getByRole('button', { name: 'Try and save' }).click();
  await given.getByRole('heading', { name: 'Saved' }).waitFor();

  await page.getByText('From now on they act for everybody here').waitFor();
  await stage.app.test.database.pool.query('update link set sealed_token = null, token_expires_at = now()');
  await type(page, 'now Without a sign-in');
  await page.locator('.card.live', { hasText: 'Without a sign-in' }).waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test('whoever stays signed in ticks a box that says what is kept', async () => {
  const context = await stage.browser.newContext({ viewport: { width: 1200, height: 900 }, bypassCSP: true });
  await stage.app.test.database.pool.query("update workspace set token_mode = 'stay_signed_in'");
  const page = await context.newPage();
  await page.goto(`${stage.app.url}/playground`);
  await type(page, '/meet connect');
  await page.getByText('Connect your account').waitFor();
  const signIn = await follow(page, 'Sign in');
  await signIn.setViewportSize({ width: 360, height: 900 });
  await signIn.getByLabel('Stay signed in').check();
  expect(await violations(signIn)).toEqual([]);
  await signIn.getByLabel('Email address of your meeting account').fill('ada@acme.example');
  await signIn.getByLabel('Password').fill('meetwire-demo');
  await signIn.getByRole('button', { name: 'Sign in and connect' }).click();
  await signIn.getByRole('heading', { name: 'Connected' }).waitFor();
  const { rows } = await stage.app.test.database.pool.query(
    'select chosen from link where sealed_password is not null',
  );
  expect(rows).toEqual([{ chosen: true }]);
  await context.close();
});
