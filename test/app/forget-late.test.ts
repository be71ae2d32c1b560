import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { dump } from '../support/dump.ts';
import { chatOf, connectIn, dayAhead, labelsOf } from '../support/scheduling.ts';
import { type Asked, json, startService } from '../support/service.ts';
import { useStage } from '../support/stage.ts';

describe('what is still being done while its person is forgotten', async () => {
  const service = await startService();
  const stage = useStage(createWebDriver, { environment: service.environment });
  const ada = chatOf(stage, () => stage.driver.people.ada);
  const pool = () => stage.app.test.database.pool;
  beforeAll(() => connectIn(stage, stage.driver.people.ada));
  afterAll(() => service.close());

  /** Everything but the press itself, which is deleted within the hour. */
  async function lastQuestion() {
    const card = await ada.say('forget me', (message) => labelsOf(message).includes('Delete everything'));
    return ada.press(card, 'Delete everything', (message) => labelsOf(message).includes('Yes, delete everything'));
  }
  /** The tables in which something of Ada’s plans and settings is. */
  async function tablesWithAda(): Promise<readonly string[]> {
    await stage.app.app.idle();
    const rows = await dump(pool(), { only: 'public' });
    const plans = /\.(?:preference|talk|schedule|invitee|meeting|reminder)$/;
    return rows
      .filter(({ table, row }) => plans.test(table) && /"ada"|Ada Almeida/.test(row))
      .map(({ table }) => table);
  }

  test('a meeting that the service makes after that is nobody’s: it is kept nowhere here, and cancelled there', async () => {
    const draft = await ada.say(`farewell on ${dayAhead(30).said} at 10:00`, (one) =>
      labelsOf(one).includes('Schedule'),
    );
    const question = await lastQuestion();
    const hanging = Promise.withResolvers<() => void>();
    service.on('POST /meetings', (asked: Asked, response: ServerResponse) => {
      service.usual('POST /meetings');
      hanging.resolve(() => service.answer(asked, response));
    });
    service.on('DELETE /meetings/m1', (_asked, response) => json(response, { result: 1 }));
    await stage.driver.press(stage.driver.people.ada, draft, 'Schedule');
    const release = await hanging.promise;
    await stage.driver.press(stage.driver.people.ada, question, 'Yes, delete everything');
    await until(stage.driver, ({ title }) => title === 'Deleted');
    release();
    expect(await tablesWithAda()).toEqual([]);
    expect(service.asked.filter(({ method }) => method === 'DELETE').map(({ path }) => path)).toEqual(['/meetings/m1']);
  });

  test('a setting that is being written is waited for, and forgotten with the rest', async () => {
    const { platform, workspaceId, userId } = stage.driver.people.ada;
    const question = await lastQuestion();
    const writer = await pool().connect();
    try {
      await writer.query('begin');
      await writer.query('select from invocation where user_id = $1 for key share', [userId]);
      const insert = 'insert into preference (platform, workspace_id, user_id, agenda_time) values ($1, $2, $3, $4)';
      await writer.query(insert, [platform, workspaceId, userId, '08:30']);
      await stage.driver.press(stage.driver.people.ada, question, 'Yes, delete everything');
      const waits = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
      while ((await pool().query(waits)).rows.length === 0) await new Promise((resolve) => setImmediate(resolve));
      await writer.query('commit');
    } finally {
      writer.release();
    }
    expect(await tablesWithAda()).toEqual([]);
  });
});
