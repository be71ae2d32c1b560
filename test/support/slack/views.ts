import { z } from 'zod';

const text = (most: number) => z.looseObject({ type: z.literal('plain_text'), text: z.string().min(1).max(most) });
const option = z.looseObject({ text: text(75), value: z.string().min(1).max(150) });
const options = z.array(option).min(1).max(100);
const groups = z
  .array(z.strictObject({ label: text(75), options }))
  .min(1)
  .max(100);
const common = { action_id: z.string().min(1).max(255) };

const select = z
  .strictObject({
    ...common,
    type: z.literal('static_select'),
    options: options.optional(),
    option_groups: groups.optional(),
    initial_option: option.optional(),
  })
  .refine((one) => (one.options === undefined) !== (one.option_groups === undefined), 'options or option_groups')
  .refine(({ initial_option: initial, ...one }) => {
    const all = [...(one.options ?? []), ...(one.option_groups ?? []).flatMap((group) => group.options)];
    return initial === undefined || all.some((other) => JSON.stringify(other) === JSON.stringify(initial));
  }, 'the initial option has to be one of the options');

const element = z.union([
  select,
  z.strictObject({ ...common, type: z.literal('checkboxes'), options, initial_options: options.optional() }),
  z.strictObject({ ...common, type: z.literal('datepicker'), initial_date: z.iso.date().optional() }),
  z.strictObject({
    ...common,
    type: z.literal('timepicker'),
    initial_time: z.iso.time({ precision: -1 }).optional(),
    timezone: z.string().min(1).optional(),
  }),
  z.strictObject({
    ...common,
    type: z.literal('multi_users_select'),
    initial_users: z.array(z.string().regex(/^[UW]/)).min(1).optional(),
    max_selected_items: z.number().min(1).optional(),
  }),
  z.strictObject({
    ...common,
    type: z.literal('plain_text_input'),
    multiline: z.boolean().optional(),
    max_length: z.number().min(1).max(3_000).optional(),
    initial_value: z.string().optional(),
  }),
]);

const block = z.union([
  z.looseObject({ type: z.literal('section'), text: text(3_000) }),
  z.strictObject({
    type: z.literal('input'),
    block_id: z.string().min(1).max(255),
    label: text(2_000),
    hint: text(2_000).optional(),
    optional: z.boolean().optional(),
    element,
  }),
]);

const view = z.looseObject({
  type: z.literal('modal'),
  title: text(24),
  submit: text(24).optional(),
  close: text(24).optional(),
  private_metadata: z.string().max(3_000).optional(),
  blocks: z.array(block).max(100),
});

/** What Slack would find fault with in a modal, as far as the limits are documented (docs.slack.dev, views and Block Kit). */
export function viewFault(given: unknown): string | undefined {
  if (JSON.stringify(given).length > 250_000) return 'view_too_large';
  return view.safeParse(given).error?.message;
}
