/** What a contact is to have instead, by what was typed: as it was said, checked by nobody yet. */
export interface TypedChange {
  /** Whom it is about. */
  readonly wanted: string;
  readonly change: { readonly name?: string; readonly email?: string; readonly company?: string };
  /** The line behind whom it is about. */
  readonly rest: string;
}

const field = /\s(name|e-?mail|mail|company)(?:\s+address)?(?:\s*[:=]|\s+(?:to|is))?\s+(?=\S)/giu;

/** `chloe email cl2@example.com`, `chloe name Chloé Dupont company Acme`, `chloe cl2@example.com`; undefined: it names somebody only. */
export function readContactChange(line: string): TypedChange | undefined {
  const found = [...line.matchAll(field)];
  const [first] = found;
  if (!first) {
    const [, wanted = '', email] = /^(.*?\S)\s+(?:to\s+)?(\S+@\S+)$/u.exec(line) ?? [];
    return email === undefined ? undefined : { wanted, change: { email }, rest: email };
  }
  const change = found.map(({ 0: whole, 1: word = '', index }, at) => {
    const value = line.slice(index + whole.length, found[at + 1]?.index).replace(/^[\s,]+|[\s,]+$/gu, '');
    return [/mail$/iu.test(word) ? 'email' : word.toLowerCase(), value] as const;
  });
  return {
    wanted: line.slice(0, first.index).trim(),
    change: Object.fromEntries(change),
    rest: line.slice(first.index).trim(),
  };
}
