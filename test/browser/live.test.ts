import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { atTheDoor, signIn, type, useBrowserStage } from '../support/browser-stage.ts';
import { violations } from '../support/chromium.ts';

const stage = useBrowserStage();

/** Goes into the meeting by its card, in a browser of their own. */
async function goIn(page: Page, title: string, name: string): Promise<Page> {
  const join = page.locator('.card.live', { hasText: title }).getByRole('link', { name: 'Join meeting' });
  const room = await atTheDoor(stage.browser, (await join.getAttribute('href')) ?? '', name);
  await room.getByRole('button', { name: 'Enter' }).click();
  await room.getByText(`You are in as ${name}`).waitFor();
  return room;
}

test('two people join through their own windows: the card follows them, and in the end says how it was', async () => {
  const context = await stage.browser.newContext({ viewport: { width: 1200, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(`${stage.app.url}/playground`);
  await type(page, '/meet now Weekly sync');
  await signIn(page);
  const card = page.locator('.card', { hasText: 'Weekly sync' }).filter({ hasNotText: 'Sign in to go on' });
  await card.waitFor();

  const grace = await goIn(page, 'Weekly sync', 'Grace Guest');
  await card.getByText('In the meeting (1)').waitFor();
  expect(await card.innerText()).toContain('The host is not in yet.');
  const heidi = await goIn(page, 'Weekly sync', 'Heidi Guest');
  await card.getByText('In the meeting (2)').waitFor();
  await card.getByText('Grace Guest and Heidi Guest').waitFor();
  expect(await violations(page)).toEqual([]);

  await grace.getByRole('button', { name: 'Leave' }).click();
  await card.getByText('In the meeting (1)').waitFor();
  await heidi.getByRole('button', { name: 'Leave' }).click();
  await card.getByText('Ended: Weekly sync').waitFor();
  await card.getByText('Came (2)').waitFor();
  expect(await card.getByRole('link', { name: 'Join meeting' }).count()).toBe(0);
  expect(await violations(page)).toEqual([]);

  await card.getByRole('button', { name: 'Schedule a follow-up' }).click();
  const form = page.getByRole('dialog');
  await form.waitFor();
  expect(await form.getByLabel('Title', { exact: true }).inputValue()).toBe('Weekly sync');
  await context.close();
});
