import { PgBoss } from 'pg-boss';
import type { Deliver } from '../core/deliver.ts';
import type { Intervals } from '../core/intervals.ts';
import type { KeepingStatuses } from '../core/live/keeping-statuses.ts';
import type { OpeningPlanned } from '../core/live/opening.ts';
import { createShowing } from '../core/live/showing.ts';
import type { TellingCalls } from '../core/live/telling-calls.ts';
import type { Watching } from '../core/live/watching.ts';
import type { Clock, Log, Secrets } from '../core/ports.ts';
import { createAgendas } from '../core/reminders/agendas.ts';
import { createGathering, type MakeCard } from '../core/reminders/gathering.ts';
import { createReminding } from '../core/reminders/reminding.ts';
import type { Runner } from '../core/run.ts';
import type { DueStore, Outbox } from '../core/stores.ts';
import { createDispatch } from './dispatch.ts';
import { createDueWork } from './due-work.ts';

/** What happens later or again. */
export interface Jobs {
  start(): Promise<void>;
  /** Begins to deliver what is due in the outbox: what was just left to it need not wait for its timer. */
  pump(): Promise<void>;
  /** Resolves when nothing of the outbox is on its way any more. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

const longestIdleMilliseconds = 5_000;

/**
 * What is done every so many minutes, over pg-boss, with its tables in the schema `jobs` of the same database; and four timers: one
 * renews the leases of this process, one takes over what other processes left behind, one does what is due and delivers what is in
 * the outbox, and one looks at running meetings.
 */
export function createJobs(deps: {
  readonly executeSql: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
  readonly runner: Runner;
  readonly outbox: Outbox;
  readonly due: DueStore;
  readonly card: MakeCard;
  readonly watching: Watching;
  readonly opening: OpeningPlanned;
  readonly tellingCalls: TellingCalls;
  readonly keepingStatuses: KeepingStatuses;
  readonly deliver: Deliver;
  readonly purge: () => Promise<void>;
  /** What the chat platforms need every half hour, and what has to be asked of them. */
  readonly maintain: () => Promise<void>;
  readonly publicUrl: string;
  readonly leaseSeconds: number;
  readonly intervals: Pick<Intervals, 'dueMilliseconds' | 'takeOverMilliseconds'>;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly log: Log;
}): Jobs {
  const { log } = deps;
  const { dueMilliseconds, takeOverMilliseconds } = deps.intervals;
  const boss = new PgBoss({ db: { executeSql: deps.executeSql }, schema: 'jobs', warningSlowQuerySeconds: 30 });
  boss.on('error', (error) => log.error({ error }, 'the job queue has a problem'));
  const timers: NodeJS.Timeout[] = [];
  const dispatch = createDispatch(deps);
  const doDueWork = createDueWork({
    due: deps.due,
    reminding: createReminding(deps),
    gathering: createGathering(deps),
    agendas: createAgendas(deps),
    showing: createShowing(deps),
    asides: { openings: deps.opening.open, calls: deps.tellingCalls.tell, statuses: deps.keepingStatuses.keep },
    dispatch,
    clock: deps.clock,
    log,
  });

  return {
    async start() {
      await boss.start();
      await boss.createQueue('purge');
      await boss.createQueue('maintain');
      await boss.work('purge', deps.purge);
      await boss.work('maintain', deps.maintain);
      await boss.schedule('purge', '2-59/15 * * * *');
      await boss.schedule('maintain', '*/30 * * * *');
      // Earlier versions emptied the outbox by it.
      await boss.unschedule('sweep');
      every(takeOverMilliseconds, 'taking over', () => deps.runner.takeOver());
      every((deps.leaseSeconds * 1000) / 3, 'renewing leases', () => deps.runner.keepLeases());
      every(dueMilliseconds, 'what is due', doDueWork);
      every(dueMilliseconds, 'looking at running meetings', deps.watching.look);
    },

    pump: dispatch.pump,
    idle: dispatch.idle,

    async stop() {
      for (const timer of timers) clearInterval(timer);
      const late = new Promise((resolve) => setTimeout(resolve, longestIdleMilliseconds).unref());
      const { watching, tellingCalls, keepingStatuses } = deps;
      const all = [dispatch, watching, tellingCalls, keepingStatuses].map((one) => one.idle());
      await Promise.race([Promise.all(all), late]);
      await boss.stop({ graceful: true, timeout: 5_000 });
    },
  };

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
