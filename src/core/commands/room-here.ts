import type { CommandContext } from '../command.ts';
import type { Effect, Outcome } from '../effect.ts';
import { sameIdentity } from '../invocation.ts';
import { liveReply } from '../live/card.ts';
import { begun, type Life } from '../live/life.ts';
import { watchKeyFor } from '../live/watch-key.ts';
import type { NewMeeting } from '../meeting.ts';
import type { RunButton, Text } from '../reply.ts';
import type { CardPlace } from '../stores.ts';
import { inPlace, privately } from './answer.ts';
import { membersHere } from './members-here.ts';
import { mayChange } from './schedule/mine.ts';

/** Which permanent room of the person it is about, asked for only where that matters. */
type OwnRoom = () => Promise<NewMeeting>;

/**
 * `room here`, `room here off`: the permanent room of somebody becomes the room of a channel, whose card shows who is in; or it is that
 * no more.
 */
export async function roomHere(context: CommandContext, task: string, ownRoom: OwnRoom): Promise<Outcome> {
  const { say, invocation, stores, button } = context;
  if (button && invocation.inside?.repeats === undefined) return byButton(context, task);
  if (invocation.kind === 'direct') return privately(context, { text: say.channelRoom.notInDirect });
  if (task !== '' && task !== 'off')
    return privately(context, { text: say.channelRoom.how(say.typed('room here'), say.typed('room here off')) });
  const known = await stores.lives.roomIn(invocation.from, invocation.conversation);
  if (task === 'off') return known ? takeAway(context, known) : privately(context, { text: say.channelRoom.none });
  if (known) return show(context, known);
  const meeting = await ownRoom();
  const elsewhere = await stores.lives.find(invocation.from, meeting.id);
  return invocation.inside?.repeats === undefined
    ? ask(context, meeting, elsewhere !== undefined)
    : bind(context, meeting, elsewhere);
}

/** A private answer may stand elsewhere: which room it is about stands in the button. */
async function byButton(context: CommandContext, task: string): Promise<Outcome> {
  const { say, stores, invocation, button } = context;
  if (task === 'keep') return inPlace(context, { visibleTo: 'caller', text: say.channelRoom.kept });
  const known = await stores.lives.find(invocation.from, String(button?.values?.meeting));
  if (!known) return inPlace(context, { visibleTo: 'caller', text: say.channelRoom.none });
  return task === 'off' ? takeAway(context, known) : postAgain(context, known);
}

function ask(context: CommandContext, { title }: NewMeeting, isElsewhere: boolean): Outcome {
  const { channelRoom } = context.say;
  const text = isElsewhere ? channelRoom.moveQuestion(title) : channelRoom.question(title);
  const common = { kind: 'run', command: 'room', once: true, answers: 'press' } as const;
  const buttons: RunButton[] = [
    { ...common, label: isElsewhere ? channelRoom.move : channelRoom.bind, repeats: context.id, primary: true },
    { ...common, label: channelRoom.keep, input: 'here keep' },
  ];
  return privately(context, { text, card: { title: channelRoom.title, tone: 'neutral', body: text, buttons } });
}

async function bind(context: CommandContext, meeting: NewMeeting, elsewhere: Life | undefined): Promise<Outcome> {
  const { say, invocation, stores, link, clock, id, chat } = context;
  // Of several who give the channel a room at the same moment, one does.
  const place = `room of ${invocation.conversation}`;
  const holder = await stores.lives.takePlace(invocation.from, place, id, clock());
  if (holder && !sameIdentity(holder, invocation.from))
    return inPlace(context, { visibleTo: 'caller', text: say.channelRoom.beingBound });
  const gone = elsewhere ? await gonePlaces(context, meeting) : [];
  const [best] = await context.credentials('sweep');
  const starts = {
    ...(await membersHere(context)),
    at: clock(),
    conversation: invocation.conversation,
    invited: [],
    watch: link && watchKeyFor(invocation.from, link.account, best),
    accountId: link?.account.userId,
  };
  const reply = liveReply(begun(meeting, starts), 'everyone', context);
  const card: Effect = { do: 'post', key: 'card', to: invocation.at, meetingId: meeting.id, pin: true, reply };
  const done = say.channelRoom.bound(meeting.title, chat.pin !== undefined, say.typed('room here off'));
  const { effects } = inPlace(context, { visibleTo: 'caller', text: done });
  return { meeting, starts, effects: [card, ...effects, ...gone] };
}

function show(context: CommandContext, known: Life): Outcome {
  const { say, invocation } = context;
  const { text, card } = liveReply(known, invocation.from, context);
  if (!card) return privately(context, { text });
  const press = (label: string, task: string, danger: boolean): RunButton => ({
    ...{ kind: 'run', label, command: 'room', input: `here ${task}`, once: true, danger },
    values: { meeting: known.meeting.id },
  });
  const isOwn = sameIdentity(known.meeting.host, invocation.from);
  const buttons = [
    ...(card.buttons ?? []),
    press(say.channelRoom.postAgain, 'again', false),
    ...(isOwn ? [press(say.channelRoom.takeAway, 'off', true)] : []),
  ];
  return privately(context, { text, card: { ...card, buttons } });
}

async function postAgain(context: CommandContext, known: Life): Promise<Outcome> {
  const { stores, invocation } = context;
  const { id: meetingId } = known.meeting;
  const places = await stores.schedules.cards(meetingId);
  const to = places.findLast((place) => place.shownTo === 'everyone' && place.to)?.to ?? invocation.at;
  const reply = liveReply(known, 'everyone', context);
  return { effects: [{ do: 'post', key: 'card', to, meetingId, pin: true, reply }] };
}

async function takeAway(context: CommandContext, { meeting }: Life): Promise<Outcome> {
  await mayChange(context, meeting, 'room.change');
  const gone = await gonePlaces(context, meeting);
  const text = context.say.channelRoom.takenAway(meeting.title);
  return { effects: [...inPlace(context, { visibleTo: 'caller', text }).effects, ...gone] };
}

/** It is the room of its channel no more; its cards there say so. */
async function gonePlaces(
  { stores, say, invocation }: CommandContext,
  { id, title }: NewMeeting,
): Promise<readonly Effect[]> {
  const places = await stores.lives.unbind(invocation.from, id);
  const text: Text = say.channelRoom.gone(title);
  return places.map(({ reference, shownTo, to }: CardPlace, index): Effect => {
    const visibleTo = shownTo === 'everyone' ? ('everyone' as const) : ('caller' as const);
    return {
      ...{ do: 'replace', key: `gone ${index}`, message: reference, to: to ?? invocation.at, pin: false },
      for: shownTo === 'everyone' ? undefined : shownTo,
      reply: { visibleTo, text },
    };
  });
}
