import type { CommandContext } from '../../command.ts';
import type { Effect, Outcome, WasBefore } from '../../effect.ts';
import { sameIdentity } from '../../invocation.ts';
import { shownOccurrence } from '../../occurrences.ts';
import { occurrenceOf } from '../../reminders/plan.ts';
import type { Text } from '../../reply.ts';
import type { Guest, Occurrence, OccurrenceChange, PlanChanges, Planned } from '../../schedule.ts';
import { inPlace, privately } from '../answer.ts';
import { asItIsNow, isKeptTrue } from './following.ts';
import { hearersOf } from './hearers.ts';
import { invitations, lost, mailNote, newInvitee } from './make.ts';
import { invitedAs } from './mine.ts';
import { plannedReply, replyAnew, spanOf, surroundings, whenWords } from './planned-card.ts';
import { newsOf } from './series-changed.ts';
import { sessionOfHost, toService } from './service-side.ts';

/**
 * Changes a planned meeting as a whole: here first, where of two changes at once one comes first; then at the service, or not at all;
 * then for everybody who is concerned. `isOnceNow`: it was a series, whose others are cancelled by this.
 */
export async function changeMeeting(
  context: CommandContext,
  before: Planned,
  changes: PlanChanges,
  told: (after: Planned) => Text,
  how: { readonly isOnceNow?: boolean } = {},
): Promise<Outcome> {
  const { stores, reference, again, say } = context;
  const session = await sessionOfHost(context, before);
  // Run again after a crash: it is done here already, and has to be said at the service and told.
  const isAgain = before.changedBy === reference;
  const after = isAgain ? before : await stores.schedules.change(before.meetingId, before.sequence, changes, reference);
  // Written down with the change itself, so that they are told of it whatever came in between.
  const mayHaveTakenOff = again || (changes.takenOff ?? []).length > 0;
  const gone = mayHaveTakenOff ? await stores.schedules.takenOffBy(before.meetingId, reference) : [];
  // Whoever is taken off has heard of nothing that is changed with it.
  const isChanged = after !== undefined && !isAgain && isOther(before, after, [...ofTime, 'title']);
  const was = isChanged ? wasBefore(before, shownOccurrence(before, context.clock())) : undefined;
  const toldOff = tell(context, before, gone, { ...takenOffNews(context, before), was });
  if (!after) return { effects: [...privately(context, { text: say.changedMeanwhile }).effects, ...toldOff] };
  const isDone = await toService(context, session, after, isAgain ? undefined : before);
  const kept = isDone === false ? say.serviceKeepsIt : [];
  const { effects } = await changed(context, before, after, [...told(after), ...kept], how);
  return { effects: [...effects, ...toldOff] };
}

function takenOffNews({ say }: CommandContext, { title, host, hostName }: Planned) {
  return { about: 'removed', text: say.takenOffByHost({ person: host, name: hostName }, title) } as const;
}

function wasBefore({ title }: Planned, occurrence: Occurrence | undefined): WasBefore | undefined {
  return occurrence && { title, start: occurrence.start.toISOString(), minutes: occurrence.minutes };
}

/** Changes one occurrence of a series, here alone: the service knows series as a whole only. */
export async function changeOccurrence(
  context: CommandContext,
  before: Planned,
  change: OccurrenceChange,
  told: (after: Planned) => Text,
  others: Text,
): Promise<Outcome> {
  const { stores, reference } = context;
  const after =
    before.changedBy === reference
      ? before
      : await stores.schedules.changeOccurrence(before.meetingId, before.sequence, change, reference);
  return after
    ? changed(context, before, after, told(after), { change, others })
    : privately(context, { text: context.say.changedMeanwhile });
}

/** Cancels a meeting as a whole, whatever was changed of it meanwhile. */
export async function cancelMeeting(context: CommandContext, before: Planned): Promise<Outcome> {
  const { stores, reference, say } = context;
  const isAgain = before.state === 'cancelled' && before.changedBy === reference;
  if (before.state === 'cancelled' && !isAgain) return privately(context, { text: say.cancelledAlready(before.title) });
  const session = await sessionOfHost(context, before);
  const after = isAgain ? before : await stores.schedules.cancel(before.meetingId, undefined, reference);
  if (!after) return privately(context, { text: say.cancelledAlready(before.title) });
  const { changedBy, changedAt } = before;
  const asBefore = { ...after, state: 'scheduled', sequence: after.sequence - 1, changedBy, changedAt } as const;
  const isDone = await toService(context, session, after, isAgain ? undefined : asBefore);
  const shown = shownOccurrence(after, context.clock());
  const told = say.cancelledTold(after.title, hearersOf(after, 'cancelled', isDone === false ? 'one' : 'all'));
  const host = { person: after.host, name: after.hostName };
  return {
    effects: [
      ...(await ownAnswer(context, after, isDone === false ? [...told, ...say.serviceKeepsRoom] : told)),
      ...(await cardsAnew(context, after)),
      ...tell(context, after, after.invitees, {
        about: 'cancelled',
        text: [
          ...say.cancelledByHost(host, after.title, whenWords(after, shown), after.recurrence !== undefined),
          ...say.inYourTime(spanOf(shown)),
        ],
        isOfTime: true,
      }),
    ],
  };
}

/** Invites more people to a meeting that is planned already. */
export async function inviteMore(context: CommandContext, before: Planned, guests: readonly Guest[]): Promise<Outcome> {
  const { stores, reference, say } = context;
  const invitees = guests.map((guest) => newInvitee(context, guest));
  const session = before.mailer === 'service' ? await sessionOfHost(context, before) : undefined;
  const invited = await stores.schedules.invite(before.meetingId, invitees, reference);
  if (!invited) return privately(context, { text: say.cancelledAlready(before.title) });
  const { planned, added } = invited;
  const fresh = planned.invitees.filter(({ addedBy, isHost }) => addedBy === reference && !isHost);
  const isNew = ({ id }: Planned['invitees'][number]) => fresh.some((one) => one.id === id);
  if (fresh.some(({ identity }) => !identity)) {
    const { changedBy, changedAt } = before;
    const others = planned.invitees.filter((one) => !isNew(one));
    const asBefore = { ...planned, invitees: others, sequence: planned.sequence - 1, changedBy, changedAt };
    await toService(context, session, planned, added.length > 0 ? asBefore : undefined);
  }
  const told =
    fresh.length > 0
      ? say.invitedMore(
          fresh.map(({ name }) => name),
          planned.title,
        )
      : say.invitedAlready(
          guests.map(({ name }) => name),
          planned.title,
        );
  const note = mailNote(context, planned, fresh);
  return {
    effects: [
      ...(await ownAnswer(context, planned, note ? [...told, ' ', ...note] : told)),
      ...(await cardsAnew(context, planned)),
      ...invitations(context, planned, fresh),
    ],
  };
}

async function changed(
  context: CommandContext,
  before: Planned,
  after: Planned,
  told: Text,
  {
    change,
    others,
    isOnceNow,
  }: { readonly change?: OccurrenceChange; readonly others?: Text; readonly isOnceNow?: boolean },
): Promise<Outcome> {
  const { reference, say } = context;
  const isFresh = ({ addedBy, isHost }: Planned['invitees'][number]) => addedBy === reference && !isHost;
  const stay = after.invitees.filter((one) => !isFresh(one));
  const host = { person: after.host, name: after.hostName };
  const isOfTime = change !== undefined || isOther(before, after, ofTime);
  const isNews = isOfTime || isOther(before, after, ['title']);
  const about = change && !change.startsAt ? 'cancelled' : 'changed';
  const { shown, series } = newsOf(after, context.clock());
  const when = whenWords(after, shown);
  const text = others ?? [
    ...(isOnceNow
      ? say.onceNowByHost(host, after.title, when)
      : isOfTime || before.title === after.title
        ? say.changedByHost(host, { title: after.title, before: before.title }, when, series)
        : say.renamedByHost(host, { title: after.title, before: before.title }, series !== undefined)),
    ...(isOfTime ? say.inYourTime(spanOf(shown)) : []),
  ];
  const occurrence = change?.occurrence;
  const known = occurrence ? occurrenceOf(before, occurrence) : shownOccurrence(before, context.clock());
  const was = before === after ? undefined : wasBefore(before, known);
  const hearers = hearersOf({ ...after, invitees: stay }, about, change ? 'one' : 'all');
  const note = mailNote(context, after, after.invitees.filter(isFresh));
  const own = [...told, ...(isNews ? say.notHeard(hearers) : []), ...(note ? [' ', ...note] : [])];
  return {
    effects: [
      ...(await ownAnswer(context, after, own)),
      ...(await cardsAnew(context, after)),
      ...(isNews ? tell(context, after, stay, { about, text, isOfTime, isOnceNow, occurrence, was }) : []),
      ...invitations(context, after, after.invitees.filter(isFresh)),
    ],
  };
}

const ofTime = ['localStart', 'timeZone', 'minutes', 'recurrence'] as const;

/** A change of the lobby, say, is no news to those who are invited. After a crash nobody knows what it was. */
export function isOther(before: Planned, after: Planned, names: readonly (keyof Planned)[]): boolean {
  return before === after || names.some((name) => before[name] !== after[name]);
}

/** What whoever changed it sees, in place of what was pressed: a card that follows what becomes of the meeting, as all others of it do. */
async function ownAnswer(context: CommandContext, planned: Planned, told: Text): Promise<readonly Effect[]> {
  const { invocation } = context;
  const { meetingId } = planned;
  const made = plannedReply(planned, invocation.from, surroundings(context), told);
  const isFollowing = isKeptTrue(context, (await invitedAs(context, planned))?.identity);
  const [reply, kept] = isFollowing
    ? [made, { meetingId, note: { text: told, sequence: planned.sequence } }]
    : [asItIsNow(context, made, planned), {}];
  const message = invocation.pressed?.message;
  const isCard =
    message !== undefined &&
    (await context.stores.schedules.cards(meetingId)).some(({ reference }) => reference === message);
  if (isCard) return [{ do: 'post', key: 'own', to: invocation.at, reply, ...kept }];
  return inPlace(context, reply, { key: 'own', ...kept }).effects;
}

/** Every card of the meeting, wherever it stands, as it has to be now. */
export async function cardsAnew(context: CommandContext, planned: Planned): Promise<readonly Effect[]> {
  const around = surroundings(context);
  const cards = await context.stores.schedules.cards(planned.meetingId);
  return cards
    .filter(({ caller }) => caller.workspaceId === context.invocation.from.workspaceId)
    .map(
      ({ reference, shownTo, to, note }, index): Effect => ({
        do: 'replace',
        key: `card ${index}`,
        message: reference,
        to: to ?? context.invocation.at,
        for: shownTo === 'everyone' ? undefined : shownTo,
        meetingId: planned.meetingId,
        note,
        reply: replyAnew(planned, shownTo, around, note),
      }),
    );
}

/**
 * Tells those people, but whoever did it, what has changed. Whoever is not coming anyway hears in chat only of what may change that
 * mind, or frees the time; a mail changes the entry in a calendar, and goes to all.
 */
function tell(
  context: CommandContext,
  { mailer }: Planned,
  people: Planned['invitees'],
  {
    about,
    text,
    isOfTime = false,
    isOnceNow,
    occurrence,
    was,
  }: {
    readonly about: 'changed' | 'cancelled' | 'removed';
    readonly text: Text;
    readonly isOfTime?: boolean;
    readonly isOnceNow?: boolean;
    readonly occurrence?: Date;
    readonly was?: WasBefore;
  },
): readonly Effect[] {
  return people
    .filter(({ isHost }) => !isHost)
    .flatMap(({ id, identity, name, answer }): Effect[] => {
      if (identity && sameIdentity(identity, context.invocation.from)) return [];
      const key = `${about} ${id}`;
      if (identity && answer === 'no' && !isOfTime && about !== 'removed') return [];
      if (identity) return [{ do: 'direct', key, person: identity, name, reply: { visibleTo: 'caller', text } }];
      if (mailer !== 'ours') return [];
      const reply = lost(context, name);
      const mail = { inviteeId: id, name, about, occurrence: occurrence?.toISOString(), isOnceNow, was } as const;
      return [{ do: 'mail', key, ...mail, reply }];
    });
}
