import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { Address } from '../../src/core/address.ts';
import type { ChoiceField, ChoiceOption, Field, Form } from '../../src/core/form.ts';
import type { Invocation } from '../../src/core/invocation.ts';
import { cut } from '../../src/core/plain.ts';

/** What a form carries, so that its submission is answered where it was asked for. */
const formPlace = z.object({
  ref: z.string(),
  at: z.string().transform((at) => at as Address),
  conversation: z.string(),
  kind: z.enum(['channel', 'group', 'direct']),
});
export type FormPlace = z.output<typeof formPlace>;

export const readFormPlace = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'not JSON' });
      return z.NEVER;
    }
  })
  .pipe(formPlace);

/** A form as a modal (limits: docs.slack.dev, views and input blocks). */
export function toModal(form: Form, { at, conversation, kind }: Invocation): ModalView {
  const blocks: KnownBlock[] = form.fields.map((field) => toInput(field, form.errors?.[field.name]));
  const intro: KnownBlock[] = form.intro ? [{ type: 'section', text: plain(form.intro, 3_000) }] : [];
  return {
    type: 'modal',
    callback_id: 'form',
    private_metadata: JSON.stringify({ ref: form.ref, at, conversation, kind } satisfies FormPlace),
    title: plain(form.title, 24),
    submit: plain(form.submitLabel, 24),
    close: plain('Cancel', 24),
    blocks: [...intro, ...blocks].slice(0, 100),
  };
}

/** A modal that only says something. */
export function toNotice(title: string, text: string): ModalView {
  return {
    type: 'modal',
    title: plain(title, 24),
    close: plain('Close', 24),
    blocks: [{ type: 'section', text: plain(text, 3_000) }],
  };
}

/** A select takes 100 options, or 100 groups of 100 (docs.slack.dev, select menu element and option group object). */
const mostInSelect = 100;

/** A modal that opens takes no errors (docs.slack.dev, modals): what is wrong stands where the hint is. */
function toInput(field: Field, error: string | undefined): KnownBlock {
  const below = [error && `⚠️ ${error}`, field.hint].filter(Boolean).join(' ');
  const hint = below === '' ? {} : { hint: plain(below, 2_000) };
  const optional = field.kind === 'toggle' || (field.kind !== 'choice' && field.required !== true);
  const label = plain(field.label, 2_000);
  return { type: 'input', block_id: field.name, label, ...hint, optional, element: toElement(field) };
}

/** Slack takes no initial value that is empty. */
function toElement(field: Field): InputBlock['element'] {
  const action_id = 'value';
  switch (field.kind) {
    case 'toggle': {
      const options = [{ text: plain('Yes', 75), value: 'yes' }];
      return { type: 'checkboxes', action_id, options, ...(field.value ? { initial_options: options } : {}) };
    }
    case 'choice':
      return toSelect(field);
    case 'date':
      return { type: 'datepicker', action_id, ...(field.value ? { initial_date: field.value } : {}) };
    case 'time': {
      const zone = field.timeZone ? { timezone: field.timeZone } : {};
      return { type: 'timepicker', action_id, ...(field.value ? { initial_time: field.value } : {}), ...zone };
    }
    case 'people':
      return {
        type: 'multi_users_select',
        action_id,
        ...(field.isOne ? { max_selected_items: 1 } : {}),
        ...(field.value ? { initial_users: field.value.split(',') } : {}),
      };
    case 'text':
      return {
        type: 'plain_text_input',
        action_id,
        multiline: field.multiline === true,
        max_length: Math.min(field.maxLength ?? 3_000, 3_000),
        ...(field.value ? { initial_value: field.value } : {}),
      };
  }
}

function toSelect({ options, value }: ChoiceField): InputBlock['element'] {
  const common = { type: 'static_select', action_id: 'value' } as const;
  const chosen = options.find((option) => option.value === value);
  const initial = chosen ? { initial_option: toOption(chosen) } : {};
  if (options.length <= mostInSelect && options.every(({ group }) => group === undefined))
    return { ...common, options: options.map(toOption), ...initial };
  const groups = grouped(options).map((part) => ({ label: plain(headOf(part), 75), options: part.map(toOption) }));
  return { ...common, option_groups: groups.slice(0, mostInSelect), ...initial };
}

/** Those of one group that stand together, in parts that are small enough. */
function grouped(options: readonly ChoiceOption[]): ChoiceOption[][] {
  return options.reduce<ChoiceOption[][]>((parts, option) => {
    const last = parts.at(-1);
    if (last && last.length < mostInSelect && last[0]?.group === option.group) last.push(option);
    else parts.push([option]);
    return parts;
  }, []);
}

/** Where no group is given, from where to where the part goes. */
function headOf(part: readonly ChoiceOption[]): string {
  const [first, last] = [part[0], part.at(-1)];
  return first?.group ?? `${first?.label} – ${last?.label}`;
}

function toOption({ value, label }: ChoiceOption): PlainTextOption {
  return { text: plain(label, 75), value };
}

function plain(text: string, most: number) {
  return { type: 'plain_text', text: cut(text, most), emoji: false } as const;
}
