import { expect, test } from 'vitest';
import { signIn, type, useBrowserStage } from '../support/browser-stage.ts';
import { violations } from '../support/chromium.ts';

const stage = useBrowserStage({ LARGE_CHANNEL: '3' });

test('where many would see a card, its person is asked; without posting it is theirs alone', async () => {
  const context = await stage.browser.newContext({ viewport: { width: 1200, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(`${stage.app.url}/playground`);
  await type(page, '/meet now Weekly sync');
  await signIn(page);
  const question = page.locator('.card', { hasText: '#general has 4 members. Start it here?' });
  await question.waitFor();
  expect(await violations(page)).toEqual([]);
  await question.getByRole('button', { name: 'Start without posting' }).click();
  await page.getByText('“Weekly sync” has begun, and nothing was posted here.').waitFor();
  await page.getByRole('button', { name: /^Meetwire/ }).click();
  await page.locator('.card.live', { hasText: 'Weekly sync' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await context.close();
});
