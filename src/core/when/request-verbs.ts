import { after, afterAny, lowerAt, type Tokens } from './tokens.ts';

/** Verbs that ask for a meeting and are hardly ever the first word of its name. */
const sure =
  'schedule reschedule book arrange organise organize create reserve setup set-up put add pencil diarise diarize';

/** Verbs that do so only where an article, or a word such as "please" or "can you", makes verbs of them. */
const others =
  'set hold host make do have get find run start stage fix block grab throw take keep save mark note register enter lock secure confirm settle conduct perform realise realize carry propose suggest request convene insert place pop chuck stick slot slide squeeze drop fit whack bang sling shove jam wedge plonk bung lob line sort nail carve allocate assign ensure give want need fancy rustle whip knock spin agree program programme appoint send agenda issue shoot';

/** With these behind them they are verbs wherever they stand. */
const particles: readonly (readonly [verbs: string, particle: string])[] = [
  [
    'put chuck pop stick slot squeeze pencil throw drop fit get bung whack bang sling shove jam wedge plonk lob',
    'in|down',
  ],
  ['lock nail mark note jot write put scribble tie pin', 'in|down'],
  ['set line knock whip rustle spin sort fix hook draw fire', 'up|out'],
  ['block carve clear mark', 'off|out'],
  ['put set keep', 'aside|by'],
  ['put get pull throw', 'together'],
  ['carry', 'out'],
  ['bring', 'back'],
  ['get have want need', 'done|sorted|booked|scheduled|arranged|organised|organized|setup'],
];

/** `schedule` and `scheduling`, `set` and `setting`. */
function formsOf(verb: string): readonly string[] {
  const doubled = verb.length < 5 && /[^aeiou][aeiou][^aeiouwxy]$/u.test(verb);
  return [verb, `${doubled ? verb + verb.slice(-1) : verb.replace(/e$/u, '')}ing`];
}

const allForms = (verbs: string) => verbs.split(' ').flatMap(formsOf);
const sureVerbs: ReadonlySet<string> = new Set([...allForms(sure), 'pencilling']);
const otherVerbs: ReadonlySet<string> = new Set(allForms(others));
const phrasal = particles.map(([verbs, particle]) => `${allForms(verbs).join('|')} ${particle}`);

/** Verbs whose particle may stand behind what they ask for: "chuck a review in", "set the demo up". */
const separable = new Map<string, ReadonlySet<string>>();
for (const [verbs, particle] of particles)
  for (const form of allForms(verbs))
    separable.set(form, new Set([...(separable.get(form) ?? []), ...particle.split('|')]));

/** A verb that asks for a meeting, at an index. */
export interface RequestVerb {
  readonly next: number;
  /** True where it is one whatever stands around it. */
  readonly sure: boolean;
  /** Particles that may follow behind the name. */
  readonly particles: ReadonlySet<string>;
}

/** Of these, verb and particle make a noun as well. */
const nouns = new Set('drop fit line mark write tie knock sort pop call carry pin'.split(' '));

const none: ReadonlySet<string> = new Set();

/** A verb that may ask for a meeting, with its particle; what stands around it decides. */
export function readRequestVerb(tokens: Tokens, index: number): RequestVerb | undefined {
  const word = lowerAt(tokens, index);
  const joined = afterAny(tokens, index, phrasal);
  // "Drop in clinic" is a name, "drop in a review" is none.
  if (joined !== undefined)
    return { next: joined, sure: !nouns.has(word) || isArticle(tokens, joined), particles: none };
  const base = isRequestVerb(word) ? word : word.replace(/s$/u, '');
  // "She wants a": a plural is no verb, an article behind it tells.
  if (!isRequestVerb(base) || (base !== word && !isArticle(tokens, index + 1))) return undefined;
  const that = after(tokens, index + 1, 'that');
  if (that !== undefined) return { next: that, sure: false, particles: none };
  // "Schedule US tax": the country.
  const isCountry = tokens.list[index + 1]?.text === 'US' && /\p{Ll}/u.test(tokens.text);
  const next = (isCountry ? undefined : after(tokens, index + 1, 'me|us up|out|down|in?')) ?? index + 1;
  return { next: behindOne(tokens, next), sure: sureVerbs.has(word), particles: separable.get(word) ?? none };
}

/** "Schedule one review"; "one on one" is a name. */
function behindOne(tokens: Tokens, index: number): number {
  const one = after(tokens, index, 'one');
  return one === undefined || /^(?:on|to|-|:|more)$/u.test(lowerAt(tokens, one)) ? index : one;
}

/** True for such a verb in any of its forms. */
export function isRequestVerb(word: string): boolean {
  return sureVerbs.has(word) || otherVerbs.has(word);
}

const articles = new Set('a an the our my another some this that these one'.split(' '));

/** True before a word that begins what is asked for. */
export function isArticle(tokens: Tokens, index: number): boolean {
  return articles.has(lowerAt(tokens, index));
}

/** "Pop cash flow with @ann in the diary": what is put there tells that the first word is the verb. */
export function isPutDown(tokens: Tokens, from: number): boolean {
  if (!isRequestVerb(lowerAt(tokens, from))) return false;
  const { list } = tokens;
  return list.some(({ lower }, index) => index > from + 1 && calendars.test(lower) && isLedInto(list, index));
}

const calendars = /^(?:calendars?|diary|agenda|schedule|books)$/u;

function isLedInto(list: Tokens['list'], index: number): boolean {
  const words = `${list[index - 2]?.lower} ${list[index - 1]?.lower}`;
  return /^(?:in|on|into|onto|to) (?:the|my|our|your)$/u.test(words);
}
