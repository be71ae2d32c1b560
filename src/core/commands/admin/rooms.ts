import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import type { Application } from '../../meeting.ts';
import type { Text } from '../../reply.ts';
import type { Room, RoomChanges, User } from '../../ucaas.ts';
import { inPlace, privately } from '../answer.ts';
import { byId } from '../contacts/find.ts';
import { roomChanges, roomErrors, roomSettingsForm, roomValues } from '../room-settings.ts';
import { press } from './cards.ts';
import { noted } from './noted.ts';
import { openOffice } from './office.ts';
import { orRefusal, Refused } from './refusal.ts';
import type { AdminTask } from './task.ts';
import { withUser } from './users/find.ts';

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
    if (rest === '' && context.arguments.mentions.length === 0)
      return privately(context, { text: context.say.estate.whose });
    return withUser(
      context,
      office,
      { task: 'find', what: rest.replace(/^(?:show|change|edit) /iu, '') },
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

export function nameOf({ name, email }: User): string {
  return name || email;
}

function show(context: CommandContext, user: User, application: Application, room: Room, told?: Text): Outcome {
  const { say } = context;
  const text = told ?? say.estate.roomText(nameOf(user), application);
  const line = `rooms ${byId(user.userId)}${application === 'webinar' ? ' --webinar' : ''}`;
  const buttons = [
    press(say.changeRoom, line, { opensForm: true, primary: true, values: roomValues(room) }),
    press(say.estate.meetingsOf, line.replace('rooms', 'meetings')),
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
