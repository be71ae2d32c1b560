import type { NowContext } from '../../../command.ts';
import type { Field, FieldErrors, Form } from '../../../form.ts';
import type { FormValues } from '../../../invocation.ts';
import type { ChatPlace } from '../../../ports.ts';
import type { Sentences } from '../../../sentences/index.ts';
import { nameIn } from '../../contacts/wish.ts';
import type { Home } from '../office.ts';
import { homeKey } from '../users/form.ts';
import { readUserText } from './file.ts';

/** What our button says for a channel that is chosen in a form. */
export const fromChosen = 'channel';
/** The most that a form field takes (`TextField.maxLength`). */
const mostPasted = 3_000;

/** The forms in which rows are pasted or a channel is chosen, and what is wrong with them. */
export function importNow(
  { button, values, say }: NowContext,
  line: string,
): { form: Omit<Form, 'ref'> } | { errors: FieldErrors } | undefined {
  const isChannel = line === fromChosen;
  if (values && isChannel) return undefined;
  if (values) {
    const read = readUserText(String(values.rows ?? ''));
    return 'problem' in read ? { errors: { rows: say.imports.fileProblem(read.problem) } } : undefined;
  }
  if (!button?.opensForm || !button.values) return undefined;
  return { form: isChannel ? channelForm(say, button.values) : pasteForm(say, button.values) };
}

function pasteForm(say: Sentences, shown: FormValues): Omit<Form, 'ref'> {
  const { form: words } = say.imports;
  const rows = { name: 'rows', label: words.rows, required: true, multiline: true, maxLength: mostPasted } as const;
  return {
    ...{ title: words.title, intro: words.intro, submitLabel: words.submit },
    fields: [...customerFields(say, shown), { kind: 'text', ...rows }],
  };
}

function channelForm(say: Sentences, shown: FormValues): Omit<Form, 'ref'> {
  const { form: words } = say.imports;
  const places = JSON.parse(String(shown.places)) as readonly Pick<ChatPlace, 'place' | 'name'>[];
  const options = places.map(({ place, name }) => ({ value: place, label: name.slice(0, 75) }));
  return {
    ...{ title: words.title, intro: words.channelIntro, submitLabel: words.submit },
    fields: [...customerFields(say, shown), { kind: 'choice', name: 'place', label: words.channel, options }],
  };
}

/** Where there is a choice. */
function customerFields(say: Sentences, shown: FormValues): readonly Field[] {
  const homes = JSON.parse(String(shown.homes)) as readonly Home[];
  const options = homes.map((home) => ({ value: homeKey(home), label: nameIn(home.name).slice(0, 75) }));
  const value = String(shown.customer ?? '');
  return homes.length > 1 ? [{ kind: 'choice', name: 'customer', label: say.users.form.customer, value, options }] : [];
}
