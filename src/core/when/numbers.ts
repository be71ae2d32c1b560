import { at, type Found, lowerAt, type Tokens } from './tokens.ts';
import { ordinals, smallNumbers, tens } from './words.ts';

/** A number in digits or words: `45`, `1.5`, `1,5`, `2½`, `forty-five`, `an`. */
export function readNumber(tokens: Tokens, index: number): Found<number> | undefined {
  const token = at(tokens, index);
  if (!token) return undefined;
  if (token.kind === 'number') return readDigits(tokens, index);
  const part = fractions.get(token.text);
  if (part !== undefined) return { value: part, next: index + 1 };
  const hundred = /^(?:hundred|thousand)$/u.exec(lowerAt(tokens, index + 1))?.[0];
  const times = token.lower === 'a' ? 1 : smallNumbers.get(token.lower);
  if (hundred && times) return { value: times * (hundred === 'hundred' ? 100 : 1000), next: index + 2 };
  if (token.lower === 'a' || token.lower === 'an') return { value: 1, next: index + 1 };
  const ten = tens.get(token.lower);
  if (ten === undefined) {
    const value = smallNumbers.get(token.lower);
    return value === undefined ? undefined : { value, next: index + 1 };
  }
  const behind = lowerAt(tokens, index + 1) === '-' ? index + 2 : index + 1;
  const one = smallNumbers.get(lowerAt(tokens, behind));
  return one !== undefined && one > 0 && one < 10
    ? { value: ten + one, next: behind + 1 }
    : { value: ten, next: index + 1 };
}

const fractions: ReadonlyMap<string, number> = new Map([
  ['¼', 0.25],
  ['½', 0.5],
  ['¾', 0.75],
]);

function readDigits(tokens: Tokens, index: number): Found<number> {
  const whole = tokens.list[index]?.text ?? '';
  const [sign, fraction] = [tokens.list[index + 1], tokens.list[index + 2]];
  const part = sign?.glued ? fractions.get(sign.text) : undefined;
  if (part !== undefined) return { value: Number(whole) + part, next: index + 2 };
  if (sign?.glued && /^[.,]$/u.test(sign.text) && fraction?.glued && /^\d{1,2}$/u.test(fraction.text))
    return { value: Number(`${whole}.${fraction.text}`), next: index + 3 };
  return { value: Number(whole), next: index + 1 };
}

/** `first`, `3rd`, `last` (-1). */
export function readOrdinal(tokens: Tokens, index: number): Found<number> | undefined {
  const token = at(tokens, index);
  // "Twenty-first".
  const ten = token && tens.get(token.lower);
  const behind = ten && lowerAt(tokens, index + 1) === '-' ? index + 2 : index + 1;
  const one = ten ? ordinals.get(lowerAt(tokens, behind)) : undefined;
  if (ten && one && one > 0 && one < 10) return { value: ten + one, next: behind + 1 };
  const word = token && ordinals.get(token.lower);
  if (word !== undefined) return { value: word, next: index + 1 };
  const suffix = tokens.list[index + 1];
  // "The 10." in German and other languages.
  const dotted = suffix?.glued && suffix.text === '.' && !tokens.list[index + 2]?.glued;
  if (token?.kind === 'number' && dotted && /^(?:the|am)$/u.test(lowerAt(tokens, index - 1)) && Number(token.text) < 32)
    return { value: Number(token.text), next: index + 2 };
  if (token?.kind !== 'number' || !suffix?.glued || !/^(?:st|nd|rd|th)$/u.test(suffix.lower)) return undefined;
  return { value: Number(token.text), next: index + 2 };
}
