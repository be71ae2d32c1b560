import type { Preferences } from '../preferences.ts';
import { speaksOfWeekday } from '../spoken.ts';
import { type Clock, readClock } from '../when/clock.ts';
import { readDistance } from '../when/distance.ts';
import { cutUp } from '../when/tokens.ts';

/** A reminder is at most so many minutes before a meeting, and for one meeting there are at most so many. */
export const mostLead = 7 * 24 * 60;
export const mostLeads = 5;

/** `10`, `5 and 30`, `1 hour before`: minutes, the longest one first; else what is wrong with it. */
export function readLeads(
  said: string,
): { readonly leads: readonly number[] } | { readonly wrong: 'unknown' | 'far' | 'many' } {
  const text = said
    .toLowerCase()
    // "1 hour before and 10 minutes before" are two; "1 hour and 10 minutes before" is one.
    .replace(
      /\b(before(?:hand)?|earlier|in advance|prior)((?: (?:to )?(?:(?:each|every|a|an|the|my) meetings?|meetings|it))?)(?:\s*[,;&+]|\s+(?:and|then)\b)+/gu,
      '$1$2;',
    )
    .replace(/\b(?:also|again|another|once more)\b/gu, ' ')
    .replace(
      /\b(?:remind(?:ers?)?|me|before(?:hand)?|earlier|in advance|prior|(?:to |before )?(?:(?:each|every|a|an|the|my) meetings?|meetings|it))\b/gu,
      ' ',
    )
    .replace(/\s+/gu, ' ')
    .trim();
  const whole = minutesOf(text, '');
  const parts = text.split(/\s*(?:,\s*and\b|,|;|&|\+|\band\b)\s*/u).filter((part) => part !== '');
  const found = whole === undefined ? parts.map((part) => minutesOf(part, parts.at(-1) ?? '')) : [whole];
  const leads = found.filter((lead) => lead !== undefined);
  if (leads.length === 0 || leads.length < found.length || leads.some((lead) => lead < 1)) return { wrong: 'unknown' };
  if (leads.some((lead) => lead > mostLead)) return { wrong: 'far' };
  const unique = [...new Set(leads)].sort((one, other) => other - one);
  return unique.length > mostLeads ? { wrong: 'many' } : { leads: unique };
}

/** A bare number has the unit of the last one where it counts up to it: "1 and 2 hours", but not "5, 30 and 1 hour". */
function minutesOf(said: string, last: string): number | undefined {
  if (/^\d{1,6}$/u.test(said)) {
    const [, number = '', unit = ''] = /^(\d+)\s*([a-z]+)$/u.exec(last) ?? [];
    return unit === '' || Number(said) >= Number(number) ? Number(said) : minutesOf(`${said} ${unit}`, '');
  }
  const distance = readDistance(said);
  if (!distance) return undefined;
  return distance.months > 0 ? mostLead + 1 : distance.days * 24 * 60 + distance.minutes;
}

/** A time of day on a 24 hour clock; both where it may be in the morning or in the evening. */
export type TimeOfDay = { readonly time: string } | { readonly either: readonly [morning: string, evening: string] };

export function readTime(said: string): TimeOfDay | undefined {
  const tokens = cutUp(said.trim(), []);
  const found = readClock(tokens, 0, 'word');
  return found && found.next === tokens.list.length ? toTime(found.value) : undefined;
}

function toTime({ hour, minute, form }: Clock): TimeOfDay | undefined {
  if (form === 'wrong' || form === 'vague') return undefined;
  if (form !== 'bare' && form !== 'spoken') return { time: written(hour, minute) };
  return { either: [written(hour % 12, minute), written((hour % 12) + 12, minute)] };
}

function written(hour: number, minute: number): string {
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
}

/** `22:00-07:00`, `10pm to 7am`, `22-7`. */
export function readQuiet(said: string): NonNullable<Preferences['quiet']> | undefined {
  const parts = said
    .trim()
    .replace(/^(?:hours|time|from|between)\s+/iu, '')
    .split(/\s*(?:-|–|—|→|\bto\b|\btill?\b|\buntil\b|\band\b)\s*/iu);
  const [from, to] = parts.map(readTime);
  if (parts.length !== 2 || !from || !to) return undefined;
  // Beside a time that is on a 24 hour clock, the other one is as well.
  const isOn24 = 'time' in from || 'time' in to;
  const one = 'time' in from ? from.time : isOn24 ? from.either[0] : undefined;
  const other = 'time' in to ? to.time : isOn24 ? to.either[0] : undefined;
  return one && other ? { from: one, to: other } : undefined;
}

/** `8:30`, `weekdays 8am`, `every day at 7`. */
export function readAgenda(
  said: string,
): { readonly days: 'daily' | 'weekdays'; readonly at: TimeOfDay; readonly said: string } | undefined {
  const text = said.toLowerCase();
  const isWeekdays = /\b(?:week|work(?:ing)?) ?-?days?\b|\bmon(?:day)?s?\s*(?:-|–|to|through)\s*fri(?:day)?s?\b/u;
  const time = text
    .replace(isWeekdays, ' ')
    .replace(/\b(?:daily|every ?day|each day|every|each|on|at)\b/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  const at = readTime(time);
  return at && { days: isWeekdays.test(text) ? 'weekdays' : 'daily', at, said: time };
}

/** Whether single days of the week are named, `mon tue 9:00`: an agenda is sent on all of them, or on weekdays. */
export function namesDays(said: string): boolean {
  return speaksOfWeekday.test(said);
}
