import type { CommandContext } from '../../command.ts';
import type { RunButton } from '../../reply.ts';
import type { Talk } from '../../stores.ts';
import type { Reader } from '../../when/index.ts';
import { readWhich } from '../../when/said-which.ts';
import type { Mine } from './mine.ts';

/** Which of several meetings is meant, as it was asked. Plain JSON: it is stored between messages. */
export interface WhichAsked {
  readonly kind: 'which';
  /** What an answer runs. */
  readonly command: string;
  readonly input: string;
  /** In the order in which they were shown. Moments are ISO 8601. */
  readonly shown: readonly {
    readonly id: string;
    readonly title: string;
    readonly people: readonly string[];
    readonly start: string;
    readonly original: string;
  }[];
  /** False where there were more than could be shown. */
  readonly isWhole: boolean;
  readonly askedBy: string;
  readonly answeredBy?: string;
}

/** Writes down what is asked, in place of what was asked before in this conversation. */
export async function keepWhich(
  { stores, invocation, reference }: CommandContext,
  { command, input }: Pick<WhichAsked, 'command' | 'input'>,
  shown: readonly Mine[],
  isWhole: boolean,
): Promise<void> {
  const [first] = shown;
  if (!first) return;
  const asked: WhichAsked = {
    ...{ kind: 'which', command, input, isWhole, askedBy: reference },
    shown: shown.map(({ id, title, people, start, original }) => ({
      ...{ id, title, people, start: start.toISOString(), original: original.toISOString() },
    })),
  };
  await stores.talks.ask(invocation.from, invocation.conversation, asked, first.id);
}

/** The button that a word stands for, where it answers which meeting is meant. */
export async function chosenByWord(
  { stores, invocation, reference }: CommandContext,
  said: string,
  talk: Talk | undefined,
  reader: Reader,
): Promise<RunButton | undefined> {
  const asked = whichIn(talk);
  const isAnswered = asked?.answeredBy !== undefined && asked.answeredBy !== reference;
  if (!asked || isAnswered || asked.askedBy === reference) return undefined;
  const shown = asked.shown.map((one) => ({ ...one, start: new Date(one.start) }));
  const chosen = readWhich(said, shown, reader, asked.isWhole);
  if (!chosen) return undefined;
  await stores.talks.ask(invocation.from, invocation.conversation, { ...asked, answeredBy: reference }, chosen.id);
  const values = { meeting: chosen.id, occurrence: chosen.original };
  return { kind: 'run', label: '', command: asked.command, input: asked.input, values };
}

export function whichIn(talk: Talk | undefined): WhichAsked | undefined {
  const asked = talk?.question as Partial<WhichAsked> | undefined;
  return asked?.kind === 'which' ? (asked as WhichAsked) : undefined;
}

/** True where it is asked which of several meetings is meant, and not answered yet. */
export function isWhichOpen(talk: Talk | undefined): boolean {
  const asked = whichIn(talk);
  return asked !== undefined && asked.answeredBy === undefined;
}
