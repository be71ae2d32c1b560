import { repetitionWords } from '../calendar/words.ts';
import type { Command, CommandContext } from '../command.ts';
import type { Effect, Outcome } from '../effect.ts';
import { habitsOf } from '../reader.ts';
import type { Button, Text } from '../reply.ts';
import type { Guest, Planned } from '../schedule.ts';
import type { Reader } from '../when/index.ts';
import { readIntent } from '../when/intent.ts';
import type { Reference } from '../when/reference.ts';
import { inPlace, privately } from './answer.ts';
import { call } from './call.ts';
import { admittedGuests } from './governed.ts';
import { namedPeople } from './named-people.ts';
import { askWhether, settleAsked } from './schedule/asked.ts';
import { candidateLabels, guestOf } from './schedule/candidates.ts';
import { inviteMore } from './schedule/changes.ts';
import { findGuests, fitsBeside, keyOf, mostGuests, type Unclear } from './schedule/guests.ts';
import { isInvited } from './schedule/merge.ts';
import { behind, isShown, type Mine, mayChange } from './schedule/mine.ts';
import { isAboutDraft } from './schedule/open-draft.ts';
import { withMeant } from './schedule/several.ts';
import { whoText } from './schedule/who-question.ts';
import { withZone } from './schedule/zone-missing.ts';
import { talk } from './talk.ts';
import { meetingHere } from './who.ts';

/** `invite <people> to <which>`: more people for a meeting that is planned already. */
export const invite: Command = {
  name: 'invite',
  usage: '<people> [to <title or day>]',
  summary: 'Invite more people to a meeting that is planned',
  examples: ['invite @Bob to design review', 'invite ann@example.com to friday', 'invite the design team'],
  needs: 'meeting.see',
  wish: () => 'invite people',

  async run(context) {
    const { say, button, invocation, arguments: given } = context;
    if (button?.values?.guests !== undefined) {
      const mine = await behind(context);
      if (!mine) return privately(context, { text: say.meetingGone });
      await settleAsked(context);
      if (button.input === 'keep') return inPlace(context, { visibleTo: 'caller', text: say.meetingKept(mine.title) });
      return add(context, mine, JSON.parse(String(button.values.guests)) as readonly Guest[], []);
    }
    // “invite @Bob” where a meeting is on means that one: whoever is mentioned is called into it.
    if (!button && invocation.kind !== 'direct' && invocation.mentions.length > 0 && given.text === '') {
      const life = await meetingHere(context);
      if (life && life.state !== 'ended' && life.meeting.kind === 'instant' && !life.occurrence)
        return call.run(context);
    }
    // Of a draft that is open, whoever is named without a meeting belongs to it.
    const isDraft = !button && (await isAboutDraft(context));
    const habits = await habitsOf(context);
    return withZone(context, habits, async (reader) => {
      const said = button?.input === undefined ? sentence(invocation.text) : button.input;
      const intent = readIntent(`invite ${said}`, { ...reader, mentions: undefined });
      if (isDraft && (intent.kind !== 'add' || intent.which.it)) return talk.run(context);
      if (intent.kind !== 'add' || given.text + invocation.mentions.map(({ id }) => id).join() === '')
        return privately(context, { text: say.inviteWhom });
      return inviteMeant(context, reader, intent.which, intent.rest);
    });
  },
};

/** Invites those who are named to the meeting that is spoken of, or asks which one. */
export async function inviteMeant(
  context: CommandContext,
  reader: Reader,
  which: Reference,
  rest: string,
): Promise<Outcome> {
  const { say, button, clock } = context;
  const toThis = async (mine: Mine, isDated: boolean): Promise<Outcome> => {
    const { people, wrong } = namedPeople(context, reader, rest);
    if (people.length === 0) return privately(context, { text: wrong ?? say.inviteWhom });
    const { known, unclear } = await findGuests(context, people, {}, mine.planned.invitees);
    const guests = people.flatMap((one) => known[keyOf(one)] ?? []);
    const done = await add(context, mine, guests, unclear, isDated);
    return wrong ? { ...done, effects: [...done.effects, leftOut(context, wrong)] } : done;
  };
  const chosen = button?.values?.meeting === undefined ? undefined : await behind(context);
  if (!chosen) return withMeant(context, reader, which, { command: 'invite', input: rest }, toThis);
  return toThis(chosen, !isShown(chosen, clock()));
}

/** `isDated`: a day was named, and a series knows no guests of one day: what that means is said, and asked. */
async function add(
  context: CommandContext,
  mine: Mine,
  guestsGiven: readonly Guest[],
  unclear: readonly Unclear[],
  isDated = false,
): Promise<Outcome> {
  const { say } = context;
  const { planned } = mine;
  if (planned.state === 'cancelled') return privately(context, { text: say.cancelledAlready(planned.title) });
  await mayChange(context, planned);
  const there = guestsGiven.filter((guest) => isInvited(planned, guest));
  const admitted = await admittedGuests(
    context,
    guestsGiven.filter((guest) => !there.includes(guest)),
  );
  const guests = [...there, ...admitted.guests];
  const count = planned.invitees.length - 1 + guests.filter((guest) => !isInvited(planned, guest)).length;
  if (count > mostGuests) return privately(context, { text: say.whoTooMany(mostGuests, count) });
  const refused = admitted.told ? [{ effects: [leftOut(context, admitted.told, 'not admitted')] }] : [];
  const repeats = isDated ? repetitionWords(planned) : undefined;
  const toAll = repeats ? say.inviteSeries(planned.title, repeats) : [];
  const questions = [...refused, ...unclear.map((one, index) => question(context, planned, one, index, toAll))];
  if (guests.length === 0) return { effects: questions.flatMap(({ effects }) => effects) };
  const isNews = guests.some((guest) => !isInvited(planned, guest));
  const done =
    repeats && isNews ? await askSeries(context, mine, guests, toAll) : await inviteMore(context, planned, guests);
  return { ...done, effects: [...done.effects, ...questions.flatMap(({ effects }) => effects)] };
}

function askSeries(context: CommandContext, mine: Mine, guests: readonly Guest[], toAll: Text): Promise<Outcome> {
  const { say } = context;
  const text = [...toAll, ...say.inviteSeriesQuestion(guests.map(({ name }) => name))];
  return askWhether(context, 'invite', mine, valuesOf(mine.planned, guests), {
    ...{ title: say.inviteSeriesTitle, tone: 'neutral', text },
    ...{ yes: { label: say.inviteToSeries, primary: true }, no: say.inviteNot },
  });
}

function valuesOf({ meetingId: meeting }: Planned, guests: readonly Guest[]) {
  return { meeting, guests: JSON.stringify(guests.map(guestOf)) };
}

/** `toAll`: what is said first of a series. */
function question(
  { say, invocation }: CommandContext,
  planned: Planned,
  one: Unclear,
  index: number,
  toAll: Text,
): Outcome {
  const { why, candidates, count } = one;
  const guests = planned.invitees.filter(({ isHost }) => !isHost);
  const text = [...toAll, ...(toAll.length > 0 ? [' '] : []), ...whoText(say, one, guests)];
  const press = (label: string, these: readonly Guest[]): Button => ({
    ...{ kind: 'run', label, command: 'invite', values: valuesOf(planned, these), once: true },
    answers: why === 'large' ? 'yes' : 'which',
  });
  const buttons =
    why === 'large'
      ? fitsBeside(one, guests)
        ? [press(say.inviteAll(count), candidates)]
        : []
      : candidateLabels(say, candidates).map((label, at) => press(label, candidates.slice(at, at + 1)));
  const asksWho = { kind: 'run', label: '', command: 'invite', values: { meeting: planned.meetingId } } as const;
  const card = { title: say.whoUnknownTitle, tone: 'neutral', body: text, buttons, asksWho } as const;
  return {
    effects: [{ do: 'post', key: `who ${index}`, to: invocation.at, reply: { visibleTo: 'caller', text, card } }],
  };
}

function leftOut({ invocation }: CommandContext, text: Text, key = 'left out'): Effect {
  return { do: 'post', key, to: invocation.at, reply: { visibleTo: 'caller', text } };
}

function sentence(text: string): string {
  return text.replace(/^\s*(\/?meet\s+)?invite\s*/i, '');
}
