import type { BrowserContextOptions, Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { viewNow } from '../../adapters/web/playground/view.ts';
import type { FieldErrors, Form } from '../../src/core/form.ts';
import { type, useBrowserStage } from '../support/browser-stage.ts';
import { violations } from '../support/chromium.ts';

const stage = useBrowserStage();

const form: Form = {
  title: 'Schedule a meeting',
  submitLabel: 'Schedule',
  ref: 'form.0',
  fields: [
    { kind: 'text', name: 'title', label: 'Title', value: 'Weekly sync' },
    { kind: 'date', name: 'day', label: 'Day', value: '2026-12-04', required: true },
    { kind: 'time', name: 'time', label: 'Time', value: '15:00', timeZone: 'Europe/Lisbon' },
    {
      kind: 'choice',
      name: 'zone',
      label: 'Time zone',
      options: Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value, group: value.split('/')[0] })),
    },
    { kind: 'people', name: 'people', label: 'Invite', hint: 'They are told at once', value: 'bob' },
    { kind: 'toggle', name: 'lobby', label: 'Guests knock', hint: 'You let them in', value: true },
  ],
};

/** The page with that form open. What is submitted is refused with these errors, one after the other, and then taken. */
async function openForm(refusals: readonly FieldErrors[], options: BrowserContextOptions = {}, errors?: FieldErrors) {
  const context = await stage.browser.newContext(options);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  const submitted: object[] = [];
  await page.route('**/playground/api/say', (route) =>
    route.fulfill({ json: viewNow({ form: { ...form, errors } }, 'ada') }),
  );
  await page.route('**/playground/api/submit', (route) => {
    submitted.push((route.request().postDataJSON() as { values: object }).values);
    const errors = refusals[submitted.length - 1];
    return route.fulfill({ json: errors ? { errors } : {} });
  });
  await page.goto(`${stage.app.url}/playground`);
  await type(page, '/meet anything');
  await page.getByRole('dialog').waitFor();
  return { page, submitted, faults, send: () => page.getByRole('button', { name: 'Schedule' }).click() };
}

/** What a screen reader says of it beside its name. */
const described = (element: Locator) =>
  element.evaluate((one) =>
    (one.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent)
      .filter(Boolean)
      .join(' '),
  );
const hasFocus = (element: Locator) => element.evaluate((one) => one === document.activeElement);

test('a date, a time, one of all zones and people are chosen with what the browser has for it', async () => {
  const { page, submitted, faults, send } = await openForm([]);
  const zone = page.getByLabel('Time zone');
  expect(await zone.inputValue()).toBe('');
  expect(await zone.locator('optgroup').count()).toBe(10);
  await page.getByLabel('Day').fill('2027-01-31');
  await zone.selectOption('America/Sao_Paulo');
  const people = page.getByRole('group', { name: 'Invite' });
  expect(await people.getByRole('checkbox').count()).toBe(3);
  expect(await people.getByLabel('Bob Brandt').isChecked()).toBe(true);
  await people.getByLabel('Dana Duarte').check();
  expect(await described(page.getByLabel('Time', { exact: true }))).toBe('Europe/Lisbon');
  await send();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(submitted).toEqual([
    {
      title: 'Weekly sync',
      day: '2027-01-31',
      time: '15:00',
      zone: 'America/Sao_Paulo',
      people: 'bob,dana',
      lobby: true,
    },
  ]);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('errors are told at their fields, the first of them has the focus, and nothing that was typed is lost', async () => {
  const refusals: FieldErrors[] = [
    { time: 'That time does not exist.', people: 'Bob is away.' },
    { people: 'Bob is away.' },
  ];
  const { page, submitted, send } = await openForm(refusals);
  const time = page.getByLabel('Time', { exact: true });
  const bob = page.getByLabel('Bob Brandt');
  await time.fill('02:30');
  await page.getByLabel('Day').fill('');
  await send();
  await page.getByText('That time does not exist.').waitFor();
  expect(await hasFocus(time)).toBe(true);
  expect(await described(time)).toBe('Europe/Lisbon That time does not exist.');
  expect(await time.getAttribute('aria-invalid')).toBe('true');
  expect(await page.getByLabel('Title').getAttribute('aria-invalid')).toBe('false');
  expect(await time.inputValue()).toBe('02:30');
  await time.fill('03:30');
  await send();
  await page.getByText('That time does not exist.').waitFor({ state: 'hidden' });
  expect(await hasFocus(bob)).toBe(true);
  expect(await described(bob)).toBe('They are told at once Bob is away.');
  await bob.uncheck();
  await send();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(submitted.at(-1)).toMatchObject({ day: '', time: '03:30', zone: '', people: '' });
  await page.context().close();
});

test('what is wrong already as the form opens stands at its field, which has the focus', async () => {
  const { page, submitted, send } = await openForm([], {}, { day: 'That day is over.' });
  const day = page.getByLabel('Day');
  expect(await hasFocus(day)).toBe(true);
  expect(await described(day)).toBe('That day is over.');
  await send();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(submitted).toHaveLength(1);
  await page.context().close();
});

test('what was typed is discarded only once that was asked, by the keyboard as well, and an untouched form closes at once', async () => {
  const { page, submitted, faults } = await openForm([]);
  const form = page.getByRole('dialog', { name: 'Schedule a meeting' });
  const question = page.getByRole('alertdialog', { name: 'Discard what you typed?' });
  const title = page.getByLabel('Title');
  await title.fill('Typed at length');
  for (const leave of [() => page.keyboard.press('Escape'), () => page.mouse.click(4, 4)]) {
    await leave();
    await question.waitFor();
    expect(await hasFocus(question.getByRole('button', { name: 'Keep editing' }))).toBe(true);
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    expect(await form.isVisible()).toBe(true);
    expect(await title.inputValue()).toBe('Typed at length');
    expect(await hasFocus(title)).toBe(true);
  }
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await question.waitFor({ state: 'detached' });
  expect(await title.inputValue()).toBe('Typed at length');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await form.waitFor({ state: 'hidden' });
  expect(await question.count()).toBe(0);

  await type(page, '/meet anything');
  await form.waitFor();
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'hidden' });
  await type(page, '/meet anything');
  await form.waitFor();
  await page.mouse.click(4, 4);
  await form.waitFor({ state: 'hidden' });
  expect(submitted).toEqual([]);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('half a date is not sent as if it were none', async () => {
  const { page, submitted, send } = await openForm([]);
  const day = page.getByLabel('Day');
  await day.fill('');
  await day.press('1');
  await send();
  await page.locator('.field.date .problem:not(:empty)').waitFor();
  expect(await hasFocus(day)).toBe(true);
  expect(submitted).toEqual([]);
  await page.context().close();
});

test.each(['light', 'dark'] as const)(
  'the form has no accessibility fault that axe can find, in %s',
  async (colorScheme) => {
    const { page, send } = await openForm([{ day: 'That day is over.', people: 'Not them.' }], {
      colorScheme,
      bypassCSP: true,
      viewport: { width: 360, height: 740 },
    });
    expect(await violations(page)).toEqual([]);
    await send();
    await page.getByText('That day is over.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Title').fill('Typed');
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.context().close();
  },
);
