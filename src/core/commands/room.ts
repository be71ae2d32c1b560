import type { Arguments, Command, CommandContext } from '../command.ts';
import type { Application, NewMeeting } from '../meeting.ts';
import type { Card } from '../reply.ts';
import type { Room } from '../ucaas.ts';
import { privately } from './answer.ts';
import { asOption } from './as-option.ts';
import { joinUrl, newJoinKey } from './join-url.ts';
import { roomHere } from './room-here.ts';
import { roomChanges, roomErrors, roomSettingsForm, roomValues } from './room-settings.ts';

/** `room`, `room share`, `room settings`: the person's own permanent room. */
export const room: Command = {
  name: 'room',
  usage: '[share | settings | here [off]]',
  summary: 'Show your permanent room, share it, change it, or make it the room of a channel',
  examples: ['room', 'room share', 'room settings', 'room here', 'room here off', 'room --webinar'],
  options: [{ name: 'webinar', summary: 'Your webinar room instead of your meeting room' }, asOption],
  yieldsToSentences: true,
  needs: (given) => verbs[intent(given)],
  wish: (given) => wishes[intent(given)],

  now({ button, values, say }) {
    if (!button?.opensForm || !button.values) return undefined;
    return values ? roomErrors(say, values) : { form: roomSettingsForm(say, button.values) };
  },

  async run(context) {
    const { say, invocation } = context;
    const word = context.arguments.text;
    if (intent(context.arguments) === 'here') {
      const own = async (application: Application) =>
        remembered(context, application, await context.ucaas().room(application));
      const application = context.arguments.options.has('webinar') ? 'webinar' : 'meeting';
      return roomHere(context, word.slice('here'.length).trim().toLowerCase(), () => own(application));
    }
    if (word !== '' && !['show', 'share', 'settings'].includes(word.toLowerCase())) {
      return privately(context, { text: say.roomUnknownWord(word) });
    }
    const application: Application = context.arguments.options.has('webinar') ? 'webinar' : 'meeting';
    const session = context.ucaas();
    const before = await session.room(application);
    const after = context.values
      ? await session.changeRoom(application, before.roomId, roomChanges(before, context.values))
      : before;
    const meeting = await remembered(context, application, after);
    const url = joinUrl(context.publicUrl, meeting);
    if (intent(context.arguments) === 'share' && !context.values) {
      const owner = { person: invocation.from, name: meeting.hostName };
      const card: Card = {
        title: after.name,
        tone: 'neutral',
        facts: [{ label: 'Host', value: [owner] }],
        buttons: [{ kind: 'open', label: say.joinRoom, url, primary: true }],
        footnote: say.roomSharedFootnote(after),
      };
      const reply = { visibleTo: 'everyone', text: say.roomShared(after, owner, url), card } as const;
      return { meeting, effects: [{ do: 'post', key: 'room', to: invocation.at, meetingId: meeting.id, reply }] };
    }
    return {
      ...privately(context, { text: say.roomText(after, url), card: ownCard(context, application, after, url) }),
      meeting,
    };
  },
};

const verbs = { show: 'room.see', share: 'room.share', settings: 'room.change', here: 'room.share' } as const;
const wishes = {
  show: 'see your room',
  share: 'share your room',
  settings: 'change your room',
  here: 'give this channel a room',
} as const;

function intent({ text }: Arguments): keyof typeof verbs {
  const word = text.toLowerCase();
  if (/^here\b/u.test(word)) return 'here';
  return word === 'share' || word === 'settings' ? word : 'show';
}

/** The row behind `/j/…`: the same link for the same room, for as long as we know the room. */
async function remembered(context: CommandContext, application: Application, found: Room): Promise<NewMeeting> {
  const known = await context.stores.meetings.room(context.invocation.from, found.roomId);
  return {
    id: known?.id ?? context.secrets.id(),
    joinKey: known?.joinKey ?? newJoinKey(context.secrets),
    kind: 'room',
    application,
    title: found.name,
    host: context.invocation.from,
    hostName: context.link?.account.name ?? '',
    serviceRoomId: found.roomId,
    joinUrl: found.joinUrl,
    startedAt: known?.startedAt ?? context.clock(),
  };
}

function ownCard(
  { say, values, arguments: given }: CommandContext,
  application: Application,
  found: Room,
  url: string,
): Card {
  const as = given.options.get('as');
  const option = `${application === 'webinar' ? ' --webinar' : ''}${as === undefined ? '' : ` --as "${as}"`}`;
  return {
    title: say.roomTitle(application),
    tone: values ? 'done' : 'neutral',
    body: values ? say.roomChanged : undefined,
    facts: say.roomFacts(found),
    buttons: [
      { kind: 'open', label: say.openRoom, url, primary: true },
      { kind: 'run', label: say.shareRoom, command: 'room', input: `share${option}` },
      {
        kind: 'run',
        label: say.changeRoom,
        command: 'room',
        input: `settings${option}`,
        opensForm: true,
        values: roomValues(found),
      },
    ],
    footnote: say.roomFootnote,
  };
}
