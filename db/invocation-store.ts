import DataLoader from 'dataloader';
import type { AuditEntry, AuditWay } from '../src/core/audit.ts';
import type { Effect, StartedMeeting } from '../src/core/effect.ts';
import type { Identity, Invocation, Platform } from '../src/core/invocation.ts';
import { awaitedUntil } from '../src/core/live/life.ts';
import type { NewMeeting } from '../src/core/meeting.ts';
import type { Log } from '../src/core/ports.ts';
import type { RoomChoice } from '../src/core/preferences.ts';
import type { FoundButton, InvocationStore, StoredEffect, StoredInvocation } from '../src/core/stores.ts';
import type { Database } from './database.ts';
import { statements } from './invocation-statements.ts';
import { toJson, toText } from './json.ts';
import { type LinkRow, toLink } from './link-row.ts';
import { type PolicyRow, toRule } from './policy-row.ts';
import type { SecretBox } from './secret-box.ts';

/**
 * Invocations and their effects. The three statements of the hot path are written by hand and prepared by name: building
 * them anew each time would cost more than running them.
 */
export function createInvocationStore(deps: {
  readonly database: Pick<Database, 'pool'>;
  readonly box: SecretBox;
  /** Names this process in the leases it holds. */
  readonly instanceId: string;
  readonly leaseSeconds: number;
  readonly log: Log;
}): InvocationStore {
  const { instanceId, leaseSeconds } = deps;
  const run = async <Row extends object>(name: keyof typeof statements, values: readonly unknown[]): Promise<Row[]> =>
    (await deps.database.pool.query<Row>({ name: `invocation ${name}`, text: statements[name], values: [...values] }))
      .rows;

  /** Deliveries of one turn of the event loop share one statement: alone it takes as long as ever, in a crowd far less. */
  const accepting = new DataLoader<Accepting, AcceptedRow>(acceptAll, {
    cache: false,
    maxBatchSize: 50,
    batchScheduleFn: setImmediate,
  });

  async function acceptAll(all: readonly Accepting[]): Promise<(AcceptedRow | Error)[]> {
    try {
      const rows = await run<AcceptedRow>('accept', [toJson(all.map(toAcceptRow)), instanceId, leaseSeconds]);
      const byId = new Map(rows.map((row) => [row.wanted_id, row]));
      return all.map(({ id }) => byId.get(id) ?? new Error('an invocation was not written down'));
    } catch (error) {
      // What is wrong with one of them is not the fault of the others.
      if (all.length > 1) return (await Promise.all(all.map((one) => acceptAll([one])))).flat();
      return [error instanceof Error ? error : new Error(String(error))];
    }
  }

  return {
    async accept(id, invocation, withRules = false) {
      const row = await accepting.load({ id, invocation, withRules });
      const rules = withRules ? (row.rules ?? []).map(toRule) : undefined;
      const room = withRules ? (row.room ?? 'usual') : undefined;
      return { fresh: row.fresh, link: toLink(row, deps.box, deps.log), rules, room };
    },

    async decide(id, { outcome, effects, next, way }) {
      const { meeting, starts } = outcome;
      const [row] = await run<{ mine: boolean } & InvocationRow>('decide', [
        id,
        instanceId,
        next,
        toJson(effects.map(toEffectRow)),
        toJson(meeting ? [{ ...meeting, ...meeting.host, userId: undefined, hostId: meeting.host.userId }] : []),
        outcome.resumes ?? null,
        outcome.abandons ?? [],
        leaseSeconds,
        toJson(meeting && starts ? [toStartRow(meeting, starts)] : []),
        toJson((outcome.audit ?? []).map((entry) => toAuditRow(id, way, entry))),
      ]);
      if (!row?.mine) throw new Error('the lease on this invocation was lost to another process');
      return row.id ? toStored(row) : undefined;
    },

    async finish(id, next, deliveries) {
      await run('finish', [id, next, toJson(deliveries)]);
    },

    async undone(id) {
      const rows = await run<EffectRow & { then_state: 'done' | 'waiting' | 'failed' }>('undone', [id]);
      return {
        next: rows[0]?.then_state ?? 'done',
        effects: rows.filter(({ effect_id: effectId }) => effectId !== null).map(toStoredEffect),
      };
    },

    async takeOver(limit) {
      const rows = await run<InvocationRow & { state: 'running' | 'decided' }>('takeOver', [
        instanceId,
        leaseSeconds,
        limit,
      ]);
      return rows.map((row) => ({ ...toStored(row), state: row.state }));
    },

    async keep(ids) {
      await run('keep', [ids, instanceId, leaseSeconds]);
    },

    async waiting({ platform, workspaceId, userId }, conversation, since) {
      const rows = await run<InvocationRow>('waiting', [platform, workspaceId, userId, toText(conversation), since]);
      return rows.map(toStored);
    },

    async button(ref) {
      const [, effectId, number] = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,2})$/.exec(ref) ?? [];
      if (!effectId || !number) return undefined;
      const [row] = await run<ButtonRow>('button', [effectId, number]);
      return row && toButton(row);
    },
  };
}

function toAuditRow(
  id: string,
  way: AuditWay | undefined,
  { action, on, before, after, outcome = 'done' }: AuditEntry,
) {
  const subject = on && `${on.kind} ${on.id}`;
  return { action, subject, way, before, after, outcome, reference: id.slice(0, 8).toUpperCase() };
}

function toStartRow({ id, host, ...meeting }: NewMeeting, starts: StartedMeeting) {
  const startedAt = starts.at ?? meeting.startedAt;
  return { ...starts, ...host, id, startedAt, awaitedUntil: awaitedUntil(startedAt) };
}

interface Accepting {
  readonly id: string;
  readonly invocation: Invocation;
  readonly withRules: boolean;
}

interface AcceptedRow extends LinkRow {
  readonly wanted_id: string;
  readonly fresh: boolean;
  readonly rules: readonly PolicyRow[] | null;
  readonly room: RoomChoice | null;
}

function toAcceptRow({ id, invocation, withRules }: Accepting) {
  const { from, deliveryId, conversation } = invocation;
  return { id, ...from, deliveryId, conversation, body: invocation, withRules };
}

interface InvocationRow {
  readonly id: string;
  readonly body: Invocation;
  readonly attempts: number;
  readonly accepted_at: Date;
}

function toStored({ id, body, attempts, accepted_at: acceptedAt }: InvocationRow): StoredInvocation {
  return { id, invocation: body, attempts, acceptedAt };
}

/** Whom the message is for, where that is not whoever brought it about. */
function ownerOf(effect: Effect): Identity | undefined {
  if (effect.do === 'direct') return effect.person;
  return effect.do === 'replace' ? effect.for : undefined;
}

export function toEffectRow({ id, caller, effect, attempts }: StoredEffect, position: number) {
  const owner = ownerOf(effect) ?? caller;
  const { visibleTo } = effect.reply;
  return {
    id,
    key: toText(effect.key),
    position,
    ...owner,
    callerId: caller.userId,
    visibleTo,
    body: effect,
    attempts,
  };
}

interface EffectRow {
  readonly effect_id: string;
  readonly invocation_id: string;
  readonly platform: Platform;
  readonly workspace_id: string;
  readonly caller_id: string;
  readonly body: Effect;
  readonly attempts: number;
}

export function toStoredEffect(row: EffectRow): StoredEffect {
  return {
    id: row.effect_id,
    invocationId: row.invocation_id,
    caller: { platform: row.platform, workspaceId: row.workspace_id, userId: row.caller_id },
    effect: row.body,
    attempts: row.attempts,
  };
}

interface ButtonRow {
  readonly button: FoundButton['button'] | null;
  readonly platform: Platform;
  readonly workspace_id: string;
  readonly user_id: string;
  readonly visible_to: 'everyone' | 'caller';
  readonly repeated_id: string | null;
  readonly repeated_body: Invocation;
}

function toButton(row: ButtonRow): FoundButton | undefined {
  if (row.button?.kind !== 'run') return undefined;
  return {
    button: row.button,
    owner: { platform: row.platform, workspaceId: row.workspace_id, userId: row.user_id },
    visibleTo: row.visible_to,
    repeats: row.repeated_id ? { id: row.repeated_id, invocation: row.repeated_body } : undefined,
  };
}
