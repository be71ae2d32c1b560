import type { Instant, Span } from './reply.ts';

/**
 * `2026-12-03 15:20 UTC`, `15:20 UTC`, `2026-12-03 15:20–16:10 UTC`: for notifications, screen readers and scripts, where nobody's zone is
 * known.
 */
export function utcWords(part: Instant | Span): string {
  if ('instant' in part) return `${part.show === 'time' ? clock(part.instant) : minute(part.instant)} UTC`;
  const { from, until } = part;
  const isSameDay = from.slice(0, 10) === until.slice(0, 10);
  return `${minute(from)}${isSameDay ? `–${clock(until)}` : ` – ${minute(until)}`} UTC`;
}

function minute(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ');
}

function clock(instant: string): string {
  return instant.slice(11, 16);
}
