import type { Field, FieldErrors, Form } from '../../../form.ts';
import type { FormValues } from '../../../invocation.ts';
import type { Sentences } from '../../../sentences/index.ts';
import type { CustomerFields, CustomerRecord } from '../../../ucaas.ts';
import { emailIn, nameIn } from '../../contacts/wish.ts';
import { changedFields } from '../changed.ts';

const fields = ['name', 'contactName', 'contactEmail', 'legalName', 'code'] as const;
const longest: Readonly<Record<(typeof fields)[number], number>> = {
  name: 100,
  contactName: 100,
  contactEmail: 254,
  legalName: 100,
  code: 40,
};

/** A new customer, or one that there is, filled in. */
export function customerForm(
  { customers: { form: words } }: Sentences,
  values: FormValues,
  isNew: boolean,
): Omit<Form, 'ref'> {
  const line = (name: (typeof fields)[number]): Field => {
    const required = name !== 'legalName' && name !== 'code';
    const value = String(values[name] ?? '');
    return { kind: 'text', name, label: words[name], value, required, maxLength: longest[name] };
  };
  return {
    title: isNew ? words.title : words.changeTitle,
    submitLabel: isNew ? words.submit : words.change,
    fields: fields.map(line),
  };
}

/** What is wrong with a filled-in form; undefined where nothing is. */
export function customerErrors({ customers: { form: words } }: Sentences, values: FormValues): FieldErrors | undefined {
  const errors: Record<string, string> = {};
  if (nameIn(String(values.name ?? '')) === '') errors.name = words.nameMissing;
  if (nameIn(String(values.contactName ?? '')) === '') errors.contactName = words.contactMissing;
  if (emailIn(String(values.contactEmail ?? '')) === undefined) errors.contactEmail = words.emailWrong;
  return Object.keys(errors).length > 0 ? errors : undefined;
}

/** What a filled-in form says; undefined where it says too little. */
export function customerIn(values: FormValues): CustomerFields | undefined {
  const text = (name: string) => nameIn(String(values[name] ?? ''));
  const contactEmail = emailIn(text('contactEmail'))?.toLowerCase();
  const [name, contactName] = [text('name'), text('contactName')];
  if (name === '' || contactName === '' || contactEmail === undefined) return undefined;
  return { name, contactName, contactEmail, legalName: text('legalName'), code: text('code') };
}

/** What stands in a form about a customer that there is. */
export function customerValues(customer: CustomerRecord): Readonly<Record<string, string>> {
  return Object.fromEntries(fields.map((name) => [name, customer[name] ?? '']));
}

/** What was changed in a form, and nothing else. */
export function customerChanges(values: FormValues, shown: FormValues): Partial<CustomerFields> {
  const wish = customerIn(values);
  if (!wish) return {};
  return Object.fromEntries(changedFields(fields, values, shown).map((name) => [name, wish[name]]));
}
