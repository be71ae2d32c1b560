import { expect, test } from 'vitest';
import { signIn, type, useBrowserStage } from '../support/browser-stage.ts';
import { violations } from '../support/chromium.ts';

const stage = useBrowserStage();

test('a message is met about from its own button: confirmed in a form first, and answered by the card', async () => {
  const context = await stage.browser.newContext({ viewport: { width: 1200, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(`${stage.app.url}/playground`);
  await page.locator('body[data-person=ada]').waitFor();
  await page.getByLabel('You are').selectOption('bob');
  await page.locator('body[data-person=bob]').waitFor();
  await type(page, 'The roof leaks again. Who can look at it before the rain of next week comes? @Dana');
  await page.getByText('The roof leaks again').waitFor();
  await page.getByLabel('You are').selectOption('ada');
  await page.locator('body[data-person=ada]').waitFor();

  const said = page.locator('.message', { hasText: 'The roof leaks again' });
  await said.getByRole('button', { name: 'Meet about this' }).click();
  const form = page.getByRole('dialog');
  await form.waitFor();
  expect(await form.getByLabel('Title').inputValue()).toBe('The roof leaks again');
  expect(await form.getByLabel('Bob Brandt').isChecked()).toBe(true);
  expect(await form.getByLabel('Dana Duarte').isChecked()).toBe(true);
  expect(await form.getByLabel('Chen Castillo').isChecked()).toBe(false);
  expect(await violations(page)).toEqual([]);
  await form.getByLabel('Dana Duarte').uncheck();
  await form.getByLabel('Title').fill('Roof');
  await form.getByRole('button', { name: 'Start' }).click();
  await signIn(page);

  const message = page.locator('.message', { has: page.locator('.card.live', { hasText: 'Roof' }) });
  await message.getByText('In reply to Bob Brandt: The roof leaks again').waitFor();
  await message.getByRole('button', { name: 'Show it' }).click();
  expect(await message.innerText()).toContain('Bob Brandt');
  expect(await message.innerText()).not.toContain('Dana');
  expect(await violations(page)).toEqual([]);
  await context.close();
});
