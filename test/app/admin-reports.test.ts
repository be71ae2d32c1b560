import { beforeAll, describe, expect, test } from 'vitest';
import { until } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { openFile } from '../support/file-link.ts';
import { officeOf, says, titled } from '../support/office.ts';
import { chatOf, connectIn, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';
import { held } from '../support/usage.ts';

const title = 'Use of meetings';
describe.each(everywhere)('the use of meetings, on %s', (_name, create) => {
  const stage = useStage(create);
  const { say, sql } = officeOf(stage, 'admin@acme.example');
  const bob = () => stage.driver.people.bob;

  beforeAll(async () => {
    await say('admin reports', says('Nobody met'));
    for (const [email, daysAgo, minutes, recorded] of [
      ['bob@acme.example', 1, 30, 0],
      ['bob@acme.example', 2, 45, 600],
      ['chen@acme.example', 2, 90, 0],
      ['chen@acme.example', 40, 15, 0],
      ['emil@globex.example', 1, 240, 60],
    ] as const)
      await held(sql, email, daysAgo, minutes, recorded);
  });

  test('is that of those below, with who hosted most', async () => {
    const seen = await say('admin reports', titled(title));
    expect(seen.text).toMatch(
      /: 3 meetings, 2 hours 45 minutes in all, by 2 hosts, 1 recording \(10 minutes\)\.(?:\n|$)/,
    );
    expect(seen.facts).toEqual({
      'Chen Castillo': '1 meeting, 1 hour 30 minutes',
      'Bob Brandt': '2 meetings, 1 hour 15 minutes',
    });
    expect(labelsOf(seen)).toEqual(['By day', 'Save as a table', 'Last month']);
    await stage.driver.press(stage.driver.people.ada, seen, 'By day');
    const days = await until(stage.driver, ({ facts }) => Object.values(facts).some((value) => value.includes('█')));
    expect(Object.values(days.facts)).toEqual(['1 meeting, 30 minutes █▏', '2 meetings, 2 hours 15 minutes █████']);
  });

  test('is told of other days, and of one person', async () => {
    expect((await say('admin reports last 60 days', titled(title))).text).toContain(': 4 meetings, 3 hours in all');
    const his = await say('admin reports bob last 7 days', titled(title));
    expect(his.text).toContain(' of Bob Brandt: 2 meetings, 1 hour 15 minutes in all');
    expect(Object.keys(his.facts)).toHaveLength(2);
    await say('admin reports today', says('Nobody met: '));
    await say('admin reports 2026-02-30', says('“2026-02-30” are no days'));
    await say('admin reports 2020-01-01 2026-01-01', says('are no days that I can tell of'));
  });

  test('of others is answered as if there were none, and seen by nobody who administers nothing', async () => {
    const foreign = await say('admin reports emil', says('emil'));
    const none = await say('admin reports nobody-like-this', says('nobody-like-this'));
    expect(foreign.text.replace('emil', '')).toBe(none.text.replace('nobody-like-this', ''));
    await connectIn(stage, bob());
    const refused = await chatOf(stage, bob).say('admin reports', says('may not'));
    expect(refused.text).toContain('no administrator at the meeting service');
    expect(await sql("select 1 from audit where action = 'report.see' and outcome = 'refused'")).toHaveLength(1);
  });
});

describe('the use of meetings as a file', () => {
  const stage = useStage(createWebDriver);
  const { say, ada, sql } = officeOf(stage, 'admin@acme.example');
  async function open(line: string) {
    const link = await say(line, ({ buttons }) => buttons.some(({ label }) => label === 'Save the table'));
    return openFile(stage, ada(), link, 'usage');
  }

  test('has a line for each meeting of the days that were asked for, once, and that is a line of the audit', async () => {
    const recorded = await held(sql, 'bob@acme.example', 1, 30, 600);
    await held(sql, 'chen@acme.example', 50, 20);
    await held(sql, 'emil@globex.example', 1, 20);
    await sql("update sandbox.account set first_name = '=evil()' where email = 'bob@acme.example'");
    const { page, save } = await open('admin reports export');
    expect(page.text).toContain('Save the use of meetings');
    const file = await save('csv');
    expect(file.headers.get('content-disposition')).toMatch(/filename="meetwire-usage-\d{4}-\d\d-\d\d\.csv"/);
    const [head, ...lines] = file.text.trimEnd().split('\r\n');
    expect(head).toBe('began,ended,minutes,kind,host,host_email,customer,meeting,call,recordings,recorded_minutes');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`,30,meeting,'=evil\\(\\) Brandt,bob@acme.example,[^,]+,,${recorded},1,10$`));
    expect((await save('csv')).status).toBe(403);
    expect(await sql("select 1 from audit where action = 'report.export'")).toHaveLength(1);
    const all = await (await open('admin reports last 60 days export')).save('jsonl');
    expect(all.text.trimEnd().split('\n')).toHaveLength(2);
  });

  test('is refused to whoever is no administrator any more, and to a link of another purpose', async () => {
    const { page, save } = await open('admin reports export');
    expect(page.status).toBe(200);
    await sql("update sandbox.account set role = 'user' where email = 'admin@acme.example'");
    const refused = await save('csv');
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('no administrator');
  });
});
