import type { FoundClock } from './clock-times.ts';
import type { Correction } from './corrected.ts';
import { type Item, onlySigns } from './correction-items.ts';
import { leadOf } from './correction-leads.ts';
import { type Edit, type Sides, targetOf, textOf } from './correction-sides.ts';
import type { Marker } from './correction-words.ts';
import type { Token, Tokens } from './tokens.ts';
import { smallNumbers } from './words.ts';
import { isZoneAnswer } from './zone-answer.ts';

/** A number that is said without what it is of: "make it 4", "4:30"; `to` is the index behind it. */
export interface BareNumber {
  readonly hour: number;
  readonly minute: string | undefined;
  readonly to: number;
}

/** The number that begins at an index, up to another one. */
export function numberAt(list: readonly Token[], index: number, end: number): BareNumber | undefined {
  const [first, sign, second] = [list[index], list[index + 1], list[index + 2]];
  const hour = first?.kind === 'number' ? Number(first.text) : smallNumbers.get(first?.lower ?? '');
  if (hour === undefined || first === undefined || first.text.length > 3) return undefined;
  if (
    index + 2 < end &&
    /^[:.h]$/u.test(sign?.text ?? '') &&
    sign?.glued &&
    second?.glued &&
    /^\d\d$/u.test(second.text)
  )
    return { hour, minute: second.text, to: index + 3 };
  return { hour, minute: undefined, to: index + 1 };
}

/** Further apart than this, nobody can tell which half of the day is meant; hours. */
const near = 4;

/** "3:30pm, no, make it 4": in the same half of the day, where that is near; else as it was said. */
export function inheritedClock({ hour, minute }: BareNumber, { start }: FoundClock): string {
  const said = minute === undefined ? String(hour) : `${hour}:${minute}`;
  if (start?.form !== 'clear' || start.half === undefined || hour < 1 || hour > 12) return said;
  const on24 = (hour % 12) + (start.half === 'pm' ? 12 : 0);
  return Math.abs(on24 - start.hour) <= near ? `${said}${start.half}` : said;
}

/** "For 30 min, no, 45", "thursday morning, no, evening", "2pm CST, make that EST": what says what it is only beside what it corrects. */
export function bareEdits(tokens: Tokens, marker: Marker, sidesOf: () => Sides): Correction | undefined {
  const { list } = tokens;
  const { from, to } = marker;
  const number = numberAt(list, to, Math.min(list.length, to + 3));
  const word = list[to]?.lower ?? '';
  const isPart = partsOfDay.test(word);
  const zoned = endOfZone(list, to);
  if ((!number && !isPart && zoned === undefined) || marker.isBareNo) return undefined;
  const sides = sidesOf();
  const target = sides.before.findLast((item) => onlySigns(list, item.to, from));
  if (isPart) {
    const part = targetOf('part', sides);
    return part === undefined || part === 'several'
      ? undefined
      : { edits: [{ from: part.to - 1, to: part.to, text: word }], cut: { from, to: to + 1 } };
  }
  if (zoned !== undefined) {
    const zone = targetOf('zone', sides);
    const text = textOf(sides, { from: to, to: zoned });
    return zone === undefined || zone === 'several' || !isZoneAnswer(text)?.zones.length
      ? undefined
      : { edits: [{ from: zone.from, to: zone.to, text }], cut: { from, to: zoned } };
  }
  if (!number || !target) return undefined;
  if (target.kind === 'end') return countEdit(list, target, marker, number);
  if (!isAtEnd(list, number.to)) return undefined;
  const cut = { from, to: number.to };
  if (target.kind === 'clock' && target.clock.start && !target.clock.end && number.hour > 0 && number.hour < 24)
    return { edits: [{ from: leadOf(list, target), to: target.to, text: inheritedClock(number, target.clock) }], cut };
  if (target.kind !== 'duration' || number.minute !== undefined) return undefined;
  const edit = numberIn(list, target, String(number.hour));
  return edit && { edits: [edit], cut };
}

const partsOfDay = /^(?:morning|afternoon|arvo|evening|night)$/u;

/** "For 6 weeks, no, 8 weeks", "10 times, no, 12". */
function countEdit(list: readonly Token[], target: Item, { from }: Marker, number: BareNumber): Correction | undefined {
  const unit = /^(?:weeks?|months?|times|sessions|meetings|days|years?|occurrences)$/u.test(
    list[number.to]?.lower ?? '',
  );
  const end = unit ? number.to + 1 : number.to;
  if (!isAtEnd(list, end)) return undefined;
  const edit = numberIn(list, target, String(number.hour));
  const index = edit?.to ?? target.to;
  const isSame = !unit || list[index]?.lower.replace(/s$/u, '') === list[number.to]?.lower.replace(/s$/u, '');
  return edit && isSame ? { edits: [edit], cut: { from, to: end } } : undefined;
}

function numberIn(list: readonly Token[], { from, to }: Item, text: string): Edit | undefined {
  const found = list.flatMap((token, index) =>
    index >= from && index < to && (token.kind === 'number' || smallNumbers.has(token.lower)) ? [index] : [],
  );
  const [index] = found;
  return index === undefined || found.length > 1 ? undefined : { from: index, to: index + 1, text };
}

export function isAtEnd(list: readonly Token[], index: number): boolean {
  const token = list[index];
  if (!token || (token.kind === 'sign' && !token.glued)) return true;
  return (
    /^[,;:.!)…]+$/u.test(token.text) ||
    /^(?:with|w|on|at|for|about|please|pls|thanks|thx|tomorrow|today|instead)$/u.test(token.lower)
  );
}

/** Behind capitals, or a name and “time”. */
function endOfZone(list: readonly Token[], index: number): number | undefined {
  const first = list[index]?.text ?? '';
  if (/^\p{Lu}{2,5}$/u.test(first) && isAtEnd(list, index + 1)) return index + 1;
  return undefined;
}
