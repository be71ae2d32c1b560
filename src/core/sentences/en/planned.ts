import type { Fact, Person, Text } from '../../reply.ts';
import { type Answer, type Invitee, publicName } from '../../schedule.ts';
import { named, type Typed } from './words.ts';

/** About a meeting that is made: its cards, the invitations, and the answers to them. */
export const planned = (typed: Typed) => ({
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
  /** Of one of a series that was put elsewhere: when it would have been. */
  insteadOf: 'Instead of',
  showAgain: 'Refresh',
  shownAsOf: (at: Date, refresh: string): Text => [
    'As of ',
    { instant: at.toISOString(), show: 'time' },
    `: this card does not follow what changes. Press ${refresh} to see it as it is then.`,
  ],
  calendarLabel: 'Add to calendar',
  /** For a calendar that takes no series by a link. */
  addsOnly: (calendar: string, day: string) => `${calendar}, ${day} only`,
  seriesFile: 'the whole series (.ics)',
  meetingFile: 'others (.ics)',
  unmailed: (names: readonly string[]): Text => [
    `I could not send the mail to ${named(names)}. Check the address, or send them the meeting’s link yourself.`,
  ],
});
