import type { Command, CommandContext } from '../command.ts';
import type { Effect } from '../effect.ts';
import { liveReply } from '../live/card.ts';
import { begun, type Life } from '../live/life.ts';
import { watchKeyFor } from '../live/watch-key.ts';
import type { Application, NewMeeting } from '../meeting.ts';
import { plainTitle } from '../parse.ts';
import type { Text } from '../reply.ts';
import { beginsWithMention, isSentence } from '../spoken.ts';
import type { ServiceMeeting } from '../ucaas.ts';
import { aboutErrors, aboutForm, argumentsFrom, titleIn } from './about/form.ts';
import { asOption } from './as-option.ts';
import { askedPeople, callEffects, isCalled } from './asked-people.ts';
import { calledOften } from './called-often.ts';
import { clashHere } from './clash.ts';
import { crowdAnswer, crowdHere, notStarted, rememberUnasked } from './crowd.ts';
import { governedOptions, type WishedOptions } from './governed.ts';
import { joinUrl, newJoinKey } from './join-url.ts';
import { membersHere } from './members-here.ts';
import { ownRoom } from './own-room.ts';
import { asksWho } from './questions.ts';
import { isAboutDraft } from './schedule/open-draft.ts';
import { startedOver } from './schedule/started-over.ts';
import { talk } from './talk.ts';

/** `now [title] [@people]`: starts a meeting, posts its card here, and invites the people in their direct chats. */
export const now: Command = {
  name: 'now',
  aliases: ['start'],
  usage: '[title] [@people]',
  summary: 'Start a meeting now and post its card here',
  examples: ['now', 'now Weekly sync', 'now Design review @Bob @Chen', 'now --webinar Product news'],
  options: [
    { name: 'webinar', summary: 'Start a webinar instead of a meeting' },
    { name: 'room', summary: 'In your own permanent room' },
    { name: 'new', summary: 'In a room of its own, where your permanent one is usual' },
    { name: 'lobby', summary: 'Guests knock, and you let them in' },
    { name: 'members', summary: 'With a lobby at which the members of this channel need not knock' },
    { name: 'no-members', summary: 'They knock as well, where that is not usual here' },
    { name: 'no-lobby', summary: 'Nobody knocks, where a lobby is usual here' },
    { name: 'recording', summary: 'It is recorded from its beginning' },
    { name: 'no-recording', summary: 'It is not recorded by itself, where that is usual here' },
    { name: 'here', summary: 'Post its card here without asking, however many are here' },
    { name: 'another', summary: 'Start one even where one is live already' },
    asOption,
  ],
  needs: 'meeting.start',
  wish({ text }, _button, values) {
    const title = plainTitle(values ? titleIn(values) : text);
    return title === '' ? 'start a meeting' : `start “${title}”`;
  },

  /** About a message, nothing begins before it is confirmed in a form. */
  now({ invocation, values, say }) {
    if (values) {
      const errors = aboutErrors(values, say);
      return errors && { errors };
    }
    return invocation.about || invocation.pressed?.ref === 'form.now'
      ? { form: aboutForm(invocation, say) }
      : undefined;
  },

  async run(given) {
    if (await isSaid(given)) return talk.run(given);
    const anew = await startedOver(given);
    if (anew) return anew;
    const context = given.values ? { ...given, arguments: argumentsFrom(given.values) } : given;
    const { say, invocation, link, clock, secrets, button } = context;
    const answer = crowdAnswer(context);
    if (answer === 'cancel') return notStarted(context);
    const isAgain = button?.values?.application !== undefined;
    const application = applicationOf(context);
    const invited = await askedPeople(context);
    const session = context.ucaas();
    const crowd = await crowdHere(context);
    const asked = (await clashHere(context, crowd === undefined)) ?? crowd;
    if (asked) return asked;
    await rememberUnasked(context);
    const hostName = link?.account.name ?? '';
    const { options, told } = await governedOptions(context, wishedOptions(context));
    const { lobby, recording } = options;
    const title =
      plainTitle(isAgain ? String(button?.values?.title ?? '') : context.arguments.text) ||
      say.defaultTitle(hostName, application);
    const found = context.again ? await session.findMeeting(application, context.reference) : undefined;
    const own = found ? undefined : await ownRoom(context, session, application);
    const inUse = own && 'inUse' in own ? own.inUse : undefined;
    const started: ServiceMeeting & { readonly hasLobby?: boolean } =
      found ??
      (own && !('inUse' in own) ? own : undefined) ??
      (await session.startMeeting({ application, title, reference: context.reference, lobby, recording }));

    const meeting: NewMeeting = {
      id: secrets.id(),
      joinKey: newJoinKey(secrets),
      kind: 'instant',
      application,
      title,
      host: invocation.from,
      hostName,
      serviceMeetingId: started.meetingId,
      serviceRoomId: started.roomId,
      joinUrl: started.joinUrl,
      startedAt: clock(),
    };
    const [best] = await context.credentials('sweep');
    const watch = link && watchKeyFor(invocation.from, link.account, best);
    const accountId = link?.account.userId;
    const isUnposted = answer === 'nowhere';
    // What was not posted there is nobody's business there.
    const conversation = isUnposted ? `unposted ${meeting.id}` : invocation.conversation;
    // A permanent room that serves as a meeting keeps the door that it has.
    const starts = {
      ...(await membersHere(context)),
      conversation,
      invited: invited.people,
      watch,
      accountId,
      hasLobby: started.hasLobby ?? (lobby && started.mails),
    };
    const life = begun(meeting, starts);
    const often = await calledOften(context, invited.people.filter(isCalled(invited)));
    const card = isUnposted ? unpostedCard(context, life) : postedCard(context, life);
    const notes = [
      ...(told ?? []),
      ...(inUse ? say.ownRoomInUse(inUse) : []),
      ...(started.mails || started.hasLobby ? [] : await keptRoom(context)),
    ];
    return {
      effects: [...card, ...callEffects(context, life, { ...invited, often }), ...noteEffects(context, notes)],
      meeting,
      starts,
    };
  },
};

/** What was typed, or what the meeting had that is to be held again. */
function wishedOptions({ arguments: { options }, button }: CommandContext): WishedOptions {
  const said = (name: 'lobby' | 'recording') =>
    options.has(name) ? true : options.has(`no-${name}`) ? false : undefined;
  const wants = said('lobby') ?? (options.has('members') ? true : undefined);
  return { lobby: wants ?? (button?.values?.lobby === true ? true : undefined), recording: said('recording') };
}

/** A permanent room that serves as a meeting keeps its door, whatever the rules say: its host is told how to change that. */
async function keptRoom({ policy, say }: CommandContext): Promise<Text> {
  const { value } = await policy.ruling('lobby');
  return value === 'always' ? say.policy.roomWithoutLobby(say.typed('room settings')) : [];
}

function noteEffects({ invocation }: CommandContext, notes: Text): readonly Effect[] {
  if (notes.length === 0) return [];
  return [{ do: 'post', key: 'rules', to: invocation.at, reply: { visibleTo: 'caller', text: notes } }];
}

function postedCard(context: CommandContext, life: Life): readonly Effect[] {
  const { invocation } = context;
  const reply = liveReply(life, 'everyone', context);
  return [{ do: 'post', key: 'card', to: invocation.at, meetingId: life.meeting.id, reply }];
}

/** The card in the host's own direct chat, where it is kept true, and its link where it was asked for. */
function unpostedCard(context: CommandContext, life: Life): readonly Effect[] {
  const { invocation, say, publicUrl } = context;
  const { id: meetingId, title, host, hostName: name } = life.meeting;
  const text = say.crowd.unposted(title, joinUrl(publicUrl, life.meeting));
  return [
    { do: 'direct', key: 'card', person: host, name, meetingId, reply: liveReply(life, host, context) },
    { do: 'post', key: 'unposted', to: invocation.at, reply: { visibleTo: 'caller', text } },
  ];
}

/** What was typed, or what kind of meeting is to be held again. */
function applicationOf({ arguments: given, button }: CommandContext): Application {
  if (button?.values?.application !== undefined) return button.values.application === 'webinar' ? 'webinar' : 'meeting';
  return given.options.has('webinar') ? 'webinar' : 'meeting';
}

/**
 * True where a line that begins with a mention starts nothing: it is a sentence, or whoever is mentioned belongs to what is open
 * here, a draft or the question of who is meant.
 */
async function isSaid(context: CommandContext): Promise<boolean> {
  const { invocation, button, values, arguments: given } = context;
  const isTyped = !button && !values && !invocation.about && !invocation.inside && !invocation.pressed;
  if (!isTyped || !beginsWithMention(invocation)) return false;
  if (isSentence(invocation, given.text)) return true;
  return (
    (await isAboutDraft(context)) || asksWho(await context.stores.talks.find(invocation.from, invocation.conversation))
  );
}
