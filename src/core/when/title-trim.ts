import { isGeneric } from './kinds.ts';
import { endings } from './title-words.ts';
import { after, lowerAt, type Token, type Tokens } from './tokens.ts';

export function trim(tokens: Tokens, from: number, to: number): { readonly text: string } {
  let [start, end] = [from, to];
  while (
    start < end &&
    (isPunctuation(tokens.list[start]) ||
      (/^(?:the|a|an|our|my|his|her|their)$/u.test(lowerAt(tokens, start)) && end - start > 1) ||
      (start > from && lowerAt(tokens, start) === 'little' && end - start > 1))
  )
    start++;
  for (let shorter = true; shorter; ) {
    shorter = false;
    while (end > start && isPunctuation(tokens.list[end - 1], true)) end--;
    for (const ending of endings) {
      for (let words = 1; words <= 3 && !shorter; words++) {
        if (
          end - words >= start &&
          !(end - words > start && tokens.list[end - words]?.glued) &&
          !(words === 1 && (isPhrasal(tokens, end - words) || isWill(tokens, end - words, from))) &&
          after(tokens, end - words, ending) === end
        )
          [end, shorter] = [end - words, true];
      }
    }
  }
  // "(that is 15:00)": what is left of it is no part of a name.
  const open = tokens.list.slice(start, end).findLastIndex(({ text }) => /^[()]$/u.test(text));
  if (open > 0 && tokens.list[start + open]?.text === '(') return trim(tokens, start, start + open);
  const [first, last] = [tokens.list[start], tokens.list[end - 1]];
  if (!first || !last || end <= start) return { text: '' };
  const text = tokens.list
    .slice(start, end)
    .map((token, offset) => `${offset > 0 && !token.glued ? ' ' : ''}${written(token)}`)
    .join('');
  // "REB amendment — quick call": what kind of meeting it is says nothing beside a name.
  const sides = text.split(/\s[–—-]\s/u);
  const names = sides.filter(
    (side) =>
      !isGeneric(side) && !/^(?:booking|scheduling|need|needed|needs|wanted|request|requesting|tbc|tbd)$/iu.test(side),
  );
  if (sides.length > 1 && names.length === 1) return { text: names[0] ?? '' };
  const [, inner] = /^\[([^[\]]+)\]$/u.exec(text) ?? [];
  if (inner) return { text: inner };
  const asks = tokens.list[end]?.text === '?' && questions.test(text) ? '?' : '';
  return { text: /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text) ? `${text}${asks}` : '' };
}

/** "Who owns billing?", "feature flags: keep or kill?": the question is what it is called. */
const questions = /^(?:how|why|who|which|where|what's|should we|do we|are we) \S+ \S|:.* or \S+$/iu;

/** "interview Will": somebody, beside words without capitals. */
function isWill({ list }: Tokens, index: number, from: number): boolean {
  return list[index]?.text === 'Will' && index > from && /^\p{Ll}/u.test(list[index - 1]?.text ?? '');
}

/** The second half of a name: "check in", "sign on". */
export function isPhrasal(tokens: Tokens, index: number): boolean {
  return /^(?:check|sign|log|opt|weigh|buy|phone|dial|stand|drop|break|plug|tie|lead|lock|trade|move|call|fly|live|kick|hand|sell|pile) (?:in|on)$|^(?:stand|drop|walk|pass) by$|^(?:catch|follow|wrap|warm|meet|clean|start|line|back|sign|stand|round|tidy|set|build|run|ramp|speed|touch|cool|count|wind|lock|melt|break|shut|hand|write|fall|roll|check|time|work|burn|phase|day|kick|send|show|cut|sell|call) (?:up|down|out|off)$/u.test(
    `${lowerAt(tokens, index - 1)} ${lowerAt(tokens, index)}`,
  );
}

function written({ text, atom }: Token): string {
  if (!atom) return text;
  return atom.kind === 'person' ? '' : atom.text;
}

export function isPunctuation(token: Token | undefined, closing = false): boolean {
  if (token?.kind !== 'sign' || /^_+$/u.test(token.text)) return false;
  if (/^[.!?-]{3,}$/u.test(token.text)) return true;
  return (
    /^[\p{P}|=<>+~^`]$/u.test(token.text) &&
    !(closing && /^[)\]}%]$/u.test(token.text)) &&
    !(!closing && /^[([{<]$/u.test(token.text))
  );
}
