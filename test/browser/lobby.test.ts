import { expect, test } from 'vitest';
import { atTheDoor, signIn, type, useBrowserStage } from '../support/browser-stage.ts';
import { violations } from '../support/chromium.ts';

const stage = useBrowserStage();

test('somebody knocks in a window of their own: the host lets them in from the direct chat, the channel sees how many wait', async () => {
  const context = await stage.browser.newContext({ viewport: { width: 1200, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(`${stage.app.url}/playground`);
  await type(page, '/meet now --lobby Board');
  await signIn(page);
  const card = page.locator('.card', { hasText: 'Board' }).filter({ hasNotText: 'Sign in to go on' });
  await card.getByText('You knock, and the host lets you in').waitFor();

  const link = await card.getByRole('link', { name: 'Join meeting' }).getAttribute('href');
  const door = await atTheDoor(stage.browser, link ?? '', 'Grace Guest');
  await door.getByRole('button', { name: /Knock|Enter/ }).click();
  await card.getByText('1 person waits to be let in.').waitFor();
  expect(await card.innerText()).not.toContain('Grace');
  expect(await violations(page)).toEqual([]);
  await type(page, '/meet room here');
  await page.getByRole('button', { name: 'Make it the room' }).click();
  await page.getByText('Pinned').first().waitFor();

  await page.getByRole('button', { name: 'Meetwire' }).click();
  const prompt = page.locator('.card', { hasText: 'At the door of Board' });
  await prompt.getByText('Grace Guest waits to be let into').waitFor();
  expect(await violations(page)).toEqual([]);
  await prompt.getByRole('button', { name: 'Let Grace Guest in' }).click();
  await door.getByText('You are in as Grace Guest').waitFor();
  await page.getByText('Nobody waits to be let into “Board”.').waitFor();
  await context.close();
});
