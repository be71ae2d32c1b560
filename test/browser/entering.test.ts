import { expect, test } from 'vitest';
import { signIn, type, useBrowserStage } from '../support/browser-stage.ts';
import { violations } from '../support/chromium.ts';

const stage = useBrowserStage();

test('a guest says who they are on our page, the host goes in as host; the card says who is in', async () => {
  const context = await stage.browser.newContext({ viewport: { width: 1200, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(`${stage.app.url}/playground`);
  await type(page, '/meet now Design review');
  await signIn(page);
  const card = page.locator('.card', { hasText: 'Design review' }).filter({ hasNotText: 'Sign in to go on' });
  await card.waitFor();
  const link = (await card.getByRole('link', { name: 'Join meeting' }).getAttribute('href')) ?? '';

  const stranger = await stage.browser.newContext({ viewport: { width: 360, height: 740 }, bypassCSP: true });
  const guest = await stranger.newPage();
  await guest.goto(link);
  await guest.getByRole('heading', { name: 'Design review' }).waitFor();
  expect(await violations(guest)).toEqual([]);
  expect(await guest.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await guest.getByText('I belong to the workspace').click();
  await guest.getByText('say browser to Meetwire').waitFor();
  await guest.getByLabel('Your name').fill('Grace Guest');
  await guest.getByRole('button', { name: 'Go in as a guest' }).click();
  await guest.getByRole('button', { name: 'Enter' }).click();
  await card.getByText('The host is not in yet.').waitFor();

  const host = await context.newPage();
  await host.goto(link);
  await host.getByText('You go in as Ada Almeida, the host.').waitFor();
  await host.getByRole('button', { name: 'Enter' }).click();
  await card.getByText('In the meeting (2)').waitFor();
  expect(await card.innerText()).toContain('Ada Almeida');
  expect(await card.innerText()).not.toContain('The host is not in yet.');
  await stranger.close();
  await context.close();
});
