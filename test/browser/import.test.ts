import { expect, test } from 'vitest';
import { signIn, type, useBrowserStage } from '../support/browser-stage.ts';
import { violations } from '../support/chromium.ts';

const stage = useBrowserStage();

test('an administrator drops a list of users, sees what it would do, and does it', async () => {
  const page = await (
    await stage.browser.newContext({ viewport: { width: 1100, height: 860 }, bypassCSP: true })
  ).newPage();
  const pictures = process.env.PICTURES;
  const picture = async (name: string) => pictures && page.screenshot({ path: `${pictures}/${name}.png` });
  await page.goto(`${stage.app.url}/playground#direct-ada`);
  await type(page, 'connect');
  await signIn(page, 'admin@acme.example');
  await page.getByText('Connected: you are Amara Acme').waitFor();
  await type(page, 'admin users');
  await page.getByText('4 users.').waitFor();
  await picture('users');

  const rows = [
    'email,first name,last name',
    'zoe@acme.example,Zoë,Zander',
    'yara@acme.example,Yara,Young',
    'nobody,No,One',
  ];
  const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) };
  await page.locator('#file').setInputFiles(file);
  await page.getByText('people.csv').waitFor();
  await picture('attached');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Remove', exact: true }).last().click();
  await page.locator('#attached').waitFor({ state: 'hidden' });
  await page.locator('#file').setInputFiles(file);
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('Nothing has been done yet.').waitFor();
  await picture('asked');
  await page.getByRole('button', { name: 'Do all 2' }).click();
  await page.getByText('Done: 2 users added and 1 not taken.').waitFor();
  await page.getByRole('button', { name: 'See what was not taken' }).click();
  await page.getByText('nobody: that is not an email address').last().waitFor();
  await picture('done');
  await type(page, 'admin users zoe');
  await page.getByText('Zoë Zander is a user that you look after.').waitFor();
  await picture('user');
  expect(await violations(page)).toEqual([]);
});
