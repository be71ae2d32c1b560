import type { FoundClock } from './clock-times.ts';
import type { Placed } from './read.ts';
import { after, afterAny, at, lowerAt, type Tokens, take } from './tokens.ts';
import type { PartOfDay } from './understanding.ts';
import { smallWords } from './words.ts';

const names: ReadonlyMap<string, PartOfDay> = new Map([
  ['morning', 'morning'],
  ['mornings', 'morning'],
  ['afternoon', 'afternoon'],
  ['afternoons', 'afternoon'],
  ['arvo', 'afternoon'],
  ['evening', 'evening'],
  ['evenings', 'evening'],
  ['night', 'night'],
  ['nights', 'night'],
]);

/** Parts of a day that stand with a day or a time: `friday afternoon`, `3 in the afternoon`; "movie night" is a name. */
export function takeParts(tokens: Tokens, clocks: readonly (FoundClock & Placed)[]): readonly PartOfDay[] {
  const found: PartOfDay[] = [];
  for (let index = 0; index < tokens.list.length && found.length < 10; index++) {
    const led = afterAny(tokens, index, ['in the early|late|mid?', 'at', 'during the', 'on the', 'this']);
    const behindTime = afterTime(tokens, index);
    const start = led ?? (behindTime ? (after(tokens, index, 'early|late|mid -?') ?? index) : index);
    // "Tomorrow eve 7pm", but "Eve's birthday".
    const eve = behindTime && at(tokens, start)?.text === 'eve' && !at(tokens, start + 1)?.glued;
    const part = eve ? 'evening' : names.get(lowerAt(tokens, start));
    if (!part || !at(tokens, index)) continue;
    const beforeTime = tokens.list[start + 1]?.taken === 'clock';
    if (led === undefined && !behindTime && !beforeTime) continue;
    if (led !== undefined && lowerAt(tokens, index) === 'at' && part !== 'night') continue;
    if (led === undefined && (isOfName(tokens, index, start, clocks) || isNoun(tokens, start, clocks))) continue;
    found.push(part);
    take(tokens, index, start + 1, 'clock');
  }
  return found;
}

/** "9:00 morning assembly", "2pm late-night menu": a time that says it all leaves the words to the name. */
function isOfName(tokens: Tokens, index: number, start: number, clocks: readonly (FoundClock & Placed)[]): boolean {
  const clock = clocks.find(({ to }) => to === index);
  const name = at(tokens, start + 1);
  return clock?.start?.form === 'clear' && name?.kind === 'word' && !name.glued && !smallWords.has(name.lower);
}

/** "Movie night 8pm", "coffee morning 10:00": a word in front of it makes a name of it. */
function isNoun(tokens: Tokens, index: number, clocks: readonly (FoundClock & Placed)[]): boolean {
  // "Parents' evening at 7pm" is one, whatever time stands behind it.
  if (/^['’]$/u.test(lowerAt(tokens, index - 1)) && /s$/u.test(lowerAt(tokens, index - 2))) return true;
  const before = at(tokens, index - 1);
  const clock = clocks.find(({ from }) => from === index + 1);
  return before?.kind === 'word' && !smallWords.has(before.lower) && clock?.start?.form === 'clear';
}

function afterTime(tokens: Tokens, index: number): boolean {
  const before = tokens.list[index - 1];
  return before?.taken === 'day' || before?.taken === 'clock' || before?.taken === 'recurrence';
}

/** The hour of a 24 hour clock that is meant in a part of the day; undefined: one cannot tell. */
export function hourIn(part: PartOfDay, hour: number): number | undefined {
  const [first, last] = bounds[part];
  return [hour % 12, (hour % 12) + 12].find((one) => one >= first && one <= last);
}

/** Hours that people call so; at night it goes on after midnight, which is another day, and asked. */
const bounds: Readonly<Record<PartOfDay, readonly [first: number, last: number]>> = {
  morning: [1, 11],
  afternoon: [12, 18],
  evening: [16, 23],
  night: [17, 23],
};

/** False where a clear time contradicts the part of the day that was said with it. */
export function fits(part: PartOfDay, hour: number): boolean {
  const [first, last] = bounds[part];
  return (hour >= first && hour <= last) || (part === 'night' && hour < 5) || (part === 'morning' && hour === 0);
}
