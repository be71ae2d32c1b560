import type { Address } from '../../../src/core/address.ts';
import type { Identity, Invocation } from '../../../src/core/invocation.ts';

/** Everybody in the playground. Their demo accounts at the sandbox have the same first names. */
export const people = [
  { id: 'ada', name: 'Ada Almeida' },
  { id: 'bob', name: 'Bob Brandt' },
  { id: 'chen', name: 'Chen Castillo' },
  { id: 'dana', name: 'Dana Duarte' },
] as const;

/** Who administers the playground as a workspace. */
export const administrator = 'ada';

export const workspaceId = 'playground';
export const workspaceName = 'Playground';
export const botName = 'Meetwire';

export interface Conversation {
  readonly id: string;
  readonly name: string;
  readonly kind: Invocation['kind'];
}

const channels: readonly Conversation[] = [
  { id: 'general', name: 'general', kind: 'channel' },
  { id: 'design', name: 'design', kind: 'channel' },
];

export function personNamed(id: string | undefined): (typeof people)[number] | undefined {
  return people.find((person) => person.id === id);
}

export function identityOf(userId: string): Identity {
  return { platform: 'web', workspaceId, userId };
}

/** What this person may read and write in: the channels, and their own direct chat with the bot. */
export function conversationsOf(userId: string): readonly Conversation[] {
  return [...channels, { id: directChat(userId), name: botName, kind: 'direct' }];
}

export function conversationFor(userId: string, id: string): Conversation | undefined {
  return conversationsOf(userId).find((conversation) => conversation.id === id);
}

export function directChat(userId: string): string {
  return `direct-${userId}`;
}

/** An address of the playground is the conversation itself, and the message that is answered there, if one is. */
export function addressOf(conversation: string, inReplyTo?: string): Address {
  return (inReplyTo === undefined ? conversation : `${conversation}/${inReplyTo}`) as Address;
}

export function placeOf(address: Address): { readonly conversation: string; readonly inReplyTo?: string } {
  const [conversation = '', inReplyTo] = address.split('/');
  return { conversation, inReplyTo };
}
