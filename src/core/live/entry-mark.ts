/**
 * A mark that goes with a name through the service and back, so that whoever our link has just let through is told from others of that name. It
 * is written in variation selectors, which nobody sees and nobody types (Unicode 16.0, 23.4).
 */
const first = 0xfe00;
const all = /[\u{FE00}-\u{FE0F}]/gu;
const atEnd = /[\u{FE00}-\u{FE0F}]{8}$/u;

/** The name, with a mark of eight hexadecimal digits behind it. */
export function withMark(name: string, mark: string): string {
  return `${name}${[...mark].map((digit) => String.fromCodePoint(first + Number.parseInt(digit, 16))).join('')}`;
}

/** The mark that comes with a name; undefined where none does. */
export function markIn(name: string): string | undefined {
  const signs = atEnd.exec(name.trimEnd())?.[0];
  return signs && [...signs].map((sign) => ((sign.codePointAt(0) ?? first) - first).toString(16)).join('');
}

/** The name as people read it. */
export function withoutMark(name: string): string {
  return markIn(name) === undefined ? name : name.trimEnd().replace(atEnd, '').replace(all, '').trimEnd();
}
