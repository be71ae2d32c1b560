import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { signIn, type, useBrowserStage } from '../support/browser-stage.ts';
import { violations } from '../support/chromium.ts';
import { held } from '../support/usage.ts';

const stage = useBrowserStage();

/** Signs in by this account, asks for the console in the direct chat, and opens it. */
async function openConsole(person: string, email: string, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
  const context = await stage.browser.newContext({ viewport: wide, colorScheme, bypassCSP: true });
  const chat = await context.newPage();
  await chat.request.post(`${stage.app.url}/playground/api/sign-in`, { data: { person } });
  await chat.goto(`${stage.app.url}/playground#direct-${person}`);
  await type(chat, 'connect');
  await signIn(chat, email);
  await chat.getByText('Connected: you are').last().waitFor();
  await type(chat, 'admin console');
  const [page] = await Promise.all([
    context.waitForEvent('page'),
    chat.getByRole('link', { name: 'Open the console' }).last().click(),
  ]);
  await page.getByRole('button', { name: 'Continue' }).click();
  await picture(page, 'opening');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Open the console' }).click();
  await page.getByRole('heading', { name: 'What you can do' }).waitFor();
  return page;
}

const wide = { width: 1200, height: 900 };
const narrow = { width: 360, height: 800 };
const pictures = process.env.PICTURES;

async function picture(page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
}

/** What is wrong with a page for anybody, on a desk and on a phone. */
async function judge(page: Page, name: string): Promise<void> {
  const size = page.viewportSize() ?? wide;
  for (const [viewport, suffix] of [
    [wide, ''],
    [narrow, '-phone'],
  ] as const) {
    await page.setViewportSize(viewport);
    await picture(page, `${name}${suffix}`);
    expect([name, await violations(page)]).toEqual([name, []]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
  }
  await page.setViewportSize(size);
}

const task = (page: Page, name: string) =>
  page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true });

test('an administrator looks after users in the console', { timeout: 120_000 }, async () => {
  const page = await openConsole('ada', 'admin@acme.example');
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  await judge(page, 'overview');
  const sql = (text: string, values: unknown[]) => stage.app.test.database.pool.query(text, values);
  for (let day = 1; day < 28; day += 1)
    for (let times = (day * 7) % 4; times > 0; times -= 1)
      await held(sql, `${['ada', 'bob', 'chen'][times % 3]}@acme.example`, day, 10 + ((day * 37) % 80));

  await task(page, 'Users');
  await page.getByText('4 users.').waitFor();
  await judge(page, 'users');
  await page.getByRole('link', { name: 'Bob Brandt' }).click();
  await page.getByRole('heading', { name: 'Bob Brandt' }).waitFor();
  await judge(page, 'user');
  await button(page, 'Suspend').click();
  await button(page, 'Keep it').waitFor();
  await judge(page, 'question');
  await button(page, 'Keep it').click();
  await page.getByText('nothing was changed').waitFor();

  await task(page, 'Users');
  await button(page, 'Add a user').click();
  await button(page, 'Fill in the form').click();
  await page.getByLabel('First name').fill('Zoë');
  await page.getByLabel('Email address').fill('nobody');
  await judge(page, 'form');
  await button(page, 'Add').click();
  await page.getByRole('alert').waitFor();
  expect(await page.getByLabel('First name').inputValue()).toBe('Zoë');
  await judge(page, 'form-errors');
  await page.getByLabel('Last name').fill('Zander');
  await page.getByLabel('Email address').fill('zoe@acme.example');
  await button(page, 'Add').click();
  await page.getByText('Added Zoë Zander').waitFor();
  await judge(page, 'added');

  for (const [name, wanted] of [
    ['Requests', 'Nobody'],
    ['Customers', 'administers one customer'],
    ['Linked', 'connected'],
    ['Audit', 'Added a user'],
    ['Meetings', 'meeting'],
    ['Rooms', 'room'],
    ['Policy', 'rules'],
    ['Reports', 'meetings'],
    ['Doctor', 'Meeting service'],
    ['Setup', 'workspace'],
  ] as const) {
    await task(page, name);
    await page.getByRole('main').getByText(wanted).first().waitFor();
    await judge(page, name.toLowerCase());
  }
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Signed out' }).waitFor();
  await judge(page, 'signed-out');
  await page.goto(`${stage.app.url}/admin/users`);
  await page.getByRole('heading', { name: 'The console is closed here' }).waitFor();
  await judge(page, 'closed');
  expect(faults).toEqual([]);
  await page.context().close();
});

test('it is used by keyboard alone, and in the dark', async () => {
  const page = await openConsole('bob', 'admin@acme.example', 'dark');
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Skip to the page');
  await tabTo(page, 'Users');
  await page.keyboard.press('Enter');
  await page.getByText('4 users.').or(page.getByText('5 users.')).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('chen');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Chen Castillo' }).waitFor();
  await judge(page, 'dark-user');
  await tabTo(page, 'Change');
  await page.keyboard.press('Enter');
  await page.getByLabel('First name').waitFor();
  await tabTo(page, 'Department');
  await page.keyboard.type('Research');
  await judge(page, 'dark-form');
  await page.keyboard.press('Enter');
  await page.getByText('Saved.').waitFor();
  expect(await page.getByText('Research').count()).toBe(1);
  await page.context().close();
});

test('a reseller sees customers and subscriptions', async () => {
  const page = await openConsole('chen', 'reseller@northwind.example');
  for (const [name, wanted, link] of [
    ['Customers', 'customers', 'Acme'],
    ['Subscriptions', 'subscriptions', 'Acme'],
  ] as const) {
    await task(page, name);
    await page.getByRole('main').getByText(wanted).first().waitFor();
    await judge(page, name.toLowerCase());
    await page.getByRole('main').getByRole('link', { name: link }).first().click();
    await button(page, 'Change').waitFor();
    await judge(page, `${name.toLowerCase()}-one`);
  }
  await page.context().close();
});

test('a file is sent, and a page that shows how far something is goes on by itself', async () => {
  const page = await openConsole('dana', 'admin@acme.example');
  await task(page, 'Users');
  await page.getByText('Add or change users from a file').click();
  const rows = [
    'email,first name,last name',
    ...Array.from({ length: 40 }, (_, index) => `u${index}@acme.example,U,${index}`),
  ];
  await page.getByLabel('File', { exact: true }).setInputFiles({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([...rows, 'nobody,No,One'].join('\n')),
  });
  await judge(page, 'file');
  await button(page, 'Send the file').click();
  await page.getByText('Nothing has been done yet.').waitFor();
  await judge(page, 'import');
  const { pool } = stage.app.test.database;
  const address = new URL(page.url()).pathname;
  const is = (title: string, tone: string) =>
    pool.query(
      `update console_message set reply = jsonb_set(jsonb_set(reply, '{card,tone}', $2), '{card,title}', $3) where request_id = $1`,
      [address.split('/').at(-1), JSON.stringify(tone), JSON.stringify(title)],
    );
  await is('At it', 'live');
  await page.reload();
  await page.getByRole('link', { name: 'Look again' }).waitFor();
  await judge(page, 'live');
  await is('Moved on', 'done');
  await page.getByRole('heading', { name: 'Moved on' }).waitFor();
  await page.context().close();
});

const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null;
    return (element?.labels?.[0] ?? element)?.textContent?.trim();
  });

/** Goes on by the tabulator until what is called so has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press('Tab');
    if ((await focused(page)) === name) return;
  }
  throw new Error(`“${name}” cannot be reached by keyboard`);
}
