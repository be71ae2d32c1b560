import type { FoundWho } from './groups.ts';
import type { Sure } from './names.ts';
import { after, afterAny, type Found, lowerAt, type Tokens } from './tokens.ts';
import { readWho, said } from './who.ts';

/** One after another, as far as the list goes. */
export function readMore(
  tokens: Tokens,
  start: number,
  sure: Sure,
  company = false,
): Found<{ readonly people: readonly FoundWho[] }> | undefined {
  const first = readWho(tokens, start, sure);
  if (!first) return undefined;
  const people = [first.value];
  let { next } = first;
  let either = false;
  while (people.length < tokens.list.length) {
    const link = afterAny(tokens, next, [
      'and / or',
      // As people say "and" who speak other languages at home.
      'et|und|y|e|og|och',
      ',|;|and optional|optionally :?',
      ', and',
      'and|n also?',
      '&',
      '+',
      ',',
      '/',
      'plus',
      ';',
      'or',
      'as well as',
    ]);
    // "With the client (meera@acme.example)": what somebody is, and who.
    const inside = link === undefined && isWhat(people.at(-1)) ? insideBrackets(tokens, next) : undefined;
    if (inside) {
      people.splice(-1, 1, ...inside.value);
      next = inside.next;
      continue;
    }
    const more = readWho(
      tokens,
      link ?? next,
      link === undefined ? 'none' : company ? (lowerAt(tokens, link - 1) === ',' ? 'comma' : 'and') : 'loose',
    );
    if (!more) break;
    // "Bob <bob@example.com>" is one person.
    if (link === undefined && more.value.named?.[0]?.kind === 'email' && people.at(-1)?.named?.[0]?.kind === 'name')
      people.pop();
    // "The client bob@example.com": what somebody is, and who.
    if (link === undefined && people.at(-1)?.unclear !== undefined && isOne(more.value)) people.pop();
    people.push(more.value);
    either ||= link !== undefined && lowerAt(tokens, link - 1) === 'or';
    next = more.next;
  }
  // One of them is meant, and nobody can tell which.
  if (either) people.push({ unclear: said(tokens, start, next) });
  return { value: { people }, next };
}

/** "The client", "the florist": what somebody is, who is named behind it. */
function isWhat(who: FoundWho | undefined): boolean {
  const [only] = who?.named ?? [];
  return who?.unclear !== undefined || (only?.kind === 'name' && /^\p{Ll}/u.test(only.name));
}

/** Mentions and addresses in brackets, and nothing else. */
function insideBrackets(tokens: Tokens, index: number): Found<readonly FoundWho[]> | undefined {
  const open = after(tokens, index, '(');
  const list = open === undefined ? undefined : readMore(tokens, open, 'none');
  const next = list && after(tokens, list.next, ')');
  return next === undefined ? undefined : { value: list?.value.people ?? [], next };
}

export function isOne({ named }: FoundWho): boolean {
  return named?.length === 1 && (named[0]?.kind === 'email' || named[0]?.kind === 'mention');
}
