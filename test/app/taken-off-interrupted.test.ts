import { beforeAll, describe, expect, test } from 'vitest';
import { until } from '../contract/driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { chatOf, connectIn, dayAhead, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

describe.each(everywhere)('an interruption between a change and what is told of it, on %s', (_name, create) => {
  const stage = useStage(create);
  const ada = chatOf(stage, () => stage.driver.people.ada);
  const bob = () => stage.driver.people.bob;
  const sql = async (text: string) => (await stage.app.test.database.pool.query(text)).rows;
  beforeAll(() => connectIn(stage, stage.driver.people.ada));

  test('whoever was taken off before it is told once after it', async () => {
    await ada.plan(`seminar on ${dayAhead(32).said} at 10:00 with`, [bob()]);
    const question = await ada.say('uninvite Bob from seminar', (message) => labelsOf(message).includes('Take off'));
    await stage.app.app.idle();
    // What is decided cannot be written down any more: the change is done by then, and nobody was told.
    await sql(`create function fails() returns trigger language plpgsql as $$ begin raise exception 'gone'; end $$`);
    await sql(
      `create trigger fails before update on invocation for each row when (new.state = 'decided') execute function fails()`,
    );
    await stage.driver.press(stage.driver.people.ada, question, 'Take off');
    await stage.app.app.idle();
    expect(await sql('select id from invitee where removed_at is not null')).toHaveLength(1);
    const isTold = ({ visibleTo, text }: { readonly visibleTo: string; readonly text: string }) =>
      visibleTo === bob().userId && text.includes('has taken you off “seminar”');
    expect((await stage.driver.messages()).filter(isTold)).toHaveLength(0);

    await sql('drop trigger fails on invocation');
    const answer = until(stage.driver, ({ text }) => /taken off “seminar”/.test(text) && !text.startsWith('Take'));
    await sql(`update invocation set lease_until = now() where state = 'running'`);
    expect((await answer).text).toContain('is taken off “seminar”');
    await until(stage.driver, isTold);
    await stage.app.app.idle();
    expect((await stage.driver.messages()).filter(isTold)).toHaveLength(1);
  });
});
