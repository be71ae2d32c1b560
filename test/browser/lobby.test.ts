import { expect, test } from 'vitest';
import { type, useBrowserStage } from '../support/browser-stage.ts';
import { violations } from '../support/chromium.ts';

const stage = useBrowserStage();

test('somebody knocks in a window of their own: the host lets them in from the direct chat, the channel sees how many wait', async () => {
  const context = await stage.browser.newContext({ viewport: { width: 1200, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(`${stage.app.url}/playground`);
  await type(page, '/meet now --lobby Board');
  const [signIn] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name: 'Sign in' }).first().click(),
  ]);
  await signIn.getByRole('button', { name: 'Continue' }).click();
  await signIn.getByLabel('Email address of your meeting account').fill('ada@acme.example');
  await signIn.getByLabel('Password').fill('meetwire-demo');
  await signIn.getByRole('button', { name: 'Sign in and connect' }).click();
  const card = page.locator('.card', { hasText: 'Board' }).filter({ hasNotText: 'Sign in to go on' });
  await card.getByText('You knock, and the host lets you in').waitFor();

  const [door] = await Promise.all([
    context.waitForEvent('page'),
    card.getByRole('link', { name: 'Join meeting' }).click(),
  ]);
  await door.getByLabel('Your name').fill('Grace Guest');
  await door.getByRole('button', { name: /Knock|Enter/ }).click();
  await card.getByText('1 person waits to be let in.').waitFor();
  expect(await card.innerText()).not.toContain('Grace');
  expect(await violations(page)).toEqual([]);
  await type(page, '/meet room here');
  await page.getByRole('button', { name: 'Make it the room' }).click();
  await page.getByText('Pinned').first().waitFor();
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/channel.png`, fullPage: true });

  await page.getByRole('button', { name: 'Meetwire' }).click();
  const prompt = page.locator('.card', { hasText: 'At the door of Board' });
  await prompt.getByText('Grace Guest waits to be let into').waitFor();
  expect(await violations(page)).toEqual([]);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/direct.png`, fullPage: true });
  await prompt.getByRole('button', { name: 'Let Grace Guest in' }).click();
  await door.getByText('You are in as Grace Guest').waitFor();
  await page.getByText('Nobody waits to be let into “Board”.').waitFor();
  await context.close();
});
