import { either, shorten } from './words.ts';

/** The form that a meeting is planned and changed in. */
export const meetingForm = {
  title: 'Plan a meeting',
  changeTitle: 'Change the meeting',
  changeOneTitle: 'Change only this one',
  changeOneIntro: (title: string, when: string, repeats: string) =>
    `“${shorten(title)}” on ${when}. It repeats ${repeats}; title, guests and repetition are those of the whole series, and stay as they are.`,
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
  titleMissing: 'The meeting needs a title, such as “Design review”.',
  dateMissing: 'Choose a day, such as 2026-12-04.',
  /** All as words; `nearest` is the next one that would do, before or after. */
  dateNotOfRule: (day: string, repeats: string, nearest: string | undefined) =>
    `It repeats ${repeats}, and ${day} is none of those days. Choose one of them${nearest === undefined ? '' : `, such as ${nearest}`}, or in “Repeats” what goes with your day.`,
  timeMissing: 'Choose a time, such as 15:00.',
  past: 'That time has passed. Choose a later one.',
  seriesBegun: 'This series has begun. For another time, choose the first day on which it holds.',
  onceBegun: 'This series has begun. Choose the day on which it takes place once.',
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
  whoUnknown: (said: string, workspace: 'whole' | 'part' | undefined) =>
    `I find nobody called “${shorten(said)}” among your contacts and groups${workspace === 'whole' ? ', or in this workspace' : ''}. Write an email address such as ann@example.com, ${workspace === 'part' ? 'choose them in “People here”, ' : ''}or leave them out.`,
  /** `labels`: who may be meant; one alone is called nearly so. */
  whoSeveral: (said: string, labels: readonly string[], isMore: boolean) =>
    labels.length === 1 && !isMore
      ? `I find nobody called exactly “${shorten(said)}”. Do you mean ${labels[0]}? Write the email address or the whole name, or choose them in “People here”.`
      : `Several people match “${shorten(said)}”: ${either([...labels, ...(isMore ? ['somebody else'] : [])])}. Write the email address of the one whom you mean, or choose them in “People here”.`,
  whoLarge: (said: string, count: number, title: string) =>
    `“${shorten(said)}” has ${count} people, and before I invite so many I ask. Leave it out here, and say “invite ${shorten(said)} to ${shorten(title)}”.`,
  whoTooLarge: (said: string, count: number, most: number) =>
    `“${shorten(said)}” has ${count} people, and a meeting has at most ${most}. Leave it out here, and write those who are to come.`,
  whoCannotCome: (count: number) =>
    `${count === 1 ? 'One' : count} of those who are chosen cannot be invited from here, as bots cannot and people of other organisations. Leave them out, or write an email address in “Others”.`,
  addressWrong: (wrong: string) => `“${shorten(wrong)}” is no email address. Write one such as ann@example.com.`,
};
