import type { Effect } from './effect.ts';
import type { Identity } from './invocation.ts';
import type { Instant, Reply, Span, Text } from './reply.ts';
import { dayAndTime, dayWords, timeWords } from './when/wording.ts';
import { inZone } from './zoned.ts';

/** How somebody reads times by their own settings, which their chat platform does not know. */
export interface OwnReading {
  /** IANA name. */
  readonly timeZone: string;
  /** BCP 47. */
  readonly locale: string;
  /** Absent: as the locale has it. */
  readonly hour12?: boolean;
}

/** Who alone reads it, where there is a time in it; undefined where everybody does, or there is none. */
export function readerOfTimes(effect: Effect, caller: Identity): Identity | undefined {
  const { reply } = effect;
  if (effect.do === 'mail' || reply.visibleTo === 'everyone' || !textsOf(reply).some((text) => text.some(isTime)))
    return undefined;
  if (effect.do === 'direct') return effect.person;
  return (effect.do === 'replace' ? effect.for : undefined) ?? caller;
}

/** The same with its times in words: `Wednesday 9 December 2026, 1:00–1:30 am`. */
export function withOwnTimes(reply: Reply, reading: OwnReading): Reply {
  const own = (text: Text): Text => text.map((part) => (isTime(part) ? timeIn(part, reading) : part));
  const { text, card } = reply;
  if (!card) return { ...reply, text: own(text) };
  const { body, facts, footnote } = card;
  return {
    ...reply,
    text: own(text),
    card: {
      ...card,
      body: body && own(body),
      facts: facts?.map((fact) => ({ ...fact, value: own(fact.value) })),
      footnote: footnote && own(footnote),
    },
  };
}

function textsOf({ text, card }: Reply): readonly Text[] {
  return [text, card?.body ?? [], card?.footnote ?? [], ...(card?.facts ?? []).map(({ value }) => value)];
}

function isTime(part: Text[number]): part is Instant | Span {
  return typeof part === 'object' && ('instant' in part || 'from' in part);
}

function timeIn(part: Instant | Span, reading: OwnReading): string {
  const at = (moment: string) => inZone(new Date(moment), reading.timeZone);
  if ('from' in part) {
    const minutes = Math.round((Date.parse(part.until) - Date.parse(part.from)) / 60_000);
    return dayAndTime(at(part.from), minutes, reading);
  }
  const time = timeWords(at(part.instant), reading);
  return part.show === 'time' ? time : `${dayWords(at(part.instant), reading)}, ${time}`;
}
