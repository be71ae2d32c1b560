import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import type { Reader } from '../../when/index.ts';
import type { Reference } from '../../when/reference.ts';
import { dayWords, timeWords } from '../../when/wording.ts';
import { inZone } from '../../zoned.ts';
import { privately } from '../answer.ts';
import { draftTitle } from './draft-facts.ts';
import { type Mine, meant } from './mine.ts';
import { draftSpokenOf } from './open-draft.ts';
import { keepWhich } from './which-asked.ts';

const mostChoices = 5;

/** Goes on with the meeting that is spoken of, and with whether it was said which occurrence; asks where several may be, by what a press then runs. */
export async function withMeant(
  context: CommandContext,
  reader: Reader,
  which: Reference,
  { command, input }: { readonly command: string; readonly input: string },
  task: (mine: Mine, isDated: boolean) => Outcome | Promise<Outcome>,
): Promise<Outcome> {
  const draft = which.it ? await draftSpokenOf(context) : undefined;
  if (draft)
    return privately(context, { text: context.say.draftFirst(draftTitle(context, draft.open.understanding.draft)) });
  const found = await meant(context, reader, which);
  if (found.kind === 'none') return privately(context, { text: context.say.noSuchMeeting(which.said) });
  if (found.kind === 'several') return chooseOne(context, reader, found.all, command, input);
  return task(found.mine, found.isDated);
}

/** Asks which of several meetings is meant; a press, or a word that names one of them, goes on with what was wanted. */
export async function chooseOne(
  context: CommandContext,
  reader: Reader,
  all: readonly Mine[],
  command: string,
  input: string,
): Promise<Outcome> {
  const { say } = context;
  const shown = all.slice(0, mostChoices);
  await keepWhich(context, { command, input }, shown, shown.length === all.length);
  const text = say.whichMeeting(all.length);
  return privately(context, {
    text,
    card: {
      title: say.whichMeetingTitle,
      tone: 'neutral',
      body: text,
      buttons: shown.map(({ id, title, start, original }) => {
        const at = inZone(start, reader.timeZone);
        return {
          kind: 'run',
          label: say.choiceOfMeeting(title, `${dayWords(at, reader, { year: false })}, ${timeWords(at, reader)}`),
          command,
          input,
          values: { meeting: id, occurrence: original.toISOString() },
        };
      }),
      footnote: all.length > mostChoices ? say.whichMore : undefined,
    },
  });
}
