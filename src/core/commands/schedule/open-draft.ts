import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import type { Habits } from '../../reader.ts';
import type { Reply, Text } from '../../reply.ts';
import type { Guest } from '../../schedule.ts';
import type { Talk } from '../../stores.ts';
import type { Named, Reader, Understanding } from '../../when/index.ts';
import { inPlace } from '../answer.ts';
import { draftReply } from './draft-card.ts';
import { findGuests, type Known, keyOf, type Unclear } from './guests.ts';

/** A meeting that is being talked about and is not made yet. Plain JSON: it is stored between messages. */
export interface OpenDraft {
  readonly kind: 'draft';
  readonly understanding: Understanding;
  readonly known: Known;
  readonly unclear: readonly Unclear[];
}

/** A sentence that waits until its person has said which time zone they are in. */
export interface OpenZone {
  readonly kind: 'zone';
  readonly said: string;
  readonly mentions: CommandContext['invocation']['mentions'];
}

/** What may be open in a conversation. */
export type Open = OpenDraft | OpenZone;

/** Where an open draft is kept, and how new it is. */
export type DraftTalk = Pick<Talk, 'id' | 'version'> & { readonly conversation: string };

/**
 * Goes on with a draft: looks for the people who were said, writes down what is known, and asks the next question or shows the
 * whole. `after`: what it follows from; none for a new one.
 */
export async function goOn(
  context: CommandContext,
  habits: Habits & Reader,
  understanding: Understanding,
  before?: { readonly open: OpenDraft; readonly talk: DraftTalk },
): Promise<Outcome> {
  const { people } = understanding.draft;
  const keys = new Set(people.map(keyOf));
  const kept = Object.fromEntries(Object.entries(before?.open.known ?? {}).filter(([key]) => keys.has(key)));
  const found = await findGuests(context, people, kept);
  const open: OpenDraft = { kind: 'draft', understanding, ...found };
  return keepAndShow(context, habits, open, before?.talk);
}

/** Writes an open draft down and shows it. */
export async function keepAndShow(
  context: CommandContext,
  habits: Habits & Reader,
  open: OpenDraft,
  talk?: DraftTalk,
): Promise<Outcome> {
  const { stores, secrets, invocation, clock, say } = context;
  const conversation = talk?.conversation ?? invocation.conversation;
  const id = talk?.id ?? secrets.id();
  const kept = await stores.talks.put(invocation.from, conversation, talk?.version ?? 0, { id, body: open }, clock());
  if (!kept) {
    const now = await stores.talks.byId(invocation.from, id);
    const body = now?.body as Open | undefined;
    return body?.kind === 'draft' && now
      ? show(context, habits, body, now, say.draftStale)
      : show(context, habits, undefined, undefined, say.draftGone);
  }
  return show(context, habits, open, { ...kept, conversation });
}

/** Everybody who is to be invited, each once. */
export function guestsOf(open: OpenDraft): readonly Guest[] {
  const all = open.understanding.draft.people.flatMap((named: Named) => open.known[keyOf(named)] ?? []);
  return [
    ...new Map(all.map((guest) => [guest.identity?.userId ?? guest.email ?? guest.name, guest] as const)).values(),
  ];
}

async function show(
  context: CommandContext,
  habits: Habits & Reader,
  open: OpenDraft | undefined,
  talk: DraftTalk | undefined,
  told?: Text,
): Promise<Outcome> {
  const reply =
    open && talk
      ? await draftReply(context, habits, open, talk, told)
      : ({ visibleTo: 'caller', text: told ?? context.say.draftGone } satisfies Reply);
  return inPlace(context, reply);
}
