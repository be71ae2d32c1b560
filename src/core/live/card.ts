import { joinUrl } from '../commands/join-url.ts';
import type { Application } from '../meeting.ts';
import type { Button, Card, Fact, Person, Reply, RunButton, Text } from '../reply.ts';
import type { Sentences } from '../sentences/index.ts';
import type { CardPlace } from '../stores.ts';
import { askedAs, type CallAnswer, isInByName } from './asked.ts';
import { isStanding, type Life, type Progress } from './life.ts';
import { type Attendee, attendees } from './people.ts';
import { recordingFacts } from './recording-card.ts';
import { viewersOf } from './viewers.ts';

/**
 * The card of a meeting that was started, as far as it is known how it is doing. Always the same for the same life and viewer. Of a
 * webinar, nobody's name is on it.
 */
export function liveReply(
  life: Life,
  viewer: CardPlace['shownTo'],
  { say, publicUrl }: { readonly say: Sentences; readonly publicUrl: string },
): Reply {
  const { meeting, state } = life;
  if (isStanding(life)) return roomReply(life, viewer, { say, publicUrl });
  const url = joinUrl(publicUrl, meeting);
  const late = lateNote(life, viewer, say);
  const join: Button = { kind: 'open', label: say.joinLabel(meeting.application), url, primary: true };
  const card: Card = {
    title: state === 'ended' ? say.live.endedTitle(meeting.title) : meeting.title,
    tone: toneOf(life),
    body: late ?? hostNote(life, say),
    facts: [...factsOf(life, viewer, say), ...(state === 'ended' ? recordingFacts(life, publicUrl, say) : [])],
    buttons: state === 'ended' ? afterwards(meeting, say, life.hasLobby) : [join, ...answerButtons(life, viewer, say)],
    footnote: footnoteOf(life, say),
  };
  const text = textOf(life, viewer, url, say);
  return { ...shownTo(life, viewer), text: late ? [...late, ' ', ...text] : text, card };
}

/** For whoever said that they come in five minutes, once those are over and they have said nothing else. */
function lateNote(life: Life, viewer: CardPlace['shownTo'], say: Sentences): Text | undefined {
  const asked = viewer === 'everyone' || life.state === 'ended' ? undefined : askedAs(life.invited, viewer);
  const isLate = asked?.reminded && asked.answer === undefined && !isInByName(life, asked);
  return isLate ? say.calling.now(life.meeting.title) : undefined;
}

/** The card of a channel's room: who is in, or when somebody last was. */
function roomReply(
  life: Life,
  viewer: CardPlace['shownTo'],
  { say, publicUrl }: { readonly say: Sentences; readonly publicUrl: string },
): Reply {
  const { meeting, state, liveSince, endedAt } = life;
  const url = joinUrl(publicUrl, meeting);
  const isLive = state === 'live' && liveSince !== undefined;
  const lastTime = state === 'ended' && liveSince && endedAt && say.live.tookPlaceOn(liveSince, endedAt);
  const card: Card = {
    title: meeting.title,
    body: say.channelRoom.isIt,
    tone: life.unknownSince ? 'warning' : isLive ? 'live' : 'neutral',
    facts: [
      { label: say.host, value: [{ person: meeting.host, name: meeting.hostName }] },
      { label: say.live.nowLabel, value: isLive ? say.live.liveSince(liveSince) : [say.live.nobodyInside] },
      ...(lastTime ? [{ label: say.live.lastTimeLabel, value: lastTime }] : []),
      ...(isLive ? peopleFacts(life, meeting.application, say.live) : []),
    ],
    buttons: [{ kind: 'open', label: say.joinRoom, url, primary: true }],
    footnote: unknownNote(life, say),
  };
  const text = isLive ? insideText(life, meeting, url, say) : say.live.roomEmpty(meeting.title, url);
  return { ...shownTo(life, viewer), text, card };
}

function shownTo(life: Life, viewer: CardPlace['shownTo']): Pick<Reply, 'visibleTo' | 'views'> {
  return viewer === 'everyone' ? { visibleTo: viewer, ...viewersOf(life) } : { visibleTo: 'caller' };
}

function factsOf(
  life: Life,
  viewer: CardPlace['shownTo'],
  { live, lobby, calling, host: hostLabel }: Sentences,
): readonly Fact[] {
  const { meeting, state, invited } = life;
  const host: Person = { person: meeting.host, name: meeting.hostName };
  return [
    { label: hostLabel, value: [host] },
    { label: live.startedLabel, value: whenOf(life, live) },
    ...(viewer === 'everyone' && state !== 'ended' && invited.length > 0
      ? [{ label: live.invitedLabel, value: calling.asked(invited) }]
      : []),
    ...ownAnswer(life, viewer, calling),
    ...peopleFacts(life, meeting.application, live),
    ...doorFacts(life, state, lobby),
  ];
}

/** What the one whose card it is has said. */
export function ownAnswer(
  { state, invited }: Life,
  viewer: CardPlace['shownTo'],
  calling: Sentences['calling'],
): readonly Fact[] {
  const answer = viewer === 'everyone' || state === 'ended' ? undefined : askedAs(invited, viewer);
  const value = answer && calling.own(answer);
  return value ? [{ label: calling.ownLabel, value }] : [];
}

/** On the card of somebody who was called, and has not said that already. */
export function answerButtons(life: Life, viewer: CardPlace['shownTo'], say: Sentences): readonly RunButton[] {
  const asked = viewer === 'everyone' ? undefined : askedAs(life.invited, viewer);
  return asked ? everyAnswerButton(life, say).filter(({ input }) => input !== asked.answer) : [];
}

export function everyAnswerButton({ meeting }: Pick<Life, 'meeting'>, { calling }: Sentences): readonly RunButton[] {
  const press = (label: string, answer: CallAnswer): RunButton => ({
    ...{ kind: 'run', label, command: 'answercall', input: answer },
    values: { meeting: meeting.id },
  });
  return [press(calling.soon, 'soon'), press(calling.cannot, 'no')];
}

/** That one knocks; and how many wait, never who. */
function doorFacts(
  { hasLobby, membersIn, waiting = [] }: Life,
  state: Life['state'],
  lobby: Sentences['lobby'],
): readonly Fact[] {
  if (!hasLobby || state === 'ended') return [];
  return [{ label: lobby.doorLabel, value: waiting.length > 0 ? lobby.count(waiting.length) : lobby.knock(membersIn) }];
}

/** Who is in or, once it is over, who came; none where the service does not tell, or nobody was ever in. */
export function peopleFacts(
  { state, liveSince, presences }: Progress,
  application: Application,
  live: Sentences['live'],
): readonly Fact[] {
  if (!presences || !liveSince) return [];
  const people = attendees({ presences });
  const shown = state === 'ended' ? people : people.filter(({ isInside }) => isInside);
  if (state === 'ended' && shown.length === 0) return [];
  const label = state === 'ended' ? live.cameLabel(shown.length) : live.insideLabel(shown.length);
  return [{ label, value: namesOf(shown, application, live) }];
}

function namesOf(people: readonly Attendee[], application: Application, live: Sentences['live']): Text {
  if (people.length === 0) return [live.nobodyInside];
  return application === 'webinar' ? [String(people.length)] : live.attendees(people);
}

function whenOf({ state, meeting, liveSince, endedAt, occurrence, expectedAt }: Life, live: Sentences['live']): Text {
  if (state === 'ended' && liveSince && endedAt) return live.tookPlace(liveSince, endedAt);
  if (state === 'live' && liveSince) return live.liveSince(liveSince);
  return occurrence ? live.beginsAt(expectedAt) : live.startedAt(meeting.startedAt);
}

function textOf(life: Life, viewer: CardPlace['shownTo'], url: string, say: Sentences): Text {
  const { meeting, state, liveSince, endedAt, unknownSince } = life;
  const { title, application } = meeting;
  const people = life.presences && attendees(life);
  if (state === 'ended' && liveSince && endedAt) return say.live.endedText(title, liveSince, endedAt, people?.length);
  if (unknownSince) return say.live.unknownText(title, unknownSince, url);
  if (state === 'live' && liveSince) return insideText(life, { title, application }, url, say);
  if (life.occurrence) return say.live.beginsText(title, life.expectedAt, url);
  const host: Person = { person: meeting.host, name: meeting.hostName };
  return viewer === 'everyone' ? say.meetingText(meeting, host, url) : say.invitationText(meeting, host, url);
}

/** That it is live, and who is in. */
export function insideText(
  { liveSince = new Date(0), presences }: Progress,
  { title, application }: Pick<Life['meeting'], 'title' | 'application'>,
  url: string,
  { live }: Sentences,
): Text {
  const inside = presences && attendees({ presences }).filter(({ isInside }) => isInside);
  return application === 'webinar' && inside
    ? live.insideNumber(title, liveSince, inside.length, url)
    : live.insideText(title, liveSince, inside, url);
}

/** That it is not known how it is going, or only as of when; undefined where there is nothing to add. */
export function footnoteOf(
  { state, unknownSince, isFollowed, asOf, awaitedUntil }: Progress & { readonly awaitedUntil?: Date },
  { live }: Sentences,
): Text | undefined {
  if (state === 'ended') return undefined;
  if (unknownSince) return live.unknownSince(unknownSince);
  if (isFollowed) return undefined;
  return state === 'starting' && awaitedUntil && asOf > awaitedUntil ? live.nobodyUntil(asOf) : live.unwatched(asOf);
}

/** Of a room, in which there may be somebody at any time. */
function unknownNote({ unknownSince, isFollowed, asOf }: Progress, { live }: Sentences): Text | undefined {
  if (unknownSince) return live.unknownSince(unknownSince);
  return isFollowed ? undefined : live.unwatched(asOf);
}

function toneOf({ state, unknownSince, isFollowed, awaitedUntil, asOf }: Life): Card['tone'] {
  if (state === 'ended' || (state === 'starting' && !isFollowed && asOf > awaitedUntil)) return 'neutral';
  return unknownSince ? 'warning' : 'live';
}

/** Said only where somebody is inside, and it is known who. */
export function hostNote({ state, presences, unknownSince }: Progress, { live }: Sentences): Text | undefined {
  if (state !== 'live' || !presences || unknownSince) return undefined;
  const inside = presences.filter(({ left }) => !left);
  if (inside.length === 0 || inside.some(({ isHost }) => isHost)) return undefined;
  return presences.some(({ isHost }) => isHost) ? live.hostHasLeft : live.withoutHost;
}

/** What can be done about a meeting that is over. */
export function afterwards(
  { title, application }: Pick<Life['meeting'], 'title' | 'application'>,
  { live }: Sentences,
  lobby = false,
): readonly Button[] {
  const again = { kind: 'run', label: live.meetAgain, command: 'now', values: { title, application, lobby } } as const;
  const followUp = { kind: 'run', label: live.followUp, command: 'schedule', values: { title } } as const;
  return [again, { ...followUp, opensForm: true }];
}
