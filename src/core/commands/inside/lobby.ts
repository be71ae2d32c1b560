import type { Command, CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import { atDoor } from '../../live/door.ts';
import { isOver, type Life } from '../../live/life.ts';
import { promptReply } from '../../live/prompt.ts';
import { matchName } from '../../name-match.ts';
import type { Reply, RunButton, Text } from '../../reply.ts';
import { someAtOnce } from '../../some-at-once.ts';
import type { LobbyRoom, UcaasSession, Waiting } from '../../ucaas.ts';
import { inPlace, privately } from '../answer.ts';
import { offered } from '../offered.ts';
import { mayChange } from '../schedule/mine.ts';
import { nothingHere } from '../who.ts';
import { meantLife, sessionFor } from './steered.ts';

const callsAtOnce = 5;

/** The door of one meeting, by its host's right. */
interface Door {
  readonly life: Life;
  readonly room: LobbyRoom;
  readonly session: UcaasSession;
  readonly waiting: readonly Waiting[];
}

/** `lobby`, `lobby admit Ann`, `lobby admit all`, `lobby deny Ann`: the host sees who waits, and lets people in. */
export const lobby: Command = {
  name: 'lobby',
  aliases: ['door'],
  usage: '[admit | deny] [name | all] | members <on | off>',
  summary: 'See who waits to be let into the meeting that you host, and let them in',
  examples: ['lobby', 'lobby admit Ann', 'lobby admit all', 'lobby deny Ann', 'lobby members on'],
  yieldsToSentences: true,
  needs: 'meeting.admit',
  wish: () => 'let people into a meeting',

  run: (context) =>
    offered(async () => {
      const { say, arguments: given, button } = context;
      const life = await meantLife(context);
      if (!life) return nothingHere(context);
      await mayChange(context, life.meeting, 'meeting.admit');
      const { title, application, serviceRoomId: roomId } = life.meeting;
      if (isOver(life)) return answered(context, say.live.endedAlready(title));
      if (!life.hasLobby || roomId === undefined)
        return answered(context, say.lobby.noLobby(title, say.typed('now --lobby')));
      const [, task = '', name = ''] = /^(\S*)\s*(.*)$/u.exec(given.text) ?? [];
      const members = /^members? (on|in|yes|off|no|knock)$/iu.exec(given.text)?.[1];
      if (members !== undefined) return letMembersIn(context, life, /^(?:on|in|yes)$/iu.test(members));
      const session = await sessionFor(context, life);
      const room = { application, roomId };
      const door = { life, room, session, waiting: await session.waiting(room) };
      if (task === '') return show(context, door);
      if (!/^(?:admit|let|deny)$/iu.test(task)) {
        const [first, second, third] = ['lobby', 'lobby admit Ann', 'lobby deny Ann'].map(say.typed);
        return first && second && third
          ? privately(context, { text: say.lobby.how(first, second, third) })
          : show(context, door);
      }
      const isTurnedAway = task.toLowerCase() === 'deny';
      const meant = button?.values?.waiting === undefined ? named(door.waiting, name) : pressed(context, door.waiting);
      if (meant.length === 0) {
        const text = button ? say.lobby.gone(names(context)) : say.lobby.unknown(name, title);
        return show(context, door, text);
      }
      return decide(context, door, meant, isTurnedAway);
    }),
};

/** Whether the members of its channel come straight in from now on. */
async function letMembersIn(context: CommandContext, { meeting, place }: Life, isOn: boolean): Promise<Outcome> {
  const { say, stores, invocation, clock } = context;
  if (place === undefined) return privately(context, { text: say.lobby.membersNowhere(meeting.title) });
  await stores.lives.letMembersIn(invocation.from, meeting.id, isOn, clock());
  const text = say.lobby.membersIn(meeting.title, isOn);
  const [label, input] = isOn ? [say.lobby.membersKnock, 'off'] : [say.lobby.membersStraightIn, 'on'];
  const undo: RunButton = {
    kind: 'run',
    label,
    command: 'lobby',
    input: `members ${input}`,
    values: { meeting: meeting.id },
  };
  return privately(context, { text, card: { title: meeting.title, tone: 'done', body: text, buttons: [undo] } });
}

/** Those of that name, or all. */
function named(waiting: readonly Waiting[], name: string): readonly Waiting[] {
  if (/^(?:all|everyone|everybody)$/iu.test(name)) return waiting;
  const { by, found } = matchName(name.replace(/\s+in$/iu, ''), waiting, (one) => [one.name]);
  return by === 'near' ? [] : found;
}

/** Those who were shown, as far as they are still waiting. */
function pressed({ button }: CommandContext, waiting: readonly Waiting[]): readonly Waiting[] {
  const ids = String(button?.values?.waiting).split(' ');
  return waiting.filter(({ waitingId }) => ids.includes(waitingId));
}

function names({ button }: CommandContext): readonly string[] {
  const isOne = !String(button?.values?.waiting).includes(' ');
  return isOne && button?.values?.name ? [String(button.values.name)] : [];
}

async function decide(
  context: CommandContext,
  door: Door,
  meant: readonly Waiting[],
  isTurnedAway: boolean,
): Promise<Outcome> {
  const { say } = context;
  const { session, room, life } = door;
  const { title } = life.meeting;
  // Of two people of one name, nobody can tell who is meant: only a press can.
  if (isTurnedAway && meant.length > 1) return show(context, door);
  const done = await someAtOnce(callsAtOnce, meant, ({ waitingId }) =>
    isTurnedAway ? session.turnAway(room, waitingId) : session.letIn(room, waitingId),
  );
  const those = (wanted: boolean) => meant.filter((_one, index) => done[index] === wanted).map(({ name }) => name);
  const [came, gone] = [those(true), those(false)];
  const text: Text = [
    ...(came.length === 0
      ? []
      : isTurnedAway
        ? say.lobby.turnedAway(came[0] ?? '', title)
        : say.lobby.cameIn(came, title)),
    ...(came.length > 0 && gone.length > 0 ? [' '] : []),
    ...(gone.length > 0 ? say.lobby.gone(gone) : []),
  ];
  return show(context, { ...door, waiting: await session.waiting(room) }, text);
}

/** Who waits now, and before that what was done. What was seen is remembered: the cards and the host's prompt show it, too. */
async function show(context: CommandContext, { life, waiting }: Door, done?: Text): Promise<Outcome> {
  const { stores, clock, say } = context;
  const now = atDoor(life, waiting);
  if (now !== life) await stores.lives.learn(now, clock());
  const shown = promptReply(now, say);
  const text = done ? [...done, ' ', ...shown.text] : shown.text;
  const reply: Reply = { ...shown, text, card: shown.card && { ...shown.card, body: text } };
  return context.button?.values?.waiting === undefined ? privately(context, reply) : inPlace(context, reply);
}

function answered(context: CommandContext, text: Text): Outcome {
  return context.button?.values?.waiting === undefined
    ? privately(context, { text })
    : inPlace(context, { visibleTo: 'caller', text });
}
