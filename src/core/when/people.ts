import { readAppended, readAppendedNames, readAsking, readGathering, readRole } from './appended.ts';
import type { Named } from './draft.ts';
import { isNameOfPerson } from './given-names.ts';
import { sameRoles } from './group-words.ts';
import { type FoundWho, readGroup } from './groups.ts';
import { readNameLists } from './name-lists.ts';
import { behindComing, isSpokenOf, readAbsence } from './people-doing.ts';
import { readMore } from './people-list.ts';
import { type List, readMet } from './people-met.ts';
import { leads, negations } from './people-phrases.ts';
import { readPeopleOfVerb } from './people-verbs.ts';
import { after, afterAny, at, type Found, isBoundary, lowerAt, type Tokens, take } from './tokens.ts';

export interface FoundPeople {
  readonly people: readonly Named[];
  /** Said not to be invited. */
  readonly without: readonly Named[];
  readonly unclear: readonly string[];
  readonly invalid: readonly string[];
  /** Those who may be only spoken of: "meeting about @bob". */
  readonly doubtful: readonly Named[];
  /** People who were counted rather than named. */
  readonly count?: number;
}

/** Everybody who is named, and how; what was read is taken. */
export function readPeople(tokens: Tokens): FoundPeople {
  const found: {
    people: Named[];
    without: Named[];
    unclear: string[];
    invalid: string[];
    doubtful: Named[];
    count?: number;
  } = {
    people: [],
    without: [],
    unclear: [],
    invalid: [],
    doubtful: [],
  };
  const keep = (who: FoundWho, { negated, doubtful }: List) => {
    if (who.named) (negated ? found.without : doubtful ? found.doubtful : found.people).push(...who.named);
    // "Don't invite him": nobody knows whom.
    if (who.unclear !== undefined && (!negated || /^(?:him|her|them)$/iu.test(who.unclear)))
      found.unclear.push(who.unclear);
    if (negated) return;
    if (who.invalid !== undefined) found.invalid.push(who.invalid);
    if (who.count !== undefined) found.count = Math.max(found.count ?? 0, who.count);
  };
  const starts: number[] = [];
  for (let index = 0; index < tokens.list.length; index++) {
    if (!at(tokens, index)) continue;
    const list = readGathered(tokens, index) ?? readList(tokens, index);
    if (!list) continue;
    for (const who of list.value.people) keep(who, list.value);
    while (starts.length < found.people.length) starts.push(index);
    found.without.push(...(list.value.absent?.named ?? []));
    take(tokens, index, list.next, 'people');
    index = list.next - 1;
  }
  const { named, doubtful } = readNameLists(tokens);
  found.doubtful.push(...doubtful);
  // In the order in which they were said.
  const all = [...found.people.map((person, index) => ({ person, from: starts[index] ?? 0 })), ...named];
  return { ...found, people: all.sort((one, other) => one.from - other.from).map(({ person }) => person) };
}

/** `get the sales team together`, `let's get @liam on the calendar`: what stands around them is no title. */
function readGathered(tokens: Tokens, index: number): Found<List> | undefined {
  const start = after(
    tokens,
    index,
    'get|gather|bring|pull|round|have|assemble|convene|call|put|want|need|like|loop|rope|drag|slot|squeeze|fit|chuck|pop|pencil|bung|add up|in|all?',
  );
  if (start === undefined) return undefined;
  // "Pop briefing in my calendar".
  const isThing =
    /^(?:chuck|pop|pencil|bung|add)$/u.test(lowerAt(tokens, index)) && /^\p{Ll}/u.test(at(tokens, start)?.text ?? '');
  if (isThing) return undefined;
  const role = readRole(tokens, start);
  const several = readMore(tokens, start, 'and', true);
  const names = namesIn(several?.value.people ?? []);
  const isStrange =
    names.length > 0 &&
    several?.value.people.length === 1 &&
    !names.every((name) => isNameOfPerson(name) || sameRoles.test(name.split(' ').at(-1) ?? ''));
  const list = (isStrange ? undefined : several) ?? (role && { value: { people: [role.value] }, next: role.next });
  if (!list) return undefined;
  const [people, self] = [list.next, after(tokens, list.next, 'and|& me|i|myself|us')];
  const next = afterAny(tokens, self ?? people, [
    'all? together',
    'on|in|into|onto|in to the|my|our calendar|calendars|diary|diaries|room|books|loop',
    'on|in|into|onto a|one|the same? room|call|line|chat|huddle|zoom',
    'on board|board|there',
    'on|to the? phone|line|call|horn|zoom|video',
    'in there',
    'in? on it|this|that',
    'involved|along|over|invited|there|too',
    'as well',
    'in',
  ]);
  const ends =
    next !== undefined &&
    (lowerAt(tokens, next - 1) !== 'in' ||
      /^(?:loop|rope|drag|pull|bring|slot|squeeze|fit|chuck|pop|pencil|bung)$/u.test(lowerAt(tokens, index)));
  // "Get Budget Review on the calendar".
  const isCalendar = names.length > 0 && /^(?:calendars?|diary|diaries|books)$/u.test(lowerAt(tokens, (next ?? 0) - 1));
  return ends && !isCalendar ? { value: { people: list.value.people, negated: false }, next } : undefined;
}

function namesIn(people: readonly FoundWho[]): readonly string[] {
  return people.flatMap(({ named = [] }) => named.flatMap((one) => (one.kind === 'name' ? one.name : [])));
}

/** `with @ann, Bob and the design team`, `without @carl`, or a mention by itself. */
function readList(tokens: Tokens, index: number): Found<List> | undefined {
  const met =
    readSelf(tokens, index) ?? readPeopleOfVerb(tokens, index) ?? readMet(tokens, index) ?? gathered(tokens, index);
  if (met) return met;
  const appended = readAppended(tokens, index) ?? readAppendedNames(tokens, index);
  if (appended) return { value: { people: [appended.value], negated: false }, next: appended.next };
  const negated = afterAny(tokens, index, negations);
  const led = negated ?? bestLead(tokens, index);
  const word = lowerAt(tokens, index);
  const start = led ?? index;
  const company =
    led !== undefined &&
    !/^(?:,|and|&|also|\+|for|to|between|plus|no|add|bring|pull|get|gather|call|put|assemble|convene|don't|dont|do|remember|optional|optionally)$/u.test(
      word,
    );
  const afterPerson =
    led !== undefined && /^(?:,|and|&|also|\+|plus)$/u.test(word) && tokens.list[index - 1]?.taken === 'people';
  const topic = led !== undefined && word === 'with' && takesTopic.test(tokens.list[index - 1]?.lower ?? '');
  const sure = company ? 'with' : afterPerson ? (word === ',' ? 'comma' : 'and') : led === undefined ? 'none' : 'loose';
  const list =
    led === undefined && (isAddress(tokens, index) || isEveryone(tokens, index))
      ? readMore(tokens, start, 'loose', false)
      : readMore(tokens, start, topic ? 'loose' : sure, company && !topic);
  if (!list) return undefined;
  const [only, ...more] = list.value.people;
  const last = list.value.people.at(-1);
  const absence = last && readAbsence(tokens, last, list.next);
  // "With @ann, @bob can't make it", "@ann and @bob can't make it".
  const position = tokens.list.slice(start, list.next).findLastIndex(({ atom }) => atom?.kind === 'person');
  const joined = /^(?:and|&|or)$/u.test(tokens.list[start + position - 1]?.lower ?? '');
  if (last && absence !== undefined && !joined && more.length > 0)
    return { value: { people: list.value.people.slice(0, -1), absent: last, negated: false }, next: absence };
  if (last && absence !== undefined) return { value: { people: list.value.people, negated: true }, next: absence };
  if (only && more.length === 0 && isSpokenOf(tokens, start, list.next, only))
    return { value: { people: [only], negated: false, doubtful: true }, next: list.next };
  const to =
    /^invit/u.test(word) || /^add/u.test(word) ? after(tokens, list.next, 'to|for') : behindComing(tokens, list);
  return { value: { people: list.value.people, negated: negated !== undefined }, next: to ?? list.next };
}

function gathered(tokens: Tokens, index: number): Found<List> | undefined {
  const group = readGathering(tokens, index) ?? readAsking(tokens, index);
  return group && { value: { people: [group.value], negated: false }, next: group.next };
}

/** "Bo (@bo) and I": somebody by name, and who that is. */
function readSelf(tokens: Tokens, index: number): Found<List> | undefined {
  let open = index;
  while (open < index + 3 && at(tokens, open)?.kind === 'word' && /^\p{Lu}/u.test(at(tokens, open)?.text ?? '')) open++;
  const atom = open > index && lowerAt(tokens, open) === '(' ? at(tokens, open + 1)?.atom : undefined;
  const close = after(tokens, open + 2, ')');
  if (atom?.kind !== 'person' || close === undefined) return undefined;
  const named = atom.named.kind === 'email' ? atom.named.email : atom.named.kind === 'mention' ? atom.named.handle : '';
  const words = tokens.list.slice(index, open).map(({ lower }) => lower);
  if (!words.some((word) => named.toLowerCase().includes(word))) return undefined;
  const me = after(tokens, close, 'and|& i|me|myself');
  return { value: { people: [{ named: [atom.named] }], negated: false }, next: me ?? close };
}

/** Behind these, "with" leads to what it is about: "problems with the new API". */
const takesTopic =
  /^(?:problems?|issues?|trouble|troubles|help|helping|deal|dealing|experiences?|struggles?|bugs?|outages?|wrong|working|progress|experiments?|integration|integrating|compliance|compatibility|getting|started|familiar|forward|ahead|on)$/u;

/** `the platform team, @wei: cost review`: they are spoken of before the colon. */
function isAddress(tokens: Tokens, index: number): boolean {
  const begins = index === 0 || tokens.list[index - 1]?.taken !== undefined;
  const group = begins ? readGroup(tokens, index, true) : undefined;
  if (!group) return false;
  // "2pm the renal team".
  if (index > 0) return isBoundary(tokens, group.next) && lowerAt(tokens, index) === 'the';
  const link = afterAny(tokens, group.next, [':', ', and', ',', 'and', '&', '+']);
  return link !== undefined && (lowerAt(tokens, link - 1) === ':' || at(tokens, link)?.atom?.kind === 'person');
}

/** `everyone from the warehouse team`, `the entire people ops team`, wherever it stands. */
function isEveryone(tokens: Tokens, index: number): boolean {
  const whole = after(tokens, index, 'the? whole|entire');
  const all = whole !== undefined && lowerAt(tokens, whole) === '-' ? undefined : whole;
  const team = all === undefined || isBoundary(tokens, all) ? undefined : readGroup(tokens, index, false);
  // "2pm, whole support team".
  if (team && isBoundary(tokens, team.next) && team.value.named?.[0]?.kind === 'group') return true;
  const from = after(tokens, index, 'everyone|everybody from|in|on|of|at');
  return (
    from !== undefined &&
    !/^(?:us|you|them|it|this|that)$/u.test(lowerAt(tokens, from)) &&
    readGroup(tokens, index, true)?.value.named?.[0]?.kind === 'group'
  );
}

function bestLead(tokens: Tokens, index: number): number | undefined {
  // "Drop-in, open to @everyone-hq".
  const open = after(tokens, index, 'open to');
  return (open !== undefined && at(tokens, open)?.atom ? open : undefined) ?? afterAny(tokens, index, leads);
}
