import { PgBoss } from 'pg-boss';
import type { Deliver } from '../core/deliver.ts';
import type { Log } from '../core/ports.ts';
import type { Runner } from '../core/run.ts';
import type { Outbox } from '../core/stores.ts';

/** What happens later or again. */
export interface Jobs {
  start(): Promise<void>;
  /** Tries an effect again at `dueAt`. The effect's row is the truth: a lost job is found by the sweep. */
  retryLater(effectId: string, dueAt: Date): Promise<void>;
  stop(): Promise<void>;
}

/** Takes over left-behind invocations this often: a person who waits notices seconds, so no cron (its step is a minute). */
const takeOverMilliseconds = 2_000;

/**
 * Retries over pg-boss, with its tables in the schema `jobs` of the same database; and two timers: one renews the leases
 * of this process, one takes over what other processes left behind.
 */
export function createJobs(deps: {
  readonly executeSql: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
  readonly runner: Runner;
  readonly outbox: Outbox;
  readonly deliver: Deliver;
  readonly purge: () => Promise<void>;
  /** What the chat platforms need every half hour. */
  readonly maintain: () => Promise<void>;
  readonly leaseSeconds: number;
  readonly log: Log;
}): Jobs {
  const { log } = deps;
  const boss = new PgBoss({ db: { executeSql: deps.executeSql }, schema: 'jobs', warningSlowQuerySeconds: 30 });
  boss.on('error', (error) => log.error({ error }, 'the job queue has a problem'));
  const timers: NodeJS.Timeout[] = [];

  return {
    async start() {
      await boss.start();
      await boss.createQueue('deliver', { retryLimit: 3, retryDelay: 5, retryBackoff: true });
      await boss.createQueue('sweep');
      await boss.createQueue('purge');
      await boss.createQueue('maintain');
      await boss.work<{ effectId: string }>('deliver', { batchSize: 10 }, async (jobs) => {
        for (const { data } of jobs) await redeliver(data.effectId);
      });
      await boss.work('sweep', async () => {
        for (const effectId of await deps.outbox.due(100)) await redeliver(effectId);
      });
      await boss.work('purge', deps.purge);
      await boss.work('maintain', deps.maintain);
      await boss.schedule('sweep', '* * * * *');
      await boss.schedule('purge', '2-59/15 * * * *');
      await boss.schedule('maintain', '*/30 * * * *');
      every(takeOverMilliseconds, 'taking over', () => deps.runner.takeOver());
      every((deps.leaseSeconds * 1000) / 3, 'renewing leases', () => deps.runner.keepLeases());
    },

    async retryLater(effectId, dueAt) {
      await boss.send('deliver', { effectId }, { startAfter: dueAt, singletonKey: effectId });
    },

    async stop() {
      for (const timer of timers) clearInterval(timer);
      await boss.stop({ graceful: true, timeout: 5_000 });
    },
  };

  async function redeliver(effectId: string): Promise<void> {
    const effect = await deps.outbox.take(effectId);
    if (!effect) return;
    const delivery = await deps.deliver(effect, true);
    await deps.outbox.note(delivery);
    if (delivery.state === 'pending') {
      await boss.send('deliver', { effectId }, { startAfter: delivery.dueAt });
    }
  }

  /** One run at a time: a slow database must not pile them up. */
  function every(milliseconds: number, what: string, task: () => Promise<unknown>): void {
    let busy = false;
    timers.push(
      setInterval(() => {
        if (busy) return;
        busy = true;
        task()
          .catch((error: unknown) => log.error({ error }, `${what} failed`))
          .finally(() => {
            busy = false;
          });
      }, milliseconds),
    );
  }
}
