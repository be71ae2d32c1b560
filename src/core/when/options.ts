import type { MeetingOptions } from './draft.ts';
import { after, afterAny, at, type Found, isBoundary, lowerAt, type Tokens } from './tokens.ts';
import { smallWords } from './words.ts';

export interface FoundOption {
  readonly option: keyof MeetingOptions;
  readonly on: boolean;
}

/** Phrases that switch something off; longer ones first. */
const off = [
  'there is? no need to|for a?',
  'no need to|for a?',
  'do not|never',
  "don't|dont|doesn't|not to?",
  'turn|switch off the?',
  'disable|skip the?',
  'without a|the|any?',
  'w / o a|the|any?',
  'no|not|never a|the?',
  'except for? the?',
];
const on = [
  'with a|an|the|automatic|auto|cloud? waiting',
  'with a|an|the|automatic|auto|cloud?',
  'w / a?',
  'and|plus|using|via|as|, a|an|the?',
  'turn|switch on the?',
  'enable|use|activate the|a?',
  'make it|this a?',
  'please|pls|plz|kindly',
  "let us|let's|lets",
  'can|could|will|would|should you|we|someone please?',
  'it|this|that|session|call|meeting|everything should|must|will|is|to be?',
  'to|also|then|just',
  "make|be sure it's|its|to|that's",
  'make|be sure that? it|this is|gets',
  "it's|its",
  'we|you|i should|must|need|want|can|will to?',
  'it is a',
  'needs a?',
  '&|/',
  '+',
];

const things: readonly (readonly [option: keyof MeetingOptions, phrases: readonly string[]])[] = [
  [
    'lobby',
    [
      'lobby',
      'waiting - room',
      'waiting room',
      'waitingroom',
      'knocking',
      'knock first|to?',
      'guests|everyone|people|they|externals|attendees|participants should|must|have|will|need? to? knock|wait in|outside? the? lobby|waiting? room?',
      'keep|put|hold|make|let|leave|have guests|everyone|everybody|people|them|attendees|participants|externals|outsiders|others wait|waiting? in|into the? lobby',
      'keep|put|hold|make|let|leave|have guests|everyone|everybody|people|them|attendees|participants|externals|outsiders|others wait|waiting? in|into the? waiting - room',
      'keep|put|hold|make|let|leave|have guests|everyone|everybody|people|them|attendees|participants|externals|outsiders|others wait|waiting? in|into the? waiting room',
      'let|make|have guests|everyone|everybody|people|them|attendees|participants|externals|outsiders|others knock|wait first?',
      'a lobby',
      'lobby on',
      'green room',
    ],
  ],
  [
    'recording',
    [
      'auto - record|recording',
      'autorecord',
      'recording',
      'start recording',
      'a|the recording of? it|this|that?',
      'make|keep|do|start a recording of? it|this|that?',
      'have|get|want|need|keep|like it|this|that|everything|the|session|call|meeting session|call|meeting? recorded',
      'to? be? recorded',
      'record it|this|that|everything|us|automatically|all one|session|call|meeting|time?',
      'record the|this|our meeting|call|session|event|webinar|training|whole?',
      'record',
      'recorded',
    ],
  ],
  ['webinar', ['webinar', 'webinars']],
];

/** What is switched on or off at an index; a lobby may also be what a meeting is about. */
export function readOption(tokens: Tokens, index: number): Found<FoundOption> | undefined {
  const unrecorded = afterAny(tokens, index, ['unrecorded', 'off the record']);
  if (unrecorded && begins(tokens, index) && ends(tokens, unrecorded))
    return { value: { option: 'recording', on: false }, next: unrecorded };
  const negated = lead(tokens, index, off);
  const negative = negated.map((start) => readThing(tokens, start, true)).find((found) => found !== undefined);
  if (negative) return { value: { option: negative.value, on: false }, next: tail(tokens, negative.next).next };
  for (const start of lead(tokens, index, on)) {
    const found = readThing(tokens, start, /^(?:with|and|plus|w|\/|\+|&)$/u.test(lowerAt(tokens, index)));
    // What a webinar is called stays in its title.
    if (
      !found ||
      (found.value === 'webinar' &&
        /^(?:please|pls|plz|kindly|,|to|also|then|just|let|let's|lets|\/|&|\+)$/u.test(lowerAt(tokens, index)))
    )
      continue;
    const rest = tail(tokens, found.next);
    // "and webinar planning" is about one.
    if (rest.next > found.next || ends(tokens, rest.next))
      return { value: { option: found.value, on: !rest.off }, next: rest.next };
  }
  const adjective = after(tokens, index, 'recorded');
  const event = /^(?:webinar|session|call|meeting|training|event|demo|talk|presentation|interview|workshop)$/u;
  const named = adjective && at(tokens, adjective)?.kind === 'word' && begins(tokens, index);
  if (adjective && (named || event.test(lowerAt(tokens, adjective))))
    return { value: { option: 'recording', on: true }, next: adjective };
  const verb = isTold(tokens, index) ? after(tokens, index, 'record the|this|our|my') : undefined;
  if (verb) return { value: { option: 'recording', on: true }, next: verb };
  const found = readThing(tokens, index, false);
  if (!found) return undefined;
  const rest = tail(tokens, found.next);
  const alone = ends(tokens, rest.next) && begins(tokens, index);
  const spoken = rest.next > found.next || found.next - index > 1;
  // What a webinar is called stays in its title, "product webinar" as well as "webinar".
  if (found.value === 'webinar') return undefined;
  return alone || (spoken && ends(tokens, rest.next))
    ? { value: { option: found.value, on: !rest.off }, next: rest.next }
    : undefined;
}

/** True where a verb may stand: "let's record the all-hands", but not in "track record". */
function isTold(tokens: Tokens, index: number): boolean {
  return (
    begins(tokens, index) ||
    /^(?:please|pls|plz|kindly|let's|lets|us|to|and|also|you|we|just|then|should|must)$/u.test(
      lowerAt(tokens, index - 1),
    )
  );
}

/** `webinar` as what the meeting is: "product webinar", "webinar about privacy", but not "webinar planning". */
export function isWebinar(tokens: Tokens, index: number): boolean {
  if (lowerAt(tokens, index) !== 'webinar') return false;
  const behind = at(tokens, index + 1);
  const name =
    behind?.kind === 'word' && !smallWords.has(behind.lower) && !/^(?:titled|called|named|please)$/u.test(behind.lower);
  return !name;
}

function lead(tokens: Tokens, index: number, phrases: readonly string[]): readonly number[] {
  const found: number[] = [];
  for (const phrase of phrases) {
    const next = after(tokens, index, phrase);
    if (next !== undefined) found.push(next);
  }
  return found;
}

function readThing(tokens: Tokens, index: number, led: boolean): Found<keyof MeetingOptions> | undefined {
  for (const [option, phrases] of things) {
    const next = afterAny(tokens, index, phrases);
    if (next === undefined) continue;
    // "with record companies", "no lobby renovation".
    if (led || next - index > 1 || ends(tokens, next) || tail(tokens, next).next > next) return { value: option, next };
  }
  return undefined;
}

function tail(tokens: Tokens, index: number): { readonly next: number; readonly off: boolean } {
  const offNext = afterAny(tokens, index, [':|=|is|set? to? off', ': no|false', 'off|disabled']);
  if (offNext) return { next: offNext, off: true };
  const next = afterAny(tokens, index, [
    'is|switched|turned on|enabled|please',
    ': on|yes|true|enabled',
    'on|enabled if|please?',
    'please',
    'automatically',
    'for all? guests|externals|outsiders|everyone|everybody',
    'needed|required',
    'too|as well',
  ]);
  // "recording on friday": the "on" belongs to the day, which was taken together with it.
  return { next: next ?? index, off: false };
}

function ends(tokens: Tokens, index: number): boolean {
  return isBoundary(tokens, index) || smallWords.has(lowerAt(tokens, index)) || at(tokens, index)?.kind !== 'word';
}

function begins(tokens: Tokens, index: number): boolean {
  const before = tokens.list[index - 1];
  return !before || before.taken !== undefined || /^[,;.!?:(-]$/u.test(before.text);
}
