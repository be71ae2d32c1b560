import { distance } from './distance.ts';
import type { Reader } from './draft.ts';
import { understand } from './index.ts';
import { findRange } from './range.ts';
import { type Reference, readReference } from './reference.ts';

/** That a meeting is to be at another time. */
export interface MoveWish {
  readonly which: Reference;
  /** For `readMove`: `4pm`, `friday`, `30 minutes earlier`, `an hour long`; empty: it was not said. */
  readonly to: string;
}

type Direction = 'later' | 'earlier' | 'longer' | 'shorter' | 'forward' | 'back';

/** Verbs that are always about moving, and the way they go where a distance is said without one. */
const moving: Readonly<Record<string, Direction | ''>> = {
  move: '',
  shift: '',
  reschedule: '',
  rearrange: '',
  bump: '',
  push: 'later',
  postpone: 'later',
  delay: 'later',
  defer: 'later',
  advance: 'earlier',
  extend: 'longer',
  prolong: 'longer',
  lengthen: 'longer',
  shorten: 'shorter',
};
/** Verbs that are about moving only with a meeting that there is, and a time. */
const sometimes = ['change', 'make', 'set', 'put', 'bring', 'pull', 'start', 'drag', 'have', 'run', 'hold', 'swap'];

/** Where verb and particle go together. "Move forward" is earlier for some people and later for others. */
const particles: readonly (readonly [verbs: string, particle: string, direction: Direction])[] = [
  ['put', 'off|back', 'later'],
  ['bring|pull|put', 'forward|up|in', 'earlier'],
  ['move|push|shift', 'up', 'earlier'],
  ['move|push|shift|drag|reschedule', 'forward|forwards|ahead', 'forward'],
  ['move|shift|bring|pull|drag|set|reschedule', 'back|backwards', 'back'],
  ['move|shift|set', 'out|off', 'later'],
];

const ways = 'later|earlier|longer|shorter|forwards?|back(?:wards)?|ahead|up|out|off|sooner';

/** Reads a sentence that moves a meeting, `push friday's to 3pm`. undefined: it moves none. */
export function readMoveWish(line: string, reader: Reader): MoveWish | undefined {
  const [, said = '', object = ''] = /^(\p{L}+)(?: (.+))?$/iu.exec(line) ?? [];
  const verb = said.toLowerCase();
  if (moving[verb] === undefined && !sometimes.includes(verb)) return undefined;
  const inside = new RegExp(
    `^(?:(${ways})(?: |$))?(?:the (?:time|date|day|start|hour|length|duration|end) of )?(.*)$`,
    'iu',
  );
  const [, first, named = ''] = inside.exec(object) ?? [];
  // "postpone by an hour" says nothing of which; "by 15" are minutes.
  const told = /^(?:to|until|till|by|for) (.+)$/iu.exec(named)?.[1];
  const alone = told !== undefined && isWhen(told, reader);
  const rest = `${alone ? 'it ' : ''}${named}`.replace(/ by (\d{1,3})$/iu, ' by $1 minutes');
  const wish =
    untilTime(verb, rest, reader) ??
    withLength(verb, first, rest, reader) ??
    byDistance(verb, first, rest) ??
    itAt(rest, reader) ??
    toTime(verb, rest, reader);
  if (wish) return { which: readReference(wish.meeting, reader), to: wish.to };
  const [, meeting = rest, last] = new RegExp(`^(.+) (${ways})$`, 'iu').exec(rest) ?? [];
  if (moving[verb] === undefined && !(last && isThere(meeting))) return undefined;
  return { which: readReference(meeting, reader), to: last ? directionOf(verb, last) : '' };
}

interface Split {
  readonly meeting: string;
  readonly to: string;
}

/** `move it to 9:00 for 45 minutes`, `make it 16:10, 45 minutes`, `move it an hour later and make it 45 minutes`: when, and how long. */
function withLength(verb: string, first: string | undefined, rest: string, reader: Reader): Split | undefined {
  const [, head = '', length] = lengthBehind.exec(rest) ?? [];
  if (length === undefined) return undefined;
  const isFar = new RegExp(`(?:by ${distance}|${distance} (?:${ways}))$`, 'iu').test(head);
  const split = itAt(head, reader) ?? toTime(verb, head, reader) ?? (isFar ? byDistance(verb, first, head) : undefined);
  return split && { ...split, to: `${split.to} for ${length}` };
}

const lengthBehind = new RegExp(
  `^(.+?)(?:,? (?:and|but) (?:make (?:it|that|this) |for )?|,? for |, (?:make (?:it|that|this) )?)(${distance})(?: long)?$`,
  'iu',
);

/** `make it 16:10`, `make it friday at 4pm`. */
function itAt(rest: string, reader: Reader): Split | undefined {
  const to = /^(?:it|that|this) (?:at |on )?(.+)$/iu.exec(rest)?.[1];
  return to !== undefined && isTimeAlone(to, reader) ? { meeting: 'it', to } : undefined;
}

/** `make it end at 5pm`. */
function untilTime(verb: string, rest: string, reader: Reader): Split | undefined {
  const split = /^(?:make|have)$/u.test(verb) ? readEnding(rest, reader) : undefined;
  return split && isThere(split.meeting) ? split : undefined;
}

/** `kickoff end at 5pm`: a meeting, and when it is to end. */
export function readEnding(text: string, reader: Reader): Split | undefined {
  const [, meeting = '', end = ''] = /^(.+) (?:end|finish|stop) (?:at |by )?(\d.*)$/iu.exec(text) ?? [];
  return meeting !== '' && isTimeAlone(`at ${end}`, reader) ? { meeting, to: `until ${end}` } : undefined;
}

/** A time of day or a day, and nothing else. */
export function isTimeAlone(text: string, reader: Reader): boolean {
  if (!isWhen(text, reader)) return false;
  const { draft, questions } = understand(text, reader);
  const { title, people, recurrence, minutes, date, time } = draft;
  const isOther = title !== '' || people.length > 0 || recurrence !== undefined || minutes !== undefined;
  return !isOther && (date !== undefined || time !== undefined || questions.some(({ why }) => why === 'half_of_day'));
}

/** `push it back by an hour`, `make it 30 minutes later`, `extend friday's by half an hour`. */
function byDistance(verb: string, first: string | undefined, rest: string): Split | undefined {
  const pattern = new RegExp(`^(.+?)(?: (${ways}))?(?: by| for)? (${distance})(?: (${ways}))?$`, 'iu');
  const [, meeting = '', before, length = '', after] = pattern.exec(rest) ?? [];
  if (!length || / (?:to|until|till)$/iu.test(meeting)) return undefined;
  const way = after ?? before ?? first;
  const byWord = new RegExp(` by ${length}`, 'iu').test(rest);
  // "make it 45 minutes" is how long, and "push it 45 minutes" how far.
  if (!way && sometimes.includes(verb))
    return byWord || !isThere(meeting) ? undefined : { meeting, to: `${length} long` };
  const direction = directionOf(verb, way ?? '');
  return { meeting, to: direction ? `${length} ${direction}` : `by ${length}` };
}

function directionOf(verb: string, way: string): Direction | '' {
  const lower = way.toLowerCase();
  if (lower === 'sooner') return 'earlier';
  const plain = (['later', 'earlier', 'longer', 'shorter'] as const).find((each) => each === lower);
  if (plain) return plain;
  const together = particles.find(
    ([verbs, ways]) => verbs.split('|').includes(verb) && ways.split('|').includes(lower),
  );
  return together?.[2] ?? moving[verb] ?? '';
}

/** `move the intro to rust to friday`: split where a time follows; else at the last `to`, of which can be asked. */
function toTime(verb: string, rest: string, reader: Reader): Split | undefined {
  const loose = sometimes.includes(verb) || /^(?:it|that|this) /iu.test(rest);
  const before = loose ? / (?:to|until|till|at|on|for) | /giu : / (?:to|until|till|for) /giu;
  const parts = Array.from(rest.matchAll(before), ({ 0: between, index }) => ({
    meeting: rest.slice(0, index).replace(new RegExp(` (?:${ways})$`, 'iu'), ''),
    // "Bring standup forward to 2pm".
    isBrought: /^(?:bring|pull|drag)$/u.test(verb) && new RegExp(` (?:${ways})$`, 'iu').test(rest.slice(0, index)),
    between: between.trim().toLowerCase(),
    to: rest.slice(index + between.length),
  }))
    // "reschedule the talk for kids to friday": what stands behind "to" is surer.
    .toSorted((one, two) => rank(one.between) - rank(two.between));
  // "Change design review to 4pm" needs no article to be about one that there is.
  const isChange = (between: string) => verb === 'change' && between === 'to';
  const clear = parts.find(
    ({ meeting, between, to, isBrought }) =>
      isWhen(to, reader) && (!loose || isBrought || isThere(meeting) || isChange(between)),
  );
  const split = clear ?? (sometimes.includes(verb) ? undefined : parts.findLast(({ between }) => between === 'to'));
  if (!split) return undefined;
  const { meeting, to } = split;
  if (new RegExp(`^${distance}$`, 'iu').test(to)) return { meeting, to: `${to} long` };
  const ends = moving[verb] === 'longer' || moving[verb] === 'shorter';
  return { meeting, to: ends ? `until ${to}` : to };
}

function rank(between: string): number {
  return ['to', 'until', 'till'].includes(between) ? 0 : between === '' ? 2 : 1;
}

function isThere(meeting: string): boolean {
  return /^(?:it|that|this|the|my|our)\b|['’]s(?=\s|$)/iu.test(meeting);
}

export function isWhen(text: string, reader: Reader): boolean {
  const begin =
    /^(?:the |about |around |at |on |in )*(?:\d|noon\b|midday|midnight|half\b|quarter\b|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: |$)(?!\p{L}*\w? ?(?:one|two)\b)|later\b|earlier\b|sometime\b|next\b|this\b|same\b|end of\b|early\b|late\b|morning\b|afternoon\b|evening\b|after\b|before\b)/iu;
  return begin.test(text) || findRange(text, reader)?.before.trim() === '';
}
