import type { Tokens } from './tokens.ts';

/** Words that take back what was said before them: the corrected part begins behind them. */
export interface Marker {
  readonly from: number;
  readonly to: number;
  /** True for what also leads to something that is left out: "no fridays". */
  readonly isBareNo: boolean;
  /** True where it says by itself that the name is another one: "budget review, I mean forecast review". */
  readonly isMeant: boolean;
  /** True where the part is asked for: "can we do 3pm instead?". */
  readonly isAsked: boolean;
}

/** Nothing that takes something back begins with another word. */
const firsts =
  /\b(?:no(?:pe)?|nah|wait|(?:hang|hold) on|sorry|sry|apologies|mean|meant|(?:scratch|scrap|strike|forget|ignore|change) th(?:at|is)|change of|correction|edit|typo|oo+ps|whoops|my (?:bad|mistake|fault)|nvm|never ?mind|thoughts?|reflection|come to think|(?:make|change|move|switch) (?:it|that)|or actually|better|rather|that is|actually|e+rm?|u+m+|uh|ahem)\b/iu;

const sign = '(?:[,;:.…–—-]|\\.{3,}|-{3,}|\\(|!)';
const signs = `(?:${sign} )*`;
const sigh = '(?:oh|ah|aha|um+|uh|e+rm?|ahem|hm+|ok|okay|well|argh|ugh|gah|damn|shoot|lol|haha|but|so|then)';
const cores = [
  'no no',
  'no(?! (?:later|earlier|more|less|longer|sooner|need|rush|one|problem|worries|matter)(?: |$))',
  'nope',
  'nah',
  'wait(?: a (?:sec|second|minute|moment))?(?! (?:till|until|for|times?|list|room)(?: |$))',
  'hang on(?: a (?:sec|second|minute|moment))?',
  'hold on(?: a (?:sec|second|minute|moment))?',
  'sorry|sry|apologies',
  '(?:i|what i) (?:actually |really )?(?:mean|meant)(?: to (?:say|write|type|put))?(?: was)?',
  '(?:scratch|scrap|strike|forget|ignore|change) (?:that|this)(?! to(?: |$))',
  'correction|edit|typo',
  'oo+ps|whoops',
  'my (?:bad|mistake|fault)',
  'nvm|nevermind|never mind',
  'change of plans?',
  'on (?:second|further) thoughts?|on reflection|come to think of it',
  'or (?:rather|no|wait|actually|sorry)',
  'that is(?: to say)?',
  'better make (?:it|that)',
  'actually',
].join('|');
const verbs = [
  "(?:(?:please|pls|so|just|better|then|let's|lets|can we|could we|can you|could you|shall we|we should|we could|i'd rather|i'd prefer to|let us) )*(?:make|do|say|have|take|set|book|use|go with|go for|put|move|push|change|switch|shift)(?: (?:it|that|this))?(?: (?:to|for))?",
  '(?:please |so |then )?(?:it|that|this|the (?:time|day|date|room|start)) (?:should|needs to|must|has to) be',
  "it's|it is|that's|should be|so",
].join('|');
const link =
  "(?:so(?: it should be)?|(?:so )?(?:please |let's |lets |better |can we |could we )?(?:make it|make that|do|go with|go for)|it should be)";

/** What stands between the word and the part: "Actually, knowing them, make it two hours". Nothing that could count. */
const reason = `(?:${signs}(?:[^\\d\\ue000-\\uf8ff.!?,;…–— ]+ )(?:[^\\d\\ue000-\\uf8ff.!?;…–— ]+ ){0,14}?, ${link} )`;
const room = '(?:(?:time|day|date|room|start|starts|place|length|duration) )?';

const pattern = new RegExp(
  `^${signs}(?:${sigh} ${signs})*(?:(?:(?:${cores}) ${signs}(?:${sigh} ${signs})*)+(?:(?:${verbs}) ${signs})?${room}|make (?:it|that) |(?:change|move|switch) (?:it|that) to )`,
  'u',
);
const reasoned = new RegExp(
  `^${signs}(?:${sigh} ${signs})*(?:(?:wait|no|actually|sorry|hang on|hold on) ${signs})+${reason}`,
  'u',
);
const bareNo = new RegExp(`^${signs}no $`, 'u');
const hesitation = new RegExp(`^${signs}(?:e+rm?|u+m+|uh|ahem) ${signs}`, 'u');

/** Tokens of a marker, with the reason that is given in it. */
const longest = 30;

/** Every place where something may be taken back, from left to right; what stands behind it decides. */
export function markersIn({ text, list }: Tokens): readonly Marker[] {
  if (!firsts.test(text)) return [];
  const found: Marker[] = [];
  for (let index = 1; index < list.length; index++) {
    const token = list[index];
    // Signs in front of it belong to it.
    if (
      !token ||
      isAble.test(list[index - 1]?.lower ?? '') ||
      (found.at(-1)?.to ?? 0) > index ||
      !(token.kind === 'sign' || mayBegin.test(token.lower))
    )
      continue;
    const words = `${list
      .slice(index, index + longest)
      .map(({ lower, atom }) => (atom ? '\ue000' : lower.replaceAll(' ', '_')))
      .join(' ')} `;
    const plain = pattern.exec(words)?.[0] ?? hesitation.exec(words)?.[0];
    for (const match of [plain, reasoned.exec(words)?.[0]]) {
      if (match === undefined) continue;
      found.push({
        from: index,
        to: index + match.split(' ').length - 1,
        isBareNo: bareNo.test(match),
        isMeant: /(?:mean|meant|rather|correction|scratch|scrap|strike)(?: |$)/u.test(match),
        isAsked: /(?:can|could) (?:we|you)/u.test(match),
      });
    }
  }
  return found;
}

/** "Sorry, I can't make it tuesday": coming to it. */
const isAble =
  /^(?:can|can't|cannot|cant|could|couldn't|won't|will|would|to|not|didn't|might|may|i|we|he|she|they|you)$/u;

const mayBegin =
  /^(?:oh|ah|aha|um+|uh|e+rm?|ahem|hm+|argh|ugh|gah|damn|shoot|but|no|nope|nah|wait|hang|hold|sorry|sry|apologies|i|scratch|scrap|strike|forget|ignore|correction|edit|typo|oo+ps|whoops|my|nvm|nevermind|never|change|on|come|make|move|switch|or|actually|better|ok|okay|well|so|then)$/u;
