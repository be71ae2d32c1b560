import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import type { Application } from '../../meeting.ts';
import type { Text } from '../../reply.ts';
import type { Room, RoomChanges, User } from '../../ucaas.ts';
import { inPlace, privately } from '../answer.ts';
import { byId } from '../contacts/find.ts';
import { roomChanges, roomErrors, roomSettingsForm, roomValues } from '../room-settings.ts';
import { pageButtons, press } from './cards.ts';
import { readLine } from './line.ts';
import { noted } from './noted.ts';
import { homeName, type Office, openOffice } from './office.ts';
import { orRefusal, Refused } from './refusal.ts';
import type { AdminTask } from './task.ts';
import { withUser } from './users/find.ts';

const words = { list: 'list', all: 'list', page: 'list', show: 'find', change: 'find', edit: 'find' } as const;

/** `admin rooms …`: the permanent rooms of those below. */
export const rooms: AdminTask = {
  word: 'rooms',
  summary: 'See and change the permanent room of somebody',
  examples: ['rooms zoe', 'rooms zoe --webinar'],
  search: { label: 'Whose room', line: (words) => words },
  needs: () => 'estate.change',
  wish: () => 'see the rooms of others',

  now({ button, values, say }) {
    if (!button?.opensForm || !button.values) return undefined;
    return values ? roomErrors(say, values) : { form: roomSettingsForm(say, button.values) };
  },

  async run(context, rest) {
    const office = await openOffice(context, 'estate.change');
    const application = applicationOf(context);
    const { task, what, page } = readLine(rest, words);
    if (task === 'list' && context.arguments.mentions.length === 0) return whose(context, office, application, page);
    return withUser(
      context,
      office,
      { task: 'find', what, line: withApplication(application, 'rooms') },
      async (user) => {
        const room = await office.session.roomOf(user.userId, application);
        if (!room) return privately(context, { text: context.say.estate.noRoom(nameOf(user)) });
        const { values } = context;
        if (!values) return show(context, user, application, room);
        const changes: RoomChanges = roomChanges(room, values);
        const fields = Object.keys(changes);
        if (fields.length === 0) return show(context, user, application, room, context.say.lists.unchanged);
        const after = await orRefusal(office.session.changeRoomOf(user.userId, application, room.roomId, changes));
        if (after instanceof Refused)
          return show(context, user, application, room, context.say.lists.refused(after.said));
        const shown = show(context, user, application, after ?? room, context.say.estate.roomChanged);
        return noted(shown, { action: 'room.change', on: { kind: 'room', id: room.roomId }, after: { fields } });
      },
    );
  },
};

export function applicationOf({ arguments: { options } }: CommandContext): Application {
  return options.has('webinar') ? 'webinar' : 'meeting';
}

/** A line after `admin` that is about such meetings or rooms. */
export function withApplication(application: Application, line: string): string {
  return application === 'webinar' ? `${line} --webinar` : line;
}

export function nameOf({ name, email }: User): string {
  return name || email;
}

/** Everybody whose room it can be, a page at a time; choosing one shows it. */
async function whose(context: CommandContext, office: Office, application: Application, page: number) {
  const { say } = context;
  const { users, isLast } = await office.session.users(page);
  const text =
    users.length > 0 ? say.estate.whose : say.lists.text({ count: 0, page, isLast }, 'user', say.users.nobody);
  const line = withApplication(application, 'rooms');
  return inPlace(context, {
    visibleTo: 'caller',
    text,
    card: {
      ...{ title: say.estate.roomsTitle(application), tone: 'neutral', body: text },
      facts: users.map((user) => ({
        ...say.users.listFact(user, homeName(office, user)),
        look: `admin ${line} ${byId(user.userId)}`,
      })),
      buttons: pageButtons(say, { line: `${line} page`, page, isLast }),
    },
  });
}

function show(context: CommandContext, user: User, application: Application, room: Room, told?: Text): Outcome {
  const { say } = context;
  const text = told ?? say.estate.roomText(nameOf(user), application);
  const line = (word: string) => `${withApplication(application, word)} ${byId(user.userId)}`;
  const buttons = [
    press(say.changeRoom, line('rooms'), { opensForm: true, primary: true, values: roomValues(room) }),
    press(say.estate.meetingsOf, line('meetings')),
  ];
  // The PIN opens the door of a room: it is its owner's to give away.
  const facts = say.roomFacts({ ...room, participantPin: '' });
  const card = {
    title: say.estate.roomTitle(nameOf(user)),
    tone: told ? 'done' : 'neutral',
    body: text,
    facts,
    buttons,
  } as const;
  return inPlace(context, { visibleTo: 'caller', text, card });
}
