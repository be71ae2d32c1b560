import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { type, useBrowserStage } from '../support/browser-stage.ts';
import { violations } from '../support/chromium.ts';
import { dayAhead } from '../support/scheduling.ts';

const stage = useBrowserStage();

/** A window of its own, in which nothing may go wrong unseen. */
async function open(path: string, options: BrowserContextOptions = {}): Promise<{ page: Page; faults: string[] }> {
  const context = await stage.browser.newContext({ viewport: { width: 1200, height: 800 }, ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (line) => {
    if (line.type() === 'error') faults.push(line.text());
  });
  await page.goto(`${stage.app.url}${path}`);
  return { page, faults };
}

test('a newcomer types /meet now, signs in on our page, and the card appears by itself', async () => {
  const { page, faults } = await open('/playground');
  await page.getByText('Nothing has been said here yet').waitFor();
  await type(page, '/meet now Weekly sync');
  await page.getByText('Only visible to you').first().waitFor();
  const [signIn] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: 'Sign in' }).first().click(),
  ]);
  await signIn.getByText('Ada Almeida').waitFor();
  await signIn.getByRole('button', { name: 'Continue' }).click();
  await signIn.getByLabel('Email address of your meeting account').fill('ada@acme.example');
  await signIn.getByLabel('Password').fill('meetwire-demo');
  await signIn.getByRole('button', { name: 'Sign in and connect' }).click();
  await signIn.getByRole('heading', { name: 'Connected' }).waitFor();

  const card = page.locator('.card.live', { hasText: 'Weekly sync' });
  await card.waitFor();
  expect(await card.innerText()).toContain('Ada Almeida');
  const [room] = await Promise.all([
    page.context().waitForEvent('page'),
    card.getByRole('link', { name: 'Join meeting' }).click(),
  ]);
  await room.getByRole('heading', { name: 'Weekly sync' }).waitFor();
  await room.getByText('You go in as Ada Almeida, the host.').waitFor();
  await room.getByRole('button', { name: 'Enter' }).click();
  await room.getByText('1 person is in').waitFor();
  await room.getByRole('button', { name: 'Leave' }).click();
  await room.getByText('Nobody is here yet').waitFor();
  await page.locator('.card', { hasText: 'Ended: Weekly sync' }).waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});

test('a meeting in another zone has the own time on the host’s card, as the draft has it, and moves with its reader', async () => {
  const day = dayAhead(40).said;
  const { page } = await open('/playground#direct-ada', { timezoneId: 'Europe/Berlin', locale: 'en-GB' });
  await type(page, `ferry talk on ${day} at 15:20 London time for 50 min`);
  const card = page.locator('.card', { hasText: 'ferry talk' }).last();
  await card.getByRole('button', { name: 'Schedule' }).waitFor();
  const drafted = /Your time\s+(.+)/.exec(await card.innerText())?.[1];
  expect(drafted).toMatch(/^\w+day \d.+ 16:20–17:10$/);
  await card.getByRole('button', { name: 'Schedule' }).click();
  await card.getByRole('link', { name: 'Join meeting' }).waitFor();
  expect(/Your time\s+(.+)/.exec(await card.innerText())?.[1]).toBe(drafted);
  const late = await open('/playground#direct-ada', { timezoneId: 'Asia/Tokyo', locale: 'en-GB' });
  const there = late.page.locator('.card', { hasText: 'Join meeting' }).last();
  await there.waitFor();
  expect(await there.innerText()).toMatch(/Your time\s+\w+day \d.+, 00:20–01:10/);
  await page.context().close();
  await late.page.context().close();
});

test('a line that is sent before the page is ready is not lost', async () => {
  const context = await stage.browser.newContext();
  const page = await context.newPage();
  const held = Promise.withResolvers<void>();
  await page.route('**/playground/api/people', async (route) => {
    await held.promise;
    await route.continue();
  });
  await page.goto(`${stage.app.url}/playground#design`);
  await type(page, '/meet help now');
  held.resolve();
  await page.getByText('Only visible to you').first().waitFor();
  await context.close();
});

test('somebody else sees the card live, and not what was private', async () => {
  const bob = await open('/playground');
  await bob.page.getByLabel('You are').selectOption('bob');
  await bob.page.locator('body[data-person="bob"]').waitFor();
  await bob.page.locator('.card', { hasText: 'Ended: Weekly sync' }).waitFor();
  expect(await bob.page.getByText('Sign in to go on').count()).toBe(0);
  const ada = await open('/playground');
  await ada.page.locator('.card').first().waitFor();
  await type(ada.page, '/meet now Seen by both');
  await bob.page.locator('.card', { hasText: 'Seen by both' }).waitFor();
  await ada.page.context().close();
  await bob.page.context().close();
});

test('the settings of a room are changed in a dialog, with the error at its field', async () => {
  const { page } = await open('/playground');
  await page.locator('.card').first().waitFor();
  await type(page, '/meet room');
  await page.getByRole('button', { name: 'Change settings' }).last().click();
  await page.getByLabel('Name', { exact: true }).fill('  ');
  await page.getByLabel('Guests knock, and I let them in').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('A room needs a name.').waitFor();
  await page.getByLabel('Name', { exact: true }).fill('Studio');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.locator('.card', { hasText: 'Studio' }).waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.context().close();
});

test('markup in a title is shown as it was typed', async () => {
  const { page, faults } = await open('/playground');
  await page.locator('.card').first().waitFor();
  await type(page, '/meet now <img src=x onerror=alert(1)> <b>bold</b>');
  await page.getByRole('heading', { name: '<img src=x onerror=alert(1)> <b>bold</b>' }).waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});

test('the sign-in pages work without JavaScript, by the code typed in the chat', async () => {
  const { page: chat } = await open('/playground#direct-chen');
  await chat.getByLabel('You are').selectOption('chen');
  await chat.locator(`body[data-person=${'chen'}]`).waitFor();
  await chat.getByRole('button', { name: 'Meetwire', exact: true }).click();
  await type(chat, 'connect');
  const url = await chat.getByRole('link', { name: 'Sign in' }).first().getAttribute('href');
  const { page } = await open(new URL(url ?? '').pathname, { javaScriptEnabled: false });
  await page.getByRole('button', { name: 'Continue' }).click();
  const code = (await page.locator('.code [aria-hidden]').innerText()).replace(' ', '');
  await type(chat, code);
  await chat.getByText('Thank you, that is right').waitFor();
  await page.getByRole('button', { name: 'I have sent it' }).click();
  await page.getByLabel('Email address of your meeting account').fill('chen@acme.example');
  await page.getByLabel('Password').fill('not it');
  await page.getByRole('button', { name: 'Sign in and connect' }).click();
  await page.getByText('The email address or the password is not right').waitFor();
  expect(await page.getByLabel('Email address of your meeting account').inputValue()).toBe('chen@acme.example');
  await page.getByLabel('Password').fill('meetwire-demo');
  await page.getByRole('button', { name: 'Sign in and connect' }).click();
  await page.getByRole('heading', { name: 'Connected' }).waitFor();
  await page.context().close();
  await chat.context().close();
});

test.each([
  ['light', 'dana'],
  ['dark', 'bob'],
] as const)('no page has an accessibility fault that axe can find, in %s', async (colorScheme, person) => {
  const options = { colorScheme, bypassCSP: true };
  const { page } = await open('/playground', options);
  await page.locator('.card').first().waitFor();
  await type(page, '/meet');
  await page.getByRole('button', { name: 'My room' }).first().waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('You are').selectOption(person);
  await page.locator(`body[data-person=${person}]`).waitFor();
  await type(page, '/meet connect');
  const url = await page.getByRole('link', { name: 'Sign in' }).first().getAttribute('href');
  const { page: pages } = await open(new URL(url ?? '').pathname, options);
  expect(await violations(pages)).toEqual([]);
  await pages.getByRole('button', { name: 'Continue' }).click();
  await pages.locator('.code').waitFor();
  expect(await violations(pages)).toEqual([]);
  for (const path of ['/connect/unknown', '/j/unknown', '/', '/privacy']) {
    await pages.goto(`${stage.app.url}${path}`);
    expect([path, await violations(pages)]).toEqual([path, []]);
  }
  await pages.context().close();
  await page.context().close();
});

test('on a phone, the conversations open from a menu and nothing is wider than the screen', async () => {
  const { page } = await open('/playground', { viewport: { width: 360, height: 740 } });
  await page.locator('.card').first().waitFor();
  await page.getByRole('button', { name: 'Conversations' }).click();
  await page.getByRole('button', { name: '# design' }).click();
  await page.getByRole('heading', { name: '# design' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.context().close();
});

test('what is said while a conversation is being read stays, and what has not changed is not drawn again', async () => {
  const { page, faults } = await open('/playground#design');
  await page.getByRole('heading', { name: '# design' }).waitFor();
  await page.locator('body[data-person]').waitFor();
  await type(page, 'Said before');
  const before = page.locator('.message', { hasText: 'Said before' });
  await before.waitFor();
  await before.evaluate((element) => element.setAttribute('data-drawn', 'once'));

  // What was read is as old as can be: it comes when something newer has been said and shown.
  const { promise: newerIsShown, resolve: newer } = Promise.withResolvers<void>();
  const { promise: isRead, resolve: read } = Promise.withResolvers<void>();
  await page.route('**/messages', async (route) => {
    const response = await route.fetch();
    const { messages } = await response.json();
    read();
    await newerIsShown;
    const other = { ...messages.at(-1), id: 'other', parts: [{ kind: 'text', text: 'Said by another' }] };
    await route.fulfill({ response, json: { messages: [...messages, other] } });
  });
  await page.getByRole('button', { name: '# design' }).click();
  await isRead;
  await type(page, 'Said meanwhile');
  await page.getByText('Said meanwhile').waitFor();
  newer();
  await page.getByText('Said by another').waitFor();

  expect(await page.getByText('Said meanwhile').count()).toBe(1);
  expect(await before.getAttribute('data-drawn')).toBe('once');
  expect(faults).toEqual([]);
  await page.context().close();
});
