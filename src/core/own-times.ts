import type { Effect } from './effect.ts';
import type { Identity } from './invocation.ts';
import type { Instant, Reply, Span, Text, ZonedTime } from './reply.ts';
import { dayAndTime, dayWords, timeWords, zoneWords } from './when/wording.ts';
import { inZone } from './zoned.ts';

/** How somebody reads times by their own settings, which their chat platform does not know. */
export interface OwnReading {
  /** IANA name. Absent: the chat platform knows it better. */
  readonly timeZone?: string;
  /** BCP 47. */
  readonly locale: string;
  /** Absent: as the locale has it. */
  readonly hour12?: boolean;
}

/** Who alone reads it, where there is a time in it; undefined where everybody does, or there is none. */
export function readerOfTimes(effect: Effect, caller: Identity): Identity | undefined {
  const { reply } = effect;
  if (effect.do === 'mail' || reply.visibleTo === 'everyone') return undefined;
  const hasTimes = textsOf(reply).some((text) => text.some(isTime)) || reply.card?.facts?.some(({ time }) => time);
  if (!hasTimes) return undefined;
  if (effect.do === 'direct') return effect.person;
  return (effect.do === 'replace' ? effect.for : undefined) ?? caller;
}

/** The same with its times in words: `Wednesday 9 December 2026, 1:00–1:30 am`. What is told in a zone that is named stays in that one. */
export function withOwnTimes(reply: Reply, reading: OwnReading): Reply {
  const { timeZone, ...habits } = reading;
  const own = (text: Text): Text =>
    timeZone === undefined ? text : text.map((part) => (isTime(part) ? timeIn(part, timeZone, habits) : part));
  const { text, card } = reply;
  if (!card) return { ...reply, text: own(text) };
  const { body, facts, footnote } = card;
  return {
    ...reply,
    text: own(text),
    card: {
      ...card,
      body: body && own(body),
      facts: facts?.map((fact) => ({ ...fact, value: fact.time ? [zonedWords(fact.time, habits)] : own(fact.value) })),
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

type Clock = Pick<OwnReading, 'locale' | 'hour12'>;

/** `Friday 4 December 2026, 3:00–3:45 pm, Berlin time (Central European Standard Time, UTC+1)` */
function zonedWords({ from, minutes, timeZone, isZoneNamed }: ZonedTime, habits: Clock): string {
  const start = inZone(new Date(from), timeZone);
  const words = dayAndTime(start, minutes, habits);
  return isZoneNamed ? `${words}, ${zoneWords(timeZone, start, habits.locale)}` : words;
}

function timeIn(part: Instant | Span, timeZone: string, habits: Clock): string {
  const at = (moment: string) => inZone(new Date(moment), timeZone);
  if ('from' in part) {
    const minutes = Math.round((Date.parse(part.until) - Date.parse(part.from)) / 60_000);
    return dayAndTime(at(part.from), minutes, habits);
  }
  const time = timeWords(at(part.instant), habits);
  return part.show === 'time' ? time : `${dayWords(at(part.instant), habits)}, ${time}`;
}
