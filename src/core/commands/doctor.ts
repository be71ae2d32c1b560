import type { Command, CommandContext } from '../command.ts';
import type { Checked } from '../doctor/finding.ts';
import { examinePerson, type PersonCheck } from '../doctor/person.ts';
import type { WorkspaceCheck } from '../doctor/workspace.ts';
import type { Outcome } from '../effect.ts';
import type { Fact } from '../reply.ts';
import { privately } from './answer.ts';

/** The most buttons that one card offers as cures. */
const mostButtons = 3;

/** `doctor`: what stands between whoever asks and their meetings, each with its cure. */
export const doctor: Command = {
  name: 'doctor',
  aliases: ['check', 'diagnose'],
  summary: 'Find out what does not work for you, and what to do about it',
  examples: ['doctor'],
  yieldsToSentences: true,
  needs: 'help.see',
  wish: () => 'have your connection examined',
  run: async (context) => diagnosis(context, await examinePerson(context), context.say.doctor.title),
};

/** What was found, the worst first, under a reference that stands in the log with it. */
export function diagnosis(
  context: CommandContext,
  found: readonly Checked<PersonCheck | WorkspaceCheck>[],
  title: string,
  others: readonly Fact[] = [],
): Outcome {
  const { say, id, log } = context;
  const words = say.doctor;
  const reference = id.slice(0, 8).toUpperCase();
  const states = Object.fromEntries(found.map(({ name, state }) => [name, state]));
  log.info({ reference, ...states }, 'the doctor has looked');
  const wrong = found.filter(({ state }) => state !== 'good');
  const isBad = found.some(({ state }) => state === 'bad');
  const text = words.summary(
    wrong.filter(({ state }) => state === 'bad').length,
    wrong.filter(({ state }) => state !== 'bad').length,
  );
  const buttons = wrong.flatMap(({ button }) => button ?? []).slice(0, mostButtons);
  return privately(context, {
    text,
    card: {
      ...{ title, tone: isBad ? 'warning' : wrong.length > 0 ? 'neutral' : 'done', body: text },
      facts: [...found.map(words.fact), ...others],
      buttons: buttons.map((button, index) => ({ ...button, primary: index === 0 })),
      footnote: words.footnote(reference),
    },
  });
}
