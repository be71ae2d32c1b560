import type { Clock } from './clock-form.ts';
import type { FoundClock } from './clock-times.ts';
import { fits, hourIn } from './parts-of-day.ts';
import type { Placed } from './read.ts';
import type { PartOfDay } from './understanding.ts';

/** A beginning on the clock, in minutes of the day, and how long it takes where the end was said. */
export interface TimeOption {
  readonly minute: number;
  readonly minutes?: number;
}

/** What the times of a sentence come to. Several options: the half of the day is asked. */
export type SettledTime =
  | {
      readonly kind: 'options';
      readonly options: readonly TimeOption[];
      readonly badEnd?: string;
      readonly hour: number;
      readonly minute: number;
    }
  | { readonly kind: 'unsaid' }
  | { readonly kind: 'midnight'; readonly minutes?: number; readonly badEnd?: string }
  | { readonly kind: 'wrong' | 'vague'; readonly said: string }
  | { readonly kind: 'several' };

type Placed2 = FoundClock & Placed;

export function settleTime(clocks: readonly Placed2[], parts: readonly PartOfDay[]): SettledTime {
  const begins = clocks.filter(({ start }) => start);
  const strong = begins.filter(({ start }) => !start?.weak);
  const chosen = strong.length > 0 ? strong : begins;
  const ends = clocks.filter(({ start, end }) => !start && end);
  const [first] = chosen;
  if (!first?.start) return { kind: 'unsaid' };
  if (chosen.some(({ start, end }) => !sameClock(start, first.start) || !sameClock(end, first.end)))
    return { kind: 'several' };
  const { start, said } = first;
  if (start.form === 'wrong' || first.end?.form === 'wrong') return { kind: 'wrong', said };
  if (start.form === 'vague' || start.weak || new Set(parts).size > 1) return { kind: 'vague', said };
  const [part] = parts;
  const end = first.end ?? ends[0]?.end;
  const badEnd =
    ends.some((other) => !sameClock(other.end, end)) ||
    (first.end && ends.length > 0) ||
    end?.form === 'vague' ||
    end?.form === 'wrong';
  if (start.form === 'midnight') {
    const option = optionOf(0, start, badEnd ? undefined : end, part);
    return { kind: 'midnight', ...option, ...((badEnd || !option) && { badEnd: ends[0]?.said ?? said }) };
  }
  const options = startsOf(start, part, badEnd ? undefined : end);
  if (!options) return { kind: 'vague', said };
  const withEnds = options.map((hour) => optionOf(hour * 60 + start.minute, start, badEnd ? undefined : end, part));
  const impossible = withEnds.every((option) => option === undefined);
  return {
    kind: 'options',
    hour: start.hour,
    minute: start.minute,
    options: options.map((hour, index) => withEnds[index] ?? { minute: hour * 60 + start.minute }),
    ...((badEnd || impossible) && { badEnd: ends[0]?.said ?? said }),
  };
}

function sameClock(one: Clock | undefined, other: Clock | undefined): boolean {
  return one?.hour === other?.hour && one?.minute === other?.minute && one?.form === other?.form;
}

/** The hours that may be meant; undefined: what was said contradicts itself. */
function startsOf(start: Clock, part: PartOfDay | undefined, end: Clock | undefined): readonly number[] | undefined {
  const twelve = !start.half && start.hour >= 1 && start.hour <= 12;
  const both = [start.hour % 12, (start.hour % 12) + 12];
  // "1:00 to 1:45 pm": what is said behind the second one is said of both.
  if (start.form === 'clear' && twelve && end?.half && !part) return [latestBefore(both, start.minute, end)];
  if (start.form === 'clear') {
    if (!part || fits(part, start.hour)) return [start.hour];
    const shifted = twelve && start.minute > 0 ? hourIn(part, start.hour) : undefined;
    return shifted === undefined ? undefined : [shifted];
  }
  if (part) {
    const hour = hourIn(part, start.hour);
    return hour === undefined ? both : [hour];
  }
  return end && tells(end) ? [latestBefore(both, start.minute, end)] : both;
}

/**
 * True if the end says which half of the day is meant. "3 to 4:30" is half past four in the night by the letter, and nobody
 * means that.
 */
function tells(end: Clock): boolean {
  return end.form === 'midnight' || (end.form === 'clear' && (end.half !== undefined || end.hour >= 7));
}

function latestBefore(hours: readonly number[], minute: number, end: Clock): number {
  const last = minuteOf(end);
  const before = hours.filter((hour) => hour * 60 + minute < last);
  return Math.max(...(before.length > 0 ? before : hours));
}

function minuteOf({ hour, minute, form }: Clock): number {
  return form === 'midnight' ? 1440 : hour * 60 + minute;
}

/** undefined: the end is not after the beginning. */
function optionOf(
  minute: number,
  start: Clock,
  end: Clock | undefined,
  part: PartOfDay | undefined,
): TimeOption | undefined {
  if (!end) return { minute };
  const last = endMinute(minute, start, end, part);
  return last === undefined || last <= minute ? undefined : { minute, minutes: last - minute };
}

function endMinute(minute: number, start: Clock, end: Clock, part: PartOfDay | undefined): number | undefined {
  const said = minuteOf(end);
  // "9am to 5", "10:00 to 11", and "3pm to 4:15": the next time that a clock with hands shows it.
  const hands =
    end.form === 'bare' ||
    end.form === 'spoken' ||
    (end.form === 'clear' &&
      !end.half &&
      end.hour <= 12 &&
      (start.half !== undefined || start.form === 'bare' || part !== undefined));
  if (hands && said <= minute) return [said, said + 720, said + 1440].find((one) => one > minute);
  if (said > minute) return said;
  // Over midnight only from an evening into a night or a morning.
  return minute >= 17 * 60 && said <= 12 * 60 ? said + 1440 : undefined;
}
