import type { FieldErrors, Form } from '../../form.ts';
import type { FormValues } from '../../invocation.ts';
import { cut, withoutControls } from '../../plain.ts';
import type { Sentences } from '../../sentences/index.ts';
import { emailIn, nameIn } from '../contacts/wish.ts';

const longestNote = 500;

/** What a person says who asks for access. */
export interface AccessWish {
  readonly name: string;
  readonly email: string;
  readonly note: string;
}

/** Filled in with what the chat tells of the person, which the button carries. */
export function accessForm({ access: { form: words } }: Sentences, values: FormValues): Omit<Form, 'ref'> {
  const text = (name: string) => String(values[name] ?? '');
  return {
    title: words.title,
    intro: words.intro,
    submitLabel: words.submit,
    fields: [
      { kind: 'text', name: 'name', label: words.name, value: text('name'), required: true, maxLength: 100 },
      { kind: 'text', name: 'email', label: words.email, value: text('email'), required: true, maxLength: 254 },
      { kind: 'text', name: 'note', label: words.note, value: text('note'), multiline: true, maxLength: longestNote },
    ],
  };
}

/** What is wrong with a filled-in form; undefined where nothing is. */
export function accessErrors({ access: { form: words } }: Sentences, values: FormValues): FieldErrors | undefined {
  const errors: Record<string, string> = {};
  if (nameIn(String(values.name ?? '')) === '') errors.name = words.nameMissing;
  if (emailIn(String(values.email ?? '')) === undefined) errors.email = words.emailWrong;
  return Object.keys(errors).length > 0 ? errors : undefined;
}

/** Undefined where something is wrong with it, which the first phase has said. */
export function accessWish(values: FormValues): AccessWish | undefined {
  const name = nameIn(String(values.name ?? ''));
  const email = emailIn(String(values.email ?? ''))?.toLowerCase();
  return email === undefined || name === '' ? undefined : { name, email, note: lineIn(values.note) };
}

/** What somebody wrote to somebody else: plain, lines and all. */
export function lineIn(value: FormValues[string] | undefined): string {
  return cut(withoutControls(String(value ?? ''), { keepLines: true }).trim(), longestNote);
}
