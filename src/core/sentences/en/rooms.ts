import type { Application } from '../../meeting.ts';
import type { Fact, Person, Text } from '../../reply.ts';
import type { Room } from '../../ucaas.ts';
import { type Typed, yesNo } from './words.ts';

/** About permanent rooms. */
export const rooms = (typed: Typed) => ({
  roomTitle: (application: Application) => (application === 'meeting' ? 'Your room' : 'Your webinar room'),
  roomText: (room: Room, url: string): Text => [`Your permanent room “${room.name}”: `, { link: url, label: url }],
  roomFacts: (room: Room): readonly Fact[] => [
    { label: 'Name', value: [room.name] },
    ...(room.description ? [{ label: 'About', value: [room.description] }] : []),
    ...(room.participantPin ? [{ label: 'PIN for guests', value: [room.participantPin] }] : []),
    { label: 'Guests wait for you', value: [yesNo(room.waitForHost)] },
    { label: 'Guests knock', value: [yesNo(room.lobby)] },
    { label: 'Recording starts by itself', value: [yesNo(room.recording)] },
  ],
  roomFootnote: ['Only you see this. Share it when you want others to have the link.'] as Text,
  openRoom: 'Open my room',
  shareRoom: 'Share here',
  changeRoom: 'Change settings',
  roomShared: (room: Room, owner: Person, url: string): Text => [
    owner,
    ` shared the room “${room.name}”. Join: `,
    { link: url, label: url },
  ],
  roomSharedFootnote: (room: Room): Text => [
    room.lobby
      ? 'You knock, and the host lets you in.'
      : room.waitForHost
        ? 'You wait until the host is in.'
        : 'The door is open.',
  ],
  joinRoom: 'Join room',
  roomChanged: ['Saved. This is your room now.'] as Text,
  roomForm: {
    title: 'Room settings',
    submit: 'Save',
    name: 'Name',
    nameMissing: 'A room needs a name.',
    description: 'About',
    waitForHost: 'Guests wait until I am in',
    lobby: 'Guests knock, and I let them in',
    recording: 'Recording starts by itself',
  },
  roomUnknownWord: (word: string): Text => [
    `A room can be shown, shared or changed, but not “${word}”. Try `,
    typed('room'),
    ', ',
    typed('room share'),
    ' or ',
    typed('room settings'),
    '.',
  ],
});
