import type { MessageReference } from './address.ts';
import { type Effect, type MailEffect, withReferences } from './effect.ts';
import { DeliveryError } from './errors.ts';
import type { Identity, Invocation, Platform } from './invocation.ts';
import { mostAttempts, secondsToWait } from './next-try.ts';
import { readerOfTimes, withOwnTimes } from './own-times.ts';
import type { Chat, Clock, Log } from './ports.ts';
import { type Reply, type SignInOrigin, signInUrl, type Text } from './reply.ts';
import type { Delivery, NativeCallStore, PreferenceStore, StoredEffect } from './stores.ts';

/** A mail server may be away for a night: every half an hour at last, for a day. */
const mostMailAttempts = 58;
const longestMailWaitSeconds = 1_800;

/** Does one effect in chat. Never throws: what became of it is the result. */
export type Deliver = (stored: StoredEffect, again: boolean) => Promise<Delivery>;

export function createDeliver(deps: {
  readonly chats: ReadonlyMap<Platform, Chat>;
  /** Writes and sends a mail. Throws `DeliveryError`. */
  readonly mail: (effect: MailEffect, effectId: string) => Promise<void>;
  /** The platform's own id of the call that a card in this workspace is about (`NativeCalls`). */
  readonly callShown: NativeCallStore['shownIn'];
  readonly ownReading: PreferenceStore['ownReading'];
  readonly signInLink: (person: Invocation['from'], origin: SignInOrigin) => Promise<string>;
  readonly clock: Clock;
  readonly log: Log;
}): Deliver {
  return async ({ id, caller, effect, attempts }, again) => {
    let sending = false;
    try {
      if (effect.do === 'mail') {
        sending = true;
        await deps.mail(effect, id);
        return { effectId: id, state: 'done' };
      }
      const chat = deps.chats.get(caller.platform);
      if (!chat) throw new DeliveryError('refused', `${caller.platform} is switched off`);
      const own = await inOwnTimes(effect, caller);
      const signed = await withSignInLink(withReferences(own, id), caller);
      const reply = chat.nativeCalls ? await withCall(signed, effect, caller) : signed;
      sending = true;
      const { reference } = await send(chat, effect, { effectId: id, reply, caller, again });
      if ('pin' in effect && effect.pin !== undefined && reference) await pin(chat, reference, caller, effect.pin);
      return { effectId: id, state: 'done', reference, meetingId: effect.meetingId };
    } catch (error) {
      return failed(id, effect.do === 'mail', attempts, error, sending);
    }
  };

  /** A card that is not pinned is there all the same. */
  async function pin(chat: Chat, message: MessageReference, caller: Invocation['from'], isPinned: boolean) {
    try {
      await chat.pin?.(message, caller, isPinned);
    } catch (error) {
      deps.log.warn({ error }, 'a message could not be pinned or unpinned');
    }
  }

  function failed(effectId: string, isMail: boolean, attempts: number, error: unknown, sending: boolean): Delivery {
    const message = error instanceof Error ? error.message : String(error);
    // A fault of ours after the platform may have taken the message must not post it a second time.
    const final = error instanceof DeliveryError ? error.kind === 'refused' : sending;
    deps.log[error instanceof DeliveryError ? 'warn' : 'error'](
      { effectId, attempts, error },
      'a message did not get through',
    );
    if (final || attempts >= (isMail ? mostMailAttempts : mostAttempts))
      return { effectId, state: 'failed', error: message };
    const wait = secondsToWait(attempts, error, isMail ? longestMailWaitSeconds : undefined);
    return { effectId, state: 'pending', dueAt: new Date(deps.clock().getTime() + wait * 1000), error: message };
  }

  /** Where everybody reads it, and for whoever has set nothing, the platform shows times as it knows each of its people. */
  async function inOwnTimes(effect: Effect, caller: Identity): Promise<Reply> {
    const reader = readerOfTimes(effect, caller);
    const reading = reader && (await deps.ownReading(reader));
    return reading ? withOwnTimes(effect.reply, reading) : effect.reply;
  }

  /** Nobody is in what is posted just now. */
  async function withCall(reply: Reply, effect: Exclude<Effect, MailEffect>, caller: Identity): Promise<Reply> {
    if (effect.do === 'post' || effect.meetingId === undefined) return reply;
    const { platform, workspaceId } = effect.do === 'direct' ? effect.person : caller;
    return { ...reply, nativeCall: await deps.callShown({ platform, workspaceId }, effect.meetingId) };
  }

  async function withSignInLink(reply: Reply, caller: Invocation['from']): Promise<Reply> {
    if (!reply.signIn) return reply;
    const url = await deps.signInLink(caller, reply.signIn);
    const text = (parts: Text): Text =>
      parts.map((part) =>
        typeof part === 'object' && 'link' in part && part.link === signInUrl ? { ...part, link: url } : part,
      );
    const buttons = reply.card?.buttons?.map((button) =>
      button.kind === 'open' && button.url === signInUrl ? { ...button, url } : button,
    );
    return { ...reply, text: text(reply.text), card: reply.card && { ...reply.card, buttons } };
  }
}

function send(chat: Chat, effect: Exclude<Effect, MailEffect>, message: Parameters<Chat['post']>[1]) {
  switch (effect.do) {
    case 'post':
      return chat.post(effect.to, message);
    case 'replace':
      return chat.replace(effect.message, effect.to, message);
    case 'below':
      return chat.below(effect.message, effect.to, message);
    case 'direct':
      return chat.direct(effect.person, message);
  }
}
