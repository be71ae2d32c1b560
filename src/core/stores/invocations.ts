import type { MessageReference } from '../address.ts';
import type { AuditWay } from '../audit.ts';
import type { Effect, Outcome } from '../effect.ts';
import type { Identity, Invocation } from '../invocation.ts';
import type { PolicyRule } from '../policy/rules.ts';
import type { RoomChoice } from '../preferences.ts';
import type { RunButton } from '../reply.ts';
import type { Link } from './links.ts';

/**
 * The states of an invocation.
 * - `running`: accepted, held under a lease by the process that works on it
 * - `decided`: its effects are written down, some may still have to be done; also under a lease
 * - `waiting`: interrupted until the person has signed in
 * - `done`, `failed` (the person was told), `abandoned` (waited, and will not go on by itself)
 */
export type InvocationState = 'running' | 'decided' | 'waiting' | 'done' | 'failed' | 'abandoned';

export interface StoredInvocation {
  readonly id: string;
  readonly invocation: Invocation;
  /** How often work on it was begun, this time included: more than 1 means that an earlier try may have half happened. */
  readonly attempts: number;
  readonly acceptedAt: Date;
  readonly link?: Link;
  /** The rules of the workspace at the acknowledgement, where they were asked for. */
  readonly rules?: readonly PolicyRule[];
  /** Where the person wants to meet, at that moment, where the rules were asked for. */
  readonly room?: RoomChoice | 'usual';
}

export interface StoredEffect {
  readonly id: string;
  readonly invocationId: string;
  readonly caller: Identity;
  readonly effect: Effect;
  readonly attempts: number;
}

/** What became of an effect. `pending` is tried again at `dueAt`. */
export type Delivery =
  | {
      readonly effectId: string;
      readonly state: 'done';
      readonly reference?: MessageReference;
      readonly meetingId?: string;
    }
  | { readonly effectId: string; readonly state: 'pending'; readonly dueAt: Date; readonly error: string }
  | { readonly effectId: string; readonly state: 'failed'; readonly error: string };

export interface Decision {
  readonly outcome: Omit<Outcome, 'effects'>;
  readonly effects: readonly StoredEffect[];
  /** The state that the invocation gets once its effects are done or left to the outbox. */
  readonly next: 'done' | 'waiting' | 'failed';
  /** How it was asked for, for the audit. */
  readonly way?: AuditWay;
}

/** A button that somebody pressed, from its row. */
export interface FoundButton {
  readonly button: RunButton;
  readonly owner: Identity;
  readonly visibleTo: 'everyone' | 'caller';
  /** The invocation that `button.repeats` names, if any. */
  readonly repeats?: { readonly id: string; readonly invocation: Invocation };
}

export interface InvocationStore {
  /**
   * Writes the invocation down under a lease of this process, once per (platform, workspace, delivery id), in one
   * statement that also reads the person's link, and, where they are asked for, the rules of the workspace with where the person wants to meet. `fresh: false`: a copy of it is
   * there already; nothing was changed.
   */
  accept(
    id: string,
    invocation: Invocation,
    withRules?: boolean,
  ): Promise<{ readonly fresh: boolean } & Pick<StoredInvocation, 'link' | 'rules' | 'room'>>;
  /**
   * In one statement: writes the effects (once per key) and the meeting down, sets the invocation to `decided`, puts the
   * resumed invocation back to `running` under our lease with one more attempt, and marks the abandoned ones. Resolves to
   * the resumed invocation, if it was still waiting.
   */
  decide(id: string, decision: Decision): Promise<StoredInvocation | undefined>;
  /** In one statement: notes what became of the effects, remembers cards, and ends the invocation in `next`. */
  finish(id: string, next: 'done' | 'waiting' | 'failed', deliveries: readonly Delivery[]): Promise<void>;
  /** Effects of a decided invocation that are not done or failed yet, in their order; and the state that comes next. */
  undone(
    id: string,
  ): Promise<{ readonly next: 'done' | 'waiting' | 'failed'; readonly effects: readonly StoredEffect[] }>;
  /** Takes over up to `limit` invocations whose lease has run out (SKIP LOCKED), each with one more attempt. */
  takeOver(limit: number): Promise<readonly (StoredInvocation & { readonly state: 'running' | 'decided' })[]>;
  /** Renews our leases on these invocations. */
  keep(ids: readonly string[]): Promise<void>;
  /** Interrupted invocations of this person in this conversation, newest first, since `since`. */
  waiting(person: Identity, conversation: string, since: Date): Promise<readonly StoredInvocation[]>;
  /** The button behind a reference that came back from a chat platform. Malformed references find nothing. */
  button(ref: string): Promise<FoundButton | undefined>;
}

/** Effects that a chat platform did not take the first time. */
export interface Outbox {
  /**
   * Writes effects down that no invocation brings about, each once per invocation id and key, to be delivered when they are due.
   * Resolves to the ids of those that were not there yet.
   */
  put(effects: readonly (StoredEffect & { readonly dueAt: Date })[]): Promise<readonly string[]>;
  /**
   * Takes pending effects whose time has come for delivery, earliest first: at most `limit`, and of one workspace so many that
   * with those in `busy` there are at most `mostOfOne`.
   */
  takeDue(
    limit: number,
    mostOfOne: number,
    busy: readonly (Pick<Identity, 'platform' | 'workspaceId'> & { readonly count: number })[],
  ): Promise<readonly StoredEffect[]>;
  note(delivery: Delivery): Promise<void>;
}
