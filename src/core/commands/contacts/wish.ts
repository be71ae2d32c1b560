import { z } from 'zod';
import type { FieldErrors, Form } from '../../form.ts';
import type { FormValues } from '../../invocation.ts';
import { plainTitle } from '../../parse.ts';
import { cut, withoutControls } from '../../plain.ts';
import type { Sentences } from '../../sentences/index.ts';
import type { Contact, ContactWish } from '../../ucaas.ts';

/** Whole characters: the service takes 200 of those that a computer counts, of which a character may need two. */
const longestName = 100;
const address = z.email().max(254);

/** A name as it is kept: plain, and short enough for the service. */
export function nameIn(text: string): string {
  return cut(plainTitle(text), longestName);
}

/** Undefined for what is no email address. Brackets and commas round one, and what nobody can see, are not part of it. */
export function emailIn(text: string): string | undefined {
  const bare = withoutControls(text)
    .trim()
    .replace(/^[<([]+|[>)\],;]+$/gu, '');
  return address.safeParse(bare.replace(/^mailto:/iu, '')).data;
}

/** What was typed after `contacts add`: a name, an email address, and perhaps a company behind it. */
export function typedWish(line: string): { name: string; emails: readonly string[]; company: string } {
  const words = line.split(' ');
  // "wrong@" is meant to be one.
  const at = words.findIndex((word) => /\S@/u.test(word));
  if (at < 0) return { name: nameIn(line), emails: [], company: '' };
  const emails = words.filter((word) => /\S@/u.test(word));
  const rest = words.slice(at + 1).filter((word) => !emails.includes(word));
  const tidy = (some: readonly string[]) => nameIn(some.join(' ').replace(/^[\s,;]+|[\s,;]+$/gu, ''));
  return { name: tidy(words.slice(0, at)), emails, company: tidy(rest) };
}

export function contactForm({ contactForm: words }: Sentences, now: FormValues, isChange = false): Omit<Form, 'ref'> {
  const text = (name: string) => String(now[name] ?? '');
  return {
    title: isChange ? words.changeTitle : words.title,
    submitLabel: isChange ? words.change : words.submit,
    fields: [
      { kind: 'text', name: 'name', label: words.name, value: text('name'), required: true, maxLength: longestName },
      { kind: 'text', name: 'email', label: words.email, value: text('email'), required: true, maxLength: 254 },
      { kind: 'text', name: 'company', label: words.company, value: text('company'), maxLength: longestName },
      { kind: 'toggle', name: 'shared', label: words.shared, value: now.shared === true },
    ],
  };
}

/** What stands in a form, filled in. */
export function formValues({ name, email = '', company = '', shared }: Contact): FormValues {
  return { name: nameIn(name), email, company: nameIn(company), shared };
}

export function formErrors({ contactForm: words }: Sentences, values: FormValues): FieldErrors | undefined {
  const errors: Record<string, string> = {};
  if (nameIn(String(values.name ?? '')) === '') errors.name = words.nameMissing;
  if (emailIn(String(values.email ?? '')) === undefined) errors.email = words.emailWrong;
  return Object.keys(errors).length > 0 ? errors : undefined;
}

/** Undefined where something is wrong with it, which the first phase has said. */
export function formWish(values: FormValues): Required<ContactWish> | undefined {
  const email = emailIn(String(values.email ?? ''));
  const name = nameIn(String(values.name ?? ''));
  if (email === undefined || name === '') return undefined;
  return { name, email, company: nameIn(String(values.company ?? '')), shared: values.shared === true };
}
