import type { Hearers } from '../../commands/schedule/hearers.ts';
import type { FallenAway } from '../../commands/schedule/shorter.ts';
import type { ServiceError } from '../../errors.ts';
import type { Person, Span, Text } from '../../reply.ts';
import { refusedSentence } from './problems.ts';
import { whoDoesNotHear } from './who-hears.ts';
import { figure, firstOf, shorten, type Typed } from './words.ts';

/** A series that was changed as a whole: how often it takes place, and what of it stays at a time of its own. */
export interface SeriesChanged {
  /** `every week on Friday` */
  readonly repeats: string;
  /** `Friday 4 December 2026, 15:00–15:45`, each. */
  readonly elsewhere: readonly string[];
}

/** What a meeting is called, and what those who are invited know it by. */
interface Renamed {
  readonly title: string;
  readonly before: string;
}

/** About cancelling, editing and moving a planned meeting, and inviting more people to it. */
export const changing = (typed: Typed) => ({
  cancelTitle: 'Cancel the meeting?',
  cancelQuestion: (title: string, when: string, hearers: Hearers, isSeries: boolean): Text => [
    `Cancel “${title}”${isSeries ? ', which repeats' : ''} (${when})?${whoIsTold(hearers)}`,
  ],
  cancelMeeting: 'Cancel meeting',
  cancelThisOne: 'Only this one',
  cancelSeries: 'The whole series',
  keepMeeting: 'Keep it',
  /** Behind a question about what was filled in. */
  formKept: (title: string): Text => [
    `All right, “${title}” stays as it is. What you typed is in the form: open it to change it and save it.`,
  ],
  meetingKept: (title: string): Text => [`All right, “${title}” stays as it is.`],
  /** How a question about a meeting can be answered. `all` alone: it is no series. */
  askedStands: (title: string, choices: readonly ('one' | 'all')[]): Text => {
    const words = { one: '“this one”', all: '“all”' };
    const yes = choices.length === 1 && choices[0] === 'all' ? ['“yes”'] : choices.map((choice) => words[choice]);
    return [
      `I did not understand that here. What I asked about “${title}” is still open: answer ${yes.join(', ')} or “never mind”, or press a button.`,
    ];
  },
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
  inYourTime: (own: Span): Text => [' In your time: ', own, '.'],
  occurrenceCancelled: (title: string, when: string): Text => [
    `“${title}” on ${when} is cancelled. The others take place.`,
  ],
  /** `when`: of a series, its next one. */
  changed: (title: string, when: string, series?: SeriesChanged): Text => [
    series
      ? `Changed: the whole series “${title}”, ${series.repeats}. The next one is ${when}.${whatStays(series)}`
      : `Changed: “${title}”, ${when}.`,
  ],
  changedByHost: (host: Person, named: Renamed, when: string, series?: SeriesChanged): Text => [
    host,
    series
      ? ` has changed the whole series ${asKnown(named)}. It takes place ${series.repeats}, and next ${when}.${whatStays(series)}`
      : ` has changed ${asKnown(named)}. It is now ${when}.`,
  ],
  renamedByHost: (host: Person, { title, before }: Renamed, isSeries: boolean): Text => [
    host,
    ` has renamed a ${isSeries ? 'series' : 'meeting'}: “${before}” is now called “${title}”.`,
  ],
  onceTitle: 'Only once from now on?',
  /** `others`: how many meetings of the series do not take place any more by that. */
  onceQuestion: (
    { title, repeats }: { readonly title: string; readonly repeats: string },
    when: string,
    others: number | 'endless',
    hearers: Hearers,
  ): Text => [
    `“${title}” repeats ${repeats}. Shall it take place only once, ${when}? ${cancelledOthers(others)}${whoIsTold(hearers)}`,
  ],
  onceYes: 'Only this once',
  onceNo: 'Keep the series',
  onceNow: (title: string, when: string): Text => [
    `Changed: “${title}” takes place once now, ${when}. The others of the series are cancelled.`,
  ],
  onceNowByHost: (host: Person, title: string, when: string): Text => [
    host,
    ` has changed “${title}”, which does not repeat any more. It takes place once now, ${when}. The others of the series are cancelled.`,
  ],
  shorterTitle: (fallen: FallenAway): string => {
    const from = fallen === 'endless' ? 'end' : fallen.from;
    return {
      beginning: 'Begin the series later?',
      end: 'End the series earlier?',
      anywhere: 'Cancel some of the series?',
    }[from];
  },
  /** `repeats`: as it would be then. */
  shorterQuestion: (title: string, repeats: string, fallen: FallenAway, hearers: Hearers): Text => [
    `Saved like that, “${title}” takes place ${repeats}. ${cancelledBehind(fallen)}${whoIsTold(hearers)}`,
  ],
  shorterYes: 'Save and cancel those',
  shorterNo: 'Leave it as it was',
  takenOffByHost: (host: Person, title: string): Text => [host, ` has taken you off “${title}”: you need not come.`],
  /** `isMoved`: it begins at another time; else it has another length alone. */
  occurrenceMoved: (title: string, before: string, after: string, isMoved: boolean): Text => [
    `“${title}” is ${isMoved ? 'moved' : 'changed'} this once: from ${before} to ${after}.`,
  ],
  occurrenceMovedByHost: (host: Person, title: string, before: string, after: string, isMoved: boolean): Text => [
    host,
    ` has ${isMoved ? 'moved' : 'changed'} “${title}” this once: from ${before} to ${after}.`,
  ],
  changedMeanwhile: [
    'It was changed by somebody else at the same moment. Look at it again, and repeat your change.',
  ] as Text,
  editWhich: ['Which meeting? Name it or its day: ', typed('edit design review'), '.'] as Text,
  editOffer: (title: string, when: string): Text => [`“${title}”, ${when}. Open the form to change it.`],
  editQuestion: (title: string, when: string): Text => [
    `“${title}” repeats. Change only the one on ${when}, or the whole series?`,
  ],
  editOne: (title: string, when: string): Text => [
    `“${title}” on ${when}: open the form to change only this one. The others stay as they are.`,
  ],
  changeInForm: (title: string): Text => [`Open the form to change “${shorten(title)}”, and save it.`],
  changeRepeatsInForm: (title: string): Text => [
    `I cannot tell how often “${shorten(title)}” is to take place then, so nothing was changed: choose it in the form.`,
  ],
  changeMovesDay: (title: string): Text => [
    `Like that “${shorten(title)}” would begin on another day, so nothing was changed yet: open the form, where it is filled in, and save it.`,
  ],
  changeSeriesTitle: 'Change the whole series?',
  changeSeries: (title: string, repeats: string): Text => [
    `“${shorten(title)}” takes place ${repeats}, and that can only be changed for all of it. Change the whole series?`,
  ],
  changeSeriesYes: 'Change the series',
  overlapTitle: 'At the same time as another meeting?',
  overlapQuestion: (title: string, when: string, others: number, hearers: Hearers): Text => [
    `Saved like that, “${title}” (${when}) overlaps with ${others === 1 ? 'another meeting' : `${figure(others)} other meetings`} of yours. Save it all the same?${whoIsTold(hearers)}`,
  ],
  overlapYes: 'Save it all the same',
  overlapNo: 'Leave it as it was',
  editOneGone: (title: string): Text => [
    `This was not saved: “${title}” was changed meanwhile, and does not take place then any more. Look at it again with `,
    typed('show'),
    ', and repeat your change.',
  ],
  editSame: (title: string): Text => [`“${title}” is like that already, so there is nothing to change.`],
  editThisOne: 'Only this one',
  editSeries: 'The whole series',
  editAgain: [
    'This was not saved: the meeting was changed meanwhile. What you typed is in the form, and the rest as it is now.',
  ] as Text,
  /** `why`: sentences, as they stand at the fields. */
  editWho: (why: string): Text => [`This was not saved. ${why} What you typed is in the form.`],
  editNotTaken: (why: Pick<ServiceError, 'kind' | 'said' | 'about'>): Text => [
    `${refusedSentence(why)} So this was not saved. What you typed is in the form: change it there.`,
  ],
  /** Behind why. */
  editTyped: ' What you typed is in the form.',
  editPast: [
    'This was not saved: the time that you chose has passed. What you typed is in the form: choose a later one.',
  ] as Text,

  moveTitle: 'Move the meeting?',
  moveQuestion: (title: string, before: string, after: string, hearers: Hearers): Text => [
    `Move “${title}” from ${before} to ${after}?${whoIsTold(hearers)}`,
  ],
  lengthTitle: 'Change how long it takes?',
  lengthQuestion: (title: string, before: string, after: string, hearers: Hearers): Text => [
    `Change how long “${title}” takes: ${after} instead of ${before}?${whoIsTold(hearers)}`,
  ],
  changeIt: 'Change it',
  moveSame: (title: string): Text => [`“${title}” takes place then already, so there is nothing to change.`],
  moveFrom: 'From',
  moveTo: 'To',
  moveStays: 'Not moved with the series',
  moveStay: (elsewhere: readonly string[]): Text => [firstOf(elsewhere)],
  moveIt: 'Move it',
  moveThisOne: 'Only this one',
  moveSeries: 'The whole series',
  moveHow: ['Which meeting, and to when? For example: ', typed('move design review to friday 4pm'), '.'] as Text,
  movePast: ['That time has passed. Say a later one: ', typed('move it to tomorrow 10:00'), '.'] as Text,
  moveUnclear: (title: string, hasChoices: boolean): Text =>
    hasChoices
      ? [
          `To when exactly shall “${title}” move? Press a button, or say the day and the time, such as “move it to friday 16:00”.`,
        ]
      : [
          `I do not see how “${title}” is to change. To move it, say the day and the time, such as “move it to friday 16:00”; anything else is changed in its form: `,
          typed(`edit ${shorten(title)}`),
          '.',
        ],
});

function asKnown({ title, before }: Renamed): string {
  return title === before ? `“${title}”` : `“${before}”, which is now called “${title}”`;
}

function whatStays({ elsewhere }: SeriesChanged): string {
  if (elsewhere.length === 0) return '';
  return ` What was put at a time of its own before stays there: ${firstOf(elsewhere)}.`;
}

function cancelledBehind(fallen: FallenAway): string {
  if (fallen === 'endless') return 'All meetings after that are cancelled: until now, it has no end.';
  const { lost, of } = fallen;
  if (of === 1) return 'The one meeting that is still to come is cancelled.';
  if (lost === of) return `All ${figure(of)} meetings that are still to come are cancelled.`;
  return `${figure(lost)} of the ${figure(of)} meetings that are still to come ${lost === 1 ? 'is' : 'are'} cancelled.`;
}

function cancelledOthers(others: number | 'endless'): string {
  if (others === 'endless') return 'All others of the series, which has no end, are cancelled.';
  return others === 1
    ? 'The one other meeting of the series that is still to come is cancelled.'
    : `The ${figure(others)} other meetings of the series that are still to come are cancelled.`;
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
