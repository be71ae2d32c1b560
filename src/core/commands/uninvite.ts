import { repetitionWords, timeWords } from '../calendar/words.ts';
import type { Command, CommandContext } from '../command.ts';
import type { Effect, Outcome } from '../effect.ts';
import { sameIdentity } from '../invocation.ts';
import { habitsOf } from '../reader.ts';
import type { Button, Text } from '../reply.ts';
import type { Invitee, Planned } from '../schedule.ts';
import type { Reader } from '../when/index.ts';
import { readIntent } from '../when/intent.ts';
import { everybodyInvited, type TakeOffWish } from '../when/take-off.ts';
import { inPlace, privately } from './answer.ts';
import { answerMeant } from './answer-invitation.ts';
import { cancelMeant } from './cancel.ts';
import { namedPeople } from './named-people.ts';
import { askWhether, settleAsked } from './schedule/asked.ts';
import { candidateLabels } from './schedule/candidates.ts';
import { changeMeeting } from './schedule/changes.ts';
import { hearersOf } from './schedule/hearers.ts';
import { invitedMeant } from './schedule/invited-people.ts';
import { behind, type Mine, mayChange, meant } from './schedule/mine.ts';
import { isAboutDraft } from './schedule/open-draft.ts';
import { chooseOne } from './schedule/several.ts';
import { withZone } from './schedule/zone-missing.ts';
import { talk } from './talk.ts';

/** `uninvite <people> from <which>`: takes people off a meeting that is planned, after a question. */
export const uninvite: Command = {
  name: 'uninvite',
  aliases: ['disinvite'],
  usage: '<people> [from <title or day>]',
  summary: 'Take people off a meeting that is planned; they are told',
  examples: ['uninvite @Bob from design review', 'uninvite ann@example.com from friday'],
  needs: 'meeting.see',
  wish: () => 'take people off a meeting',

  async run(context) {
    const { say, button, invocation } = context;
    if (button?.values?.people !== undefined) return byButton(context);
    // Of a draft that is open, whoever is named without a meeting belongs to it.
    const isDraft = !button && (await isAboutDraft(context));
    const habits = await habitsOf(context);
    return withZone(context, habits, (reader) => {
      const wish = wishIn(button?.input === undefined ? invocation.text : `uninvite ${button.input}`, reader);
      if (isDraft && (!wish || wish.which.it)) return talk.run(context);
      return wish ? takeOffMeant(context, reader, wish) : privately(context, { text: say.uninviteWhom });
    });
  },
};

/** The same where another command was typed that may mean it: `remove Bob from retro`; undefined where no planned meeting is named. */
export async function takenOffNamed(context: CommandContext): Promise<Outcome | undefined> {
  const habits = await habitsOf(context);
  const wish = wishIn(context.invocation.text, { ...habits, timeZone: habits.timeZone ?? 'UTC' });
  if (!wish || wish.which.it) return undefined;
  return withZone(context, habits, (reader) => takeOffMeant(context, reader, wish));
}

function wishIn(said: string, reader: Reader): TakeOffWish | undefined {
  const intent = readIntent(said.replace(/^\s*\/?meet\s+/iu, ''), reader);
  return intent.kind === 'takeOff' ? intent : undefined;
}

/** Asks whether those who are named are to be taken off the meeting that is spoken of, or which meeting it is. */
export async function takeOffMeant(context: CommandContext, reader: Reader, wish: TakeOffWish): Promise<Outcome> {
  const { say, button, invocation } = context;
  const chosen = button?.values?.meeting === undefined ? undefined : await behind(context);
  if (chosen) return takeOff(context, reader, chosen, wish);
  const found = await meant(context, reader, wish.which);
  // Whoever does not come to a meeting of somebody else declines it.
  if (/^(?:me|myself)$/iu.test(wish.rest)) {
    const isHost = found.kind === 'one' && sameIdentity(found.mine.planned.host, invocation.from);
    if (!isHost) return answerMeant(context, reader, wish.which, 'no');
    return privately(context, { text: say.hostStays(found.mine.planned.hostName, found.mine.title) });
  }
  if (found.kind === 'one') return takeOff(context, reader, found.mine, wish);
  const instead = await cancelInstead(context, reader, wish);
  if (instead) return instead;
  return found.kind === 'none'
    ? privately(context, { text: say.noSuchMeeting(wish.which.said) })
    : chooseOne(context, reader, found.all, 'uninvite', wish.rest);
}

/** “Drop gym from friday” is about a meeting, where there is one that is called so. */
async function cancelInstead(
  context: CommandContext,
  reader: Reader,
  { otherwise }: TakeOffWish,
): Promise<Outcome | undefined> {
  if (!otherwise?.title) return undefined;
  const found = await meant(context, reader, otherwise);
  return found.kind === 'none' ? undefined : cancelMeant(context, reader, otherwise);
}

async function takeOff(context: CommandContext, reader: Reader, mine: Mine, wish: TakeOffWish): Promise<Outcome> {
  const { say, invocation } = context;
  const { planned, title } = mine;
  if (planned.state === 'cancelled') return privately(context, { text: say.cancelledAlready(title) });
  await mayChange(context, planned);
  const guests = planned.invitees.filter(({ isHost }) => !isHost);
  if (everybodyInvited.test(wish.rest) && guests.length > 0) return ask(context, mine, guests);
  const { people, wrong } = namedPeople(context, reader, wish.rest);
  if (people.length === 0) return privately(context, { text: wrong ?? say.uninviteWhom });
  const { sure, several, missing } = await invitedMeant(context, planned, people);
  const instead = missing.length === people.length ? await cancelInstead(context, reader, wish) : undefined;
  if (instead) return instead;
  const gone = sure.filter(({ isHost }) => !isHost);
  const told: readonly Text[] = [
    ...(missing.length > 0
      ? [
          say.notOnMeeting(
            missing,
            title,
            guests.map(({ name }) => name),
          ),
        ]
      : []),
    ...(gone.length < sure.length ? [say.hostStays(planned.hostName, title)] : []),
  ];
  const post = (text: Text, index: number): Effect => ({
    ...{ do: 'post', key: `told ${index}`, to: invocation.at, reply: { visibleTo: 'caller', text } },
  });
  const asked = gone.length > 0 ? (await ask(context, mine, gone)).effects : [];
  return {
    effects: [
      ...told.map(post),
      ...several.map(({ said, all }, index) => askWhich(context, planned, said, all, index)),
      ...asked,
    ],
  };
}

function ask(context: CommandContext, mine: Mine, gone: readonly Invitee[]): Promise<Outcome> {
  const { say } = context;
  const { planned, title } = mine;
  const repeats = repetitionWords(planned);
  const hearers = hearersOf({ ...planned, invitees: gone }, 'changed', 'all');
  const names = gone.map(({ name }) => name);
  const text = say.takeOffQuestion(names, title, repeats ?? timeWords(planned, mine), hearers, repeats !== undefined);
  return askWhether(context, 'uninvite', mine, valuesOf(planned, gone), {
    ...{ title: say.takeOffTitle, tone: 'warning', text },
    ...{ yes: { label: say.takeOffYes, danger: true }, no: say.keepMeeting },
  });
}

function askWhich(
  { say, invocation }: CommandContext,
  planned: Planned,
  said: string,
  all: readonly Invitee[],
  index: number,
): Effect {
  const text = say.takeOffWhich(said, planned.title);
  const labels = candidateLabels(say, all);
  const buttons = all.map(
    (one, at): Button => ({
      ...{ kind: 'run', label: labels[at] ?? one.name, command: 'uninvite', input: 'all', once: true },
      values: valuesOf(planned, [one]),
    }),
  );
  const card = { title: say.takeOffTitle, tone: 'neutral', body: text, buttons } as const;
  return { do: 'post', key: `which ${index}`, to: invocation.at, reply: { visibleTo: 'caller', text, card } };
}

function valuesOf({ meetingId: meeting }: Planned, gone: readonly Invitee[]) {
  return { meeting, people: JSON.stringify(gone.map(({ id, name }) => ({ id, name }))) };
}

async function byButton(context: CommandContext): Promise<Outcome> {
  const { say, button, reference } = context;
  const mine = await behind(context);
  if (!mine) return inPlace(context, { visibleTo: 'caller', text: say.meetingGone });
  await settleAsked(context);
  const { planned, title } = mine;
  if (button?.input === 'keep') return inPlace(context, { visibleTo: 'caller', text: say.meetingKept(title) });
  if (planned.state === 'cancelled')
    return inPlace(context, { visibleTo: 'caller', text: say.cancelledAlready(title) });
  await mayChange(context, planned);
  const asked = JSON.parse(String(button?.values?.people)) as readonly Pick<Invitee, 'id' | 'name'>[];
  const there = planned.invitees.filter((one) => !one.isHost && asked.some(({ id }) => id === one.id));
  const names = asked.map(({ name }) => name);
  if (there.length === 0 && planned.changedBy !== reference)
    return inPlace(context, { visibleTo: 'caller', text: say.takenOffAlready(names, title) });
  const hearers = hearersOf({ ...planned, invitees: there }, 'changed', 'all');
  return changeMeeting(context, planned, { takenOff: asked.map(({ id }) => id) }, () => [
    ...say.takenOff(names, title),
    ...say.notHeard(hearers),
  ]);
}
