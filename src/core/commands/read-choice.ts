import type { CommandContext } from '../command.ts';
import { matchName } from '../name-match.ts';
import type { RunButton } from '../reply.ts';
import type { Reader } from '../when/index.ts';
import { readIntent } from '../when/intent.ts';
import { findRange } from '../when/range.ts';
import { readScope } from '../when/said-scope.ts';
import { placeIn } from '../when/said-which.ts';
import { namedPeople } from './named-people.ts';
import type { Question } from './questions.ts';

/** The button that words stand for, or `none` of them; whoever they name, where it is asked who is meant. Undefined: they are no answer. */
export function readChoice(
  context: CommandContext,
  said: string,
  question: Question,
  reader: Reader,
): RunButton | 'none' | undefined {
  return readButton(said, question, reader) ?? (question.asksWho && readWho(context, question.asksWho, said, reader));
}

function readButton(said: string, { buttons, asksWho }: Question, reader: Reader): RunButton | 'none' | undefined {
  const named = buttons.filter(({ answers }) => answers === 'which');
  const scope = readScope(said, { act: 'cancel', days: [] }, reader);
  const no = buttons.find(({ answers }) => answers === 'no');
  if (asksWho && leavesOut.test(said.trim())) return 'none';
  if (scope === 'no' && (no || asksWho || named.length > 0)) return no ?? 'none';
  if (scope === 'yes') return buttons.find(({ answers }) => answers === 'yes') ?? only(named);
  const words = said.trim().replace(/[.!\s]+$/u, '');
  if (named.length === 0 || words.length > longest) return undefined;
  if (/^(?:none|neither) of (?:them|these|those)$/iu.test(words)) return 'none';
  const place = placeIn(words.toLowerCase(), true);
  if (place !== undefined) return named.at(place < 0 ? place : place - 1);
  const { by, found } = matchName(words, named, ({ label }) => [label, ...label.split(/[()]/u)]);
  return by === 'near' ? undefined : only(found);
}

const leavesOut =
  /^(?:(?:leave|skip|ignore|forget|drop) (?:(?:him|her|it|them|that|\S+)(?: out)?|out)|without (?:him|her|it|them)|no(?:body| one))[\s.!]*$/iu;

/** Whoever is named by an address, or in a few words that are nothing else. */
function readWho(context: CommandContext, asksWho: RunButton, said: string, reader: Reader): RunButton | undefined {
  const words = said.trim().replace(/[.!\s]+$/u, '');
  const isShort = words.length <= longest && words.split(/\s+/u).length <= 3 && /^[\p{L}\p{M}\s.'’-]+$/u.test(words);
  const isNamed = /\S@\S/u.test(words) || context.invocation.mentions.length > 0;
  const isElse = !isNamed && (!isShort || !['none', 'schedule'].includes(readIntent(words, reader).kind));
  const isNobody = words.length > longest || namedPeople(context, reader, words).people.length === 0;
  return isElse || isNobody || findRange(words, reader) ? undefined : { ...asksWho, input: words };
}

/** No name is said in more. UTF-16 units. */
const longest = 80;

function only<Item>(items: readonly Item[]): Item | undefined {
  return items.length === 1 ? items[0] : undefined;
}
