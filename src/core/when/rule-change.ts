import { Temporal } from 'temporal-polyfill';
import type { Draft } from './draft.ts';
import type { Reading } from './read.ts';
import { lastDayOf, resolveDay } from './resolve-day.ts';
import { dayCodes, endsOfSpan, type Rule, untilText } from './rule.ts';

/** The rule of a series that moves to another day: "on friday instead". What has several days stays as it is. */
export function movedRule(recurrence: string, date: Temporal.PlainDate): string {
  return recurrence
    .replace(/BYDAY=[A-Z]{2}(?=;|$)/u, `BYDAY=${dayCodes[date.dayOfWeek - 1]}`)
    .replace(/BYDAY=-?\d[A-Z]{2}(?=;|$)/u, `BYDAY=${Math.ceil(date.day / 7)}${dayCodes[date.dayOfWeek - 1]}`)
    .replace(/BYMONTHDAY=-?\d+(?=;|$)/u, `BYMONTHDAY=${date.day}`);
}

/** The same rule with the end that is said now: "until 18 december", "10 times"; undefined: one cannot tell. */
export function withEnd(recurrence: string, { ends, days }: Reading, draft: Draft): string | undefined {
  const open = recurrence.replace(/;(?:COUNT|UNTIL)=[^;]*/gu, '');
  const first = draft.date ? Temporal.PlainDate.from(draft.date) : undefined;
  const [end] = ends;
  if (end?.kind === 'none') return open;
  if (end?.kind === 'count') return end.count >= 1 ? `${open};COUNT=${end.count}` : undefined;
  if (end && first) return `${open};${endsOfSpan(ruleOf(open), end.span, first, draft.timeZone)[0]}`;
  const until = days.find(({ role }) => role === 'until');
  if (!until || !first) return undefined;
  const calendar = { today: first, firstDayOfWeek: 1 };
  const date = until.day.kind === 'end' ? lastDayOf(until.day, calendar) : resolveDay(until.day, calendar).dates[0];
  return date && Temporal.PlainDate.compare(date, first) >= 0
    ? `${open};${untilText(date, draft.timeZone)}`
    : undefined;
}

/** A rule that is said without an end, with the end of the one before. */
export function withEndOf(before: string | undefined, rule: string): string {
  const [end] = /;(?:COUNT|UNTIL)=[^;]*/u.exec(before ?? '') ?? [];
  return end === undefined || /;(?:COUNT|UNTIL)=/u.test(rule) ? rule : `${rule}${end}`;
}

/** What counts for how often it takes place in a while. */
function ruleOf(recurrence: string): Rule {
  const part = (name: string) => new RegExp(`${name}=([^;]+)`, 'u').exec(recurrence)?.[1];
  const frequency = (['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const).find((one) => one === part('FREQ')) ?? 'WEEKLY';
  const weekdays = part('BYDAY')
    ?.split(',')
    .map((code) => dayCodes.indexOf(code.slice(-2)) + 1);
  return { frequency, interval: Number(part('INTERVAL') ?? 1), ...(weekdays && { weekdays }) };
}
