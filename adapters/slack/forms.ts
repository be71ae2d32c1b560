import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Address } from '../../src/core/address.ts';
import type { Field, Form } from '../../src/core/form.ts';
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
  const blocks: KnownBlock[] = form.fields.map(toInput);
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

function toInput(field: Field): KnownBlock {
  const hint = field.hint ? { hint: plain(field.hint, 2_000) } : {};
  const common = { type: 'input', block_id: field.name, label: plain(field.label, 2_000), ...hint } as const;
  switch (field.kind) {
    case 'toggle': {
      const options = [{ text: plain('Yes', 75), value: 'yes' }];
      const initial = field.value ? { initial_options: options } : {};
      return { ...common, optional: true, element: { type: 'checkboxes', action_id: 'value', options, ...initial } };
    }
    case 'choice': {
      const options = field.options.slice(0, 100).map(({ value, label }) => ({ text: plain(label, 75), value }));
      const initial = options.find(({ value }) => value === field.value);
      const element = {
        type: 'static_select',
        action_id: 'value',
        options,
        ...(initial ? { initial_option: initial } : {}),
      } as const;
      return { ...common, element };
    }
    case 'text':
      return {
        ...common,
        optional: field.required !== true,
        element: {
          type: 'plain_text_input',
          action_id: 'value',
          multiline: field.multiline === true,
          max_length: Math.min(field.maxLength ?? 3_000, 3_000),
          ...(field.value ? { initial_value: field.value } : {}),
        },
      };
  }
}

function plain(text: string, most: number) {
  return { type: 'plain_text', text: cut(text, most), emoji: false } as const;
}
