import type { Command, CommandContext } from '../command.ts';
import type { Effect } from '../effect.ts';
import { UserError } from '../errors.ts';
import type { Identity } from '../invocation.ts';
import { liveReply } from '../live/card.ts';
import { begun } from '../live/life.ts';
import { watchKeyFor } from '../live/watch-key.ts';
import type { Application, NewMeeting } from '../meeting.ts';
import { plainTitle } from '../parse.ts';
import type { Person } from '../reply.ts';
import { asOption } from './as-option.ts';
import { clashHere } from './clash.ts';
import { newJoinKey } from './join-url.ts';

/** The most people that one command invites. */
const mostPeople = 20;

/** `now [title] [@people]`: starts a meeting, posts its card here, and invites the people in their direct chats. */
export const now: Command = {
  name: 'now',
  aliases: ['start'],
  usage: '[title] [@people]',
  summary: 'Start a meeting now and post its card here',
  examples: ['now', 'now Weekly sync', 'now Design review @Bob @Chen', 'now --webinar Product news'],
  options: [
    { name: 'webinar', summary: 'Start a webinar instead of a meeting' },
    { name: 'lobby', summary: 'Guests knock, and you let them in' },
    { name: 'another', summary: 'Start one even where one is live already' },
    asOption,
  ],
  needs: 'meeting.start',
  wish: ({ text }) => (plainTitle(text) === '' ? 'start a meeting' : `start “${plainTitle(text)}”`),

  async run(context) {
    const { say, invocation, link, clock, secrets, button } = context;
    const isAgain = button?.values?.application !== undefined;
    const application = applicationOf(context);
    const invited = await invitedPeople(context);
    const session = context.ucaas();
    const clash = await clashHere(context);
    if (clash) return clash;
    const hostName = link?.account.name ?? '';
    const hasLobby = context.arguments.options.has('lobby') || button?.values?.lobby === true;
    const title =
      plainTitle(isAgain ? String(button?.values?.title ?? '') : context.arguments.text) ||
      say.defaultTitle(hostName, application);
    const started =
      (context.again ? await session.findMeeting(application, context.reference) : undefined) ??
      (await session.startMeeting({ application, title, reference: context.reference, lobby: hasLobby }));

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
    const { conversation } = invocation;
    // A permanent room that serves as a meeting keeps the door that it has.
    const starts = { conversation, invited: invited.people, watch, accountId, hasLobby: hasLobby && started.mails };
    const life = begun(meeting, starts);
    const cardFor = (viewer: 'everyone' | Identity) => liveReply(life, viewer, context);
    const meetingId = meeting.id;
    const effects: Effect[] = [
      { do: 'post', key: 'card', to: invocation.at, meetingId, reply: cardFor('everyone') },
      ...invited.people.map(
        ({ person, name }): Effect => ({
          do: 'direct',
          key: `invite ${person.userId}`,
          ...{ person, name, meetingId },
          reply: cardFor(person),
        }),
      ),
    ];
    const notes = [
      ...(invited.others.length > 0 ? say.onlyPeople(invited.others) : []),
      ...(invited.missing.length > 0 ? say.unreached(invited.missing) : []),
    ];
    if (notes.length > 0) {
      const reply = { visibleTo: 'caller', text: notes } as const;
      effects.push({ do: 'post', key: 'not invited', to: invocation.at, reply });
    }
    return { effects, meeting, starts };
  },
};

/** What was typed, or what kind of meeting is to be held again. */
function applicationOf({ arguments: given, button }: CommandContext): Application {
  if (button?.values?.application !== undefined) return button.values.application === 'webinar' ? 'webinar' : 'meeting';
  return given.options.has('webinar') ? 'webinar' : 'meeting';
}

async function invitedPeople({
  arguments: given,
  chat,
  invocation,
}: CommandContext): Promise<{ people: Person[]; others: string[]; missing: string[] }> {
  const mentioned = given.mentions.filter(({ kind }) => kind === 'person');
  const others = given.mentions.filter(({ kind }) => kind !== 'person').map(({ name, id }) => name ?? id);
  if (mentioned.length > mostPeople) throw new UserError({ code: 'too_many_people', most: mostPeople });
  if (mentioned.length === 0) return { people: [], others, missing: [] };
  const found = await chat.people(invocation.at, mentioned);
  const byPerson = new Map(found.map(({ identity, name }) => [identity.userId, { person: identity, name }]));
  byPerson.delete(invocation.from.userId);
  const known = new Set(found.map(({ mentionId }) => mentionId));
  const missing = mentioned.filter(({ id }) => !known.has(id)).map(({ name, id }) => name ?? id);
  return { people: [...byPerson.values()], others, missing };
}
