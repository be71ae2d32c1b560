import type { CommandContext } from '../../command.ts';
import type { Effect, Outcome } from '../../effect.ts';
import type { Habits } from '../../reader.ts';
import type { Text } from '../../reply.ts';
import type { Guest } from '../../schedule.ts';
import type { Talk } from '../../stores.ts';
import type { Named, Reader, Understanding } from '../../when/index.ts';
import { inPlace, privately } from '../answer.ts';
import { admittedGuests, governedOptions } from '../governed.ts';
import { draftReply } from './draft-card.ts';
import { draftTitle } from './draft-facts.ts';
import { findGuests, guestKey, type Known, keyOf, type Unclear } from './guests.ts';
import { oldCards } from './old-cards.ts';

/** A meeting that is being talked about and is not made yet. Plain JSON: it is stored between messages. */
export interface OpenDraft {
  readonly kind: 'draft';
  readonly understanding: Understanding;
  readonly known: Known;
  readonly unclear: readonly Unclear[];
  /** The planned meeting that was spoken of before: what “it” is again once this is given up. */
  readonly spokenBefore?: string;
  /** What was set aside for it, latest first. */
  readonly aside?: readonly Aside[];
}

/** A draft that was given up for another one, and can be taken up again. */
export interface Aside {
  readonly id: string;
  readonly open: Omit<OpenDraft, 'aside'>;
}

/** Of more, none is taken up again by its name. */
const mostAside = 3;

/** A sentence that waits until its person has said which time zone they are in. */
export interface OpenZone {
  readonly kind: 'zone';
  readonly said: string;
  readonly mentions: CommandContext['invocation']['mentions'];
}

/** What may be open in a conversation. */
export type Open = OpenDraft | OpenZone;

/** Where an open draft is kept, and how new it is. */
export type DraftTalk = Pick<Talk, 'id' | 'version' | 'spokenOf'> & { readonly conversation: string };

/** The draft that “it” is in this conversation; undefined: none is open, or a planned meeting was spoken of since. */
export async function draftSpokenOf({ stores, invocation }: CommandContext): Promise<Before | undefined> {
  const { from, conversation } = invocation;
  const talk = await stores.talks.find(from, conversation);
  const open = talk?.body as Open | undefined;
  return open?.kind === 'draft' && talk?.spokenOf === talk?.id && talk
    ? { open, talk: { ...talk, conversation } }
    : undefined;
}

/** The planned meeting that was spoken of last, before or after what is open. */
function spokenBefore(talk: Pick<Talk, 'id' | 'spokenOf'> | undefined, open: Open | undefined): string | undefined {
  if (talk?.spokenOf !== talk?.id) return talk?.spokenOf;
  return open?.kind === 'draft' ? open.spokenBefore : undefined;
}

/** True where whoever is named alone belongs to what is open: in the direct chat to any draft, in a channel as the answer to who is meant. */
export async function isAboutDraft({ stores, invocation }: CommandContext): Promise<boolean> {
  const talk = await stores.talks.find(invocation.from, invocation.conversation);
  const open = talk?.body as Open | undefined;
  if (open?.kind !== 'draft') return false;
  const { questions } = open.understanding;
  return (
    invocation.kind === 'direct' || questions[0]?.slot === 'who' || (questions.length === 0 && open.unclear.length > 0)
  );
}

/** What a draft goes on from. */
export interface Before {
  readonly open: OpenDraft;
  readonly talk: DraftTalk;
}

/**
 * Goes on with a draft: looks for the people who were said, writes down what is known, and asks the next question or shows the
 * whole. `before`: what it follows from; none for a new one. `told`: what is said with it.
 */
export async function goOn(
  context: CommandContext,
  habits: Habits & Reader,
  understanding: Understanding,
  before?: Before,
  told?: Text,
): Promise<Outcome> {
  await context.policy.require('meeting.plan');
  const { people } = understanding.draft;
  const keys = new Set(people.map(keyOf));
  const kept = Object.fromEntries(Object.entries(before?.open.known ?? {}).filter(([key]) => keys.has(key)));
  const found = await findGuests(context, people, kept);
  const { stores, invocation } = context;
  const earlier = before ? undefined : await stores.talks.find(invocation.from, invocation.conversation);
  const spoken = spokenBefore(before?.talk ?? earlier, before?.open ?? (earlier?.body as Open | undefined));
  const aside = before?.open.aside ?? asideFor(earlier);
  const draft = { kind: 'draft', understanding, ...found, ...(spoken && { spokenBefore: spoken }), aside } as const;
  const governed = await governedDraft(context, draft);
  const older = earlier ? await setAside(context, earlier) : [];
  const notes = [told, governed.told].filter((note) => note !== undefined);
  const { effects } = await keepAndShow(context, habits, governed.open, before?.talk, { told: joinNotes(notes) });
  return { effects: [...effects, ...older] };
}

/** Several notes as one; undefined where there is none. */
export function joinNotes(notes: readonly Text[]): Text | undefined {
  return notes.length > 0 ? notes.flatMap((note, index) => (index === 0 ? note : [' ', ...note])) : undefined;
}

/** A draft as the rules of the workspace want it, and what is said where that is not as it was wished. */
async function governedDraft(
  context: CommandContext,
  open: OpenDraft,
): Promise<{ readonly open: OpenDraft; readonly told?: Text }> {
  const { understanding } = open;
  const { draft } = understanding;
  const { options, told } = await governedOptions(context, draft.options);
  const admitted = await admittedGuests(context, guestsOf(open));
  const isIn = (guest: Guest) => admitted.guests.some((one) => guestKey(one) === guestKey(guest));
  const known = Object.fromEntries(Object.entries(open.known).map(([key, all]) => [key, all.filter(isIn)]));
  // Whoever may not be invited at all is not asked about again.
  const people = draft.people.filter(
    (named) => (open.known[keyOf(named)] ?? []).length === 0 || known[keyOf(named)]?.length,
  );
  const notes = joinNotes([told, admitted.told].filter((note) => note !== undefined));
  const governed = { ...open, known, understanding: { ...understanding, draft: { ...draft, options, people } } };
  return { open: governed, ...(notes && { told: notes }) };
}

/** What is set aside once something new is put in place of what is open. */
export function asideFor(earlier: Talk | undefined): readonly Aside[] {
  const open = earlier?.body as Open | undefined;
  if (!earlier || open?.kind !== 'draft') return [];
  const { aside = [], ...rest } = open;
  return [...(earlier.isHeld ? [] : [{ id: earlier.id, open: rest }]), ...aside].slice(0, mostAside);
}

/** What is left of the card of a draft that is given up for a new one: a press takes it up again, unless it is being made. */
export async function setAside(context: CommandContext, earlier: Talk): Promise<readonly Effect[]> {
  const { say } = context;
  const [aside] = asideFor(earlier);
  if (aside?.id !== earlier.id) return oldCards(context, earlier.id, say.draftSetAside);
  const values = { talk: aside.id, aside: JSON.stringify(aside.open) };
  const press = {
    kind: 'run',
    label: say.takeUpAgain,
    command: 'schedule',
    input: 'resume',
    values,
    once: true,
  } as const;
  const title = draftTitle(context, aside.open.understanding.draft);
  return oldCards(context, earlier.id, say.draftSetAside, {
    ...{ title, tone: 'neutral', body: say.draftSetAside, buttons: [press] },
  });
}

/** Writes an open draft down and shows it, and takes the buttons from its older cards. */
export async function keepAndShow(
  context: CommandContext,
  habits: Habits & Reader,
  open: OpenDraft,
  talk?: DraftTalk,
  { told, older = context.say.draftMovedOn }: { readonly told?: Text; readonly older?: Text } = {},
): Promise<Outcome> {
  const { stores, secrets, invocation, clock, say } = context;
  const conversation = talk?.conversation ?? invocation.conversation;
  const id = talk?.id ?? secrets.id();
  const next = { id, body: open, spokenOf: id };
  const kept = await stores.talks.put(invocation.from, conversation, talk?.version ?? 0, next, clock());
  if (kept) return show(context, habits, open, { ...kept, conversation }, older, told);
  const now = await stores.talks.byId(invocation.from, id);
  if (now?.isHeld) return beingMade(context);
  const body = now?.body as Open | undefined;
  return body?.kind === 'draft' && now ? show(context, habits, body, now, older, say.draftStale) : gone(context, id);
}

/** Whatever is said of a draft while it is being made comes too late for it, and too early for the meeting. */
function beingMade(context: CommandContext): Outcome {
  return privately(context, { text: context.say.draftBeingMade });
}

/** What a press on a card is told whose draft is not open any more. */
export async function gone(context: CommandContext, id: string): Promise<Outcome> {
  const text = context.say.draftGone;
  const { effects } = inPlace(context, { visibleTo: 'caller', text }, { draft: { id, isLive: false } });
  return { effects: [...effects, ...(await oldCards(context, id, text))] };
}

/** Gives up what is open, and says so where its cards stand. */
export async function dropped(
  context: CommandContext,
  talk: DraftTalk & Pick<Talk, 'body'>,
  told = context.say.draftDropped,
): Promise<Outcome> {
  const { stores, invocation, say } = context;
  const { id, conversation } = talk;
  const isClosed = await stores.talks.close(invocation.from, id);
  if (!isClosed && (await stores.talks.byId(invocation.from, id))?.isHeld) return beingMade(context);
  const spoken = spokenBefore(talk, talk.body as Open | undefined);
  if (spoken) await stores.talks.spoke(invocation.from, conversation, spoken);
  const { effects } = inPlace(context, { visibleTo: 'caller', text: told }, { draft: { id, isLive: false } });
  return { effects: [...effects, ...(await oldCards(context, id, say.draftCancelled))] };
}

/** Everybody who is to be invited, each once. */
export function guestsOf(open: OpenDraft): readonly Guest[] {
  const all = open.understanding.draft.people.flatMap((named: Named) => open.known[keyOf(named)] ?? []);
  return [...new Map(all.map((guest) => [guestKey(guest), guest] as const)).values()];
}

async function show(
  context: CommandContext,
  habits: Habits & Reader,
  open: OpenDraft,
  talk: DraftTalk,
  older: Text,
  told?: Text,
): Promise<Outcome> {
  const { id } = talk;
  const reply = await draftReply(context, habits, open, talk, told);
  const { effects } = inPlace(context, reply, { draft: { id, isLive: true } });
  return { effects: [...effects, ...(await oldCards(context, id, older))] };
}
