import type { Text } from '../../reply.ts';
import { shorten } from './words.ts';

type Typed = { readonly typed: string };

/** About the room of a channel. */
export const channelRoom = {
  isIt: ['The room of this channel'] as Text,
  title: 'A room for this channel',
  question: (title: string): Text => [
    `Do you want to make your room “${shorten(title)}” the room of this channel? Its card stands here for everybody and shows who is in it; whoever is here can join at any time.`,
  ],
  moveQuestion: (title: string): Text => [
    `Your room “${shorten(title)}” is the room of another channel. Do you want to make it the room of this one instead?`,
  ],
  bind: 'Make it the room',
  move: 'Move it here',
  keep: 'Leave it',
  kept: ['Nothing was changed.'] as Text,
  beingBound: ['Somebody else gives this channel a room at this very moment: its card comes in some seconds.'] as Text,
  bound: (title: string, isPinned: boolean, typed: Typed): Text => [
    `“${shorten(title)}” is the room of this channel now. `,
    ...(isPinned ? [] : ['Pin its card, so that everybody finds it. ']),
    'To take it away again: ',
    typed,
    '.',
  ],
  postAgain: 'Post its card here again',
  takeAway: 'Take it away',
  takenAway: (title: string): Text => [`“${shorten(title)}” is not the room of this channel any more.`],
  gone: (title: string): Text => [`“${shorten(title)}” is not the room of this channel any more.`],
  none: ['This channel has no room.'] as Text,
  notInDirect: ['Say this in the channel or group whose room it is to be.'] as Text,
  how: (here: Typed, off: Typed): Text => ['To give this channel a room, say ', here, '; to take it away, ', off, '.'],
};
