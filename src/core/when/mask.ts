import { withoutControls } from '../plain.ts';
import type { Named, Reader } from './draft.ts';
import { joinNames } from './proper-names.ts';
import { type Atom, cutUp, firstAtom, mostAtoms, type Tokens } from './tokens.ts';

/** Cuts a sentence up; quotes, mentions, addresses and links are one token each, so that nothing is read in them. */
export function mask(said: string, { mentions }: Pick<Reader, 'mentions'>): Tokens {
  const atoms: Atom[] = [];
  const add = (atom: Atom) => {
    if (atoms.length === mostAtoms) return ' ';
    atoms.push(atom);
    return String.fromCharCode(firstAtom + atoms.length - 1);
  };
  const clean = said.replace(/[\ue000-\uf8ff]/gu, ' ');
  const mentioned = mentions ? withMentions(clean, mentions, add) : clean;
  const plain = withoutControls(mentioned)
    .replace(/\s+/gu, ' ')
    .trim()
    // A subject that was answered and forwarded, and what machines write: no words of whoever speaks.
    .replace(/^(?:(?:re|fwd?|aw|wg|sv|tr)(?:\[\d+\])?\s*:?\s+)+(?=(?:re|fwd?|aw|wg|sv|tr)\s*:)/iu, '')
    .replace(/(?<![\p{L}\p{N}])i\.\s?e\.,?/giu, ' ')
    // "L.A. time".
    .replace(/(?<![\p{L}.])(\p{Lu})\.(\p{Lu})\.(?=\s+time\b)/gu, '$1$2')
    // A face ends what was said before it.
    .replace(/(?<=[\s\p{L}\p{N}!?.,]|^)[:;]['’]?-?[()DP/](?=\s|$)/gu, ' . ')
    .replace(/\{\s*"[^{}"]{1,40}"\s*:[^{}]{0,500}\}/gu, ' ')
    .trim();
  // "2026-12-04T10:00": a date and a time (ISO 8601).
  const apart = plain.replace(/(?<![\p{L}\p{N}])(\d{4}-\d\d-\d\d)T(?=\d\d:\d\d)/gu, '$1 ');
  // "“Four, Jr.” <four@example.com>", as mail programs copy it: the address says who that is.
  const addressed = apart.replace(/["“”][^"“”<>]{1,80}["“”]\s*(?=<[^<>\s]+@[^<>\s]+>)/gu, '');
  const unquoted = addressed.replace(quotes, (whole: string, ...groups: unknown[]) => {
    const inner = groups.slice(0, 5).find((group): group is string => typeof group === 'string') ?? '';
    return inner.trim() === '' ? whole : add({ kind: 'quote', text: expand(inner, atoms).trim() });
  });
  return joinNames(
    cutUp(
      unquoted.replace(/[^\s,;]+/gu, (piece) => maskPiece(piece, add)),
      atoms,
    ),
  );
}

/** The same sentence with other words in it, in which what was masked stays so. */
export function cutUpAgain({ list }: Tokens, text: string): Tokens {
  const atoms: Atom[] = [];
  for (const {
    atom,
    text: [sign = ''],
  } of list)
    if (atom) atoms[sign.charCodeAt(0) - firstAtom] = atom;
  return joinNames(cutUp(text, atoms));
}

/** One quotation in each pair of marks that people use; an apostrophe opens one only where a word begins. */
const quotes =
  /["“”„]([^"“”„]{1,500})["“”]|«([^«»]{1,500})»|`([^`]{1,500})`|(?<![\p{L}\p{N}])‘([^‘’]{1,500})’(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])'(?! |til\b|n\b)([^']{1,200})(?<! )'(?![\p{L}\p{N}])/gu;

function withMentions(text: string, mentions: NonNullable<Reader['mentions']>, add: (atom: Atom) => string): string {
  let [masked, before] = ['', 0];
  for (const { start, length, handle, id } of mentions.toSorted((one, other) => one.start - other.start)) {
    if (start < before) continue;
    const possessive = /^['’]/u.test(text.slice(start + length));
    masked += `${text.slice(before, start)} ${add({ kind: 'person', named: mention(handle, id) })}${possessive ? '' : ' '}`;
    before = start + length;
  }
  return masked + text.slice(before);
}

function mention(handle: string, id?: string): Named {
  return { kind: 'mention', handle: handle.replace(/^@/u, ''), ...(id !== undefined && { id }) };
}

/** An address as far as one can tell without asking its server: RFC 5321 in what people use, a domain with a dot in it. */
const address =
  /^[\p{L}\p{N}!#$%&'*+/=?^_{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_{|}~-]+)*@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}{2,24}$/u;

/** Masks a piece without spaces, if it is a link, a mention or meant as an address. */
function maskPiece(piece: string, add: (atom: Atom) => string): string {
  if (piece.length > 320) return piece;
  const [, link, behindLink = ''] = /^(<?https?:\/\/.*?)([.,;:!?)]*)$/iu.exec(piece) ?? [];
  if (link) return add({ kind: 'link', text: link }) + behindLink;
  if (!/[@＠]/u.test(piece)) return piece;
  const [, before = '', middle = '', behind = ''] =
    /^([<([{:–—-]*(?:mailto:)?)(.*?)((?:['’]s?)?[>)\]}.!?:…]*)$/iu.exec(piece.replaceAll('＠', '@')) ?? [];
  const bracket = (signs: string) => signs.replace(/mailto:|[<>]/giu, '');
  if (address.test(middle))
    return (
      bracket(before) + add({ kind: 'person', named: { kind: 'email', email: middle.toLowerCase() } }) + bracket(behind)
    );
  const handle = /^@([\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?)$/u.exec(middle)?.[1];
  // "@ 3pm" and "@3pm" are times.
  if (middle === '@' || /^@\d{1,2}(?:[:.h]?\d\d)?(?:[ap]\.?m?\.?|h)?(?:-\S+)?$/iu.test(middle))
    return `${before} @ ${middle.slice(1)}${behind}`;
  // "@ann@example.com": an address of which nobody can tell whether it is one.
  if (/^@[^@]+@[^@]+\.\p{L}{2,}$/u.test(middle))
    return before + add({ kind: 'invalid-address', text: middle }) + behind;
  if (handle) return before + add({ kind: 'person', named: mention(handle) }) + behind;
  const several = middle
    .replace(/^w\//iu, '')
    .split(/(?=@)|[/+&]/u)
    .filter((part) => part !== '');
  if (several.length > 1 && several.every((part) => /^@[\p{L}\p{N}_.-]+$/u.test(part)) && /^(?:w\/)?@/iu.test(middle))
    return several.map((part) => ` ${add({ kind: 'person', named: mention(part) })} `).join('');
  if (/^\D*[^@\s]@\d{1,2}(?::\d\d)?(?:[ap]m)?$/iu.test(middle)) return piece.replace('@', ' @ ');
  return before + add({ kind: 'invalid-address', text: middle }) + behind;
}

/** Text with its atoms written out again. */
export function expand(text: string, atoms: readonly Atom[]): string {
  return text.replace(/[\ue000-\uf8ff]/gu, (one) => {
    const atom = atoms[one.charCodeAt(0) - firstAtom];
    if (!atom) return '';
    if (atom.kind !== 'person') return atom.text;
    return atom.named.kind === 'mention'
      ? `@${atom.named.handle}`
      : atom.named.kind === 'email'
        ? atom.named.email
        : atom.named.name;
  });
}
