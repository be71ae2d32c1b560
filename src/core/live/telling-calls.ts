import { joinUrl } from '../commands/join-url.ts';
import { DeliveryError } from '../errors.ts';
import type { Platform } from '../invocation.ts';
import { isLastTry, secondsToWait } from '../next-try.ts';
import type { Chat, Clock, Log, NativeCalls } from '../ports.ts';
import type { DueNativeCall, NativeCallStore } from '../stores.ts';
import { inBatches } from './in-batches.ts';
import { changesOf, isOutlived, keyOf, type NativeCall, secondsOf } from './native-call.ts';

/** Tells chat platforms that show calls themselves how meetings are doing. */
export interface TellingCalls {
  /** Safe to call at any time, from any number of replicas at once. */
  tell(): Promise<void>;
  /** Resolves when nothing is being told any more. */
  idle(): Promise<void>;
}

/**
 * What was told is noted after each single thing, so that after a crash at most one of them is told again: that someone came or left,
 * that it is over, which a platform takes twice. A call that was begun twice is shown once: cards show the one that was noted.
 */
export function createTellingCalls({
  calls,
  chats,
  publicUrl,
  clock,
  log,
}: {
  readonly calls: NativeCallStore;
  readonly chats: ReadonlyMap<Platform, Pick<Chat, 'nativeCalls'>>;
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly log: Log;
}): TellingCalls {
  const { run, idle } = inBatches((most) => calls.take(clock(), most), tellOne);
  return { tell: run, idle };

  async function tellOne(due: DueNativeCall): Promise<void> {
    const native = chats.get(due.call.workspace.platform)?.nativeCalls;
    let call = due.call;
    const noted = async (changes: Partial<NativeCall>) => {
      call = { ...call, ...changes };
      if (!(await calls.note(due, call, clock()))) throw new Overtaken();
      return call;
    };
    try {
      if (native) await bringUpToDate(native, due, noted);
      await calls.release(due);
    } catch (error) {
      if (error instanceof Overtaken) return;
      await notTold({ ...due, call }, error).catch((fault: unknown) => {
        if (!(fault instanceof Overtaken)) log.error({ error: fault }, 'what became of a call was not noted');
      });
    }
  }

  async function bringUpToDate(
    native: NativeCalls,
    { call: before, life, by }: DueNativeCall,
    noted: (changes: Partial<NativeCall>) => Promise<NativeCall>,
  ): Promise<void> {
    let call = before;
    if (call.state !== 'ended' && isOutlived(call, life)) {
      if (call.callId && call.state === 'open') await native.end(by, call.callId, secondsOf(life, call));
      call = await noted({ state: 'ended', told: [], attempts: 0 });
    }
    if (life?.state !== 'live' || call.state === 'refused') return;
    // What it is called is written down before anybody hears of it.
    if (call.state === 'ended')
      call = await noted({
        ...{ state: 'open', round: call.round + 1, sessionId: life.sessionId, callId: undefined, told: [] },
      });
    const { came, left, inside } = changesOf(call, life);
    if (!call.callId) {
      const { title } = life.meeting;
      const since = life.liveSince ?? life.asOf;
      const url = joinUrl(publicUrl, life.meeting);
      const callId = await native.begin(by, { key: keyOf(call), title, url, since, people: came });
      await noted(callId === undefined ? { state: 'refused' } : { callId, told: inside, attempts: 0 });
    } else if (came.length > 0 || left.length > 0) {
      await native.change(by, call.callId, { came, left });
      await noted({ told: inside, attempts: 0 });
    }
  }

  /** Cards say everything as well: that a platform does not show a call is nothing to tell anybody in chat. */
  async function notTold(due: DueNativeCall, error: unknown): Promise<void> {
    const { meetingId: meeting, attempts: before, workspace } = due.call;
    const attempts = before + 1;
    const isFinal = isLastTry(attempts, error);
    log[error instanceof DeliveryError ? 'warn' : 'error'](
      { meeting, workspace, attempts, error },
      'a call was not told',
    );
    const call: NativeCall = { ...due.call, attempts, state: isFinal ? 'refused' : due.call.state };
    if (!(await calls.note(due, call, clock()))) return;
    const seconds = secondsToWait(attempts, error);
    await calls.release(due, isFinal ? undefined : new Date(clock().getTime() + seconds * 1_000));
  }
}

/** Another process has it by now. */
class Overtaken extends Error {}
