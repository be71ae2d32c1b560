import type { CommandContext } from '../../command.ts';
import type { Effect, Outcome } from '../../effect.ts';
import { ServiceError } from '../../errors.ts';
import type { NewMeeting } from '../../meeting.ts';
import { plainTitle } from '../../parse.ts';
import type { Habits } from '../../reader.ts';
import type { Text } from '../../reply.ts';
import { type Guest, type Mailer, mailedOf, type NewInvitee, type Planned } from '../../schedule.ts';
import type { NewPlan } from '../../stores.ts';
import type { UcaasSession } from '../../ucaas.ts';
import { hour12Of, minutesOf, type Reader } from '../../when/index.ts';
import { mostMinutes } from '../../when/moved.ts';
import { dayAndTime, lengthWords, zoneWords } from '../../when/wording.ts';
import { inPlace } from '../answer.ts';
import { admittedGuests, governedOptions } from '../governed.ts';
import { newJoinKey } from '../join-url.ts';
import { clashesOf } from './clashes.ts';
import { draftReply } from './draft-card.ts';
import { isLength } from './form-values.ts';
import { mostGuests } from './guests.ts';
import { cardsOfDraft, scheduledAlready } from './made.ts';
import { oldCards } from './old-cards.ts';
import { type DraftTalk, gone, guestsOf, keepAndShow, type OpenDraft } from './open-draft.ts';
import { plannedReply, surroundings } from './planned-card.ts';
import { refusedAddress } from './refused-address.ts';
import { timesOf } from './times.ts';

/**
 * Makes the meeting of an open draft: at the service, here, and in the chats and mailboxes of everybody who is invited. The draft's
 * id becomes the meeting's: however often it is pressed, or run again after a crash, there is one. `opened` is absent where the draft
 * is not open any more: the meeting is then there already, or never will be.
 */
export async function makeMeeting(
  context: CommandContext,
  habits: Habits & Reader,
  id: string,
  opened?: { readonly open: OpenDraft; readonly talk: DraftTalk; readonly accepts?: string },
): Promise<Outcome> {
  const { stores, invocation, say, clock } = context;
  const there = await stores.schedules.find(invocation.from, id);
  if (there?.changedBy === context.reference) return announced(context, there);
  if (there) return scheduledAlready(context, there);
  const times = opened && timesOf(opened.open.understanding.draft);
  if (!opened || !times) return gone(context, id);

  const { open, talk } = opened;
  // Nothing was made: what was said is kept, to be changed.
  const refused = async (why: Text, accepting?: string) => {
    const reply = await draftReply(context, habits, open, talk, why, accepting);
    const { effects } = inPlace(context, reply, { draft: { id, isLive: true } });
    return { effects: [...effects, ...(await oldCards(context, id, say.draftShownBelow))] };
  };
  const session = context.ucaas();
  const why = times.startsAt < clock() ? say.startsInPast : await refusedByPlan(context, habits, session, open, times);
  if (why) return refused(why);
  // Here it is right all the same, so that it is for the host to say; a press on the card that says it is enough.
  const isCountedElsewhere = times.recurrence && opened.accepts !== times.timeZone;
  if (isCountedElsewhere && (await session.knowsZone(times.timeZone)) === false)
    return refused(say.zoneUnknownThere(zoneWords(times.timeZone, times.startsAt, habits.locale)), times.timeZone);

  const { draft } = open.understanding;
  const application = draft.options.webinar ? 'webinar' : 'meeting';
  const hostName = context.link?.account.name ?? invocation.fromName ?? '';
  const title = plainTitle(draft.title) || say.defaultTitle(hostName, application);
  const guests = guestsOf(open);
  // The rules may have changed since the draft was shown.
  const admitted = await admittedGuests(context, guests);
  if (admitted.told) return refused(admitted.told);
  const { options } = await governedOptions(context, draft.options);
  const mailer: Mailer = context.mailer;
  const wish = {
    ...({ application, title, startsAt: times.startsAt, minutes: times.minutes, timeZone: times.timeZone } as const),
    recurrence: times.recurrence,
    lobby: options.lobby,
    recording: options.recording,
    emails: mailer === 'service' ? mailedOf(guests) : [],
    reference: id,
  };
  // From here on it is not given up or changed any more, unless the service does not make it.
  const until = new Date(clock().getTime() + heldMilliseconds);
  const isOurs = await stores.talks.hold(invocation.from, talk, context.reference, until);
  if (!isOurs) return keepAndShow(context, habits, open, talk);
  const release = () => stores.talks.release(invocation.from, id, context.reference);
  const made = await serviceMeeting(context, session, wish).catch(async (error: unknown) => {
    await release();
    return refusal(error);
  });
  // What the service does not take is no end of the draft: it is shown again, with why, to be changed.
  const address = refusedAddress(made, wish.emails);
  if (address !== undefined) {
    await release();
    return refused(say.addressNotTaken(address));
  }
  if (made instanceof ServiceError) return refused(say.serviceTakesItNot(made));

  const at = clock();
  const meeting: NewMeeting = {
    ...({ id, joinKey: newJoinKey(context.secrets), kind: 'planned', application, title } as const),
    ...{ host: invocation.from, hostName, joinUrl: made.joinUrl, startedAt: at },
    serviceMeetingId: made.meetingId,
    serviceRoomId: made.roomId,
  };
  const plan: NewPlan = {
    ...times,
    ...{ meetingId: id, application, host: invocation.from, hostName, serviceMeetingId: made.meetingId },
    // A permanent room mails nobody, and stays as it is.
    ...{ lobby: made.mails && wish.lobby, recording: made.mails && wish.recording, locale: localeOf(habits) },
    ...{ mailer: mailer === 'service' && !made.mails ? 'nobody' : mailer, hostAccountId: context.link?.account.userId },
    ...{ hostTimeZone: habits.timeZone, changedBy: context.reference, createdAt: at },
  };
  const host: NewInvitee = { id: context.secrets.id(), identity: invocation.from, name: hostName, isHost: true };
  const invitees = [host, ...guests.map((guest) => newInvitee(context, guest))];
  const isFirst = await stores.schedules.create(meeting, plan, invitees);
  const planned = await stores.schedules.find(invocation.from, id);
  // Its host was forgotten meanwhile: nobody is left to have it.
  if (!planned && made.meetingId) await session.cancelMeeting(application, made.meetingId);
  if (!planned) throw new Error('a meeting that was just planned is not there');
  if (!isFirst && planned.changedBy !== context.reference) {
    // Somebody else made it from the same draft at the same moment: what we made at the service is one too many.
    if (made.meetingId && made.meetingId !== planned.serviceMeetingId)
      await session.cancelMeeting(application, made.meetingId);
    return scheduledAlready(context, planned);
  }
  await stores.talks.close(invocation.from, id, context.reference);
  await stores.talks.spoke(invocation.from, invocation.conversation, id);
  const isAsWished = made.mails || !(wish.lobby || wish.recording);
  return announced(context, planned, isAsWished ? undefined : say.roomServes);
}

/** A draft whose making was broken off in the middle can be given up again after this time; the service answers in less. */
const heldMilliseconds = 120_000;

/** At the service: what an interrupted press has made there, or a new one. */
async function serviceMeeting(
  context: CommandContext,
  session: UcaasSession,
  wish: Parameters<UcaasSession['scheduleMeeting']>[0],
): ReturnType<UcaasSession['scheduleMeeting']> {
  const earlier = context.again ? await session.findMeeting(wish.application, wish.reference) : undefined;
  return earlier ?? session.scheduleMeeting(wish);
}

/** A refusal as a value; whatever else failed is none of what was asked for, and is thrown on. */
function refusal(error: unknown): ServiceError {
  if (error instanceof ServiceError && (error.kind === 'refused' || error.kind === 'overlap')) return error;
  throw error;
}

/** How the host reads times, as one tag: cards are made anew when the host is not there to be asked. */
export function localeOf({ locale, hour12 }: Pick<Reader, 'locale' | 'hour12'>): string {
  if (hour12 === undefined || hour12 === hour12Of(locale)) return locale;
  return `${locale.replaceAll('_', '-')}-u-hc-${hour12 ? 'h12' : 'h23'}`;
}

export function newInvitee({ secrets }: Pick<CommandContext, 'secrets'>, { name, identity, email }: Guest): NewInvitee {
  return { id: secrets.id(), name, identity, email: identity ? undefined : email, isHost: false };
}

/** The card where it was asked for, and an invitation for everybody who is invited. */
async function announced(context: CommandContext, planned: Planned, otherwise?: Text): Promise<Outcome> {
  const { invocation, say } = context;
  const around = surroundings(context);
  const { meetingId } = planned;
  const notes = [otherwise, mailNote(context, planned, planned.invitees)].filter((text) => text !== undefined);
  const note = notes.length > 0 ? notes.flatMap((text, index) => (index === 0 ? text : [' ', ...text])) : undefined;
  const own = plannedReply(planned, invocation.from, around, note ? [...say.scheduledNote, ' ', ...note] : undefined);
  const isDirect = invocation.kind === 'direct';
  const toHost = isDirect
    ? own
    : ({ visibleTo: 'caller', text: note ? [...say.scheduledIn, ' ', ...note] : say.scheduledIn } as const);
  const effects: Effect[] = [
    ...inPlace(context, toHost, {
      key: 'own',
      meetingId: isDirect ? meetingId : undefined,
      draft: { id: meetingId, isLive: false },
    }).effects,
    ...(isDirect
      ? []
      : [
          {
            do: 'post',
            key: 'card',
            to: invocation.at,
            meetingId,
            reply: plannedReply(planned, 'everyone', around),
          } as const,
        ]),
    ...invitations(context, planned, planned.invitees),
    ...(await cardsOfDraft(context, planned)),
  ];
  return { effects };
}

/** An invitation in the direct chat of each of them, or by mail. */
export function invitations(
  context: CommandContext,
  planned: Planned,
  invitees: Planned['invitees'],
): readonly Effect[] {
  const around = surroundings(context);
  return invitees
    .filter(({ isHost }) => !isHost)
    .flatMap(({ id, identity, name }): Effect[] => {
      if (identity) {
        const reply = plannedReply(planned, identity, around);
        return [{ do: 'direct', key: `invite ${id}`, person: identity, name, reply, meetingId: planned.meetingId }];
      }
      if (planned.mailer !== 'ours') return [];
      return [{ do: 'mail', key: `invite ${id}`, inviteeId: id, name, about: 'invited', reply: lost(context, name) }];
    });
}

/** What the caller is told where a mail could not be sent. */
export function lost({ say }: Pick<CommandContext, 'say'>, name: string) {
  return { visibleTo: 'caller', text: say.unmailed([name]) } as const;
}

/** What the host is told of mails that we do not send ourselves. */
export function mailNote(
  { say }: Pick<CommandContext, 'say'>,
  { mailer }: Planned,
  invitees: Planned['invitees'],
): Text | undefined {
  const names = invitees.filter(({ identity, isHost }) => !identity && !isHost).map(({ name }) => name);
  if (names.length === 0 || mailer === 'ours') return undefined;
  return mailer === 'service' ? say.serviceMails(names) : say.nobodyMails(names);
}

/** What nobody may, and what the plan of the customer does not allow: said before the service refuses it. */
async function refusedByPlan(
  context: CommandContext,
  habits: Habits & Reader,
  session: UcaasSession,
  open: OpenDraft,
  times: NonNullable<ReturnType<typeof timesOf>>,
): Promise<Text | undefined> {
  const { say } = context;
  const [guests, minutes] = [guestsOf(open).length, minutesOf(open.understanding.draft)];
  if (guests > mostGuests) return say.whoTooMany(mostGuests, guests);
  if (!isLength(minutes)) return [say.meetingForm.minutesWrong(mostMinutes)];
  const limits = await session.limits(open.understanding.draft.options.webinar ? 'webinar' : 'meeting');
  if (!limits) return undefined;
  if (limits.minutes !== undefined && minutes > limits.minutes) return say.tooLong(lengthWords(limits.minutes));
  if (limits.participants !== undefined && guests + 1 > limits.participants)
    return say.tooManyForPlan(limits.participants);
  const [clash] = limits.allowOverlap === false ? await clashesOf(context, times) : [];
  return clash && say.overlapRefused(clash.title, dayAndTime(clash.start, clash.minutes, habits));
}
