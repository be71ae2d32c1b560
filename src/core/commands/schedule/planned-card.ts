import { repetitionWords, timeWords, zoneWordsAt } from '../../calendar/words.ts';
import type { CommandContext } from '../../command.ts';
import type { CardNote } from '../../effect.ts';
import { type FormValues, type Identity, sameIdentity } from '../../invocation.ts';
import { insideText } from '../../live/card.ts';
import { shownOccurrence } from '../../occurrences.ts';
import type { Secrets } from '../../ports.ts';
import type { Button, Card, Fact, Person, Reply, Span, Text, ZonedTime } from '../../reply.ts';
import { type Answer, endOf, type Invitee, type Occurrence, type Planned } from '../../schedule.ts';
import type { Sentences } from '../../sentences/index.ts';
import { joinUrl } from '../join-url.ts';
import { calendarLinks } from './calendar-links.ts';
import { editValues } from './form.ts';
import { isLive, overCard, progressFacts, progressNotes } from './progress-facts.ts';

/** For whom a card is made: everybody in a channel, or one person in the direct chat. */
export type Viewer = 'everyone' | Identity;

export interface CardSurroundings {
  readonly say: Sentences;
  readonly publicUrl: string;
  readonly now: Date;
  readonly secrets: Pick<Secrets, 'mark'>;
  /** Of a series, the one that is looked at; absent: the one that goes on or comes next. */
  readonly shown?: Occurrence;
}

export function surroundings({
  say,
  publicUrl,
  clock,
  secrets,
}: Pick<CommandContext, 'say' | 'publicUrl' | 'clock' | 'secrets'>): CardSurroundings {
  return { say, publicUrl, now: clock(), secrets };
}

/**
 * A planned meeting as it is now. Always the same for the same meeting and viewer: cards are made anew to be kept true. Whoever was
 * taken off sees nothing of it. `told` is for whoever has just changed it, and that was allowed, by whichever of their identities.
 */
export function plannedReply(planned: Planned, viewer: Viewer, around: CardSurroundings, told?: Text): Reply {
  const { say, publicUrl, now } = around;
  const visibleTo = viewer === 'everyone' ? 'everyone' : 'caller';
  if (viewer !== 'everyone' && told === undefined && !inviteeOf(planned, viewer)) {
    const text = say.notInvitedBody;
    return { visibleTo, text, card: { title: say.notInvitedTitle, tone: 'done', body: text } };
  }
  const host = hostOf(planned);
  const shown = around.shown ?? shownOccurrence(planned, now);
  const when = whenWords(planned, shown);
  if (planned.state === 'cancelled') {
    const title = say.cancelledTitle(planned.title);
    const facts = [
      { label: say.when, value: [when] },
      { label: say.host, value: [host] },
    ];
    const text = told ?? say.cancelledAlready(planned.title);
    return { visibleTo, text, card: { title, tone: 'done', body: told ?? say.cancelledBody, facts } };
  }
  const over = told === undefined ? overCard(planned, shown, say, publicUrl) : undefined;
  if (over) return { visibleTo, ...over };
  const isHost = isHostOf(planned, viewer);
  const footnote = footnoteOf(planned, viewer, say);
  const notes = progressNotes(planned, say);
  const text =
    told ??
    (isHost
      ? say.scheduledText(planned.title, when)
      : viewer === 'everyone'
        ? say.publicText(host, planned.title, when)
        : say.invitedText(host, planned.title, when));
  const card: Card = {
    title: planned.title,
    tone: told ? 'done' : isLive(planned) ? 'live' : 'neutral',
    body: told ?? notes.body ?? (isHost || viewer === 'everyone' || footnote ? undefined : say.inviteBody(host)),
    facts: factsOf(planned, viewer, around, shown),
    buttons: buttonsOf(planned, isHost, footnote !== undefined, around),
    footnote: notes.footnote ?? footnote,
  };
  const url = joinUrl(publicUrl, planned);
  if (planned.progress && isLive(planned) && !told)
    return { visibleTo, text: insideText(planned.progress, planned, url, say), card };
  return {
    visibleTo,
    text: [...text, ' ', ...(footnote ? [...footnote, ' '] : []), { link: url, label: url }],
    card,
  };
}

/** The same for a card that stands there already: what it says of a change stays on it as long as that is the newest thing about it. */
export function replyAnew(planned: Planned, viewer: Viewer, around: CardSurroundings, note?: CardNote): Reply {
  const { say, publicUrl, now } = around;
  const isNewest =
    note?.sequence === planned.sequence &&
    planned.state === 'scheduled' &&
    viewer !== 'everyone' &&
    inviteeOf(planned, viewer) !== undefined &&
    !isLive(planned) &&
    !overCard(planned, shownOccurrence(planned, now), say, publicUrl);
  return plannedReply(planned, viewer, around, isNewest ? note.text : undefined);
}

/** When an occurrence is, in words and in the zone in which it was planned. */
export function whenWords(planned: Planned, occurrence: Occurrence): string {
  return `${timeWords(planned, occurrence)}, ${zoneWordsAt(planned, occurrence)}`;
}

/** The same for whoever has a clock of their own. */
function zonedTime({ timeZone }: Planned, { start, minutes }: Occurrence, isZoneNamed: boolean): ZonedTime {
  return { from: start.toISOString(), minutes, timeZone, isZoneNamed };
}

/** The same for each viewer in their own zone. */
export function spanOf(occurrence: Pick<Occurrence, 'start' | 'minutes'>): Span {
  return { from: occurrence.start.toISOString(), until: endOf(occurrence).toISOString() };
}

/** Whether the host lives by another clock than the meeting is planned by. */
function isElsewhere({ timeZone, hostTimeZone }: Planned): boolean {
  return hostTimeZone !== undefined && hostTimeZone !== timeZone;
}

function factsOf(planned: Planned, viewer: Viewer, around: CardSurroundings, shown: Occurrence): readonly Fact[] {
  const { say, publicUrl } = around;
  const own = viewer === 'everyone' ? undefined : inviteeOf(planned, viewer);
  const isHost = isHostOf(planned, viewer);
  const repeats = repetitionWords(planned);
  const options = say.optionNames(planned);
  const instead = { ...shown, start: shown.original };
  // The host's own words are the host's already, and what all read is in them.
  const timeOf = (occurrence: Occurrence, isZoneNamed: boolean) =>
    isHost || viewer === 'everyone' ? {} : { time: zonedTime(planned, occurrence, isZoneNamed) };
  return [
    { label: say.when, value: [whenWords(planned, shown)], ...timeOf(shown, true) },
    ...(planned.recurrence && shown.start.getTime() !== shown.original.getTime()
      ? [{ label: say.insteadOf, value: [timeWords(planned, instead)], ...timeOf(instead, false) }]
      : []),
    ...(isHost && !isElsewhere(planned) ? [] : [{ label: say.yourTime, value: [spanOf(shown)] }]),
    ...(repeats ? [{ label: say.repeats, value: [repeats] }] : []),
    ...(isHost ? [] : [{ label: say.host, value: [hostOf(planned)] }]),
    ...say.answers(planned.invitees, isHost ? 'addresses' : planned.application === 'webinar' ? 'numbers' : 'names'),
    ...(options === '' ? [] : [{ label: say.options, value: [options] }]),
    ...progressFacts(planned, say, publicUrl),
    { label: say.calendarLabel, value: calendarLinks(planned, own, around), isAside: true },
  ];
}

function buttonsOf(
  planned: Planned,
  isHost: boolean,
  hasAnswered: boolean,
  { say, publicUrl, shown }: CardSurroundings,
): readonly Button[] {
  const { meetingId: meeting, sequence } = planned;
  const values: FormValues = {
    ...{ meeting, sequence: String(sequence) },
    ...(shown && { occurrence: shown.original.toISOString() }),
  };
  const join: Button = {
    kind: 'open',
    label: say.joinLabel(planned.application),
    url: joinUrl(publicUrl, planned),
    // Whoever has not answered yet is asked for that first.
    primary: isHost || hasAnswered || isLive(planned),
  };
  if (isHost) {
    return [
      join,
      planned.recurrence
        ? // Asked first: one of it or all?
          { kind: 'run', label: say.edit, command: 'edit', input: 'ask', values }
        : {
            kind: 'run',
            label: say.edit,
            command: 'edit',
            input: 'form',
            opensForm: true,
            values: editValues(planned),
          },
      { kind: 'run', label: say.cancelMeeting, command: 'cancel', input: 'ask', values, danger: true },
    ];
  }
  const press = (label: string, answer: Answer): Button => ({
    kind: 'run',
    label,
    command: 'answer',
    input: answer,
    values,
    primary: answer === 'yes' && !hasAnswered && !isLive(planned),
  });
  return [join, press(say.yes, 'yes'), press(say.maybe, 'maybe'), press(say.no, 'no')];
}

function hostOf({ host, hostName }: Planned): Person {
  return { person: host, name: hostName };
}

function isHostOf({ host }: Planned, viewer: Viewer): boolean {
  return viewer !== 'everyone' && sameIdentity(viewer, host);
}

/** As whom the viewer is invited; undefined where they are not, or not any more. */
function inviteeOf({ invitees }: Planned, viewer: Identity): Invitee | undefined {
  return invitees.find(({ identity }) => identity && sameIdentity(identity, viewer));
}

function footnoteOf(planned: Planned, viewer: Viewer, say: Sentences): Text | undefined {
  const answer = viewer === 'everyone' ? undefined : inviteeOf(planned, viewer)?.answer;
  return answer && [say.youSaid[answer]];
}
