import type { CommandContext } from '../../command.ts';
import type { Effect, Outcome } from '../../effect.ts';
import { sameIdentity } from '../../invocation.ts';
import type { Text } from '../../reply.ts';
import type { Guest, OccurrenceChange, PlanChanges, Planned } from '../../schedule.ts';
import { privately } from '../answer.ts';
import { invitations, lost, newInvitee, surroundings } from './make.ts';
import { plannedReply, whenWords } from './planned-card.ts';

/** Changes a planned meeting as a whole: at the service first, then here, then for everybody who is concerned. */
export async function changeMeeting(
  context: CommandContext,
  before: Planned,
  changes: PlanChanges,
  told: (after: Planned) => Text,
): Promise<Outcome> {
  const { stores, reference } = context;
  // Run again after a crash: it is done here already, and only has to be told.
  if (before.changedBy === reference) return changed(context, before, before, told(before));
  await changeAtService(context, before, changes, emailsAfter(before, changes));
  const after = await stores.schedules.change(before.meetingId, before.sequence, changes, reference);
  return after
    ? changed(context, before, after, told(after))
    : privately(context, { text: context.say.changedMeanwhile });
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
  if (before.changedBy === reference) return changed(context, before, before, told(before), change.occurrence, others);
  const after = await stores.schedules.changeOccurrence(before.meetingId, before.sequence, change, reference);
  return after
    ? changed(context, before, after, told(after), change.occurrence, others)
    : privately(context, { text: context.say.changedMeanwhile });
}

/** Cancels a meeting as a whole. */
export async function cancelMeeting(context: CommandContext, before: Planned): Promise<Outcome> {
  const { stores, reference, say } = context;
  const told = say.cancelledTold(before.title, before.invitees.filter(({ isHost }) => !isHost).length);
  const isDone = before.state === 'cancelled';
  if (isDone && before.changedBy !== reference) return privately(context, { text: say.cancelledAlready(before.title) });
  if (!isDone && before.serviceMeetingId)
    await context.ucaas().cancelMeeting(before.application, before.serviceMeetingId);
  const after = isDone ? before : await stores.schedules.cancel(before.meetingId, before.sequence, reference);
  if (!after) return privately(context, { text: say.changedMeanwhile });
  return {
    effects: [
      ...(await ownAnswer(context, after, told)),
      ...(await cardsAnew(context, after)),
      ...tell(
        context,
        after,
        after.invitees,
        'cancelled',
        say.cancelledByHost(
          { person: after.host, name: after.hostName },
          before.title,
          whenWords(before, context.clock()),
        ),
      ),
    ],
  };
}

/** Invites more people to a meeting that is planned already. */
export async function inviteMore(context: CommandContext, before: Planned, guests: readonly Guest[]): Promise<Outcome> {
  const { stores, reference, say } = context;
  const invitees = guests.map((guest) => newInvitee(context, guest));
  const { planned } = await stores.schedules.invite(before.meetingId, invitees, reference);
  const everybody = planned.invitees.flatMap(({ identity, email }) => (identity || !email ? [] : [email]));
  if (planned.mailer === 'service' && planned.sequence > before.sequence)
    await changeAtService(context, planned, {}, everybody);
  const fresh = planned.invitees.filter(({ addedBy, isHost }) => addedBy === reference && !isHost);
  const told =
    fresh.length > 0
      ? say.invitedMore(
          fresh.map(({ name }) => name),
          planned.title,
        )
      : say.invitedAlready(planned.title);
  return {
    effects: [
      ...(await ownAnswer(context, planned, told)),
      ...(await cardsAnew(context, planned)),
      ...invitations(context, planned, fresh),
    ],
  };
}

/** Who is mailed by the service after a change; undefined where that does not change. */
function emailsAfter(
  { invitees }: Planned,
  { invited = [], takenOff = [] }: PlanChanges,
): readonly string[] | undefined {
  if (invited.length === 0 && takenOff.length === 0) return undefined;
  const stay = invitees.filter(({ id }) => !takenOff.includes(id));
  return [...new Set([...stay, ...invited].flatMap(({ identity, email }) => (identity || !email ? [] : [email])))];
}

async function changeAtService(
  context: CommandContext,
  { application, serviceMeetingId, mailer }: Planned,
  { title, startsAt, minutes, timeZone, recurrence, lobby, recording }: PlanChanges,
  emails?: readonly string[],
): Promise<void> {
  if (!serviceMeetingId) return;
  const wishes = {
    title,
    startsAt,
    minutes,
    timeZone,
    recurrence,
    lobby,
    recording,
    emails: mailer === 'service' ? emails : undefined,
  };
  const given = Object.fromEntries(Object.entries(wishes).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length === 0) return;
  await context.ucaas().changeMeeting(application, serviceMeetingId, given);
}

async function changed(
  context: CommandContext,
  before: Planned,
  after: Planned,
  told: Text,
  occurrence?: Date,
  others?: Text,
): Promise<Outcome> {
  const { reference, say } = context;
  const isFresh = ({ addedBy, isHost }: Planned['invitees'][number]) => addedBy === reference && !isHost;
  const stay = after.invitees.filter((one) => !isFresh(one));
  const gone = before.invitees.filter(({ id }) => !after.invitees.some((one) => one.id === id));
  const host = { person: after.host, name: after.hostName };
  return {
    effects: [
      ...(await ownAnswer(context, after, told)),
      ...(await cardsAnew(context, after)),
      ...(concernsEverybody(before, after) || occurrence
        ? tell(
            context,
            after,
            stay,
            'changed',
            others ?? say.changedByHost(host, after.title, whenWords(after, context.clock())),
            occurrence,
          )
        : []),
      ...invitations(context, after, after.invitees.filter(isFresh)),
      ...tell(context, after, gone, 'removed', say.takenOffByHost(host, before.title)),
    ],
  };
}

/** A change of the lobby, say, is no news to those who are invited. */
function concernsEverybody(before: Planned, after: Planned): boolean {
  const told = ['title', 'localStart', 'timeZone', 'minutes', 'recurrence'] as const;
  return before === after || told.some((name) => before[name] !== after[name]);
}

/** What whoever changed it sees, in place of what was pressed. */
async function ownAnswer(context: CommandContext, planned: Planned, told: Text): Promise<readonly Effect[]> {
  const { invocation } = context;
  const reply = plannedReply(planned, invocation.from, surroundings(context), told);
  const message = invocation.pressed?.message;
  const isCard =
    message !== undefined &&
    (await context.stores.schedules.cards(planned.meetingId)).some(({ reference }) => reference === message);
  if (message && !isCard) return [{ do: 'replace', key: 'own', message, to: invocation.at, reply }];
  return [{ do: 'post', key: 'own', to: invocation.at, reply }];
}

/** Every card of the meeting, wherever it stands, as it has to be now. */
export async function cardsAnew(context: CommandContext, planned: Planned): Promise<readonly Effect[]> {
  const around = surroundings(context);
  const cards = await context.stores.schedules.cards(planned.meetingId);
  return cards
    .filter(({ caller }) => caller.workspaceId === context.invocation.from.workspaceId)
    .map(
      ({ reference, shownTo, to }, index): Effect => ({
        do: 'replace',
        key: `card ${index}`,
        message: reference,
        to: to ?? context.invocation.at,
        for: shownTo === 'everyone' ? undefined : shownTo,
        meetingId: planned.meetingId,
        reply: plannedReply(planned, shownTo, around),
      }),
    );
}

/** Tells those people, but whoever did it, what has changed. Whoever is not coming anyway hears nothing. */
function tell(
  context: CommandContext,
  { mailer }: Planned,
  people: Planned['invitees'],
  about: 'changed' | 'cancelled' | 'removed',
  text: Text,
  occurrence?: Date,
): readonly Effect[] {
  return people
    .filter(({ isHost, answer }) => !isHost && answer !== 'no')
    .flatMap(({ id, identity, name }): Effect[] => {
      if (identity && sameIdentity(identity, context.invocation.from)) return [];
      const key = `${about} ${id}`;
      if (identity) return [{ do: 'direct', key, person: identity, name, reply: { visibleTo: 'caller', text } }];
      if (mailer !== 'ours') return [];
      const reply = lost(context, name);
      return [{ do: 'mail', key, inviteeId: id, name, about, occurrence: occurrence?.toISOString(), reply }];
    });
}
