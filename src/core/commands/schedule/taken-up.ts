import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import { habitsOf } from '../../reader.ts';
import { privately } from '../answer.ts';
import { draftTitle } from './draft-facts.ts';
import { madeAlready } from './made.ts';
import { oldCards } from './old-cards.ts';
import { type Aside, asideFor, keepAndShow, type Open, setAside } from './open-draft.ts';

const back =
  /^(?:please )?(?:(?:go |come |get |switch )?back(?: to (?<to>.+?))?|(?:resume|reopen|take up|pick up|continue with|go on with) (?<what>.+?)(?: again)?)(?:,? please)?[\s.!]*$/iu;

/** `go back to alpha plan`, `go back`: takes up again what was set aside for what is open. undefined: it is no such wish. */
export async function takenUpByWord(context: CommandContext, said: string, open: Open): Promise<Outcome | undefined> {
  const found = back.exec(said.trim())?.groups;
  if (!found || open.kind !== 'draft' || !open.aside?.length) return undefined;
  const words = (found.to ?? found.what ?? '').toLowerCase().replace(/^(?:the|my) /u, '');
  const isAny = words === '' || /^(?:it|that|(?:other|first|last|previous|old) (?:one|draft|meeting))$/u.test(words);
  const titleOf = ({ open: { understanding } }: Aside) => draftTitle(context, understanding.draft);
  const aside = open.aside.find((one) => isAny || titleOf(one).toLowerCase().includes(words));
  return aside ? takenUp(context, aside) : privately(context, { text: context.say.asideIs(open.aside.map(titleOf)) });
}

/** The press on what was set aside. */
export async function takenUpByPress(context: CommandContext): Promise<Outcome> {
  const { talk: id = '', aside = '' } = context.button?.values ?? {};
  const made = await madeAlready(context, String(id));
  return made ?? takenUp(context, { id: String(id), open: JSON.parse(String(aside)) as Aside['open'] });
}

/** Opens it anew; what is open now is set aside for it. */
async function takenUp(context: CommandContext, { id, open }: Aside): Promise<Outcome> {
  const { stores, invocation, say } = context;
  const habits = await habitsOf(context);
  const { timeZone = open.understanding.draft.timeZone } = habits;
  const earlier = await stores.talks.find(invocation.from, invocation.conversation);
  const aside = asideFor(earlier).filter((one) => one.id !== id);
  const older = earlier?.body === undefined ? [] : await setAside(context, earlier);
  const { effects } = await keepAndShow(context, { ...habits, timeZone }, { ...open, aside });
  return { effects: [...effects, ...older, ...(await oldCards(context, id, say.draftTakenUp))] };
}
