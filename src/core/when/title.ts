import { isCourtesy } from './courtesy.ts';
import { partOf, segments, trim } from './title-parts.ts';
import { generic, markers } from './title-words.ts';
import { after, afterAny, lowerAt, type Tokens, take } from './tokens.ts';
import { smallWords } from './words.ts';

/** Name as it was said: in quotes, behind "called", or what is left when everything else was read. */
export function readTitle(tokens: Tokens): { readonly title: string; readonly titleNamed: boolean } {
  const named = readNamed(tokens) ?? readQuote(tokens);
  return { title: named ?? remaining(tokens), titleNamed: named !== undefined };
}

function readQuote(tokens: Tokens): string | undefined {
  const atom = tokens.list.find((token) => token.atom?.kind === 'quote' && !token.taken)?.atom;
  return atom?.kind === 'quote' ? atom.text : undefined;
}

function remaining(tokens: Tokens): string {
  const all = segments(tokens);
  const telling = all.filter(([from, to]) => !isCourtesy(tokens, from, to));
  const parts = (telling.length > 0 ? telling : all)
    .map((segment) => partOf(tokens, segment))
    .filter(({ text }, index, all) => text !== '' && !(index > 0 && /^webinar$/iu.test(text) && all[0]?.text !== ''));
  const [main, ...rest] = parts;
  if (!main) return '';
  const subject = parts.find((part, index) => part.subject && (index > 0 || parts.length === 1));
  const others = parts.filter((part) => part !== subject);
  if (subject && others.every(({ text }) => generic.test(text))) return subject.text;
  const names = parts.filter(({ text, subject: about }) => about || !generic.test(text));
  // "call … release go/no-go": the word for the kind of meeting says nothing beside a name.
  const shown = names.length > 0 && !subject ? names : rest.length > 0 ? parts : [main];
  return shown.map((part, index) => (index > 0 && part.lead ? `${part.lead} ${part.text}` : part.text)).join(' ');
}

/** `called Budget`, `title: Budget`: all of it up to what was read as something else. */
function readNamed(tokens: Tokens): string | undefined {
  for (let index = 0; index < tokens.list.length; index++) {
    const start = afterAny(tokens, index, markers) ?? afterBareTitle(tokens, index);
    if (start === undefined) continue;
    let end = start;
    while (end < tokens.list.length && !tokens.list[end]?.taken) end++;
    const quote = tokens.list.slice(start, end).find(({ atom }) => atom?.kind === 'quote')?.atom;
    if (quote?.kind === 'quote') return quote.text;
    const text = trim(tokens, start, end).text;
    if (text !== '') return text;
  }
  return undefined;
}

/** `…, title Launch checklist`. */
function afterBareTitle(tokens: Tokens, index: number): number | undefined {
  const before = tokens.list[index - 1];
  const begins = before !== undefined && (before.taken !== undefined || /^[,;.(–—-]$/u.test(before.text));
  return begins && lowerAt(tokens, index) === 'title' && /^\p{Lu}/u.test(tokens.list[index + 1]?.text ?? '')
    ? index + 1
    : undefined;
}

/** Labels of a form that somebody wrote: `When: Thursday 2pm`. */
export function takeLabels(tokens: Tokens): void {
  for (let index = 0; index < tokens.list.length; index++) {
    const next = afterAny(tokens, index, [
      'when|where|who|date|time|day|zone|timezone|people|participants|attendees|repeat|repeats|duration|length|start|starts|invite|invitees|guests|with|what|options :',
    ]);
    const told = after(tokens, index, 'create|book|schedule|make|send|do|add it|this|that|them');
    const now = told === undefined ? undefined : after(tokens, told, 'right? now');
    // "Create it now" tells when to create it.
    if (told !== undefined && now !== undefined) take(tokens, told, now, 'noise');
    if (next !== undefined && !smallWords.has(lowerAt(tokens, next - 2))) take(tokens, index, next, 'noise');
  }
}
