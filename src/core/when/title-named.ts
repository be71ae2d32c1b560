import { withoutCourtesy } from './courtesy.ts';
import { isSentence } from './title-doubt.ts';
import { trim } from './title-trim.ts';
import { markers } from './title-words.ts';
import { afterAny, lowerAt, type Tokens } from './tokens.ts';
import { smallWords } from './words.ts';

/** `called Budget`, `title: Budget`: all of it up to what was read as something else. */
export function readNamed(tokens: Tokens): string | undefined {
  for (let index = 0; index < tokens.list.length; index++) {
    const start = afterAny(tokens, index, markers) ?? afterBareTitle(tokens, index);
    if (start === undefined) continue;
    let end = start;
    while (end < tokens.list.length && !tokens.list[end]?.taken) end++;
    const quote = tokens.list.slice(start, end).find(({ atom }) => atom?.kind === 'quote')?.atom;
    if (quote?.kind === 'quote') return quote.text;
    const text = trim(tokens, start, endOfNamed(tokens, start, end)).text;
    if (text !== '') return text;
  }
  return undefined;
}

/** "Topic is metrics. Appreciate ya!": what was said by the by behind a name is none of it. */
function endOfNamed(tokens: Tokens, start: number, last: number): number {
  const end = withoutCourtesy(tokens, start, last);
  for (let index = start + 1; index < end; index++) {
    const stops = /^[.!?…]+$/u.test(tokens.list[index]?.text ?? '') && !tokens.list[index + 1]?.glued;
    if (stops && isSentence(trim(tokens, index + 1, end).text)) return index;
  }
  return end;
}

/** `…, title Launch checklist`. */
function afterBareTitle(tokens: Tokens, index: number): number | undefined {
  const before = tokens.list[index - 1];
  const begins = before !== undefined && (before.taken !== undefined || /^[,;.(–—-]$/u.test(before.text));
  const [word, behind] = [lowerAt(tokens, index), tokens.list[index + 1]];
  if (!begins || behind?.kind !== 'word' || behind.taken) return undefined;
  if (word === 'title' && (/^\p{Lu}/u.test(behind.text) || !ofTitles.test(behind.lower))) return index + 1;
  return /^(?:subject|topic)$/u.test(word) && !ofSubjects.test(behind.lower) && !smallWords.has(behind.lower)
    ? index + 1
    : undefined;
}

/** The same of a title: "title search", "title defence". */
const ofTitles =
  /^(?:search|searches|insurance|deeds?|transfers?|company|companies|fights?|races?|defen[cs]e|ix|pages?|reviews?|ideas|brainstorm|sequence|design|loans?|track|image|character|song|story|is|to|and|or|tbd|tba)$/u;

/** Behind these words a subject or topic is the thing itself: "topic modelling", "subject matter experts". */
const ofSubjects =
  /^(?:matter|line|lines|access|head|heads|leads?|teachers?|choices?|selection|review|reviews|model+ing|research|workshop|ideas|planning|list|lists|discussion|clusters?|session|meeting|call|to|tbd|tba|areas?|groups?)$/u;
