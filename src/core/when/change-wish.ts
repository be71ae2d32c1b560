import { distance } from './distance.ts';
import type { Reader } from './draft.ts';
import { understand } from './index.ts';
import { type Reference, readReference } from './reference.ts';

/** What is to be different about a meeting that there is, beside when it is and who comes. */
export type Change =
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'option'; readonly option: 'lobby' | 'recording'; readonly isOn: boolean }
  /** `said` is how often: `every two weeks`; `once`: not any more. */
  | { readonly kind: 'repeats'; readonly said: string }
  /** It was said what, and not how: that stands in the form. */
  | { readonly kind: 'form' };

export interface ChangeWish {
  /** The ways to read it, the likeliest first: a title may have a `to` in it. */
  readonly ways: readonly { readonly which: Reference; readonly change: Change }[];
  /**
   * - `sure`: it can be about nothing but a meeting that there is
   * - `named`: it is, where there is such a meeting; else it may be a new one, `record the demo`
   * - `bare`: it says nothing of which, `every two weeks`: it is about what was just spoken of, if anything
   */
  readonly manner: 'sure' | 'named' | 'bare';
}

/** No wish of that kind is so long. UTF-16 units. */
const longest = 500;
const courtesy =
  /^(?:please|pls|hey|ok(?:ay)?|so|and|now|also|just|actually|(?:can|could|would|will) (?:you|we)|let['’]?s)[\s,]+/iu;
const trailing = /(?:[\s,]+(?:please|pls|thanks|thank you))*[\s?!.]*$/iu;
const it = 'it';

/** Reads what is to be different about a meeting that there is: `rename it to Q3 budget`, `record the retro`; undefined: it is no such wish. */
export function readChangeWish(said: string, reader: Reader): ChangeWish | undefined {
  if (said.length > longest) return undefined;
  let line = said.replace(/\s+/gu, ' ').trim().replace(trailing, '');
  while (courtesy.test(line)) line = line.replace(courtesy, '');
  return titleWish(line, reader) ?? optionWish(line, reader) ?? repeatsWish(line, reader) ?? bareWish(line, reader);
}

/** `an hour later`, `15 minutes longer`: what a draft would be moved by. */
export function isBareMove(said: string): boolean {
  return bareMove.test(said.trim());
}

const bareMove = new RegExp(`^${distance} (?:later|earlier|longer|shorter)[\\s.!]*$`, 'iu');

function titleWish(line: string, reader: Reader): ChangeWish | undefined {
  const named = '(?:title|name|subject|topic)';
  const verbs = '(?:change|set|edit|update|alter|correct|fix)';
  const object = [
    /^(?:rename|retitle) (.+)$/iu,
    new RegExp(`^${verbs} (?:the )?${named} (?:of|for) (.+)$`, 'iu'),
    new RegExp(`^${verbs} (?:the |its )?${named}( (?:to|into|as) .+)?$`, 'iu'),
    new RegExp(`^${verbs} (.+?)(?:['’]s)? ${named}( (?:to|into|as) .+)?$`, 'iu'),
  ]
    .map((form) => form.exec(line))
    .find((found) => found !== null)
    ?.slice(1)
    .join('')
    .trim();
  if (object === undefined) return undefined;
  const text = ` ${object}`;
  const splits = [...text.matchAll(/ (?:to|into|as) /giu)].filter(({ index }) => !isQuoted(text, index));
  const ofIt = splits.filter(({ index }) => /^ (?:it|this|that|the meeting)?$/iu.test(text.slice(0, index)));
  const ways = (ofIt.length > 0 ? ofIt : splits)
    .map(({ 0: between, index }) => ({
      meeting: text.slice(0, index).trim() || it,
      title: unquoted(text.slice(index + between.length).trim()),
    }))
    .filter(({ title }) => title !== '')
    // "rename intro to rust to Rust basics": as much of it as there is a meeting of.
    .toReversed()
    .map(({ meeting, title }) => ({
      which: readReference(meeting, reader),
      change: { kind: 'title', title } as const,
    }));
  if (ways.length > 0) return { ways, manner: 'sure' };
  return { ways: [{ which: readReference(object || it, reader), change: { kind: 'form' } }], manner: 'sure' };
}

/** Whether a quotation that begins before goes on there. */
function isQuoted(text: string, at: number): boolean {
  const before = text.slice(0, at);
  return before.lastIndexOf('“') > before.lastIndexOf('”') || (before.match(/"/gu)?.length ?? 0) % 2 === 1;
}

function unquoted(text: string): string {
  return /^["“„«](.+)["”“»]$/u.exec(text)?.[1]?.trim() ?? text;
}

const option = '(?<option>lobby|waiting room|recording)';
const article = '(?:(?:the|a|its) )?';
const ofWhich = '(?: (?:for|of|on|in|at|to|from) (?<meeting>.+))?';
const optionForms: readonly RegExp[] = [
  new RegExp(`^(?:turn|switch) (?<on>on|off) ${article}${option}${ofWhich}$`, 'iu'),
  new RegExp(`^(?:turn|switch|put) ${article}${option} (?<on>on|off)${ofWhich}$`, 'iu'),
  new RegExp(`^(?<on>enable|activate|disable|deactivate|add|put|remove|drop) ${article}${option}${ofWhich}$`, 'iu'),
  new RegExp(`^(?:the )?${option} (?<on>on|off) for (?<meeting>.+)$`, 'iu'),
  new RegExp(`^(?<on>with|without|no) ${article}${option} (?:for|in|at) (?<meeting>.+)$`, 'iu'),
];
const recordForms: readonly RegExp[] = [
  /^(?<on>record) (?<meeting>.+)$/iu,
  /^(?<on>don['’]?t|do not|never) record (?<meeting>.+)$/iu,
  /^(?<on>make|have|get|let) (?<meeting>.+?) (?:be )?recorded$/iu,
];
const off = /^(?:off|disable|deactivate|remove|drop|without|no|don['’]?t|do not|never)$/iu;

function optionWish(line: string, reader: Reader): ChangeWish | undefined {
  const told = optionForms.map((form) => form.exec(line)?.groups).find((found) => found !== undefined);
  const recorded = told ? undefined : recordForms.map((form) => form.exec(line)?.groups).find((found) => found);
  const found = told ?? recorded;
  if (!found?.on) return undefined;
  const { on, meeting = it, option: named = 'recording' } = found;
  const change: Change = {
    kind: 'option',
    option: named.toLowerCase() === 'recording' ? 'recording' : 'lobby',
    isOn: !off.test(on),
  };
  return { ways: [{ which: readReference(meeting, reader), change }], manner: told ? 'sure' : 'named' };
}

const repeatForms: readonly RegExp[] = [
  /^(?:make|have|let|get) (?<rest>.+)$/iu,
  /^(?:repeat|change|switch|set) (?<rest>.+)$/iu,
];
const onceForms: readonly RegExp[] = [
  /^(?:stop repeating|don['’]?t repeat|do not repeat) (?<meeting>.+)$/iu,
  /^(?:make|have|let) (?<meeting>.+?) (?:not repeat|stop repeating|(?:a )?one-off|(?:take place |happen )?(?:just|only) once)$/iu,
];

const endForm = /^(?:make|have|let) (.+?) (?:end|stop|finish)(?: repeating)? (?:on |by |after |until )?(.+)$/iu;

/** A day on which a series may end: no time. */
function isDayAlone(said: string, reader: Reader): boolean {
  const { draft } = understand(said, reader);
  return draft.date !== undefined && draft.time === undefined && draft.title === '' && draft.people.length === 0;
}

function repeatsWish(line: string, reader: Reader): ChangeWish | undefined {
  const once = onceForms.map((form) => form.exec(line)?.groups?.meeting).find((found) => found !== undefined);
  if (once !== undefined)
    return {
      ways: [{ which: readReference(once, reader), change: { kind: 'repeats', said: 'once' } }],
      manner: 'sure',
    };
  const [, ended, day] = endForm.exec(line) ?? [];
  if (ended !== undefined && day !== undefined && isDayAlone(day, reader))
    return {
      ways: [{ which: readReference(ended, reader), change: { kind: 'repeats', said: `until ${day}` } }],
      manner: 'named',
    };
  const rest = repeatForms.map((form) => form.exec(line)?.groups?.rest).find((found) => found !== undefined) ?? '';
  // "Make a weekly sync" is a new one, and so may "have lunch every friday" be.
  const isLoose = /^(?:have|let|get) /iu.test(line) && !definite.test(rest);
  if (!often.test(rest) || isLoose || /^(?:an?|another|some|new) /iu.test(rest)) return undefined;
  const words = rest.split(' ');
  const ways = words.flatMap((_word, index) => {
    const [meeting, said] = [words.slice(0, index).join(' '), words.slice(index).join(' ')];
    const how = said.replace(/^(?:to |be |repeat |recur |happen |take place )+/iu, '');
    const isWhole =
      meeting !== '' && !/(?:^| )(?:the|my|our|this|that|to|be|repeat|recur|happen|every|each)$/iu.test(meeting);
    return isWhole && isRepetition(how, reader)
      ? [{ which: readReference(meeting, reader), change: { kind: 'repeats', said: how } as const }]
      : [];
  });
  return ways.length > 0 ? { ways, manner: 'named' } : undefined;
}

const definite = /^(?:it|this|that|the|my|our)\b|['’]s(?=\s|$)/iu;
const often =
  /\b(?:every|each|daily|weekly|biweekly|bi-weekly|fortnightly|monthly|quarterly|yearly|annually|weekdays|once a|twice a)\b/iu;

/** How often, and nothing else. */
function isRepetition(said: string, reader: Reader): boolean {
  if (!often.test(said)) return false;
  const { draft, questions } = understand(said, reader);
  const { title, time, minutes, people, options, recurrence } = draft;
  const isOther = title !== '' || time !== undefined || minutes !== undefined || people.length > 0;
  if (isOther || Object.keys(options).length > 0) return false;
  return recurrence !== undefined || questions.some(({ slot }) => slot === 'recurrence');
}

/** What would change a draft, and says nothing of which meeting. */
function bareWish(line: string, reader: Reader): ChangeWish | undefined {
  const which = readReference(it, reader);
  if (isRepetition(line, reader)) return { ways: [{ which, change: { kind: 'repeats', said: line } }], manner: 'bare' };
  const found = new RegExp(`^(?<on>with|without|no) ${article}${option}$`, 'iu').exec(line)?.groups;
  if (!found?.on || !found.option) return undefined;
  const named = found.option.toLowerCase() === 'recording' ? 'recording' : 'lobby';
  return { ways: [{ which, change: { kind: 'option', option: named, isOn: !off.test(found.on) } }], manner: 'bare' };
}
