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
import { saidOfDraft } from './said-of-draft.ts';
import { keepWhich } from './which-asked.ts';

const mostChoices = 5;

/** What a press on one of several runs. */
interface Press {
  readonly command: string;
  readonly input: string;
}

/** `isDated`: it was said which occurrence. */
type Task = (mine: Mine, isDated: boolean) => Outcome | Promise<Outcome>;

/**
 * Goes on with the meeting that is spoken of; asks which one where several may be. `ofDraft`: what is done where the open draft is spoken
 * of; without it, that is to be made first.
 */
export async function withMeant(
  context: CommandContext,
  reader: Reader,
  which: Reference,
  { ofDraft, ...press }: Press & { readonly ofDraft?: 'cancel' | 'show' },
  task: Task,
): Promise<Outcome> {
  const draft = ofDraft ? await saidOfDraft(context, ofDraft, which) : which.it && (await draftFirst(context));
  if (draft) return draft;
  const done = await forMeant(context, reader, which, press, task);
  return done ?? privately(context, { text: context.say.noSuchMeeting(which.said) });
}

/** The same of planned meetings alone; undefined where none is meant. */
export async function forMeant(
  context: CommandContext,
  reader: Reader,
  which: Reference,
  { command, input }: Press,
  task: Task,
): Promise<Outcome | undefined> {
  const found = await meant(context, reader, which);
  if (found.kind === 'none') return undefined;
  if (found.kind === 'several') return chooseOne(context, reader, found.all, command, input);
  return task(found.mine, found.isDated);
}

/** Where “it” is the open draft, that is to be made first. */
async function draftFirst(context: CommandContext): Promise<Outcome | undefined> {
  const draft = await draftSpokenOf(context);
  if (!draft) return undefined;
  return privately(context, { text: context.say.draftFirst(draftTitle(context, draft.open.understanding.draft)) });
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
