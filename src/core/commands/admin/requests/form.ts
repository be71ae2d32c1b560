import type { Form } from '../../../form.ts';
import type { FormValues } from '../../../invocation.ts';
import type { Sentences } from '../../../sentences/index.ts';
import { administersField, customerField, userLine } from '../users/form.ts';

/** What an administrator says of the account that is made: who it is for stands in it already. */
export function approveForm(say: Sentences, values: FormValues): Omit<Form, 'ref'> {
  const { approveForm: words } = say.access;
  const customer = customerField(say, values);
  return {
    title: words.title,
    intro: words.intro(String(values.name ?? '')),
    submitLabel: words.submit,
    fields: [
      userLine(say, 'firstName', values, true),
      userLine(say, 'lastName', values, false),
      userLine(say, 'email', values, true),
      ...(customer ? [customer] : []),
      administersField(say, values),
    ],
  };
}

export function declineForm({ access: { declineForm: words } }: Sentences): Omit<Form, 'ref'> {
  return {
    title: words.title,
    submitLabel: words.submit,
    fields: [{ kind: 'text', name: 'reason', label: words.reason, multiline: true, maxLength: 500 }],
  };
}
