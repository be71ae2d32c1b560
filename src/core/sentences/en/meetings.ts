import type { Application, NewMeeting } from '../../meeting.ts';
import type { Fact, Person, Text } from '../../reply.ts';
import { list, people, possessive, shorten } from './words.ts';

const applicationName: Record<Application, string> = { meeting: 'meeting', webinar: 'webinar' };

/** About meetings and joining them. */
export const meetings = {
  defaultTitle: (name: string, application: Application) => `${possessive(name)} ${applicationName[application]}`,
  ownRoomInUse: (title: string): Text => [
    `Your own room is that of “${shorten(title)}” just now, so this meeting has a room of its own.`,
  ],
  meetingText: (meeting: NewMeeting, host: Person, url: string): Text => [
    host,
    ` started the ${applicationName[meeting.application]} “${meeting.title}”. Join: `,
    { link: url, label: url },
  ],
  meetingFacts: (host: Person, startedAt: Date, invited: readonly Person[]): readonly Fact[] => [
    { label: 'Host', value: [host] },
    { label: 'When', value: ['Now, since ', { instant: startedAt.toISOString(), show: 'time' }] },
    ...(invited.length > 0 ? [{ label: 'Invited', value: people(invited) }] : []),
  ],
  joinLabel: (application: Application) => `Join ${applicationName[application]}`,
  invitationText: (meeting: NewMeeting, host: Person, url: string): Text => [
    host,
    ` asks you to join “${meeting.title}” now: `,
    { link: url, label: url },
  ],
  onlyPeople: (names: readonly string[]): Text => [
    `I invite people one by one, so ${list(names)} got no invitation: mention the people themselves. `,
  ],
  entered: (title: string, hostName: string | undefined, url: string): Text => [
    `This PIN opens “${title}”${hostName ? ` (host: ${hostName})` : ''}: `,
    { link: url, label: url },
  ],
  enteredWithoutLink: (hostName: string | undefined): Text => [
    `The PIN is right${hostName ? `: it opens a meeting of ${hostName}` : ''}, but the service does not say where that meeting's page is. Ask the host for the link, or type the PIN in your meeting app.`,
  ],
  enteredTitle: (hostName: string | undefined) => (hostName ? `${possessive(hostName)} meeting` : 'A meeting'),
  pinForm: { title: 'Join with a PIN', label: 'PIN', hint: 'The digits from the invitation', submit: 'Find meeting' },
  pinMissing: ['Which PIN? Press the button and type it, or type it after the command.'] as Text,
  pinMalformed: 'A PIN has 4 to 12 digits and nothing else.',
};
