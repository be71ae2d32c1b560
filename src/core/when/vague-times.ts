import type { Temporal } from 'temporal-polyfill';
import { isAhead } from './check.ts';
import type { Draft } from './draft.ts';
import type { StartContext } from './start-context.ts';

/** What people mean most by words for a time of day that say no hour. */
const usual: readonly (readonly [words: RegExp, times: readonly string[]])[] = [
  [/\b(?:cob|eob)\b|\bbusiness\b|\bwork(?:ing)? day\b|\bof play\b/iu, ['17:00', '18:00']],
  [/\beod\b|\bend of (?:the )?day\b|\bday ?['’] ?s end\b/iu, ['17:00', '18:00', '23:59']],
  [/\bbefore lunch/iu, ['11:00', '11:30']],
  [/\b(?:after|over) lunch/iu, ['13:00', '14:00']],
  [/\blunch/iu, ['12:00', '12:30', '13:00']],
  [/\bafter (?:work|hours)\b/iu, ['18:00', '19:00']],
  [/\bfirst thing\b/iu, ['08:00', '09:00']],
  [/\blast thing\b/iu, ['17:00', '18:00']],
];

/** Times to choose from for such words, as far as they are ahead; none where nobody can tell. */
export function vagueChoices(
  said: string,
  dates: readonly Temporal.PlainDate[] | undefined,
  { days, calendar, timeZone, reader, repeats }: StartContext,
): readonly Partial<Draft>[] {
  const times = usual.find(([words]) => words.test(said))?.[1] ?? [];
  if (!dates) return times.map((time) => ({ time }));
  const isOpen = days.kind === 'unsaid' && !repeats;
  const spread = isOpen ? [calendar.today, calendar.today.add({ days: 1 })] : dates;
  const onOne = spread.map((day) =>
    times.filter((time) => isAhead(day, time, timeZone, reader)).map((time) => ({ date: day.toString(), time })),
  );
  return onOne.find((choices) => choices.length > 0) ?? [];
}
