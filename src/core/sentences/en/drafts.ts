import type { ServiceError } from '../../errors.ts';
import type { Application } from '../../meeting.ts';
import type { Text } from '../../reply.ts';
import type { Guest } from '../../schedule.ts';
import { refusedSentence } from './problems.ts';
import { list, named, shorten, type Typed } from './words.ts';

/** About a meeting that is being talked about, until it is made or refused. */
export const drafts = (typed: Typed) => ({
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
    typed('add Ann'),
    ', ',
    typed('without Ann'),
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
  draftAnew: [
    'All right, I have forgotten it. Nothing was scheduled. Say anew what, when and with whom: ',
    typed('schedule design review friday 3pm'),
    '.',
  ] as Text,
  nothingToStartOver: [
    'You are planning nothing here that could be started over. To start a meeting, say ',
    typed('now'),
    '; to plan one, ',
    typed('schedule design review friday 3pm'),
    '.',
  ] as Text,
  /** What is left of the older cards of a draft. */
  draftMovedOn: ['Changed below.'] as Text,
  draftShownBelow: ['Shown again below.'] as Text,
  draftBeingMade: ['It is being scheduled already: once that is done, say again what is to be different.'] as Text,
  draftNotYet: ['Not yet: one thing is still open.'] as Text,
  draftWhatElse: [
    'What is to be different? Say for example ',
    typed('make it 4pm'),
    ', or give it up with ',
    typed('cancel'),
    '.',
  ] as Text,
  draftSkipsNoDay: (day: string): Text => [
    'I cannot leave out a single day before it is made, so it stays as it is: schedule it, then say ',
    typed(`cancel the one on ${shorten(day)}`),
    '.',
  ],
  draftOtherDay: (day: string): Text => [
    `It takes place only once, so it stays as it is: instead of “not on ${shorten(day)}”, say on which day it is to be, for example `,
    typed('on friday'),
    '.',
  ],
  draftNotCounted: (said: string): Text => [`I know no time yet from which “${shorten(said)}” could be counted.`],
  /** `far`: `an hour`. Of what is moved “by an hour”, or “forward”, which is later for some people and earlier for others. */
  draftWhichWay: (far: string): Text => [
    'Later or earlier? Say ',
    typed(`${shorten(far)} later`),
    ' or ',
    typed(`${shorten(far)} earlier`),
    '; nothing is changed yet.',
  ],
  /** Where what was said of a draft changes nothing. */
  draftChangeHow: (title: string): Text => [
    `I did not understand what is to be different about “${shorten(title)}”, which is not scheduled yet; say for example `,
    typed('make it 4pm'),
    ' or ',
    typed('15 minutes longer'),
    '.',
  ],
  /** Where something was said of a draft that can only be done to a meeting. */
  draftFirst: (title: string): Text => [
    `“${shorten(title)}” is not scheduled yet: press Schedule first, or give it up with `,
    typed('cancel'),
    '.',
  ],
  draftShownAgain: ['Changed since: how it stands now is shown where you pressed last.'] as Text,
  draftSetAside: ['Set aside for the meeting below.'] as Text,
  takeUpAgain: 'Take it up again',
  draftTakenUp: ['Taken up again below.'] as Text,
  asideIs: (titles: readonly string[]): Text => [
    `Set aside here ${titles.length === 1 ? 'is' : 'are'} ${named(titles)}; say for example `,
    typed(`go back to ${shorten(titles[0] ?? '')}`),
    '.',
  ],
  draftMade: (title: string, when: string): Text => [`Made: “${shorten(title)}”, ${when}.`],
  draftCancelled: ['Cancelled: nothing was scheduled.'] as Text,
  /** Of whoever is taken off a draft without being on it. */
  notOnDraft: (names: readonly string[]): Text => [
    `${list(names.map((name) => `“${shorten(name)}”`))} ${names.length === 1 ? 'is' : 'are'} not invited to it, so nobody of that name is left out.`,
  ],
  nothingToDrop: [
    'Which meeting? Name it or its day: ',
    typed('cancel design review'),
    ' or ',
    typed('cancel friday'),
    '.',
  ] as Text,
  nothingOpen: [
    'There is nothing to give up: you are planning nothing here, and nothing is asked. To cancel a meeting that is planned, name it: ',
    typed('cancel design review'),
    '.',
  ] as Text,
  nothingAsked: ['Nothing is asked here just now. To see what I can do, say ', typed('help'), '.'] as Text,
  /** To its host, who answered an invitation by its title. */
  ownMeetingNotAnswered: (title: string): Text => [
    `“${shorten(title)}” is your own meeting, so there is no invitation to answer. To see it, or to change it, say `,
    typed(`show ${shorten(title)}`),
    '.',
  ],
  notUnderstood: [
    'I did not understand that here. Press a button, say it in other words, or give up with ',
    typed('cancel'),
    '.',
  ] as Text,
  /** Of a draft that nothing is asked about. */
  draftWaits: [
    'I did not understand that here. What is planned above is not made yet: press Schedule to make it, say what is to be different, or give it up with ',
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
  lastsUsual: (length: string) => `${length} unless you say otherwise`,
  calledUsual: (title: string) => `“${shorten(title)}” unless you name it`,
  stillOpen: 'still open',
  /** What is known of when it begins. */
  whenSoFar: (day: string | undefined, time: string | undefined): string => {
    if (day === undefined) return time === undefined ? 'still open' : `${time}, on a day that is still open`;
    return time === undefined ? `${day}, at a time that is still open` : `${day}, ${time}`;
  },
  zoneOpen: 'time zone still open',
  answerHow: (hasChoices: boolean): Text => [
    hasChoices ? 'Press one, or answer in your own words.' : 'Type your answer here.',
  ],
  optionNames: (options: { readonly lobby: boolean; readonly recording: boolean; readonly application: Application }) =>
    [
      ...(options.application === 'webinar' ? ['webinar'] : []),
      ...(options.lobby ? ['guests knock'] : []),
      ...(options.recording ? ['recording starts by itself'] : []),
    ].join(', '),
  nobody: 'nobody but you so far',
  /** `open`: what was said of people of whom nobody knows yet who they are. */
  guestNames: (guests: readonly Guest[], open: readonly string[] = []) =>
    named([...guests.map(({ name }) => name), ...open.map((said) => `“${said}” (still open)`)]),
  /** All who are on a draft, by name. */
  draftGuests: (names: readonly string[]): Text => [
    names.length === 0 ? 'Nobody but you is on it so far.' : `On it so far: ${list(names.map(shorten))}.`,
  ],
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
  zoneUnclear: (said: string, near: readonly string[]): Text => [
    `I know no one time zone for “${shorten(said)}”. ${near.length > 0 ? `Did you mean ${near.slice(0, 3).join(', or ')}?` : 'Answer with a large city in it, such as “Berlin”.'} Or give up with `,
    typed('cancel'),
    '.',
  ],
  whoUnknownTitle: 'Who is that?',
  whoUnknown: (said: string, workspace: 'whole' | 'part' | undefined): Text => [
    workspace === 'part'
      ? `I find nobody called “${shorten(said)}” among your contacts and groups, and could not look through everybody in this workspace. Mention the person, answer with an email address such as ann@example.com, or leave them out.`
      : `I find nobody called “${shorten(said)}” among your contacts and groups${workspace ? ', or in this workspace' : ''}. Answer with an email address such as ann@example.com, mention the person, or leave them out.`,
  ],
  /** Of whoever was named instead of those who are offered, before these are offered again. */
  whoElse: (names: readonly string[]): Text => [
    `I find nobody called ${list(names.map((name) => `“${shorten(name)}”`))}.`,
  ],
  whoApp: (name: string): Text => [
    `“${shorten(name)}” is an app, and cannot be invited. Leave it out, or answer with who is to come instead: an email address such as ann@example.com, or a mention.`,
  ],
  whoAddress: (said: string): Text => [
    `The meeting service does not take “${shorten(said)}” as an email address: letters with accents, say, are none that it takes. Answer with another address such as ann@example.com, or leave them out.`,
  ],
  whoSeveral: (
    said: string,
    { count, shown, isWhole }: { readonly count: number; readonly shown: number; readonly isWhole: boolean },
  ): Text => [
    !isWhole
      ? `I could not look through everybody in this workspace. Who is “${shorten(said)}”? If it is nobody of these, mention the person.`
      : count > shown
        ? `More people match “${shorten(said)}” than I can show. Which one do you mean? If it is nobody of these, say the whole name.`
        : count > 1
          ? `Several people match “${shorten(said)}”. Which one do you mean?`
          : `I find nobody called exactly “${shorten(said)}”. Is this who you mean?`,
  ],
  foundIn: { channel: 'in this channel', group: 'in this chat', workspace: 'in this workspace' },
  whoLarge: (said: string, count: number): Text => [
    `“${shorten(said)}” has ${count} ${count === 1 ? 'person' : 'people'}. Shall all of them be invited?`,
  ],
  /** `member`: one of it, who can be left out; absent: the group cannot be looked through. */
  whoGroupTooLarge: (said: string, count: number, most: number, member: string | undefined): Text => [
    `“${shorten(said)}” has ${count} people, and I invite at most ${most} to a meeting. `,
    member === undefined
      ? 'Leave it out, and name those who are to come.'
      : `Leave some of them out, for example “without ${shorten(member)}”, or leave all of it out and name those who are to come.`,
  ],
  whoTooManyTitle: 'Too many people',
  /** `guest`: one of them. */
  whoTooMany: (most: number, count: number, guest?: string): Text => [
    `That would be ${count} people, and I invite at most ${most}. Leave some of them out: for example “without ${guest === undefined ? 'the sales team' : shorten(guest)}”.`,
  ],
  leaveOut: 'Leave out',
  seriesTooLongTitle: 'That goes on for too long',
  seriesTooLong: (years: number, times: number): Text => [
    `A series with an end goes on for ${years} years or ${times} times at most. Say a nearer end, such as “20 times” or “until 1 December 2027”, or how it repeats without an end, such as “every week”.`,
  ],
  inviteAll: (count: number) => `Invite all ${count}`,

  overlapRefused: (title: string, when: string): Text => [
    `Your plan allows one meeting at a time, and “${shorten(title)}” takes place then (${when}). Choose another time, for example “make it an hour later”.`,
  ],
  serviceTakesItNot: (why: Pick<ServiceError, 'kind' | 'said' | 'about'>): Text => [
    `${refusedSentence(why)} ${
      why.kind === 'overlap'
        ? 'Choose another time, for example “make it an hour later”.'
        : 'Nothing was made: change it, and press Schedule again.'
    }`,
  ],
  addressNotTaken: (address: string): Text => [
    `The meeting service does not take the address “${shorten(address)}”. Nothing was made: leave it out (“without ${shorten(address)}”) or say another one, and press Schedule again.`,
  ],
  /** Pressed again, it is made all the same. */
  zoneUnknownThere: (zone: string): Text => [
    `Your meeting service does not know ${zone} and counts this series in UTC, so that its own portal shows other times once the clocks change; press Schedule again to make it all the same, or say another zone, such as “Berlin time”.`,
  ],
  tooLong: (most: string): Text => [`Your plan allows meetings of ${most} at most. Say for example “for ${most}”.`],
  tooManyForPlan: (most: number): Text => [
    `Your plan allows ${most} ${most === 1 ? 'person' : 'people'} in a meeting. Leave some of them out.`,
  ],

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
});
