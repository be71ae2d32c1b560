import type { Command, CommandContext } from '../command.ts';
import type { Effect } from '../effect.ts';
import { UserError } from '../errors.ts';
import type { Application, NewMeeting } from '../meeting.ts';
import { plainTitle } from '../parse.ts';
import type { Card, Person } from '../reply.ts';
import { asOption } from './as-option.ts';
import { joinUrl, newJoinKey } from './join-url.ts';

/** The most people that one command invites. */
const mostPeople = 20;

/** `now [title] [@people]`: starts a meeting, posts its card here, and invites the people in their direct chats. */
export const now: Command = {
  name: 'now',
  aliases: ['start'],
  usage: '[title] [@people]',
  summary: 'Start a meeting now and post its card here',
  examples: ['now', 'now Weekly sync', 'now Design review @Bob @Chen', 'now --webinar Product news'],
  options: [{ name: 'webinar', summary: 'Start a webinar instead of a meeting' }, asOption],
  needs: 'meeting.start',
  wish: ({ text }) => (plainTitle(text) === '' ? 'start a meeting' : `start “${plainTitle(text)}”`),

  async run(context) {
    const { say, invocation, link, clock, secrets } = context;
    const application: Application = context.arguments.options.has('webinar') ? 'webinar' : 'meeting';
    const invited = await invitedPeople(context);
    const session = context.ucaas();
    const hostName = link?.account.name ?? '';
    const title = plainTitle(context.arguments.text) || say.defaultTitle(hostName, application);
    const started =
      (context.again ? await session.findMeeting(application, context.reference) : undefined) ??
      (await session.startMeeting({ application, title, reference: context.reference }));

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
    const url = joinUrl(context.publicUrl, meeting);
    const host: Person = { person: invocation.from, name: hostName };
    const card: Card = {
      title,
      tone: 'live',
      facts: say.meetingFacts(host, meeting.startedAt, invited.people),
      buttons: [{ kind: 'open', label: say.joinLabel(application), url, primary: true }],
    };
    const effects: Effect[] = [
      {
        do: 'post',
        key: 'card',
        to: invocation.at,
        meetingId: meeting.id,
        reply: { visibleTo: 'everyone', text: say.meetingText(meeting, host, url), card },
      },
      ...invited.people.map(
        (person): Effect => ({
          do: 'direct',
          key: `invite ${person.person.userId}`,
          person: person.person,
          name: person.name,
          reply: {
            visibleTo: 'caller',
            text: say.invitationText(meeting, host, url),
            card: { ...card, facts: say.meetingFacts(host, meeting.startedAt, []) },
          },
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
    return { effects, meeting };
  },
};

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
