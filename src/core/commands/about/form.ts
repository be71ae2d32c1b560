import type { Arguments } from '../../command.ts';
import { UserError } from '../../errors.ts';
import type { FieldErrors, Form } from '../../form.ts';
import type { FormValues, Invocation, Mention } from '../../invocation.ts';
import type { Sentences } from '../../sentences/index.ts';
import { mostPeople } from '../asked-people.ts';
import { peopleOf, proposedTitle } from './message.ts';

/** What is asked before a meeting about a message begins. Throws `message_gone`. */
export function aboutForm({ about, from, inThread }: Invocation, say: Sentences): Omit<Form, 'ref'> {
  if (about?.isGone) throw new UserError({ code: 'message_gone' });
  const people = about ? peopleOf(about, from, mostPeople) : [];
  const { form } = say.about;
  return {
    title: form.title,
    intro: [...(about?.isFromElsewhere ? [form.elsewhere] : []), form.intro, inThread ? form.thread : form.chat].join(
      ' ',
    ),
    submitLabel: form.submit,
    fields: [
      {
        ...{ kind: 'text', name: 'title', label: form.name, hint: form.nameHint, maxLength: 200 },
        value: about ? proposedTitle(about) : '',
      },
      {
        ...{ kind: 'people', name: 'people', label: form.people, hint: form.peopleHint },
        value: people.map(({ id }) => id).join(','),
        known: people.map(({ id, name }) => ({ id, name: name ?? id })),
      },
      { kind: 'toggle', name: 'lobby', label: form.lobby, value: false },
    ],
  };
}

/** What is wrong with what was filled in; undefined where nothing is. */
export function aboutErrors(values: FormValues, say: Sentences): FieldErrors | undefined {
  return idsIn(values).length > mostPeople ? { people: say.about.form.tooMany(mostPeople) } : undefined;
}

/** What was filled in, as if it had been typed after `now`. */
export function argumentsFrom(values: FormValues): Arguments {
  const mentions = idsIn(values).map((id): Mention => ({ kind: 'person', id, start: 0, length: 0 }));
  const options = values.lobby === true ? new Map([['lobby', '']]) : new Map<string, string>();
  return { text: titleIn(values), options, mentions };
}

export function titleIn({ title }: FormValues): string {
  return typeof title === 'string' ? title : '';
}

/** Who was chosen. */
export function idsIn({ people }: FormValues): readonly string[] {
  return typeof people === 'string' ? [...new Set(people.split(',').filter((id) => id !== ''))] : [];
}
