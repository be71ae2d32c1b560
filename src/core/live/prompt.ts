import type { Button, Reply } from '../reply.ts';
import type { Sentences } from '../sentences/index.ts';
import type { Waiting } from '../ucaas.ts';
import type { Life } from './life.ts';

/** Teams shows six buttons: one for all, and two for each of these. */
const mostSingly = 2;
const mostListed = 10;

/**
 * What the host sees of those who wait, and nobody else. “Let in all” lets in exactly those who are on it: whoever comes meanwhile is
 * not let in unseen.
 */
export function promptReply(
  { meeting, place, membersIn, waiting = [] }: Life,
  { lobby }: Pick<Sentences, 'lobby'>,
): Reply {
  const { id, title } = meeting;
  if (waiting.length === 0) return { visibleTo: 'caller', text: lobby.nobody(title) };
  const press = (label: string, input: string, who: readonly Waiting[]): Button => ({
    ...{ kind: 'run', label, command: 'lobby', input, once: true },
    values: { meeting: id, waiting: who.map(({ waitingId }) => waitingId).join(' '), name: who[0]?.name ?? '' },
  });
  const singly = waiting
    .slice(0, mostSingly)
    .flatMap((one): Button[] => [
      press(lobby.letIn(one.name), 'admit', [one]),
      { ...press(lobby.turnAway(one.name), 'deny', [one]), danger: true } as Button,
    ]);
  const all: Button = { ...press(lobby.letInAll(waiting.length), 'admit', waiting), primary: true };
  const text = lobby.waitFor(
    waiting.map(({ name }) => name),
    title,
  );
  const facts = waiting
    .slice(0, mostListed)
    .flatMap(({ name, since }) => (since ? [{ label: name, value: lobby.since(since) }] : []));
  const [only, ...rest] = singly;
  const alone = only && ({ ...only, primary: true } as const);
  const members: readonly Button[] =
    place === undefined || membersIn
      ? []
      : [
          {
            ...{ kind: 'run', label: lobby.membersStraightIn, command: 'lobby', input: 'members on', once: true },
            values: { meeting: id },
          },
        ];
  const buttons = [...(waiting.length > 1 ? [all, ...singly] : alone ? [alone, ...rest] : []), ...members];
  return { visibleTo: 'caller', text, card: { title: lobby.title(title), tone: 'live', body: text, facts, buttons } };
}
