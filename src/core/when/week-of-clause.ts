import type { FoundDay } from './day.ts';
import type { Placed } from './read.ts';
import type { Tokens } from './tokens.ts';

/** `next week`, `in two weeks`: with a weekday, its week. */
export function isWeek(day: FoundDay['day']): boolean {
  return day.kind === 'week' || (day.kind === 'relative' && day.span.days > 0 && day.span.days % 7 === 0);
}

/** "Friday 10:00, before we go live next week": which week the friday is in, that may not say. */
export function isOfClause({ list }: Tokens, { from }: Placed): boolean {
  const before = list.slice(0, from);
  const start = before.findLastIndex(({ taken }) => taken === 'day' || taken === 'clock');
  return start >= 0 && before.slice(start + 1).some(({ lower }) => clauses.test(lower));
}

const clauses =
  /^(?:before|ahead|after|because|cos|cuz|since|until|when|while|once|unless|if|that|which|who|we|we're|they|they're|he|he's|she|she's|i|i'm|it|it's|is|are|was|will|goes|leaves|starts|ends|launches)$/u;
