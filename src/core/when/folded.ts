/** A text as it is compared: in small letters, without accents, and in one of the ways to write the same. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
