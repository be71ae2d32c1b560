import { EventEmitter } from 'node:events';
import type { Address, MessageReference } from '../../../src/core/address.ts';
import { DeliveryError } from '../../../src/core/errors.ts';
import { matchName } from '../../../src/core/name-match.ts';
import type { Chat, Clock, MentionedPerson, OutgoingMessage, PostedMessage } from '../../../src/core/ports.ts';
import type { PlaygroundStore, StoredMessage } from '../store.ts';
import type { MessageBody } from './view.ts';
import {
  addressOf,
  administrator,
  botName,
  conversationFor,
  conversationsOf,
  directChat,
  identityOf,
  people,
  personNamed,
  placeOf,
  workspaceName,
} from './world.ts';

/** The playground's side of the arrow out, and a live feed of what was said. */
export interface PlaygroundChat extends Chat {
  /** Says something as a person. */
  say(conversation: string, person: { readonly id: string; readonly name: string }, text: string): Promise<void>;
  /** Calls `listener` for every message that is posted or replaced from now on, until the result is called. */
  follow(listener: (message: StoredMessage) => void): () => void;
}

export function createPlaygroundChat({
  store,
  clock,
}: {
  readonly store: PlaygroundStore;
  readonly clock: Clock;
}): PlaygroundChat {
  const feed = new EventEmitter<{ message: [StoredMessage] }>().setMaxListeners(0);

  async function put(
    to: Address,
    visibleTo: string | null,
    { effectId, reply }: OutgoingMessage,
  ): Promise<PostedMessage> {
    const { conversation, inReplyTo } = placeOf(to);
    if (inReplyTo !== undefined && !(await store.find(inReplyTo)))
      throw new DeliveryError('refused', 'the message to be answered is gone');
    const body: MessageBody = { reply, inReplyTo };
    const bot = { author: 'meetwire', authorName: botName, createdAt: clock() };
    const message = await store.append({ conversation, visibleTo, body, effectId, ...bot });
    feed.emit('message', message);
    return { reference: message.id as MessageReference };
  }

  return {
    platform: 'web',

    post(to, message) {
      const direct = placeOf(to).conversation === directChat(message.caller.userId);
      return put(to, message.reply.visibleTo === 'caller' && !direct ? message.caller.userId : null, message);
    },

    async replace(reference, _to, { reply }) {
      const message = await store.replace(reference, { reply } satisfies MessageBody);
      if (!message) throw new DeliveryError('refused', 'the message to be replaced is gone');
      feed.emit('message', message);
      return { reference };
    },

    async below(reference, _to, message) {
      const found = await store.find(reference);
      if (!found) throw new DeliveryError('refused', 'the message to be answered is gone');
      const isPublic = message.reply.visibleTo === 'everyone';
      return put(addressOf(found.conversation, found.id), isPublic ? null : message.caller.userId, message);
    },

    async reads({ userId }, reference) {
      const found = await store.find(reference);
      return found !== undefined && conversationFor(userId, found.conversation) !== undefined;
    },

    async pin(reference, _caller, isPinned) {
      const message = await store.pin(reference, isPinned);
      if (!message) throw new DeliveryError('refused', 'the message to be pinned is gone');
      feed.emit('message', message);
    },

    direct: (person, message) => put(addressOf(directChat(person.userId)), null, message),

    async file(_person, { ref }, mostBytes) {
      const bytes = Buffer.from(ref, 'base64');
      return bytes.length <= mostBytes ? bytes : undefined;
    },

    async profile({ userId }) {
      return { name: personNamed(userId)?.name ?? userId, workspaceName, isGuest: false };
    },

    async administers({ userId }) {
      return userId === administrator;
    },

    async people(_at, mentions) {
      return mentions.flatMap(({ kind, id }) => {
        const person = kind === 'person' ? personNamed(id) : undefined;
        return person ? [personOf(person)] : [];
      });
    },

    /** Everybody is in every channel, and nobody but the bot in somebody's direct chat. */
    async members(at, of, most) {
      if (of !== undefined && of.kind !== 'channel') return undefined;
      const place = of?.id ?? placeOf(at).conversation;
      const here = people.filter(({ id }) => conversationFor(id, place) !== undefined);
      if (here.length === 0) return undefined;
      const found = here.map(personOf);
      return { people: found.slice(0, most), total: found.length };
    },

    async crowd(at) {
      const { conversation: place } = placeOf(at);
      const here = people.flatMap(({ id }) => conversationFor(id, place) ?? []);
      return { place, name: here[0] && `#${here[0].name}`, members: here.length, isPrivate: false };
    },

    condition: async () => ({ works: true, missing: [] }),

    place(at) {
      const { conversation: place } = placeOf(at);
      return place.startsWith(directChat('')) ? undefined : place;
    },

    isIn: async ({ userId }, place) => conversationFor(userId, place) !== undefined,

    async places({ userId }, most) {
      const channels = conversationsOf(userId).filter(({ kind }) => kind !== 'direct');
      return channels.slice(0, most).map(({ id, name }) => ({ place: id, name: `#${name}`, at: addressOf(id) }));
    },

    async named({ userId }, name, most) {
      const others = people.filter(({ id }) => id !== userId);
      const { by, found } = matchName(name, others, (one) => [one.name, one.id]);
      return { by, found: found.slice(0, most).map(personOf), isWhole: true };
    },

    async say(conversation, { id: author, name: authorName }, said) {
      const body: MessageBody = { said };
      const message = { conversation, author, authorName, visibleTo: null, body, effectId: null, createdAt: clock() };
      feed.emit('message', await store.append(message));
    },

    follow(listener) {
      feed.on('message', listener);
      return () => feed.off('message', listener);
    },
  };
}

function personOf({ id, name }: (typeof people)[number]): MentionedPerson {
  return { mentionId: id, identity: identityOf(id), name, hints: [`@${id}`] };
}
