import { EventEmitter } from 'node:events';
import type { Address } from '../../../src/core/address.ts';
import { DeliveryError } from '../../../src/core/errors.ts';
import type { Chat, OutgoingMessage, PostedMessage } from '../../../src/core/ports.ts';
import { type Reply, signInUrl, type Text } from '../../../src/core/reply.ts';
import { messageBy, referenceOf, requestAt, requestWithFile } from './address.ts';
import type { ConsoleRequest, ConsoleStore } from './store.ts';

/** Between two looks at what another replica may have answered. */
const lookMilliseconds = 500;

/** What comes back to the console. */
export interface ConsoleAnswers {
  /**
   * The same chat, for people who also have the console open: what answers a request of the console goes there, everything else to the
   * platform. Where the console was closed meanwhile, the answer goes to the person's direct chat.
   */
  through(chat: Chat): Chat;
  /** The request once something was answered, or as it is after so many milliseconds; undefined where it is not this session's. */
  wait(sessionId: string, requestId: string, milliseconds: number): Promise<ConsoleRequest | undefined>;
  /** Whoever waits, waits no longer. */
  close(): void;
}

export function createConsoleAnswers({
  store,
  publicUrl,
}: {
  readonly store: ConsoleStore;
  readonly publicUrl: string;
}): ConsoleAnswers {
  const feed = new EventEmitter().setMaxListeners(0);
  let isClosed = false;

  async function post(chat: Chat, requestId: string, message: OutgoingMessage): Promise<PostedMessage> {
    const { caller, effectId, reply } = message;
    const id = await store.put(caller, requestId, effectId, withoutLinks(reply, publicUrl));
    if (id === undefined) return chat.direct(caller, message);
    feed.emit(requestId);
    return { reference: referenceOf(id) };
  }

  return {
    through,

    async wait(sessionId, requestId, milliseconds) {
      const until = performance.now() + milliseconds;
      for (;;) {
        // Listening begins before looking, so that nothing is missed in between.
        const news = listen(requestId, Math.min(lookMilliseconds, until - performance.now()));
        const request = await store.request(sessionId, requestId);
        if (!request || isAnswered(request) || isClosed || performance.now() >= until) {
          news.stop();
          return request;
        }
        await news.came;
      }
    },

    close() {
      isClosed = true;
      for (const requestId of feed.eventNames()) feed.emit(requestId);
    },
  };

  /** Every verb is named, so that a new one is thought about: the console is no place with people in it. */
  function through(chat: Chat): { readonly [verb in keyof Required<Chat>]: Chat[verb] } {
    const { platform, direct, profile, administers, remains, named, places, isIn, reads } = chat;
    const { place, members, crowd, condition, losesPrivate, app } = chat;
    return {
      ...{ platform, direct, profile, administers, remains, named, places, isIn, nativeCalls: chat.nativeCalls },
      statuses: chat.statuses,

      post(to, message) {
        const requestId = requestAt(to);
        return requestId === undefined ? chat.post(to, message) : post(chat, requestId, message);
      },

      async replace(reference, to, message) {
        const id = messageBy(reference);
        if (id === undefined) return chat.replace(reference, to, message);
        const requestId = await store.replace(id, withoutLinks(message.reply, publicUrl));
        if (requestId !== undefined) {
          feed.emit(requestId);
          return { reference };
        }
        // Only what answers there goes elsewhere; what was to be kept true is gone.
        if (isHere(to)) return chat.direct(message.caller, message);
        throw new DeliveryError('refused', 'the console in which the message stood is closed');
      },

      below(reference, to, message) {
        if (messageBy(reference) === undefined) return chat.below(reference, to, message);
        throw new DeliveryError('refused', 'nothing is answered below what stands in the console');
      },
      reads: reads && (async (person, message) => (messageBy(message) ? false : reads(person, message))),

      // Where the platform has none of it, it is not there either: what is said depends on that.
      pin:
        chat.pin &&
        (async (message, caller, isPinned) => {
          if (messageBy(message) === undefined) await chat.pin?.(message, caller, isPinned);
        }),

      async file(person, file, mostBytes) {
        const requestId = requestWithFile(file.ref);
        if (requestId === undefined) return chat.file?.(person, file, mostBytes);
        const bytes = await store.file(person, requestId);
        return bytes && bytes.length <= mostBytes ? bytes : undefined;
      },

      people: async (at, mentions) => (isHere(at) ? [] : chat.people(at, mentions)),
      app: app && (async (at, mention) => (isHere(at) ? undefined : app(at, mention))),
      members: members && (async (at, ...rest) => (isHere(at) ? undefined : members(at, ...rest))),
      condition: condition && ((person, at) => condition(person, at !== undefined && isHere(at) ? undefined : at)),
      crowd: crowd && (async (at) => (isHere(at) ? undefined : crowd(at))),
      place: place && ((at) => (isHere(at) ? undefined : place(at))),
      losesPrivate: losesPrivate && ((at) => !isHere(at) && losesPrivate(at)),
    };
  }

  function listen(requestId: string, milliseconds: number) {
    const { promise: came, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, Math.max(milliseconds, 0));
    feed.once(requestId, resolve);
    const stop = () => {
      clearTimeout(timer);
      feed.off(requestId, resolve);
    };
    return { came: came.finally(stop), stop };
  }
}

const isHere = (at: Address) => requestAt(at) !== undefined;

export function isAnswered({ now, messages }: ConsoleRequest): boolean {
  return now !== undefined || messages.length > 0;
}

/** A link to a page of ours is made when it is pressed, so that none is ever stored. */
function withoutLinks(reply: Reply, publicUrl: string): Reply {
  if (!reply.signIn) return reply;
  const isOurs = (url: string) => url.startsWith(`${publicUrl}/connect/`);
  const text = (parts: Text): Text =>
    parts.map((part) =>
      typeof part === 'object' && 'link' in part && isOurs(part.link) ? { ...part, link: signInUrl } : part,
    );
  const buttons = reply.card?.buttons?.map((button) =>
    button.kind === 'open' && isOurs(button.url) ? { ...button, url: signInUrl } : button,
  );
  return { ...reply, text: text(reply.text), card: reply.card && { ...reply.card, buttons } };
}
