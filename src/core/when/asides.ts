import { kindOf } from './aside-kinds.ts';
import { readTimes } from './clock-times.ts';
import { mayCorrect } from './corrections.ts';
import { courtesies, labels } from './courtesy-words.ts';
import { readDay } from './days.ts';
import { readDuration } from './durations.ts';
import { wishes } from './interjections.ts';
import { readOption } from './options.ts';
import { endsSentence, type Segment } from './title-clauses.ts';
import { afterAny, lowerAt, type Tokens, take } from './tokens.ts';
import { type Clause, clausesOf } from './told-clauses.ts';
import { weekdayPlurals, weekdays } from './words.ts';

/** More sentences than this are not looked at one by one. */
const mostSentences = 20;

/**
 * Takes away what was told around a request, before anything is read in it: "was up at 5am with the baby. coffee tomorrow
 * 10:00". Only where the rest says a day and a time of its own, so that nothing of the meeting is lost.
 */
export function takeAsides(tokens: Tokens, monthFirst: boolean | undefined): void {
  takeBrackets(tokens);
  const all = sentences(tokens);
  if (all.length < 2 || all.length > mostSentences) return;
  const kinds = all.map((sentence) => kindOf(tokens, sentence));
  if (kinds.every((kind) => kind === 'request')) return;
  const rest = all.filter((_sentence, index) => kinds[index] === 'request');
  if (!rest.some((one) => hasTime(tokens, one)) || refersBack(tokens, rest)) return;
  const dated = rest.some((one) => hasDay(tokens, one, monthFirst));
  for (const [index, sentence] of all.entries()) {
    const kind = kinds[index];
    if (kind === 'request' || (!dated && hasDay(tokens, sentence, monthFirst))) continue;
    if (isBehind(sentence, rest) && mayCorrect(tokens, sentence)) continue;
    if (kind === 'told' && (saysMore(tokens, sentence) || (isBehind(sentence, rest) && hasTime(tokens, sentence))))
      continue;
    const timed = hasTime(tokens, sentence) || namesDay(tokens, sentence) || saysMore(tokens, sentence);
    if (kind === 'feeling' && !timed) continue;
    // "The design review is friday at 14:00. The budget review …" are two.
    if (kind === 'told' && hasTime(tokens, sentence) && clausesOf(tokens, sentence).some(isWished)) continue;
    if (kind === 'remark' && !isByTheBy(tokens, sentence, rest, monthFirst)) continue;
    const [from, to] = sentence;
    take(
      tokens,
      from,
      afterAny(tokens, to, ['anyway|anyways|anyhow|so|but so|and?', 'now then']) ?? to,
      kind === 'story' || kind === 'mood' ? 'noise' : 'aside',
    );
  }
}

function isWished({ kind }: Clause): boolean {
  return kind === 'wish';
}

function sentences({ list }: Tokens): readonly Segment[] {
  const found: Segment[] = [];
  let from = 0;
  const end = (to: number) => {
    if (to > from) found.push([from, to]);
    from = to;
  };
  for (let index = 0; index < list.length; index++) {
    const { lower } = list[index] ?? { lower: '' };
    if (/^(?:anyway|anyways|anyhow)$/u.test(lower)) end(index);
    // "Friday 3pm because the board meets on monday".
    else if (index > from && isReason(list, index)) end(index);
    else if (/^(?:um|uh|er|erm|hmm)$/u.test(lower) && turns.test(list[index + 1]?.lower ?? '')) end(index);
    // "My dentist moved me to 3pm so let's do …".
    else if (lower === 'so' && turns.test(list[index + 1]?.lower ?? '') && endsAside({ list }, [from, index]))
      end(index);
    else if (endsSentence({ list }, index) || (laughs.test(lower) && index > from)) end(index + 1);
    else if (/^[,;:–—-]$/u.test(lower) && !list[index + 1]?.glued && index > from)
      if (turns.test(list[index + 1]?.lower ?? '') || isTold(list, index + 1) || endsAside({ list }, [from, index]))
        end(index + 1);
  }
  end(list.length);
  return found;
}

function isReason(list: Tokens['list'], index: number): boolean {
  const [word, next] = [list[index]?.lower ?? '', list[index + 1]?.lower ?? ''];
  return (
    /^(?:because|cos|coz|cuz)$/u.test(word) ||
    (word === 'since' &&
      /^(?:i|i'm|we|we're|he|he's|she|she's|they|they're|it|it's|the|my|our|there|there's|this|that)$/u.test(next))
  );
}

/** "Coffee with @femke, we haven't talked in ages": what goes on behind a comma is told. */
function isTold(list: Tokens['list'], index: number): boolean {
  return (
    /^(?:i|we|he|she|they|you)$/u.test(list[index]?.lower ?? '') &&
    /^(?:didn't|haven't|hasn't|don't|doesn't|can't|couldn't|never|have|has|had|was|were|am|are|is|really|still|promise|know|hope|guess|swear|didnt|havent|dont|cant)$/u.test(
      list[index + 1]?.lower ?? '',
    )
  );
}

/** "My 3pm got cancelled, coffee tomorrow 10:00": told of a person, it ends at a comma. */
function endsAside({ list }: Pick<Tokens, 'list'>, [from, to]: Segment): boolean {
  const kind = kindOf({ list }, [from, to]);
  const personal = /^(?:i|we|he|she|they|my|i've|we've|i'm|we're)$/u.test(list[from]?.lower ?? '');
  return kind === 'mood' || kind === 'lead' || (kind === 'story' && personal);
}

const laughs = /^(?:lol|lmao|haha|hahaha|hehe|rofl|smh)$/u;
/** Behind a comma or a dash, a request begins with these. */
const turns = /^(?:so|can|could|would|please|pls|plz|let's|lets|need|book|schedule|set|put|anyway)$/u;

function someIn([from, to]: Segment, is: (index: number) => boolean): boolean {
  for (let index = from; index < to; index++) if (is(index)) return true;
  return false;
}

function namesDay({ list }: Tokens, [from, to]: Segment): boolean {
  return list.slice(from, to).some(({ lower }) => weekdays.has(lower) || weekdayPlurals.has(lower));
}

export function hasTime(tokens: Tokens, sentence: Segment): boolean {
  return someIn(sentence, (index) => {
    const start = readTimes(tokens, index)?.value.start;
    return start !== undefined && start.form !== 'vague' && !start.weak;
  });
}

export function hasDay(tokens: Tokens, sentence: Segment, monthFirst: boolean | undefined): boolean {
  return someIn(sentence, (index) => {
    const day = readDay(tokens, index, monthFirst)?.value.day;
    return day !== undefined && day.kind !== 'vague' && day.kind !== 'past' && day.kind !== 'end';
  });
}

/** "Last one was 45 minutes, so the same again". */
function refersBack({ list }: Tokens, rest: readonly Segment[]): boolean {
  return rest.some(([from, to]) =>
    list.slice(from, to).some(({ lower }) => /^(?:same|ditto|likewise|then|there)$/u.test(lower)),
  );
}

/** Behind a request that says when and what, and without a word of when itself. */
function isByTheBy(
  tokens: Tokens,
  sentence: Segment,
  rest: readonly Segment[],
  monthFirst: boolean | undefined,
): boolean {
  return (
    isBehind(sentence, rest) &&
    !hasTime(tokens, sentence) &&
    !hasDay(tokens, sentence, monthFirst) &&
    !saysMore(tokens, sentence)
  );
}

function isBehind([from]: Segment, rest: readonly Segment[]): boolean {
  return rest.some(([, to]) => to <= from);
}

/** A length that was told may yet be meant, and how it is held: "nobody comes in before I let them in". */
export function saysMore(tokens: Tokens, sentence: Segment): boolean {
  return someIn(
    sentence,
    (index) => readDuration(tokens, index) !== undefined || readOption(tokens, index) !== undefined,
  );
}

/** "(virtual lol)", "(no rush)", "(sorry!!)", "[URGENT]". */
function takeBrackets(tokens: Tokens): void {
  for (let index = 0; index < tokens.list.length; index++) {
    if (!/^[([]$/u.test(lowerAt(tokens, index))) continue;
    const end = tokens.list.findIndex(({ lower }, at) => at > index && /^[)\]]$/u.test(lower));
    if (end < 0) return;
    const inside = tokens.list.slice(index + 1, end);
    const isAside = inside.every(
      ({ lower, kind, atom }) => !atom && (kind === 'sign' || courtesies.has(lower) || manners.test(lower)),
    );
    const isManner = inside.every(({ lower }) => manners.test(lower));
    const isSaid = isManner || inside.some(({ lower }) => courtesies.has(lower) && !plain.test(lower));
    const isLabel = index === 0 && lowerAt(tokens, 0) === '[' && inside.every(({ lower }) => labels.has(lower));
    const isRemark =
      index > 0 &&
      !inside.some(({ atom }) => atom) &&
      /^(?:remark|story|told|feeling|mood)$/u.test(kindOf(tokens, [index + 1, end]));
    if ((isAside && isSaid) || isLabel || isRemark || afterAny(tokens, index + 1, wishes) === end)
      take(tokens, index, end + 1, 'noise');
    index = end;
  }
}

const manners = /^(?:virtual|virtually|virtuell|remote|remotely|online|video|person|zoom|teams)$/u;
const plain =
  /^(?:a|an|the|of|for|to|in|on|at|by|and|or|with|from|next|last|more|time|slot|high|top|optional|important|urgent|draft|confirmed|tentative|present|planned|included|q|all|both|new|work|fit)$/u;
