import { beforeAll, describe, expect, test } from 'vitest';
import { until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { createTeamsDriver } from '../contract/teams-driver.ts';
import { officeOf, says } from '../support/office.ts';
import { connectIn, labelsOf } from '../support/scheduling.ts';
import { workspace } from '../support/slack/stand-in.ts';
import { useStage } from '../support/stage.ts';

/** How somebody leaves, and comes back. */
interface Leaving {
  leave(): void;
  comeBack(): void;
}
type Made<Create extends () => Promise<unknown>> = Awaited<ReturnType<Create>>;

const inSlack = ({ slack, people: { bob } }: Made<typeof createSlackDriver>): Leaving => ({
  leave: () => void slack.joined.set(workspace.teamId, { [bob.userId]: { name: 'bob', profile: {}, deleted: true } }),
  comeBack: () => void slack.joined.delete(workspace.teamId),
});

const inTeams = ({ teams, people: { bob } }: Made<typeof createTeamsDriver>): Leaving => {
  const [key = '', member] = [...teams.members].find(([, one]) => one.aadObjectId === bob.userId) ?? [];
  return {
    leave: () => void teams.members.delete(key),
    comeBack: () => void (member && teams.members.set(key, member)),
  };
};

describe.each([
  ['Slack', createSlackDriver, inSlack],
  ['Teams', createTeamsDriver, inTeams],
] as const)('somebody who leaves %s', (platform, create, waysOf) => {
  const stage = useStage(create as typeof createSlackDriver);
  const { press, account, ada, sql } = officeOf(stage, 'admin@acme.example');
  const bob = () => stage.driver.people.bob;
  let ways: Leaving;
  beforeAll(() => {
    ways = (waysOf as (driver: unknown) => Leaving)(stage.driver);
  });
  /** Has it looked now, and waits until everything that came of it is done. */
  const look = async () => {
    const before = new Date();
    await sql("update identity set looked_at = looked_at - interval '2 days'");
    await sql("insert into jobs.job (name) values ('maintain')");
    for (;;) {
      const late = await sql('select 1 from identity where looked_at is null or looked_at < $1', [before]);
      if (late.length === 0) break;
      await new Promise((done) => setImmediate(done));
    }
    await stage.app.app.idle();
  };
  const proposals = async () => (await stage.driver.messages()).filter(({ title }) => title?.endsWith(' has left'));

  test('is proposed once to whoever looks after the customer, and nothing is done by itself', async () => {
    await connectIn(stage, bob());
    await look();
    expect(await proposals()).toEqual([]);
    ways.leave();
    await look();
    const proposal = await until(stage.driver, ({ title }) => title?.endsWith(' has left') === true);
    expect(proposal.visibleTo).toBe(ada().userId);
    expect(proposal.text).toMatch(
      new RegExp(
        `is not in this workspace of ${platform} any more, and \\w+@acme\\\\?\\.example at the meeting service still works`,
      ),
    );
    expect(labelsOf(proposal)).toEqual(['Suspend', 'Disconnect here only']);
    await look();
    expect(await proposals()).toHaveLength(1);
    expect(await sql('select 1 from link where user_id = $1', [bob().userId])).toHaveLength(1);
  });

  test('is suspended by the administrator who presses it, after the usual question', async () => {
    const [proposal] = await proposals();
    if (!proposal) throw new Error('nothing was proposed');
    const email = /(\w+)@acme/.exec(proposal.text)?.[0] ?? '';
    const question = await press(proposal, 'Suspend', says('Suspend '));
    expect((await account(`${email}.example`))?.status).toBe('A');
    await press(question, 'Suspend', says('Suspended '));
    expect((await account(`${email}.example`))?.status).not.toBe('A');
  });

  test('who comes back and leaves again is proposed again', async () => {
    ways.comeBack();
    await look();
    expect(await sql('select 1 from identity where left_at is not null')).toEqual([]);
    ways.leave();
    await look();
    await until(stage.driver, ({ title }) => title?.endsWith(' has left') === true);
    expect(await proposals()).toHaveLength(2);
  });
});

describe.each([
  ['Slack', 503],
  ['Slack', 429],
] as const)('where %s answers with %s', (_platform, status) => {
  const stage = useStage(createSlackDriver);
  const { sql } = officeOf(stage, 'admin@acme.example');

  test('nobody has left', async () => {
    const { slack } = stage.driver as Made<typeof createSlackDriver>;
    for (let count = 0; count < 3; count += 1)
      slack.failNext('users.info', { status, headers: { 'retry-after': '30' }, body: {} });
    await sql("insert into jobs.job (name) values ('maintain')");
    await until(stage.driver, () => true);
    while ((await sql('select 1 from identity where looked_at is null')).length > 0)
      await new Promise((done) => setImmediate(done));
    await stage.app.app.idle();
    expect(await sql('select 1 from identity where left_at is not null')).toEqual([]);
    expect((await stage.driver.messages()).filter(({ title }) => title?.endsWith(' has left'))).toEqual([]);
  });
});
