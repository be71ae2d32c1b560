import { isRemark } from './aside-kinds.ts';
import { isAddressed, isCourtesy } from './courtesy.ts';
import { isGeneric, isKind } from './kinds.ts';
import { isTelling } from './remark-clauses.ts';
import { withoutRemarks } from './remarks.ts';
import { isRequestVerb } from './request-verbs.ts';
import { type Segment, segments, shortened, withoutTales } from './title-clauses.ts';
import { candidates, isSentence, isStory } from './title-doubt.ts';
import { readNamed } from './title-named.ts';
import { type Part, partOf } from './title-parts.ts';
import { trim } from './title-trim.ts';
import { after, lowerAt, type Token, type Tokens } from './tokens.ts';

/** What a meeting is called, as far as one can tell. */
interface FoundTitle {
  readonly title: string;
  readonly titleNamed: boolean;
  readonly titles: readonly string[];
}

/** Name as it was said: in quotes, behind "called", or what is left when everything else was read. */
export function readTitle(tokens: Tokens): FoundTitle {
  const named = readNamed(tokens) ?? readWithQuote(tokens) ?? readQuote(tokens);
  if (named !== undefined) return { title: named, titleNamed: true, titles: [] };
  const found = readRest(tokens);
  const isClear = found.titles.length === 0 && !/[,;!?.–—-]\s/u.test(found.title);
  if (isClear && !isTelling(found.title.toLowerCase())) return found;
  const plain = withoutRemarks(tokens);
  const name = plain && readRest(plain);
  return name && isName(name) ? name : found;
}

/** True for words that say more than what kind of meeting it is. */
function isName({ title, titles }: FoundTitle): boolean {
  return title !== '' && titles.length === 0 && !isKind(title) && !isSentence(title);
}

/** The name as what is left. */
function readRest(tokens: Tokens): FoundTitle {
  const shown = remaining(tokens).filter(({ text }) => !pronoun.test(text));
  const whole = shown.map(({ text, lead }, index) => (index > 0 && lead ? `${lead} ${text}` : text)).join(' ');
  const title = withoutPictures(whole);
  if (isStory(title)) return { title: '', titleNamed: false, titles: [] };
  const last = shown.length === 1 ? lastSentence(title) : undefined;
  if (last !== undefined) return { title: last, titleNamed: false, titles: [] };
  if (title === '' || isGeneric(title)) {
    const told = toldAside(tokens);
    if (told)
      return told.subject
        ? { title: told.text, titleNamed: false, titles: [] }
        : { title, titleNamed: false, titles: [told.text, ...(title === '' ? [] : [title])] };
  }
  return { title, titleNamed: false, titles: candidates(shown, title, hasWordNumber(tokens)) };
}

/** "(Meet @ann) to review it": what it is, was not said here. */
const pronoun = /^(?:it|this|that|them|these|those|it all|all of it|it together)$/iu;

/** "Hop on a call at 9:15? It's about the pipeline": what was told by the by, where the request itself names nothing. */
function toldAside({ text, list }: Tokens): Part | undefined {
  const asides = list.map(
    ({ taken, ...token }): Token => (taken === 'aside' ? token : { ...token, taken: taken ?? 'noise' }),
  );
  const tokens: Tokens = { text, list: asides };
  const parts = segments(tokens)
    .filter(([from, to]) => !isCourtesy(tokens, from, to))
    .map((segment) => partOf(tokens, segment));
  return parts.find(({ subject, text }) => subject && text !== '') ?? parts.find(({ text }) => text !== '');
}

/** "Rain's wrecked the program again. Re-sequencing session today": of several sentences, the one that goes on with the time. */
function lastSentence(title: string): string | undefined {
  const [, told = '', last = ''] = /^(.*\p{L}{3}(?:[.!…]| lol| haha)+)\s+(?=\p{L})([^.!?…,;:]+)$/u.exec(title) ?? [];
  const isName = last.includes(' ') && last.split(' ').length < 7 && !isSentence(last) && !isGeneric(last);
  return isName && (told.split(' ').length > 3 || /(?:lol|haha)\.?$/iu.test(told)) && !isAbbreviated(told)
    ? last
    : undefined;
}

/** "Settlement conf. Baker": its full stop ends no sentence. */
function isAbbreviated(text: string): boolean {
  return shortenings.test(text);
}

const shortenings = new RegExp(`\\b(?:${shortened}|mrs)\\.$`, 'iu');

/** "10.30am 4 pricing": the number may be a word. */
function hasWordNumber({ list }: Tokens): boolean {
  return list.some(({ taken, text }, index) => !taken && /^[24]$/u.test(text) && list[index - 1]?.taken === 'clock');
}

/** Pictures around a name are no part of it; one that is all there is says more than nothing. */
function withoutPictures(title: string): string {
  const words = title.replace(
    /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\u200d|\s)+|(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\u200d|\s)+$/gu,
    '',
  );
  if (words === '') return title;
  return words === title ? title : words.replace(/[!.,]+$/u, '');
}

function readQuote(tokens: Tokens): string | undefined {
  const atom = tokens.list.find((token) => token.atom?.kind === 'quote' && !token.taken)?.atom;
  return atom?.kind === 'quote' ? atom.text : undefined;
}

/** "Reading group: 'Attention'", "playtest 'Boss Rush 3'": a quotation that goes on with a name. */
function readWithQuote(tokens: Tokens): string | undefined {
  const quote = tokens.list.findIndex(({ atom, taken }) => atom?.kind === 'quote' && !taken);
  if (quote < 0) return undefined;
  const run = segments(tokens).find(([from, to]) => from < quote && quote < to);
  if (!run) return undefined;
  const before = partOf(tokens, [run[0], quote]);
  const isName =
    before.text !== '' && !before.subject && !asks(before.text) && !isKind(before.text) && !isSentence(before.text);
  if (
    !isName ||
    /\b(?:webinar|series|lecture|seminar|keynote|masterclass|talk|session|workshop|training|course|module|book|film|movie|title|topic|subject|discuss|review|read)$/iu.test(
      before.text,
    )
  )
    return undefined;
  const atom = tokens.list[quote]?.atom;
  const colon = lowerAt(tokens, quote - 1) === ':' ? ':' : '';
  return atom?.kind === 'quote' ? `${before.text}${colon} “${atom.text}”` : undefined;
}

/** "Run “Return to office”": a verb alone, and not the name. */
function asks(text: string): boolean {
  return isRequestVerb(text.toLowerCase()) || /^(?:run|stage|screen|watch|read|present|repeat|open)$/iu.test(text);
}

/** How a meeting is held, behind its name. */
const manner = /^(?:webinar|zoom|teams|skype|webex|slack|google meet)$/iu;

/** The parts that the name is put together from. */
function remaining(tokens: Tokens): readonly Part[] {
  const all = segments(tokens);
  const telling = all
    .filter(
      ([from, to]) =>
        !isCourtesy(tokens, from, to) &&
        !isForPeople(tokens, from, to) &&
        !isRole(tokens, from, to) &&
        // "Save thursday 3pm for …".
        !(
          to - from === 1 &&
          isRequestVerb(lowerAt(tokens, from)) &&
          /^(?:clock|day)$/u.test(tokens.list[to]?.taken ?? '')
        ) &&
        // "Team, today 4.30pm".
        !(from === 0 && to === 2 && isAddressed(tokens)),
    )
    .flatMap((segment) =>
      withoutTales(
        tokens,
        segment,
        (clause) => isSentence(partOf(tokens, clause).text) || isBeside(tokens, clause),
        (clause) => isAskedFor(partOf(tokens, clause)),
      ),
    );
  // "My manager would like" and no more; one such word may yet be a name.
  const named = all.filter((segment) => !isSentence(partOf(tokens, segment).text));
  const found = withNames(telling.length > 0 ? telling : named, tokens)
    .map((segment) => partOf(tokens, segment))
    .filter(({ text }, index, all) => text !== '' && !(index > 0 && manner.test(text) && all[0]?.text !== ''))
    .filter(({ text }, _index, all) => all.length === 1 || !/^https?:\/\/\S+$/iu.test(text));
  const told = found.filter(({ text }, index) => (index === 0 && !isSentence(text)) || !isRemark(text));
  // "Webinar with waiting room: Know your rights".
  const isKindAlone = /^(?:an? )?webinar$/iu.test(told[0]?.text ?? '') && told.length > 1;
  const parts = isKindAlone ? told.slice(1) : told;
  const [main, ...rest] = parts;
  if (!main) return [];
  const subject = parts.find((part, index) => part.subject && (index > 0 || parts.length === 1));
  const others = parts.filter((part) => part !== subject);
  // "Budget sync friday 3pm, agenda: hiring": what it is called was said.
  const agenda = subject?.lead === 'agenda' && others.some(({ text }) => !isKind(text));
  // "Budget sync friday 3pm to go over the numbers": what for is beside the name.
  const purpose = subject?.lead === 'to' && subject !== main && !isKind(main.text) && !isGeneric(main.text);
  if (agenda || purpose) return others;
  if (subject && others.every(({ text }) => (isAbout(subject) ? isKind(text) : isGeneric(text))))
    return [{ ...subject, lead: undefined }];
  const names = parts.filter(({ text, subject: about }) => about || !isGeneric(text));
  // "call … release go/no-go": the word for the kind of meeting says nothing beside a name.
  return names.length > 0 && !subject ? names : rest.length > 0 ? parts : [main];
}

/** "… about pricing": what it is about is said, whatever kind of meeting it is. */
function isAbout({ lead = '' }: Part): boolean {
  return /^(?:about|re|regarding|concerning|it's|its|it)$/u.test(lead);
}

/** A remark behind something else: "budget, no exceptions". */
function isBeside(tokens: Tokens, [from, to]: Segment): boolean {
  return from > 0 && isRemark(trim(tokens, from, to).text);
}

/** "Buyer agent is kim@homes.example": what somebody is, in front of who that is. */
function isRole(tokens: Tokens, from: number, to: number): boolean {
  return (
    from > 0 && to - from < 6 && tokens.list[to]?.taken === 'people' && /^(?:is|are)$/u.test(lowerAt(tokens, to - 1))
  );
}

/** "Shoot @ann an invite", "check with @ann that": a verb alone in front of people. */
function isForPeople(tokens: Tokens, from: number, to: number): boolean {
  return (
    (tokens.list[to]?.taken === 'people' &&
      after(
        tokens,
        from,
        'please|pls|can|could|you|just? shoot|drop|fire|ping|give|check|confirm|tell|ask|notify|remind|grab|catch|get',
      ) === to) ||
    after(tokens, from, 'oi|hey|hi? can|could|would|will you|u|ya please|pls? call|ring|phone') === to
  );
}

function isAskedFor({ text, requested }: Part): boolean {
  return requested === true && text !== '' && !isSentence(text) && !isGeneric(text);
}

/** Of several runs of words, those that are no sentences, if there are any. */
function withNames(all: readonly Segment[], tokens: Tokens): readonly Segment[] {
  const names = all.filter((segment) => {
    const { text } = partOf(tokens, segment);
    return text !== '' && !isSentence(text);
  });
  return names.length > 0 ? names : all;
}
