import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { type, useBrowserStage } from '../support/browser-stage.ts';
import { violations } from '../support/chromium.ts';

const stage = useBrowserStage();

test('somebody saves what is kept of them as a file, without JavaScript too, and has it deleted after one more question', async () => {
  const chat = await stage.browser.newPage({ bypassCSP: true });
  await chat.goto(`${stage.app.url}/playground`);
  await chat.getByRole('button', { name: 'Meetwire', exact: true }).click();
  await type(chat, 'forget me');
  const card = chat.locator('.card', { hasText: 'What is kept of you here' });
  await card.waitFor();
  expect(await violations(chat)).toEqual([]);

  const url = await card.getByRole('link', { name: 'Save my data' }).getAttribute('href');
  const pages = await stage.browser.newPage({ javaScriptEnabled: false });
  await pages.goto(url ?? '');
  await pages.getByRole('heading', { name: 'Save what is kept of you' }).waitFor();
  await pages.getByRole('button', { name: 'Continue' }).click();
  const code = (await pages.locator('.code [aria-hidden]').innerText()).replace(' ', '');
  await type(chat, code);
  await chat.getByText('Thank you, that is right').waitFor();
  await pages.getByRole('button', { name: 'I have sent it' }).click();
  const download = pages.waitForEvent('download');
  await pages.getByRole('button', { name: 'Download my data (JSON)' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('meetwire-data.json');
  const record = JSON.parse(await readFile(await file.path(), 'utf8')) as { person: object };
  expect(record.person).toMatchObject({ platform: 'web', userId: 'ada' });

  await card.getByRole('button', { name: 'Delete everything' }).click();
  const question = chat.locator('.card', { hasText: 'Delete everything that is kept of you?' });
  await question.getByRole('button', { name: 'Yes, delete everything' }).click();
  await chat.locator('.card.done', { hasText: 'Deleted' }).waitFor();
  await chat.reload();
  await chat.getByRole('button', { name: 'Meetwire', exact: true }).click();
  await chat.locator('.card.done', { hasText: 'Deleted' }).waitFor();
  expect(await card.count()).toBe(0);
});

test('the page with the file has no accessibility fault that axe can find', async () => {
  const page = await stage.browser.newPage({ bypassCSP: true });
  await page.goto(`${stage.app.url}/playground`);
  await type(page, '/meet forget me');
  const [pages] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: 'Save my data' }).first().click(),
  ]);
  await pages.getByRole('button', { name: 'Continue' }).waitFor();
  expect(await violations(pages)).toEqual([]);
  await pages.getByRole('button', { name: 'Continue' }).click();
  await pages.getByRole('button', { name: 'Download my data (JSON)' }).waitFor();
  expect(await violations(pages)).toEqual([]);
});
