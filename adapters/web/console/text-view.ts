import { html } from 'ghtml';
import type { Instant, Span, Text } from '../../../src/core/reply.ts';
import { dayAndTime } from '../../../src/core/when/wording.ts';
import { inZone } from '../../../src/core/zoned.ts';
import type { Reader } from './sessions.ts';
import { addressOf } from './tasks.ts';

/** Text as HTML, escaped. Times are those of whoever reads it. */
export function textView(text: Text, reader: Reader): string {
  return text
    .map((part) => {
      if (typeof part === 'string') return html`${part}`.replaceAll('\n', '<br>');
      if ('instant' in part) return html`<time datetime="${part.instant}">${instantText(part, reader)}</time>`;
      if ('from' in part) return html`<time datetime="${part.from}">${spanText(part, reader)}</time>`;
      if ('person' in part) return html`${part.name}`;
      if ('typed' in part) return typedView(part.typed);
      return /^https?:\/\//.test(part.link) ? html`<a href="${part.link}">${part.label}</a>` : html`${part.label}`;
    })
    .join('');
}

/** What can be typed in the chat; where it only looks, it leads to its page. */
function typedView(line: string): string {
  const href = addressOf(line);
  return href === undefined ? html`<code>${line}</code>` : html`<a href="${href}"><code>${line}</code></a>`;
}

/** `14:05`, or `Thu, 26 Nov, 14:05`. */
export function instantText({ instant, show }: Instant, { timeZone = 'UTC', hour12 = false }: Reader): string {
  const day = show === 'time' ? {} : ({ weekday: 'short', day: 'numeric', month: 'short' } as const);
  const format = { ...day, hour: '2-digit', minute: '2-digit', hour12, timeZone } as const;
  return new Intl.DateTimeFormat('en-GB', format).format(new Date(instant));
}

/** `Friday 4 December 2026, 15:00–15:45` */
function spanText({ from, until }: Span, { timeZone = 'UTC', hour12 = false }: Reader): string {
  const [start, end] = [new Date(from), new Date(until)];
  const minutes = Math.round((end.getTime() - start.getTime()) / 60_000);
  return dayAndTime(inZone(start, timeZone), minutes, { locale: 'en-GB', hour12 });
}
