import { expect, test } from 'vitest';
import { toDialog } from '../../adapters/teams/forms.ts';
import { readMessage, readTask } from '../../adapters/teams/inbound.ts';
import type { Field, Form } from '../../src/core/form.ts';
import { botId } from '../support/teams/stand-in.ts';

interface Input {
  readonly id?: string;
  readonly type: string;
  readonly choices?: readonly unknown[];
  readonly [name: string]: unknown;
}
interface Dialog {
  readonly card: {
    readonly content: { readonly body: readonly Input[]; readonly actions: readonly { data: object }[] };
  };
}

const formOf = (...fields: Field[]): Form => ({ title: 'A form', submitLabel: 'Save', ref: 'r.0', fields });

function bodyOf(...given: Parameters<typeof toDialog>) {
  return (toDialog(...given).task.value as Dialog).card.content.body;
}

const id = (digit: number) => `${String(digit).repeat(8)}-0000-4000-8000-000000000000`;
const people: Field = {
  kind: 'people',
  name: 'people',
  label: 'Invite',
  value: id(1),
  known: [{ id: id(1), name: 'Bob Brandt' }],
};

test('people are searched for where the form stands, and in the chat with the bot in the whole organisation', () => {
  const dataset = (place: 'channel' | 'group' | 'direct') =>
    bodyOf(formOf(people), place).map((input) => input['choices.data'] as { dataset: string })[0]?.dataset;
  expect(dataset('channel')).toBe('graph.microsoft.com/users?scope=currentContext');
  expect(dataset('group')).toBe('graph.microsoft.com/users?scope=currentContext');
  expect(dataset('direct')).toBe('graph.microsoft.com/users');
});

test('whoever is chosen already has a name, and several can be chosen', () => {
  expect(bodyOf(formOf(people), 'channel')).toMatchObject([
    {
      type: 'Input.ChoiceSet',
      isMultiSelect: true,
      style: 'filtered',
      value: id(1),
      choices: [{ title: 'Bob Brandt', value: id(1) }],
    },
  ]);
});

test('what is empty has no value, and only what is required has to be filled in', () => {
  const [day, time, title] = bodyOf(
    formOf(
      { kind: 'date', name: 'day', label: 'Day', required: true },
      { kind: 'time', name: 'time', label: 'Time', value: '' },
      { kind: 'text', name: 'title', label: 'Title' },
    ),
    'direct',
  );
  expect(day).toMatchObject({ type: 'Input.Date', isRequired: true, errorMessage: 'Day: this has to be filled in.' });
  for (const input of [day, time, title]) expect(input).not.toHaveProperty('value');
  for (const input of [time, title]) expect(input).not.toHaveProperty('isRequired');
});

test('an error stands directly below its field, before the hint, which names the zone', () => {
  const time: Field = { kind: 'time', name: 'time', label: 'Time', hint: 'When it begins', timeZone: 'Europe/Lisbon' };
  const errors = { time: 'That time does not exist.' };
  const body = bodyOf(formOf(time), 'direct', { values: { time: '02:30' }, errors });
  expect(body).toMatchObject([
    { id: 'time', value: '02:30' },
    { inlines: [{ text: 'That time does not exist.', color: 'Attention' }] },
    { inlines: [{ text: 'When it begins · Europe/Lisbon', isSubtle: true }] },
  ]);
});

test('all time zones fit into one dialog, which people search by typing', () => {
  const options = Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone }));
  const zone: Field = { kind: 'choice', name: 'zone', label: 'Time zone', options, value: 'Europe/Lisbon' };
  const dialog = toDialog(formOf(zone), 'direct');
  expect((dialog.task.value as Dialog).card.content.body[0]?.style).toBe('filtered');
  expect((dialog.task.value as Dialog).card.content.body[0]?.choices).toHaveLength(options.length);
  expect(Buffer.byteLength(JSON.stringify(dialog))).toBeLessThan(28_000);
});

test('a submission is read by the kinds that went out with it, whatever a client leaves out or makes of it', () => {
  const fields = { title: 'text', day: 'date', zone: 'choice', people: 'people', lobby: 'toggle', recording: 'toggle' };
  const data = {
    title: 'true',
    day: null,
    people: `${id(1)},${'ABCDEF00'}-0000-4000-8000-000000000000`,
    lobby: 'true',
    unknown: 'x',
    msteams: {},
    meetwire: { ref: 'r.0', fields },
  };
  expect(readTask({ data })).toEqual({
    ref: 'r.0',
    values: {
      title: 'true',
      day: '',
      zone: '',
      people: `${id(1)},abcdef00-0000-4000-8000-000000000000`,
      lobby: true,
      recording: false,
    },
  });
  expect(readTask({ data: { meetwire: { ref: 'r.0' } } })).toEqual({ ref: 'r.0', values: {} });
});

test('mentions of channels, teams and tags are told apart from those of people, and stay readable', () => {
  const mention = (mentioned: object, name: string) => ({
    type: 'mention',
    mentioned: { name, ...mentioned },
    text: `<at>${name}</at>`,
  });
  const entities = [
    mention({ id: botId }, 'Meetwire'),
    mention({ id: '19:abc@thread.tacv2' }, 'Design'),
    mention({ id: 'MTMjY2ZhZTg=', type: 'tag' }, 'Shift leads'),
    mention({ id: '29:bob' }, 'Bob'),
    { type: 'mention', mentioned: { name: 'nobody' }, text: '<at>nobody</at>' },
  ];
  const text = '<at>Meetwire</at> now <at>Design</at> <at>Shift leads</at> <at>Bob</at>';
  const read = readMessage({ text, entities, recipient: { id: botId, name: 'Meetwire' } });
  expect(read.text.trim()).toBe('now @Design @Shift leads @Bob');
  expect(read.mentions.map(({ kind, id: whom }) => [kind, whom])).toEqual([
    ['channel', '19:abc@thread.tacv2'],
    ['group', 'MTMjY2ZhZTg='],
    ['person', '29:bob'],
  ]);
  for (const { start, length, name } of read.mentions) expect(read.text.slice(start, start + length)).toBe(`@${name}`);
});
