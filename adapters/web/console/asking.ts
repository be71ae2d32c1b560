import type { Invocation } from '../../../src/core/invocation.ts';
import type { Clock, Receive } from '../../../src/core/ports.ts';
import { addressOf, fileReferenceOf } from './address.ts';
import type { AtOnce, ConsoleRequest, ConsoleSession, ConsoleStore } from './store.ts';

/** What is asked in the console: a line, a pressed button, or a form that was filled in. */
export interface Question extends Pick<ConsoleRequest, 'id' | 'task' | 'line'> {
  /** On whose answer it was asked; absent: on a page that begins with it. */
  readonly on?: Pick<ConsoleRequest, 'conversation'>;
  readonly wish: Pick<Invocation, 'pressed' | 'values'> & { readonly text?: string };
  readonly file?: { readonly name: string; readonly bytes: Uint8Array };
  /** The form that was sent, filled in: what is wrong with it is said at its fields. */
  readonly sent?: AtOnce['form'];
}

/** Asks what somebody asks in a chat, in the same way, with the same rights. False where another session has asked by that id. */
export type Ask = (session: ConsoleSession, question: Question) => Promise<boolean>;

export function createAsk({
  store,
  receive,
  clock,
}: {
  readonly store: ConsoleStore;
  readonly receive: Receive;
  readonly clock: Clock;
}): Ask {
  return async (session, { id, task, line, on, wish, file, sent }) => {
    const { person, personName, workspaceName, locale, timeZone } = session;
    const conversation = on?.conversation ?? `console-${id}`;
    const isOwn = await store.begin(session.id, {
      id,
      task,
      conversation,
      line,
      file: file?.bytes,
      createdAt: clock(),
    });
    if (!isOwn) return false;
    const files = file && [{ name: file.name, bytes: file.bytes.length, ref: fileReferenceOf(id) }];
    const { now } = await receive({
      ...{ deliveryId: `console ${id}`, from: person, fromName: personName, workspaceName },
      ...{ at: addressOf(id), conversation, kind: 'direct' },
      ...{ text: '', mentions: [], locale, timeZone, files },
      ...{ opensForms: true, showsProgress: true, way: 'console' },
      ...wish,
    });
    if (now) await store.answeredAtOnce(id, now.errors ? { errors: now.errors, form: sent } : now);
    return true;
  };
}
