import { describe, expect, test } from 'vitest';
import { createWebDriver } from '../contract/web-driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { openFile } from '../support/file-link.ts';
import { officeOf, says, titled } from '../support/office.ts';
import { labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const title = 'Audit of this workspace';

describe.each(everywhere)('the audit of a workspace, on %s', (platform, create) => {
  const stage = useStage(create);
  const { say, press, formBehind, fill, account, ada, sql } = officeOf(stage, 'admin@acme.example');
  const { bob } = { bob: () => stage.driver.people.bob };

  test('has what was done to whom, by whom and how, and what came of it', async () => {
    const suspend = await say('admin users suspend bob', says('Suspend Bob Brandt'));
    await press(suspend, 'Suspend', says('Suspended Bob Brandt'));
    const card = await say('admin users chen', titled('Chen Castillo'));
    await fill(await formBehind(card, 'Change'), { lastName: 'Secretname', administers: true }, says('Saved.'));
    await say('admin customers', says('customers are looked after by those above them'));
    const seen = await say('admin audit', titled(title));
    expect(seen.visibleTo).toBe(ada().userId);
    const [bobId, chenId] = await Promise.all(
      ['bob@acme.example', 'chen@acme.example'].map(async (email) => String((await account(email))?.id)),
    );
    expect(seen.facts['Suspended a user']).toMatch(
      new RegExp(`, Ada( Almeida)?; user ${bobId}; suspended no → yes; by a button; reference [0-9A-F]{8}$`),
    );
    expect(seen.facts['Changed a user']).toMatch(
      new RegExp(`, Ada( Almeida)?; user ${chenId}; role user → customer, changed lastName; by a form; reference `),
    );
    expect(seen.facts['Looked at customers: refused']).toMatch(/, Ada( Almeida)?; by a typed line; reference /);
    expect(seen.facts['Connected an account']).toBeDefined();
    const kept = await sql('select * from audit');
    expect(JSON.stringify(kept)).not.toMatch(/Secretname|Castillo|@acme|Almeida/);
  });

  test('is searched by what was done, what came of it, whom and when', async () => {
    const suspended = await say('admin audit users suspended today', titled(title));
    expect(Object.keys(suspended.facts)).toEqual(['Suspended a user']);
    const refused = await say('admin audit refused', titled(title));
    expect(Object.keys(refused.facts)).toEqual(['Looked at customers: refused']);
    await say('admin audit yesterday', says('Nothing of that kind was done here.'));
    const his = await say('admin audit', titled(title), [bob()]);
    expect(his.text).toContain('Nothing of that kind');
    const hers = await say('admin audit suspended', titled(title), [ada()]);
    expect(Object.keys(hers.facts)).toEqual(['Suspended a user']);
    const byName = await say('admin audit ada suspended today', titled(title));
    expect(Object.keys(byName.facts)).toEqual(['Suspended a user']);
    await say('admin audit Bob refused', says('Nothing of that kind'));
    await say('admin audit sideways', says('I do not know what “sideways” means here'));
  });

  test('is turned page by page', async () => {
    for (let count = 0; count < 12; count += 1) await say('admin customers', says('those above them'));
    const first = await say('admin audit customers refused', says('1 to 10.'));
    expect(labelsOf(first)).toEqual(['More', 'Save all of it']);
    await press(first, 'More', says('11 to 13, the last of them.'));
  });

  test('is seen by nobody else', async () => {
    const answer = await stage.answerTo(
      () => stage.driver.say(bob(), 'direct', 'admin audit'),
      ({ visibleTo }) => visibleTo === bob().userId,
    );
    expect(answer.text).toMatch(platform === 'Teams' ? /Sign in/ : /only its administrators/);
  });
});

describe('the audit as a file', () => {
  const stage = useStage(createWebDriver);
  const { say, ada, sql } = officeOf(stage, 'admin@acme.example');
  async function open() {
    const link = await say('admin audit export', ({ buttons }) =>
      buttons.some(({ label }) => label === 'Save the audit'),
    );
    return openFile(stage, ada(), link, 'audit');
  }

  test('is saved as a table that no spreadsheet works out, once, and that is a line itself', async () => {
    const workspace = ['web', 'playground'];
    const id = crypto.randomUUID();
    const other = ['slack', 'T9', id, 'stranger.act', '{}'];
    const insert = 'insert into audit (platform, workspace_id, pseudonym, action, detail) values ($1, $2, $3, $4, $5)';
    await sql(insert, [...workspace, id, '=evil()', '{"a": "1,2"}']);
    await sql(insert, other);
    const { page, save } = await open();
    expect(page.text).toContain('Save the audit of');
    const file = await save('csv');
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(file.headers.get('content-disposition')).toMatch(
      /attachment; filename="meetwire-audit-\d{4}-\d\d-\d\d\.csv"/,
    );
    const [head, ...lines] = file.text.trimEnd().split('\r\n');
    expect(head).toBe('at,who,name,action,on,way,outcome,before,after,reference,detail');
    expect(file.text).toContain(`,${id},,'=evil(),`);
    expect(file.text).not.toContain('stranger');
    expect(lines.length).toBeGreaterThan(1);
    expect((await save('csv')).status).toBe(403);
    const seen = await say('admin audit export', ({ text }) => text.includes('saved on a page of mine'));
    expect(seen.visibleTo).toBe(ada().userId);
    expect(await sql("select 1 from audit where action = 'audit.export'")).toHaveLength(1);
  });

  test('and as JSON lines, with instants in UTC', async () => {
    const { save } = await open();
    const file = await save('jsonl');
    const rows = file.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { at: string; action: string });
    expect(rows.map(({ action }) => action)).toContain('account.link');
    expect(rows.every(({ at }) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at))).toBe(true);
  });

  test('is refused to whoever is no administrator any more when the button is pressed', async () => {
    const { save } = await open();
    await sql("update sandbox.account set role = 'user' where email = 'admin@acme.example'");
    const refused = await save('csv');
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('is no administrator of a customer');
  });
});
