import { inspect } from 'node:util';

/** Collects what must not hold a secret, under a name for each kind, and searches it for the secret in every spelling. */
export function createHaystack() {
  const piles = new Map<string, string[]>();
  return {
    /** Errors with their causes and hidden fields too, whole strings, and however deep something lies. */
    add(pile: string, thing: unknown): void {
      const text =
        typeof thing === 'string'
          ? thing
          : inspect(thing, { depth: Infinity, showHidden: true, maxStringLength: Infinity, maxArrayLength: Infinity });
      piles.set(pile, [...(piles.get(pile) ?? []), text]);
    },
    /** Where it is, with what stands around it. */
    find(secret: string): string[] {
      return [...piles].flatMap(([pile, texts]) =>
        spellings(secret).flatMap((spelling) => {
          const text = texts.find((one) => one.includes(spelling));
          const at = text?.indexOf(spelling) ?? 0;
          return text === undefined ? [] : [`${pile}: …${text.slice(Math.max(0, at - 200), at + 200)}…`];
        }),
      );
    },
    /** Which piles hold this text: that they were filled at all. */
    holding: (text: string): string[] =>
      [...piles].filter(([, texts]) => texts.some((one) => one.includes(text))).map(([pile]) => pile),
  };
}

/** As it is, percent-encoded, in hexadecimal, and in base64 wherever it begins within three bytes. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  const url = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  return [...new Set([secret, encodeURIComponent(secret), bytes.toString('hex'), ...base64, ...url])];
}
