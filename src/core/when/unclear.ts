import { departments, kindWords, pronouns, roles } from './group-words.ts';
import { type FoundWho, isAgents, isEnd } from './groups.ts';
import { after, afterAny, at, type Found, lowerAt, said, type Tokens } from './tokens.ts';
import { smallWords } from './words.ts';

/** `him`, `the boss`, `my team`; whoever speaks is nobody to be invited. */
export function readUnclear(tokens: Tokens, index: number, company: boolean): Found<FoundWho> | undefined {
  const self = afterAny(tokens, index, ['me|us|i|myself|you|ourselves', 'yours truly']);
  if (self && (lowerAt(tokens, index) !== 'us' || isEnd(tokens, self))) return { value: {}, next: self };
  const pronoun = at(tokens, index);
  if (pronoun && pronouns.has(pronoun.lower) && (isEnd(tokens, index + 1) || lowerAt(tokens, index + 1) === 'else'))
    return {
      value: { unclear: said(tokens, index, after(tokens, index + 1, 'else') ?? index + 1) },
      next: after(tokens, index + 1, 'else') ?? index + 1,
    };
  const here = after(
    tokens,
    index,
    'everyone|everybody|all|people here|there|around|concerned|involved|available|interested',
  );
  if (here !== undefined && isEnd(tokens, here)) return { value: { unclear: said(tokens, index, here) }, next: here };
  const lead = after(tokens, index, 'the? team|group|project lead|leads|leader|leaders');
  if (lead && isEnd(tokens, lead)) return { value: { unclear: said(tokens, index, lead) }, next: lead };
  // "Pieter's boss".
  const titled = after(tokens, index, 'mr|mrs|ms|miss|dr .?');
  if (company && titled !== undefined && /['’]s$/u.test(at(tokens, titled)?.text ?? ''))
    return readUnclear(tokens, titled, company);
  const whose = company && /['’]s$/u.test(at(tokens, index)?.text ?? '') ? lowerAt(tokens, index + 1) : '';
  if ((roles.has(whose) || isAgents(whose)) && isEnd(tokens, index + 2))
    return { value: { unclear: said(tokens, index, index + 2) }, next: index + 2 };
  const possessive = after(tokens, index, 'my|our|your|his|her|their|some|a|an whole|entire|new|old?');
  const start = possessive ?? after(tokens, index, 'the whole|entire|new?');
  if (start === undefined) {
    const role = at(tokens, index);
    // "With HR": how it is called, where it is looked for.
    if (company && role && /^\p{Lu}{2,}$/u.test(role.text) && departments.has(role.lower) && isEnd(tokens, index + 1))
      return { value: { named: [{ kind: 'name', name: role.text }] }, next: index + 1 };
    // "With Mum": as she may be in their contacts.
    if (company && /^(?:Mum|Mom|Dad|Gran|Granny|Grandma|Grandad)$/u.test(role?.text ?? '') && isEnd(tokens, index + 1))
      return { value: { named: [{ kind: 'name', name: role?.text ?? '' }] }, next: index + 1 };
    return company && role && roles.has(role.lower) && isEnd(tokens, index + 1)
      ? { value: { unclear: role.text }, next: index + 1 }
      : undefined;
  }
  const office =
    at(tokens, start)?.kind === 'word'
      ? after(tokens, start + 1, 'office|branch|folks|people|guys|side|crowd')
      : undefined;
  if (office && isEnd(tokens, office)) return { value: { unclear: said(tokens, index, office) }, next: office };
  const role = at(tokens, start);
  if (role?.kind !== 'word' || smallWords.has(role.lower)) return undefined;
  // "The board" is mostly called so where it is looked for.
  const board = role.lower === 'board' && lowerAt(tokens, index) === 'the' && isEnd(tokens, start + 1);
  if (board) return { value: { named: [{ kind: 'group', name: role.text }] }, next: start + 1 };
  const known = roles.has(role.lower) || kindWords.has(role.lower);
  if (known && isEnd(tokens, start + 1)) return { value: { unclear: said(tokens, index, start + 1) }, next: start + 1 };
  const article = lowerAt(tokens, index) === 'the';
  // "Kieran and the scaffolders", "Mr Grant and the NQTs".
  const several = article && (isAgents(role.lower) || /^\p{Lu}{2,}s?$/u.test(role.text));
  if (!(company || several) || !isEnd(tokens, start + 1)) return undefined;
  return article
    ? {
        value: {
          named: [
            { kind: 'name', name: said(tokens, lowerAt(tokens, start - 1) === 'new' ? start - 1 : start, start + 1) },
          ],
        },
        next: start + 1,
      }
    : { value: { unclear: said(tokens, index, start + 1) }, next: start + 1 };
}
