/**
 * Addresses and names of a field, as they are typed and as mail programs copy them: `ann@example.com, "Last, First" <bob@example.com>;
 * Sales` (RFC 5322, 3.4; with semicolons as in Outlook). Of whoever has an address, the address alone.
 */
export function readAddressList(text: string): readonly string[] {
  return readWith(text, /[;\n]/u)
    .flatMap((part) => (isOnePerson(part, text) ? [part] : readWith(part, /,/u)))
    .map(addressOrName)
    .filter((one) => one !== '');
}

/** The same as a field shows it. */
export function addressListText(list: readonly string[]): string {
  return list.map((one) => (/[,;]/u.test(one) ? `"${one}"` : one)).join(', ');
}

/** What is between separators; none of these is in quotes or in brackets. */
const pieces = /"[^"]*"|“[^”]*”|<[^<>]*>|[^"“<,;\n]+|["“<]|[,;\n]/gu;

function readWith(text: string, separator: RegExp): readonly string[] {
  const parts = [''];
  for (const [piece] of text.matchAll(pieces)) {
    if (piece.length === 1 && separator.test(piece)) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${piece}`);
  }
  return parts;
}

/** `Last, First <ann@example.com>`, where semicolons stand between people: the comma is one of the name. */
function isOnePerson(part: string, whole: string): boolean {
  return whole.includes(';') && /^[^,@<>"]+,[^,@<>"]+<[^<>@]+@[^<>@]+>\s*$/u.test(part);
}

function addressOrName(part: string): string {
  const [, inBrackets] = /<([^<>]*@[^<>]*)>\s*$/u.exec(part) ?? [];
  // "ann@example.com (Ann)" is how it was written once.
  const bare = (inBrackets ?? part.replace(/^(\s*\S+@\S+)\s*\([^()]*\)\s*$/u, '$1')).trim();
  return bare
    .replace(/^mailto:/iu, '')
    .replace(/^["“](.*)["”]$/u, '$1')
    .trim();
}
