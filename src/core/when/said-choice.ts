import { Temporal } from 'temporal-polyfill';
import { mask } from './mask.ts';
import { readOrdinal } from './numbers.ts';
import { after } from './tokens.ts';
import type { Question } from './understanding.ts';
import { weekdays } from './words.ts';

/** The choice that words name, as an index: `the second`, `evening`, `next week`, `earlier`. undefined: none, or not surely one. */
export function saidChoice(question: Question, said: string): number | undefined {
  const { choices } = question;
  const words = said
    .toLowerCase()
    .replace(/[.!,?]+/gu, ' ')
    .replace(/^\s*(?:the|in the|at|on|make it|i mean|i meant|please|ok|let's do|use)\s+/u, '')
    .replace(/\s+(?:one|option|choice|please|then|time|of them)\s*$/u, '')
    .trim();
  const at = (index: number) => (choices[index] ? index : undefined);
  const paired = ofPair(question, words);
  if (paired !== undefined) return paired;
  if (/^(?:yes|y|yep|sure|ok|okay|correct|right)$/u.test(words)) return choices.length === 1 ? 0 : undefined;
  if (/^(?:former)$/u.test(words)) return at(0);
  if (/^(?:latter|last)$/u.test(words) && choices.length > 0) return choices.length - 1;
  const ordinal = ordinalOf(words);
  if (ordinal !== undefined && choices.length > 1) return at(ordinal - 1);
  return ofQuestion(question, words) ?? byWeekday(question, words);
}

function ordinalOf(words: string): number | undefined {
  const tokens = mask(words, {});
  const found = readOrdinal(tokens, after(tokens, 0, 'number|option|no') ?? 0);
  return found && found.next === tokens.list.length && found.value > 0 && /\p{L}{4}/u.test(words)
    ? found.value
    : undefined;
}

/** Words for the first choice, and for the last one. */
const pairs: { readonly [why in Question['why']]?: readonly [first: RegExp, last: RegExp] } = {
  half_of_day: [
    /^(?:am|a\.?m|morning|early|in the morning)$/u,
    /^(?:pm|p\.?m|afternoon|evening|night|tonight|late|in the (?:afternoon|evening))$/u,
  ],
  next_weekday: [
    /^this(?: week)?(?: \p{L}+day)?$|^coming(?: \p{L}+day)?$/u,
    /^next(?: week)?(?: \p{L}+day)?$|^following(?: week)?$|^week after$/u,
  ],
  midnight: [
    /^(?:before|start|beginning|night before|start of the day|00:00)$/u,
    /^(?:after|end|end of the day|night after|24:00|that night)$/u,
  ],
  clock_overlap: [/^(?:earlier|before|first|summer)$/u, /^(?:later|after|second|winter|standard)$/u],
  who_mentioned: [
    /^(?:yes|y|yep|yeah|sure|with (?:him|her|them)|invite(?: (?:him|her|them))?|(?:(?:he|she|they) )?(?:comes?|is|are|should|will)(?: come| coming| invited| there)?)$/u,
    /^(?:no|nope|nobody|only about (?:him|her|them)|about (?:him|her|them)|without(?: (?:him|her|them))?|leave (?:him|her|them) out|(?:do not|don't) invite(?: (?:him|her|them))?|not invited|not coming)$/u,
  ],
  option_unclear: [
    /^(?:yes|y|yep|yeah|sure|on|yes it is|switch it on|turn it on|please do|do)$/u,
    /^(?:no|nope|off|not?|don't|no thanks|leave it off|switch it off|turn it off)$/u,
  ],
  clock_gap: [/^(?:earlier|before)$/u, /^(?:later|after)$/u],
};

/** "no", "just once": as an answer to how often. */
export function isNever(said: string): boolean {
  return never.test(
    said
      .toLowerCase()
      .replace(/[.!,]+$/u, '')
      .trim(),
  );
}

const never =
  /^(?:no|nope|none|once|just once|only once|one time|never|not at all|don't|do not|don't repeat|do not repeat|no repeat)$/u;
const nobody =
  /^(?:nobody|no one|noone|none|no|leave (?:him|her|them|it|that) out|skip|skip (?:it|that|them)|leave out|without|just me|only me|me|remove|forget it|ignore)$/u;

function ofPair({ why, choices }: Question, words: string): number | undefined {
  const pair = pairs[why];
  if (!pair || choices.length < 2) return undefined;
  if (pair[0].test(words)) return 0;
  return pair[1].test(words) ? choices.length - 1 : undefined;
}

function ofQuestion({ slot, choices }: Question, words: string): number | undefined {
  if (slot === 'recurrence' && never.test(words))
    return found(choices.findIndex(({ recurrence }) => recurrence === ''));
  if (slot === 'recurrence' && /of the month|monthly/u.test(words))
    return found(choices.findIndex(({ recurrence }) => recurrence?.startsWith('FREQ=MONTHLY')));
  if (slot === 'who' && nobody.test(words)) return choices.length > 0 ? 0 : undefined;
  return undefined;
}

/** A weekday, of choices on different ones. */
function byWeekday({ choices }: Question, words: string): number | undefined {
  const weekday = weekdays.get(words);
  if (weekday === undefined) return undefined;
  const fitting = choices.flatMap(({ date }, index) =>
    date && Temporal.PlainDate.from(date).dayOfWeek === weekday ? [index] : [],
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

function found(index: number): number | undefined {
  return index < 0 ? undefined : index;
}
