import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Form } from '../../src/core/form.ts';
import type { FormValues } from '../../src/core/invocation.ts';
import { startFormStage } from '../support/form-stage.ts';
import type { Driver } from './driver.ts';
import { createSlackDriver } from './slack-driver.ts';
import { createTeamsDriver } from './teams-driver.ts';
import { createWebDriver } from './web-driver.ts';

const zones = Intl.supportedValuesOf('timeZone');

/** A field of every kind, filled in or not. */
function formFor({ people: { bob } }: Driver, filled: boolean): Form {
  const given = (value: string) => (filled ? { value } : {});
  return {
    title: 'Schedule a meeting',
    submitLabel: 'Schedule',
    ref: 'form.0',
    fields: [
      { kind: 'text', name: 'title', label: 'Title', required: true, ...given('Weekly sync') },
      { kind: 'date', name: 'day', label: 'Day', required: true, ...given('2026-12-04') },
      { kind: 'time', name: 'time', label: 'Time', required: true, timeZone: 'Europe/Lisbon', ...given('15:00') },
      {
        kind: 'choice',
        name: 'zone',
        label: 'Time zone',
        options: zones.map((zone) => ({ value: zone, label: zone, group: zone.split('/')[0] })),
        ...given('Europe/Lisbon'),
      },
      {
        kind: 'people',
        name: 'people',
        label: 'Invite',
        hint: 'They are told at once',
        ...given(bob.userId),
        known: [{ id: bob.userId, name: 'Bob' }],
      },
      { kind: 'toggle', name: 'lobby', label: 'Guests knock', value: filled },
    ],
  };
}

const known = { people: 'Somebody of them is a bot.' };

/** Something is wrong with everything that says so. */
function judge(values: FormValues) {
  if (values.title !== 'Wrong') return undefined;
  return { day: 'That day is over.', time: 'That time does not exist.', zone: 'Not there.', people: 'Not them.' };
}

describe.each([
  ['the playground', createWebDriver],
  ['Slack', createSlackDriver],
  ['Teams', createTeamsDriver],
] as const)('a form on %s', (_name, create: () => Promise<Driver>) => {
  let driver: Driver;
  let filled = true;
  let wrong = false;
  let stage: Awaited<ReturnType<typeof startFormStage>>;

  beforeAll(async () => {
    driver = await create();
    stage = await startFormStage(
      driver,
      () => ({ ...formFor(driver, filled), ...(wrong && { errors: known }) }),
      judge,
    );
  });
  beforeEach(() => {
    filled = true;
    wrong = false;
    stage.submitted.length = 0;
  });
  afterAll(() => stage.close());

  const opened = async () => {
    const { form } = await stage.open(driver.people.ada);
    if (!form) throw new Error('no form was opened');
    return form;
  };
  const everything = () => ({
    title: 'Weekly sync',
    day: '2026-12-04',
    time: '15:00',
    zone: 'Europe/Lisbon',
    people: driver.people.bob.userId,
    lobby: true,
  });

  test('opens filled in, and what was left as it is comes back the same', async () => {
    const form = await opened();
    expect(form.fields).toEqual(everything());
    await driver.fillIn(driver.people.ada, form, form.fields);
    expect(stage.submitted).toEqual([everything()]);
  });

  test('what is changed comes back as it was typed, several people and a title like a yes included', async () => {
    const { ada, bob } = driver.people;
    const changed = {
      title: 'true',
      day: '2027-01-31',
      time: '00:05',
      zone: 'America/Sao_Paulo',
      people: `${ada.userId},${bob.userId}`,
      lobby: false,
    };
    await driver.fillIn(ada, await opened(), changed);
    expect(stage.submitted).toEqual([changed]);
  });

  test('empty fields open empty, and come back as empty texts', async () => {
    filled = false;
    const nothing = { title: '', day: '', time: '', zone: '', people: '', lobby: false };
    const form = await opened();
    expect(form.fields).toEqual(nothing);
    await driver.fillIn(driver.people.ada, form, nothing);
    expect(stage.submitted).toEqual([nothing]);
  });

  test('each of all time zones can be chosen', async () => {
    const form = await opened();
    expect(form.options?.zone).toEqual(zones);
  });

  test('what is known to be wrong stands at its field as the form opens, and says nothing of what is sent then', async () => {
    wrong = true;
    const form = await opened();
    expect(form.fields).toEqual(everything());
    expect(JSON.stringify(form.raw)).toContain(known.people);
    expect(await driver.fillIn(driver.people.ada, form, form.fields)).not.toHaveProperty('errors.people');
    expect(stage.submitted).toEqual([everything()]);
  });

  test('errors stand at their fields, and nothing that was typed is lost', async () => {
    const { ada } = driver.people;
    const typed = { ...everything(), title: 'Wrong', day: '', time: '03:30', people: ada.userId, lobby: false };
    const refused = await driver.fillIn(ada, await opened(), typed);
    expect(refused.errors).toEqual(judge(typed));
    if (driver.platform === 'teams') expect(refused.kept).toEqual(typed);
  });
});
