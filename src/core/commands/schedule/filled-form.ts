import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import type { FormValues } from '../../invocation.ts';
import type { Button, Fact, Text } from '../../reply.ts';
import type { Planned, Times } from '../../schedule.ts';
import { privately } from '../answer.ts';
import { keepAsked } from './asked.ts';
import type { Mine } from './mine.ts';
import { whenWords } from './planned-card.ts';

/**
 * What is asked about a filled-in form before it is done: that a series takes place once, that it loses some of what is to come, or that
 * there is another meeting then.
 */
const formQuestions = ['once', 'shorter', 'overlap'] as const;
type FormQuestion = (typeof formQuestions)[number];

/** A form of a planned meeting as it was shown, and as it came back. */
export interface FilledForm {
  readonly shown: FormValues;
  readonly filled: FormValues;
  /** What was asked about it, and answered with yes. */
  readonly confirmed?: FormQuestion;
}

/** Asks whether what was filled in is to be done; a press, or a word, does it, keeps all as it was, or opens the form once more. */
export async function askFirst(
  context: CommandContext,
  mine: Mine,
  { shown, filled }: FilledForm,
  question: {
    readonly about: FormQuestion;
    readonly title: string;
    readonly text: Text;
    readonly facts: readonly Fact[];
    readonly yes: string;
    readonly no: string;
    /** What the form is filled in with when it is opened again. */
    readonly again: FormValues;
  },
): Promise<Outcome> {
  const { about, title, text, facts, yes, no } = question;
  const isOne = shown.occurrence !== undefined || about === 'once';
  const isLoss = about !== 'overlap';
  const values = {
    ...{ meeting: mine.id, about, shown: JSON.stringify(shown), filled: JSON.stringify(filled) },
    ...(shown.occurrence !== undefined && { occurrence: shown.occurrence }),
  };
  await keepAsked(context, 'edit', mine, [isOne ? 'one' : 'all'], values);
  const press = { kind: 'run', command: 'edit', values, once: true, answers: 'meeting' } as const;
  const buttons: Button[] = [
    { ...press, label: yes, input: isOne ? 'one' : 'all', danger: isLoss, primary: !isLoss },
    { kind: 'run', label: context.say.openForm, command: 'edit', opensForm: true, values: question.again },
    { ...press, label: no, input: 'keep' },
  ];
  return privately(context, { text, card: { title, tone: 'warning', body: text, facts, buttons } });
}

/** What a form comes to, before it is done. */
export interface FormOutlook {
  /** What the form is filled in with when it is opened again. */
  readonly again: FormValues;
  readonly times: Times;
  /** Who was taken out of it, by id. */
  readonly gone: readonly string[];
}

/** The meeting as it would be: when, and with whom. */
export function asFilledIn(
  { planned }: Mine,
  { times, gone }: Pick<FormOutlook, 'times' | 'gone'>,
): { readonly when: string; readonly left: Planned } {
  const { startsAt: start, minutes, timeZone } = times;
  return {
    when: whenWords({ ...planned, timeZone }, { original: start, start, minutes }),
    left: { ...planned, invitees: planned.invitees.filter(({ id }) => !gone.includes(id)) },
  };
}

/** The form that was asked about; undefined where the button is of no such question. */
export function formAsked({ button }: Pick<CommandContext, 'button'>): FilledForm | undefined {
  const { about, shown, filled } = button?.values ?? {};
  if (shown === undefined || filled === undefined) return undefined;
  return {
    shown: JSON.parse(String(shown)) as FormValues,
    filled: JSON.parse(String(filled)) as FormValues,
    confirmed: formQuestions.find((one) => one === about) ?? 'overlap',
  };
}
