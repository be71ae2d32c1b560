import type { Hearers } from '../../commands/schedule/hearers.ts';
import type { ServiceErrorKind } from '../../errors.ts';
import type { Application } from '../../meeting.ts';
import type { Fact, Person, Text } from '../../reply.ts';
import { type Answer, type Guest, type Invitee, publicName } from '../../schedule.ts';
import { list, shorten, type Typed } from './words.ts';

/** How many names are said before the rest is counted. */
const mostNames = 12;

/** About planned meetings: making, showing and changing them. */
export const scheduling = (typed: Typed) => ({
  draftTitle: (title: string) => (title === '' ? 'A new meeting' : title),
  draftText: (title: string, when: string): Text => [
    `This is what I understood: “${title}”, ${when}. Nothing is scheduled and nobody is invited yet.`,
  ],
  draftBody: ['This is what I understood. Nothing is scheduled and nobody is invited yet.'] as Text,
  draftFootnote: [
    'Or say what to change: ',
    typed('make it 4pm'),
    ', ',
    typed('for an hour'),
    ', ',
    typed('add @somebody'),
    '.',
  ] as Text,
  draftStale: ['You have changed this since. This is how it stands now.'] as Text,
  draftFormStale: [
    'You have changed this since, so what you filled in is not taken over yet. Open the form: it is in there, together with how the rest stands now.',
  ] as Text,
  draftGone: [
    'This is not open any more: it was scheduled, given up, or is older than a day. Say it again to begin anew: ',
    typed('schedule design review friday 3pm'),
    '.',
  ] as Text,
  draftDropped: ['All right, I have forgotten it. Nothing was scheduled.'] as Text,
  nothingToDrop: [
    'Which meeting? Name it or its day: ',
    typed('cancel design review'),
    ' or ',
    typed('cancel friday'),
    '.',
  ] as Text,
  notUnderstood: [
    'I did not understand that here. Press a button, say it in other words, or give up with ',
    typed('cancel'),
    '.',
  ] as Text,
  schedule: 'Schedule',
  edit: 'Edit',
  giveUp: 'Cancel',
  when: 'When',
  yourTime: 'Your time',
  repeats: 'Repeats',
  withWhom: 'With',
  host: 'Host',
  options: 'Options',
  lastsUsual: (length: string) => `${length}, as nothing else was said`,
  optionNames: (options: { readonly lobby: boolean; readonly recording: boolean; readonly application: Application }) =>
    [
      ...(options.application === 'webinar' ? ['webinar'] : []),
      ...(options.lobby ? ['guests knock'] : []),
      ...(options.recording ? ['recording starts by itself'] : []),
    ].join(', '),
  nobody: 'nobody but you so far',
  guestNames: (guests: readonly Guest[]) => named(guests.map(({ name }) => name)),
  overlaps: 'Overlaps',
  overlapFact: (clashes: readonly { readonly title: string; readonly when: string }[]): Text => [
    list([
      ...clashes.slice(0, 3).map(({ title, when }) => `“${shorten(title)}”, ${when}`),
      ...(clashes.length > 3 ? [`${clashes.length - 3} more`] : []),
    ]),
  ],

  yourZone: [
    'Which time zone are you in? Answer with a city or a zone, such as “Berlin” or “America/New_York”. I ask this once and keep it.',
  ] as Text,
  yourZoneTitle: 'Your time zone',
  whoUnknownTitle: 'Who is that?',
  whoUnknown: (said: string): Text => [
    `I find nobody called “${shorten(said)}” among your contacts and groups. Answer with an email address such as ann@example.com, mention the person, or leave them out.`,
  ],
  whoSeveral: (said: string, count: number): Text => [
    count > 1
      ? `Several people match “${shorten(said)}”. Which one do you mean?`
      : `I find nobody called exactly “${shorten(said)}”. Is this who you mean?`,
  ],
  whoLarge: (said: string, count: number): Text => [
    `“${shorten(said)}” has ${count} ${count === 1 ? 'person' : 'people'}. Shall all of them be invited?`,
  ],
  whoTooMany: (most: number, count: number): Text => [
    `That would be ${count} people, and I invite at most ${most}. Leave some of them out: for example “without the sales team”.`,
  ],
  leaveOut: 'Leave out',
  seriesTooLongTitle: 'That goes on for too long',
  seriesTooLong: (years: number, times: number): Text => [
    `A series with an end goes on for ${years} years or ${times} times at most. Say a nearer end, such as “20 times” or “until 1 December 2027”, or how it repeats without an end, such as “every week”.`,
  ],
  inviteAll: (count: number) => `Invite all ${count}`,

  scheduledText: (title: string, when: string): Text => [`“${title}” is scheduled: ${when}.`],
  scheduledNote: ['Scheduled.'] as Text,
  alreadyScheduled: (title: string): Text => [`“${title}” is scheduled already.`],
  scheduledIn: ['Scheduled. The card is below, for everybody here.'] as Text,
  inviteBody: (host: Person): Text => [host, ' invites you. Will you come?'],
  invitedText: (host: Person, title: string, when: string): Text => [host, ` invites you to “${title}”: ${when}.`],
  publicText: (host: Person, title: string, when: string): Text => [host, ` has planned “${title}”: ${when}.`],
  serviceMails: (names: readonly string[]): Text => [`The meeting service mails the invitation to ${named(names)}.`],
  nobodyMails: (names: readonly string[]): Text => [
    `No mail can be sent from here, so ${named(names)} ${names.length === 1 ? 'does' : 'do'} not know yet: send them the link of the meeting yourself.`,
  ],
  roomServes: [
    'Your meeting service has no meetings of their own, so your permanent room serves, with its own settings: who knocks and what is recorded is as in ',
    typed('room'),
    '.',
  ] as Text,
  overlapRefused: (title: string, when: string): Text => [
    `Your plan allows one meeting at a time, and “${shorten(title)}” takes place then (${when}). Choose another time, for example “make it an hour later”.`,
  ],
  serviceTakesItNot: (kind: ServiceErrorKind, said: string | undefined): Text => [
    kind === 'overlap'
      ? 'You have another meeting at that time, and your plan does not allow two at once. Choose another time, for example “make it an hour later”.'
      : `The meeting service does not take this${said ? `: “${shorten(said)}”` : ''}. Nothing was made: change it, and press Schedule again.`,
  ],
  tooLong: (most: string): Text => [`Your plan allows meetings of ${most} at most. Say for example “for ${most}”.`],
  tooManyForPlan: (most: number): Text => [
    `Your plan allows ${most} ${most === 1 ? 'person' : 'people'} in a meeting. Leave some of them out.`,
  ],

  /** `addresses`: names as they are, for the host; `names` for the others, and `numbers` where they need not know each other. */
  answers: (invitees: readonly Invitee[], shown: 'addresses' | 'names' | 'numbers'): readonly Fact[] => {
    const guests = invitees.filter(({ isHost }) => !isHost);
    const by = (answer: Answer | undefined, label: string): readonly Fact[] => {
      const some = guests.filter((one) => one.answer === answer);
      if (some.length === 0) return [];
      if (shown === 'numbers') return [{ label, value: [`${some.length} ${some.length === 1 ? 'person' : 'people'}`] }];
      return [{ label, value: [named(some.map((one) => (shown === 'names' ? publicName(one) : one.name)))] }];
    };
    return [by('yes', 'Coming'), by('maybe', 'Maybe'), by('no', 'Not coming'), by(undefined, 'Not answered')].flat();
  },
  yes: 'Yes',
  maybe: 'Maybe',
  no: 'No',
  youSaid: { yes: 'You are coming.', maybe: 'You may be coming.', no: 'You are not coming.' } satisfies {
    readonly [answer in Answer]: string;
  },
  answerNoted: (title: string, answer: Answer): Text => [
    {
      yes: `Noted: you are coming to “${title}”.`,
      maybe: `Noted: you may be coming to “${title}”.`,
      no: `Noted: you are not coming to “${title}”. You get no reminders of it.`,
    }[answer],
    ' Press another button if that changes.',
  ],
  cancelledTitle: (title: string) => `Cancelled: ${title}`,
  cancelledBody: ['This meeting is cancelled. Its link leads nowhere any more.'] as Text,
  cancelledAlready: (title: string): Text => [`“${title}” is cancelled.`],
  notInvitedTitle: 'You are not invited any more',
  notInvitedBody: [
    'You were taken off this meeting, so there is nothing to answer. Ask its host if you think that you should be there.',
  ] as Text,
  endedAlready: (title: string): Text => [`“${title}” is over.`],
  meetingGone: ['This meeting is not there any more, or not yours to see. Yours are in ', typed('list'), '.'] as Text,
  calendarLabel: 'Add to calendar',

  titleLabel: 'What',
  lengthLabel: 'Length',
  defaultMeetingTitle: 'Meeting',
  questionTitle: 'One question first',
  startsInPast: ['That time has passed by now. Say another one, such as “tomorrow 10:00”.'] as Text,
  scheduleHow: [
    'Say what, when and with whom, or fill in the form. For example: ',
    typed('schedule design review with ann@example.com friday 3pm for 45 min'),
    '.',
  ] as Text,
  openForm: 'Open the form',
  formNeedsZone: [
    'I do not know your time zone yet. Choose it in the form; everything else that you filled in is kept.',
  ] as Text,
  zoneFirst: ['I do not know your time zone yet. Set it once: ', typed('settings zone Berlin'), '.'] as Text,
  unmailed: (names: readonly string[]): Text => [
    `I could not send the mail to ${named(names)}. Check the address, or send them the meeting’s link yourself.`,
  ],

  meetingForm: {
    title: 'Plan a meeting',
    changeTitle: 'Change the meeting',
    submit: 'Continue',
    save: 'Save',
    name: 'Title',
    date: 'Date',
    time: 'Time',
    length: 'Length',
    timeZone: 'Time zone',
    ownZone: 'My own time zone',
    repeats: 'Repeats',
    once: 'Does not repeat',
    asItIs: (words: string) => shorten(`As it is: ${words}`),
    rules: {
      daily: 'Every day',
      weekdays: 'Every weekday, Monday to Friday',
      weekly: 'Every week on this day',
      fortnightly: 'Every two weeks on this day',
      monthly: 'Every month on this date',
      monthly_weekday: 'Every month on this weekday',
    } as Readonly<Record<string, string>>,
    until: 'Last day',
    untilHint: 'Only for a meeting that repeats; empty: it goes on',
    people: 'People here',
    guests: 'Others',
    guestsHint: 'Email addresses and names of contacts or groups, with commas',
    guestsMore: (count: number) =>
      `${count} are on the list already and stay. Whom to add: email addresses and names of contacts or groups, with commas`,
    takeOff: 'Take off the list',
    takeOffHint: 'Email addresses of those who need not come, with commas',
    lobby: 'Guests knock, and I let them in',
    recording: 'Recording starts by itself',
    webinar: 'A webinar instead of a meeting',
    dateMissing: 'Choose a day, such as 2026-12-04.',
    timeMissing: 'Choose a time, such as 15:00.',
    past: 'That time has passed. Choose a later one.',
    seriesBegun: 'This series has begun. For another time, choose the first day on which it holds.',
    minutesWrong: (most: number) => `Choose a length in whole minutes, from 1 to ${most}.`,
    repeatsWrong: 'Choose one from the list.',
    tooLong: (most: number) => `This is too long. Shorten it to ${most} characters.`,
    tooMany: (most: number, count: number) =>
      `That would be ${count} people, and I invite at most ${most}. Leave some of them out.`,
    notThere: (said: string) => `“${shorten(said)}” is not on the list. Write the address that was invited.`,
    untilBefore: 'The last day is before the first one. Choose a later day, or leave it empty.',
    untilTooFar: (years: number) =>
      `A series goes on for ${years} years at most. Choose an earlier day, or leave it empty: it then has no end.`,
    untilOnce: 'A last day needs a meeting that repeats. Choose how, or leave this empty.',
    addressWrong: (wrong: string) => `“${shorten(wrong)}” is no email address. Write one such as ann@example.com.`,
  },

  listTitle: 'Your meetings',
  listEmpty: (range: string): Text => [`You have no meetings ${inRange(range)}.`],
  listBody: (count: number, range: string): Text => [
    `${count} ${count === 1 ? 'meeting' : 'meetings'} ${inRange(range)}:`,
  ],
  listText: (range: string, facts: readonly Fact[]): Text => [
    `Your meetings ${inRange(range)}:\n`,
    facts.map(({ label, value }) => `${label}: ${value.join('')}`).join('\n'),
  ],
  listLine: (title: string, others: number, isSeries: boolean) =>
    [
      title,
      ...(others > 0 ? [`with ${others} ${others === 1 ? 'other' : 'others'}`] : []),
      ...(isSeries ? ['repeats'] : []),
    ].join(' · '),
  listMore: (count: number): Text => [`And ${count} more: ask for fewer days, such as `, typed('list tomorrow'), '.'],
  listFootnote: ['Change one with ', typed('edit'), ', ', typed('move'), ' or ', typed('cancel'), '.'] as Text,
  rangeUnknown: (said: string): Text => [
    `“${shorten(said)}” is no day or range that I know. Try `,
    typed('list tomorrow'),
    ', ',
    typed('list next week'),
    ' or ',
    typed('list december'),
    '.',
  ],
  scheduleOne: 'Schedule one',
  showOne: (title: string) => shorten(title),
  noSuchMeeting: (said: string): Text => [
    said === '' ? 'You have no meeting that this could be. ' : `None of your meetings fits “${shorten(said)}”. `,
    'See them with ',
    typed('list'),
    '.',
  ],
  whichMeetingTitle: 'Which one?',
  whichMeeting: (count: number): Text => [`${count} meetings could be meant. Which one?`],
  whichMore: ['There are more: name the day and the title.'] as Text,
  choiceOfMeeting: (title: string, when: string) => `${shorten(title).slice(0, 30)}: ${when}`,

  cancelTitle: 'Cancel the meeting?',
  cancelQuestion: (title: string, when: string, hearers: Hearers, isSeries: boolean): Text => [
    `Cancel “${title}”${isSeries ? ', which repeats' : ''} (${when})?${whoIsTold(hearers)}`,
  ],
  cancelMeeting: 'Cancel meeting',
  cancelThisOne: 'Only this one',
  cancelSeries: 'The whole series',
  keepMeeting: 'Keep it',
  meetingKept: (title: string): Text => [`All right, “${title}” stays as it is.`],
  cancelledTold: (title: string, hearers: Hearers): Text => [`“${title}” is cancelled.${whoIsTold(hearers, 'were')}`],
  notHeard: (hearers: Hearers): Text => (hearers.doubtful.length === 0 ? [] : [whoDoesNotHear(hearers)]),
  serviceKeepsIt: [
    ' Your meeting service takes no such changes: there, all is as it was, and the link stays the same.',
  ] as Text,
  serviceKeepsRoom: [
    ' Your meeting service cannot cancel it: the room that it was to take place in stays open there.',
  ] as Text,
  cancelledByHost: (host: Person, title: string, when: string, isSeries = false): Text => [
    host,
    isSeries
      ? ` has cancelled the whole series “${title}” (next would have been ${when}).`
      : ` has cancelled “${title}” (${when}).`,
  ],
  occurrenceCancelledByHost: (host: Person, title: string, when: string): Text => [
    host,
    ` has cancelled “${title}” this once (${when}). The others take place.`,
  ],
  /** Behind what is said in the zone of the host: the same moment as whoever reads it has it. */
  inYourTime: (start: Date): Text => [' In your time: ', { instant: start.toISOString(), show: 'day-time' }, '.'],
  occurrenceCancelled: (title: string, when: string): Text => [
    `“${title}” on ${when} is cancelled. The others take place.`,
  ],
  changed: (title: string, when: string): Text => [`Changed: “${title}”, ${when}.`],
  changedByHost: (host: Person, title: string, when: string): Text => [
    host,
    ` has changed “${title}”. It is now ${when}.`,
  ],
  takenOffByHost: (host: Person, title: string): Text => [host, ` has taken you off “${title}”: you need not come.`],
  occurrenceMoved: (title: string, before: string, after: string): Text => [
    `“${title}” is moved this once: from ${before} to ${after}.`,
  ],
  occurrenceMovedByHost: (host: Person, title: string, before: string, after: string): Text => [
    host,
    ` has moved “${title}” this once: from ${before} to ${after}.`,
  ],
  changedMeanwhile: [
    'It was changed by somebody else at the same moment. Look at it again, and repeat your change.',
  ] as Text,
  notInvited: (names: readonly string[]): Text => [
    ` I do not know ${named(names)}: invite them by their email address.`,
  ],
  editWhich: ['Which meeting? Name it or its day: ', typed('edit design review'), '.'] as Text,
  editOffer: (title: string, when: string): Text => [`“${title}”, ${when}. Open the form to change it.`],
  editAgain: [
    'This was not saved: the meeting was changed meanwhile. What you typed is in the form, and the rest as it is now.',
  ] as Text,
  editPast: [
    'This was not saved: the time that you chose has passed. What you typed is in the form: choose a later one.',
  ] as Text,

  moveTitle: 'Move the meeting?',
  moveQuestion: (title: string, before: string, after: string, hearers: Hearers): Text => [
    `Move “${title}” from ${before} to ${after}?${whoIsTold(hearers)}`,
  ],
  moveSame: (title: string): Text => [`“${title}” takes place then already, so there is nothing to change.`],
  moveFrom: 'From',
  moveTo: 'To',
  moveIt: 'Move it',
  moveThisOne: 'Only this one',
  moveSeries: 'The whole series',
  moveHow: ['Which meeting, and to when? For example: ', typed('move design review to friday 4pm'), '.'] as Text,
  movePast: ['That time has passed. Say a later one: ', typed('move it to tomorrow 10:00'), '.'] as Text,
  moveUnclear: (title: string): Text => [
    `To when exactly shall “${title}” move? Press a button, or say the day and the time, such as “move it to friday 16:00”.`,
  ],

  inviteWhom: [
    'Whom, and to which meeting? For example: ',
    typed('invite ann@example.com to design review'),
    '.',
  ] as Text,
  invitedMore: (names: readonly string[], title: string): Text => [
    `${named(names)} ${names.length === 1 ? 'is' : 'are'} invited to “${title}”.`,
  ],
  invitedAlready: (title: string): Text => [`They are invited to “${title}” already.`],
});

/** `tomorrow`, but `on Friday 4 December` and `in the next 7 days`. */
function inRange(range: string): string {
  if (/^(today|tomorrow|this|next)/.test(range)) return range;
  return range.startsWith('the ') ? `in ${range}` : `on ${range}`;
}

function whoIsTold(hearers: Hearers, are: 'are' | 'were' = 'are'): string {
  const { told, doubtful } = hearers;
  const all = told + doubtful.length;
  const is = are === 'are' ? 'is' : 'was';
  if (all === 0) return '';
  if (doubtful.length > 0)
    return `${told === 0 ? '' : ` ${told} of the ${all} people who ${are} invited ${told === 1 ? 'is' : 'are'} told.`}${whoDoesNotHear(hearers)}`;
  return all === 1 ? ` The one person who ${is} invited is told.` : ` The ${all} people who ${are} invited are told.`;
}

function whoDoesNotHear({ doubtful, why = 'nobody_mails' }: Hearers): string {
  const names = named(doubtful);
  return {
    nobody_mails: ` No mail about it goes to ${names}: tell them yourself.`,
    whole_only: ` The meeting service mails ${names} only if all of it is cancelled. Of a single one, tell them yourself.`,
    not_known: ` The meeting service may not mail ${names} about it: tell them yourself, to be sure.`,
  }[why];
}

function named(names: readonly string[]): string {
  const short = names.map(shorten);
  return list(short.length > mostNames ? [...short.slice(0, mostNames), `${short.length - mostNames} more`] : short);
}
