import { dayOfWeek } from '../spoken.ts';
import type { Named, Reader } from './draft.ts';
import { type Reading, read } from './read.ts';

/** Who is to be added to what is open, and who is not to come, as said. */
export interface PeopleChange {
  /** What is read of those who are added: one reading for each time that somebody is. */
  readonly add: readonly Reading[];
  readonly remove: readonly Named[];
  /** Nobody who is there now is to come. */
  readonly isAnew: boolean;
  /**
   * True where the words alone do not tell that it is about people (`chen too`, `no bob`): it is, if everybody who is added is found,
   * and whoever is removed is there.
   */
  readonly isUnsure: boolean;
  /** What else was said, each at its place; empty: nothing. */
  readonly rest: string;
}

/** Whoever says more tells something else; what is hostile costs no more. UTF-16 units. */
const longest = 300;

/** A part of what was said, with the place where it stands in it: mentions are known by theirs. */
export interface Phrase {
  readonly text: string;
  readonly at: number;
}

const lead =
  /^(?:(?:please|pls|ok(?:ay)?|oh|and|also|then|but|actually|sorry|yes|hey|let['’]?s|(?:can|could|would|will) (?:you|we)(?: please)?|i(?:['’]d| would) (?:like|want|love)(?: you)? to|i (?:want|need)(?: you)? to|we (?:should|need to|have to|must)|you (?:should|can|may)|maybe|perhaps)[\s,]+)*/iu;
const tail =
  /(?:[\s,]+(?:please|pls|thanks|thank you|too|also|as well|then|now|instead|again|(?:to|on|in|into|onto|from|off|for) (?:it|this|that|there|(?:the|this|that|my) (?:meeting|call|invite|invitation|list|draft|one))|there|in))*[\s.!?]*$/iu;

const added = '(?:add(?: in)?|invite|include|loop in|pull in|rope in|bring in|cc|also invite)';
const gone =
  '(?:remove|drop|without|minus|uninvite|disinvite|un-invite|exclude|instead of|in place of|kick(?: out)?|take (?:off|out)|leave (?:off|out)|except)';
const some = '(?<who>.+?)';
const auxiliary =
  "(?:is|are|will|can|does|do|has|have|need|needs|should|must|was)(?: not|n['’]?t)|can(?:not|['’]t)|won['’]?t";
const absent = `(?:${auxiliary})(?: have)?(?: to)?(?: be| need to)?(?: come| coming| join| joining| there| needed| required| invited| available| able to (?:come|join|make it)| make it| attend| attending| free| around| be there)+|(?:is|are) (?:out|off|away|ill|sick|on leave|on holiday|busy|unavailable)|(?:not|no longer) (?:needed|required|coming|invited|available)|(?:out|off)`;

const addition = new RegExp(`^${added}\\s+(?:with\\s+)?${some}$`, 'iu');

type Kind = 'add' | 'remove' | 'only' | 'replace' | 'both';

/** What a part of it does, the sure ones first; `unsure` ones are so by the people alone. */
const forms: readonly (readonly [kind: Kind, form: RegExp, unsure?: boolean])[] = [
  ['replace', /^(?:replace|swap(?: out)?|exchange|change|switch)\s+(?<old>.+?)\s+(?:with|by|for|to)\s+(?<who>.+)$/iu],
  [
    'both',
    /^(?:(?:with|add|invite)\s+)?(?<who>.+?)\s+(?:instead of|in place of|rather than|in lieu of)\s+(?<old>.+)$/iu,
  ],
  [
    'replace',
    /^(?:instead of|in place of|rather than)\s+(?<old>[^,]+?)\s*,\s*(?:(?:take|have|use|get|ask|with|it(?:['’]s| is))\s+)?(?<who>.+)$/iu,
  ],
  ['only', new RegExp(`^(?:only|just)(?: (?:with|invite|me and|for))?\\s+${some}$`, 'iu'), true],
  ['add', addition],
  ['remove', new RegExp(`^${gone}\\s+${some}$`, 'iu')],
  ['remove', new RegExp(`^(?:take|leave|kick|drop|get|strike)\\s+${some}\\s+(?:off|out)$`, 'iu')],
  [
    'remove',
    new RegExp(
      `^(?:everyone|everybody|all)(?: (?:there|of them))? (?:but|except|without|apart from)\\s+${some}$`,
      'iu',
    ),
  ],
  ['remove', new RegExp(`^${some}\\s+(?:${absent})$`, 'iu'), true],
  ['remove', new RegExp(`^(?:no|not|lose|skip|scratch|delete)\\s+${some}$`, 'iu'), true],
  [
    'add',
    new RegExp(
      `^(?:with|plus|get|bring|ask|have|want|i(?:['’]d)? (?:want|like|need)|we need|\\+|&)\\s+${some}(?:\\s+(?:along|there|in|to come|to join))?$`,
      'iu',
    ),
    true,
  ],
  [
    'add',
    new RegExp(
      `^${some}\\s+(?:should|is to|must|can|could|may|shall|will|has to|needs to) (?:come|join|be there|be in|attend)$`,
      'iu',
    ),
    true,
  ],
  ['add', new RegExp(`^${some}$`, 'iu'), true],
];

const everybody =
  /^(?:everyone|everybody|all|all of them|them|them all|the (?:others|guests|people|invitees|attendees)|anyone|people)$/iu;
/** What is no name of anybody. */
const nobody =
  /^(?:nobody|no one|noone|yes|yep|no|ok|okay|once|cancel|stop|(?:drop|remove|leave|skip|cancel) it|it|this|that|these|those|me|you|us|him|her|them|one|nothing|something|someone|somebody|anything|the .*(?:meeting|call|title|time|day|date|lobby|recording|zone))$/iu;
/** Where another change begins: at a word that says which. */
const between =
  /(?:\s*[,;.]\s*(?:and\s+|but\s+|then\s+)?|\s+(?:and|but|then)\s+)(?=(?:please\s+)?(?:add|invite|include|remove|drop|uninvite|exclude|without|loop|replace|swap|leave out|leave\s+\S+\s+out|take\s+\S+\s+(?:off|out)|make it|move it|call it|for \d|at \d)\b)/giu;

/**
 * A change of who comes to what is open: `add Chen`, `without bob`, `Bob can't come`, `replace Bob with Chen`. undefined: it is none.
 *
 * @param asked it was asked who is meant: words alone are names
 * @param strict only what says so by a verb: where a name is asked for, `with parents` may be one
 */
export function readPeopleChange(
  said: string,
  reader: Reader,
  { strict = false, asked = false } = {},
): PeopleChange | undefined {
  if (said.length > longest) return undefined;
  const parts = partsOf(said);
  const add: Reading[] = [];
  const remove: Named[] = [];
  const rest: string[] = [];
  let isAnew = false;
  let isUnsure = false;
  for (const part of parts) {
    const change = readPart(part, reader, { strict: strict || parts.length > 1, asked });
    if (!change) rest.push(' '.repeat(Math.max(0, part.at - rest.join('').length)), part.text);
    else {
      add.push(...change.add);
      remove.push(...change.remove);
      isAnew ||= change.isAnew;
      isUnsure ||= change.isUnsure;
    }
  }
  if (add.length + remove.length === 0 && !isAnew) return undefined;
  return { add, remove, isAnew, isUnsure, rest: rest.join('').trim() === '' ? '' : rest.join('') };
}

/** Whom a line adds that says so by a verb, as said: `add Dana`. undefined: it adds nobody in that way. */
export function isAddition(said: string): string | undefined {
  const core = said.replace(lead, '').replace(tail, '');
  return addition.exec(core)?.groups?.who;
}

function partsOf(said: string): readonly Phrase[] {
  const cuts = [...said.matchAll(between)];
  const starts = [0, ...cuts.map(({ index, 0: { length } }) => index + length)];
  return starts
    .map((at, index) => ({ text: said.slice(at, cuts[index]?.index ?? said.length), at }))
    .flatMap(withoutWhen);
}

/** "Add chen and dana, for an hour": behind people, what else is to be different. */
function withoutWhen({ text, at }: Phrase): readonly Phrase[] {
  const verb = sureVerb.exec(text)?.[0].length ?? 0;
  const found = verb > 0 ? whenWords.exec(text.slice(verb)) : null;
  if (!found || found.index === 0) return [{ text, at }];
  const [end, next] = [verb + found.index, verb + found.index + found[0].length];
  return [
    { text: text.slice(0, end), at },
    { text: text.slice(next), at: at + next },
  ];
}

const sureVerb =
  /^\s*(?:please\s+|also\s+|can you\s+|could you\s+)*(?:add|invite|include|remove|drop|uninvite|without)\s+/iu;
const whenWords = new RegExp(
  `(?:\\s*,\\s*|\\s+)(?:and\\s+|but\\s+)?(?=(?:for|at|on|until|till|every|each|daily|weekly|fortnightly|monthly|today|tonight|tomorrow|noon|record|${dayOfWeek}|\\d{1,2}(?:[:.]\\d\\d|\\s?[ap]m|\\s?(?:h|hrs?|hours?|min(?:ute)?s?)))\\b)`,
  'iu',
);

function readPart(
  part: Phrase,
  reader: Reader,
  { strict, asked }: { readonly strict: boolean; readonly asked: boolean },
): Omit<PeopleChange, 'rest'> | undefined {
  const begin = part.text.length - part.text.trimStart().length;
  const skipped = begin + (lead.exec(part.text.slice(begin))?.[0].length ?? 0);
  const core = part.text.slice(skipped).replace(tail, '');
  const around = part.text.slice(0, skipped) + part.text.slice(skipped + core.length);
  const isLed = /\b(?:too|also|as well)\b/iu.test(around);
  const phrase = (text: string): Phrase => ({ text, at: part.at + skipped + core.lastIndexOf(text) });
  for (const [kind, form, unsure = false] of forms) {
    if (unsure && strict) continue;
    const groups = form.exec(core)?.groups;
    if (!groups?.who) continue;
    const who = phrase(groups.who);
    if (kind === 'remove' && everybody.test(groups.who)) return { add: [], remove: [], isAnew: true, isUnsure: unsure };
    const these = people(who, reader, kind !== 'remove' && (asked || !unsure));
    const part = kind === 'remove' && !these ? partOfName(groups.who) : undefined;
    if (part) return { add: [], remove: [part], isAnew: false, isUnsure: true };
    const others = groups.old === undefined ? undefined : people(phrase(groups.old), reader, false);
    if (!these || (groups.old !== undefined && !others)) continue;
    if (kind === 'remove') return { add: [], remove: these.people.people, isAnew: false, isUnsure: unsure };
    const isUnsure = (unsure && !isLed) || kind === 'both';
    return { add: [these], remove: others?.people.people ?? [], isAnew: kind === 'only', isUnsure };
  }
  return undefined;
}

/** What is read of those who are named, where nothing else is; what is no address counts where somebody is added by a verb. */
function people(phrase: Phrase, reader: Reader, takesAll: boolean): Reading | undefined {
  if (nobody.test(phrase.text.trim())) return undefined;
  const reading = readNames(phrase, reader);
  const { days, clocks, parts, durations, recurrences, ends, zones, options } = reading;
  const others = [days, clocks, parts, durations, recurrences, ends, zones, Object.keys(options)];
  if (others.some(({ length }) => length > 0)) return undefined;
  const { people: found, invalid, unclear, without } = reading.people;
  if (without.length > 0 || (unclear.length > 0 && !takesAll)) return undefined;
  if (reading.title !== '') return takesAll ? withBareNames(phrase.text, reading) : undefined;
  return found.length > 0 || (takesAll && invalid.length + unclear.length > 0) ? reading : undefined;
}

/** "number03": what is no name that one would look for may be a part of one that is there. */
function partOfName(said: string): Named | undefined {
  const name = said.trim();
  const isOne = /^\p{L}[\p{L}\p{M}\p{N}'’._-]*\p{N}[\p{L}\p{M}\p{N}'’._-]*$/u.test(name);
  return isOne ? { kind: 'name', name } : undefined;
}

/** "ann lee, dana": names in small letters, each of a few words, beside mentions and addresses. */
function withBareNames(text: string, reading: Reading): Reading | undefined {
  const pieces = text.split(/\s*(?:,|;|&|\+|\b(?:and|plus)\b)\s*/iu).filter((piece) => piece !== '');
  const names = pieces.filter((piece) => !/[@<]/u.test(piece));
  if (!names.every((name) => /^\p{L}[\p{L}\p{M}'’.-]*(?: [\p{L}\p{M}'’.-]+){0,2}$/u.test(name))) return undefined;
  const told = reading.people.people.filter(({ kind }) => kind === 'mention' || kind === 'email');
  const bare: readonly Named[] = names.map((name) => ({ kind: 'name', name }));
  return { ...reading, title: '', titleNamed: false, people: { ...reading.people, people: [...told, ...bare] } };
}

/** What is said of people in a phrase, read as if it stood behind “with”. */
export function readNames({ text, at }: Phrase, { mentions, ...reader }: Reader): Reading {
  const word = 'with ';
  const inside = mentions?.filter(({ start, length }) => start >= at && start + length <= at + text.length);
  return read(word + text, {
    ...reader,
    ...(inside && { mentions: inside.map((one) => ({ ...one, start: one.start - at + word.length })) }),
  });
}
