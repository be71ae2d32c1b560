import { expect, test } from 'vitest';
import { signIn, type, useBrowserStage } from '../support/browser-stage.ts';
import { violations } from '../support/chromium.ts';

const stage = useBrowserStage();

test('an administrator makes a rule in a form, takes it back, and sees what holds for somebody', async () => {
  const context = await stage.browser.newContext({ viewport: { width: 1200, height: 1000 }, bypassCSP: true });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  await page.goto(`${stage.app.url}/playground`);
  await type(page, '/meet admin policy');
  await signIn(page, 'admin@acme.example');
  await page.getByText('There are no rules yet').waitFor();

  await page.getByRole('button', { name: 'Add or change a rule' }).click();
  const form = page.getByRole('dialog', { name: 'A rule' });
  await form.getByLabel('What holds').selectOption('People from outside: only those at the domains below');
  await form.getByLabel('Domains or minutes').fill('nowhere');
  await form.getByLabel('Where').selectOption('In #general');
  expect(await violations(page)).toEqual([]);
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText('Give domains, such as acme.example').waitFor();
  expect(await form.getByLabel('Where').inputValue()).toBe('place general');
  expect(await violations(page)).toEqual([]);
  await form.getByLabel('Domains or minutes').fill('partner.example');
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByText('People from outside, everybody in #general: only those at partner.example').waitFor();

  await type(page, '/meet admin policy start no for users here');
  await page.getByText('Save this rule?').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved: Starting meetings, users in #general: not allowed.').waitFor();
  await type(page, '/meet admin policy try @bob');
  await page.getByText('What would hold for Bob Brandt').waitFor();
  await page.getByText('not allowed – by the rule for users in #general').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await page.getByText('Removed: there is no rule for users in #general any more').waitFor();
  expect(faults).toEqual([]);
});
