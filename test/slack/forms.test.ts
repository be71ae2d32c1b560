import { expect, test } from 'vitest';
import { toModal } from '../../adapters/slack/forms.ts';
import type { Address } from '../../src/core/address.ts';
import type { ChoiceOption, Field } from '../../src/core/form.ts';
import type { Invocation } from '../../src/core/invocation.ts';
import { hostileTexts } from '../fixtures/hostile.ts';
import { viewFault } from '../support/slack/views.ts';

const asked: Invocation = {
  deliveryId: '1',
  from: { platform: 'slack', workspaceId: 'T1', userId: 'U1' },
  at: 'at' as Address,
  conversation: 'C1',
  kind: 'channel',
  text: '',
  mentions: [],
};

function modalOf(...fields: Field[]) {
  const view = toModal({ title: 'A form', submitLabel: 'Save', ref: 'r.0', fields }, asked);
  expect(viewFault(view)).toBeUndefined();
  return view;
}

function selectOf(options: readonly ChoiceOption[], value?: string) {
  const { blocks } = modalOf({ kind: 'choice', name: 'one', label: 'One', options, value });
  return (blocks[0] as unknown as { element: Select }).element;
}
interface Select {
  readonly options?: readonly unknown[];
  readonly option_groups?: readonly {
    readonly label: { readonly text: string };
    readonly options: readonly unknown[];
  }[];
  readonly initial_option?: { readonly value: string };
}
const many = (count: number, more: object = {}) =>
  Array.from({ length: count }, (_, index) => ({ value: `v${index}`, label: `Option ${index}`, ...more }));

test('dates, times and people are picked with what Slack has for it, and only what is required has to be filled in', () => {
  const { blocks } = modalOf(
    { kind: 'date', name: 'day', label: 'Day', value: '2026-12-04', required: true },
    { kind: 'time', name: 'time', label: 'Time', value: '15:00', timeZone: 'Europe/Lisbon' },
    { kind: 'people', name: 'people', label: 'Invite', value: 'U1,U2' },
  );
  expect(blocks).toMatchObject([
    { block_id: 'day', optional: false, element: { type: 'datepicker', initial_date: '2026-12-04' } },
    {
      block_id: 'time',
      optional: true,
      element: { type: 'timepicker', initial_time: '15:00', timezone: 'Europe/Lisbon' },
    },
    { block_id: 'people', optional: true, element: { type: 'multi_users_select', initial_users: ['U1', 'U2'] } },
  ]);
});

test('more than a hundred choices stand in groups of a hundred at most, in their order, and none is lost', () => {
  const options = [...many(2), ...many(144, { group: 'America' }).map((one) => ({ ...one, value: `a${one.value}` }))];
  const { option_groups: groups = [], initial_option: initial } = selectOf(options, 'av143');
  expect(groups.map(({ label }) => label.text)).toEqual(['Option 0 – Option 1', 'America', 'America']);
  expect(groups.map((group) => group.options.length)).toEqual([2, 100, 44]);
  expect(initial?.value).toBe('av143');
});

test('a hundred choices without groups stay a plain list; with one more, they are parted', () => {
  expect(selectOf(many(100)).options).toHaveLength(100);
  expect(selectOf(many(101)).option_groups?.map(({ label }) => label.text)).toEqual([
    'Option 0 – Option 99',
    'Option 100 – Option 100',
  ]);
});

test('a value that is no option any more is not preselected: Slack would refuse the whole form', () => {
  expect(selectOf(many(3), 'gone').initial_option).toBeUndefined();
});

test.each(hostileTexts.map((text) => [text.slice(0, 30), text]))(
  '%j as a label, hint, option or group makes no form that Slack refuses',
  (_name, text) => {
    modalOf({
      kind: 'choice',
      name: 'one',
      label: text,
      hint: text,
      options: [{ value: 'v', label: text, group: text }],
      value: 'v',
    });
  },
);
