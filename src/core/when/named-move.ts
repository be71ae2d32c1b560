import type { Reader } from './draft.ts';
import { isTimeAlone, type MoveWish, readEnding, readMoveWish } from './move-wish.ts';
import { readReference } from './reference.ts';

/** No wish of that kind is so long. UTF-16 units. */
const longest = 200;
const courtesy =
  /^(?:please|pls|hey|ok(?:ay)?|so|and|now|also|just|actually|(?:can|could|would|will) (?:you|we))[\s,]+/iu;
const trailing = /(?:[\s,]+(?:please|pls|thanks|thank you|instead))*[\s?!.]*$/iu;

/**
 * `make pairing thursday`, `make kickoff end at 5pm`, `chat with bob, can you move it to 8pm`: what moves a meeting, if there is one that
 * is called so; else it is a new one. The likeliest reading first.
 */
export function readNamedMoves(said: string, reader: Reader): readonly MoveWish[] {
  if (said.length > longest) return [];
  let line = said.replace(/\s+/gu, ' ').trim().replace(trailing, '');
  while (courtesy.test(line)) line = line.replace(courtesy, '');
  return [...namedFirst(line, reader), ...made(line, reader)].filter(({ which }) => which.title !== undefined);
}

/** The meeting, and behind it what is to be done with it. */
function namedFirst(line: string, reader: Reader): readonly MoveWish[] {
  const [, named = '', wish] =
    /^(.+?)(?:[,:;.–—-]+ | (?=(?:can|could) (?:you|we) ))(?:please )?(?:(?:can|could|would|will) (?:you|we) )?(?:please )?((?:move|shift|push|reschedule|postpone|delay|extend|shorten|make|change) (?:it|that|this) .+)$/iu.exec(
      line,
    ) ?? [];
  const read = wish === undefined ? undefined : readMoveWish(wish, reader);
  return read?.which.it && read.to !== '' ? [{ which: readReference(named, reader), to: read.to }] : [];
}

function made(line: string, reader: Reader): readonly MoveWish[] {
  const [, rest] = /^make (?!(?:an?|another|some|new|it|this|that)\b)(.+)$/iu.exec(line) ?? [];
  if (rest === undefined) return [];
  const ending = readEnding(rest, reader);
  if (ending) return [{ which: readReference(ending.meeting, reader), to: ending.to }];
  const words = rest.split(' ');
  return words.flatMap((_word, index) => {
    const named = words
      .slice(0, index)
      .join(' ')
      .replace(/ (?:to|be|start|begin|happen|take place)$/iu, '');
    const to = words
      .slice(index)
      .join(' ')
      .replace(/^(?:on|for|to) /iu, '');
    if (index === 0 || /(?:^| )(?:on|at|to|for|the)$/iu.test(named) || !isTimeAlone(to, reader)) return [];
    return [{ which: readReference(named, reader), to }];
  });
}
