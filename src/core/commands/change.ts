import { repetitionWords } from '../calendar/words.ts';
import type { CommandContext } from '../command.ts';
import type { Outcome } from '../effect.ts';
import { type Habits, habitsOf } from '../reader.ts';
import { type Change, type ChangeWish, isBareMove, readChangeWish } from '../when/change-wish.ts';
import type { Reader } from '../when/index.ts';
import { readNamedMoves } from '../when/named-move.ts';
import { readPeopleChange } from '../when/people-change.ts';
import { readReference } from '../when/reference.ts';
import { withTitle } from '../when/titles.ts';
import { privately } from './answer.ts';
import { changeMade } from './change-made.ts';
import { inviteMeant } from './invite.ts';
import { moveMeant } from './move.ts';
import { namedPeople } from './named-people.ts';
import { askWhether } from './schedule/asked.ts';
import { findGuests } from './schedule/guests.ts';
import { answered } from './schedule/index.ts';
import { type Mine, mayChange, meant } from './schedule/mine.ts';
import { draftSpokenOf, type Open } from './schedule/open-draft.ts';
import { forMeant } from './schedule/several.ts';
import { isWholeSaid } from './schedule/whole-said.ts';
import { withZone } from './schedule/zone-missing.ts';

/**
 * What is to be different about a meeting that is planned, said in words as it is said of a draft: `rename it to Q3 budget`, `record the
 * retro`, `add dana`. undefined: nothing like that was said, or it is about the draft that is open.
 */
export async function changedInWords(
  context: CommandContext,
  habits: Habits,
  said: string,
  open: Open | undefined,
): Promise<Outcome | undefined> {
  const reader = { ...habits, timeZone: habits.timeZone ?? 'UTC' };
  const wish = readChangeWish(said, reader);
  if (wish) return changeWished(context, habits, wish, open);
  const named = await movedByName(context, habits, said, reader, open);
  if (named || open) return named;
  const isMove = isBareMove(said);
  const rest = isMove ? undefined : addedIn(said, reader);
  // Which meeting is spoken of costs a look at all that there are.
  if ((!isMove && rest === undefined) || !(await isSpokenOf(context, reader))) return undefined;
  const it = readReference('it', reader);
  if (rest === undefined) return withZone(context, habits, (zoned) => moveMeant(context, zoned, it, said.trim()));
  // "Add lunch" is no guest.
  const { known, unclear } = await findGuests(context, namedPeople(context, reader, rest).people, {});
  const isSomebody = Object.keys(known).length > 0 || unclear.some(({ candidates }) => candidates.length > 0);
  return isSomebody ? withZone(context, habits, (zoned) => inviteMeant(context, zoned, it, rest)) : undefined;
}

/** Moves a meeting, or the draft, that is called as was said; undefined where none is. */
async function movedByName(
  context: CommandContext,
  habits: Habits,
  said: string,
  reader: Reader,
  open: Open | undefined,
): Promise<Outcome | undefined> {
  for (const { which, to } of readNamedMoves(said, reader)) {
    const draft = open && isOfDraft(open, which.title) ? await draftSpokenOf(context) : undefined;
    if (draft) return answered(context, habits, `make it ${to}`, draft.talk, draft.open);
    const { kind } = await meant(context, reader, which);
    if (kind !== 'none') return withZone(context, habits, (zoned) => moveMeant(context, zoned, which, to));
  }
  return undefined;
}

const adds = '^\\s*(?:please )?(?:add|include|loop in|bring in|cc) ';
const beginsToAdd = new RegExp(adds, 'iu');
const addition = new RegExp(`${adds}(.+?)(?: too| as well| please)?[\\s.!]*$`, 'iu');

/** Whom a line adds that says nothing else, as said. What is long is none, and is not searched for its end. */
function addedIn(said: string, reader: Reader): string | undefined {
  const isChange = beginsToAdd.test(said) && readPeopleChange(said, reader)?.rest === '';
  return isChange ? addition.exec(said)?.[1] : undefined;
}

/** The same behind `edit` or `change`. */
export async function changedByEdit(
  context: CommandContext,
  habits: Habits,
  said: string,
): Promise<Outcome | undefined> {
  const wish = readChangeWish(`change ${said}`, { ...habits, timeZone: habits.timeZone ?? 'UTC' });
  return wish && changeWished(context, habits, wish, undefined);
}

/** Of a meeting that was chosen by a press, or by a word: what was said before of several. undefined: `said` is no such wish. */
export async function changeChosen(context: CommandContext, mine: Mine, said: string): Promise<Outcome | undefined> {
  const habits = await habitsOf(context);
  const reader = { ...habits, timeZone: habits.timeZone ?? 'UTC' };
  const [way] = readChangeWish(said, reader)?.ways ?? [];
  return way && changeMade(context, reader, mine, way.change);
}

async function changeWished(
  context: CommandContext,
  habits: Habits,
  { ways, manner }: ChangeWish,
  open: Open | undefined,
): Promise<Outcome | undefined> {
  const { say } = context;
  if (open && manner === 'bare') return undefined;
  // What is spoken of is the draft, by its title as well.
  const own = ways.filter(({ which }) => !open || (!which.it && !isOfDraft(open, which.title)));
  const isKnown =
    own.some(({ which }) => which.it) && (await isSpokenOf(context, { ...habits, timeZone: habits.timeZone ?? 'UTC' }));
  const meantBy = own.filter(({ which }) => !which.it || isKnown);
  if (own.length > meantBy.length) return manner === 'sure' ? privately(context, { text: say.editWhich }) : undefined;
  const [first] = meantBy;
  if (!first) return undefined;
  let found: Outcome | undefined;
  const done = await withZone(context, habits, async (reader) => {
    for (const { which, change } of meantBy) {
      const press = { command: 'edit', input: wordsFor(change) };
      found = await forMeant(context, reader, which, press, (mine, isDated) =>
        begin(context, reader, mine, change, isDated && !isWholeSaid(which, mine.title), manner),
      );
      if (found) break;
    }
    return found ?? privately(context, { text: say.noSuchMeeting(first.which.said) });
  });
  const isUnzoned = habits.timeZone === undefined;
  return found || isUnzoned || (manner === 'sure' && !open) ? done : undefined;
}

/** What says the same again of one that was chosen. */
function wordsFor(change: Change): string {
  switch (change.kind) {
    case 'title':
      return `rename it to “${change.title.replace(/[“”"]/gu, '')}”`;
    case 'option':
      return `turn ${change.isOn ? 'on' : 'off'} the ${change.option}`;
    case 'repeats':
      return change.said === 'once' ? 'make it just once' : `make it ${change.said.replace(/^until /u, 'end on ')}`;
    case 'form':
      return 'change the title';
  }
}

function isOfDraft(open: Open, title: string | undefined): boolean {
  if (open.kind !== 'draft' || title === undefined) return false;
  const draft = { id: '', title: open.understanding.draft.title, start: new Date(0) };
  return withTitle(title, [draft]).length > 0;
}

async function isSpokenOf(context: CommandContext, reader: Reader): Promise<boolean> {
  const { stores, invocation } = context;
  const spokenOf = (await stores.talks.find(invocation.from, invocation.conversation))?.spokenOf;
  if (spokenOf === undefined) return false;
  const it = await meant(context, reader, readReference('it', reader));
  return it.kind === 'one' && it.mine.id === spokenOf;
}

/** One day of a series has no title, guests or options of its own: that is said, and asked. */
async function begin(
  context: CommandContext,
  reader: Reader,
  mine: Mine,
  change: Change,
  isDated: boolean,
  manner: ChangeWish['manner'],
): Promise<Outcome> {
  const { say, stores, invocation } = context;
  await stores.talks.spoke(invocation.from, invocation.conversation, mine.id);
  const repeats = isDated && change.kind !== 'form' ? repetitionWords(mine.planned) : undefined;
  if (repeats === undefined || mine.planned.state === 'cancelled')
    return changeMade(context, reader, mine, change, manner === 'bare');
  await mayChange(context, mine.planned);
  const text = say.changeSeries(mine.title, repeats);
  const values = { meeting: mine.id, words: wordsFor(change) };
  return askWhether(context, 'edit', mine, values, {
    ...{ title: say.changeSeriesTitle, tone: 'neutral', text },
    ...{ yes: { label: say.changeSeriesYes, primary: true }, no: say.overlapNo },
  });
}
