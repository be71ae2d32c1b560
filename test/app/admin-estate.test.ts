import { beforeAll, describe, expect, test } from 'vitest';
import { until } from '../contract/driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { officeOf, says, titled } from '../support/office.ts';
import { chatOf, connectIn, dayAhead, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

/** A meeting that somebody has made at the service itself. */
const placed = `with a as (select id from sandbox.account where email = $2),
  r as (insert into sandbox.room (room_id, app_type, user_id, room_name, mpin, ppin, permanent)
    select $1, $4, id, $3, $1 || 'm', $1 || 'p', false from a returning room_id, user_id)
  insert into sandbox.meeting (meeting_id, room_id, user_id, start_time, created_at)
  select $1, room_id, user_id, now() + interval '3 days', now() from r`;

describe.each(everywhere)('meetings and rooms of others, on %s', (_name, create) => {
  const stage = useStage(create);
  const { say, press, formBehind, fill, sql } = officeOf(stage, 'admin@acme.example');
  const bob = () => stage.driver.people.bob;
  const his = chatOf(stage, bob);

  beforeAll(async () => {
    await sql(placed, ['standup', 'chen@acme.example', 'Standup of Chen', 'vc']);
    await sql(placed, ['foreign', 'emil@globex.example', 'Secret of Globex', 'vc']);
    await sql(placed, ['launch', 'chen@acme.example', 'Launch of Chen', 'wb']);
  });

  test('are seen by whoever looks after them, and no others', async () => {
    await connectIn(stage, bob());
    await his.plan(`schedule Planned by Bob ${dayAhead(20).said} at 10:00`);
    const all = await say('admin meetings', titled('Meetings'));
    expect(Object.keys(all.facts).sort()).toEqual(['Planned by Bob', 'Standup of Chen']);
    expect(all.facts['Standup of Chen']).toMatch(/1 hour, Chen Castillo$/);
    const hers = await say('admin meetings chen', titled('Chen Castillo’s meetings'));
    expect(Object.keys(hers.facts)).toEqual(['Standup of Chen']);
    const foreign = await say('admin meetings secret of globex', says('no meeting of theirs is'));
    const none = await say('admin meetings secret of nobody', says('no meeting of theirs is'));
    expect(foreign.text.replace('globex', 'nobody')).toBe(none.text);
    await say('admin meetings cancel #foreign', says('not there any more'));
    await say('admin meetings cancel secret of globex', says('no meeting of theirs is'));
    expect(await sql("select 1 from sandbox.meeting where meeting_id = 'foreign'")).toHaveLength(1);
  });

  test('are cancelled after a question; what was planned here is its host’s to cancel', async () => {
    const question = await say('admin meetings cancel standup', says('It cannot be undone'));
    await press(question, 'Keep it', says('nothing was changed'));
    const again = await say('admin meetings cancel standup', says('It cannot be undone'));
    await press(again, 'Cancel the meeting', says('is cancelled at the meeting service'));
    expect(await sql("select 1 from sandbox.meeting where meeting_id = 'standup'")).toEqual([]);
    const ours = await say('admin meetings cancel planned by bob', says('was planned here by'));
    expect(ours.buttons).toEqual([]);
    expect(await sql("select 1 from audit where action = 'meeting.cancel'")).toHaveLength(1);
  });

  test('a webinar is found, and cancelled, as one', async () => {
    const all = await say('admin meetings --webinar', titled('Meetings'));
    expect(Object.keys(all.facts)).toEqual(['Launch of Chen']);
    const shown = await say('admin meetings launch --webinar', titled('Launch of Chen'));
    const question = await press(shown, 'Cancel the meeting', says('It cannot be undone'));
    await press(question, 'Cancel the meeting', says('is cancelled at the meeting service'));
    expect(await sql("select 1 from sandbox.meeting where meeting_id = 'launch'")).toEqual([]);
  });

  test('whose room it is, is chosen of all; where a name means several, of those', async () => {
    const rooms = await say('admin rooms', titled('Rooms'));
    expect(Object.keys(rooms.facts)).toEqual(expect.arrayContaining(['Ada Almeida', 'Bob Brandt', 'Chen Castillo']));
    await sql("update sandbox.account set first_name = 'Chen', last_name = 'Chang' where email = 'bob@acme.example'");
    const which = await say('admin rooms chen --webinar', says('Which one do you mean'));
    const room = await press(
      which,
      labelsOf(which).find((label) => label.includes('Castillo')) ?? '',
      says('webinar room'),
    );
    expect(room.title).toBe('Chen Castillo’s room');
    const whose = await say('admin reports chen last month', says('Which one do you mean'));
    const used = await press(whose, labelsOf(whose).find((label) => label.includes('Castillo')) ?? '', says('met'));
    expect(used.title).toBe('Use of meetings');
    await sql("update sandbox.account set first_name = 'Bob', last_name = 'Brandt' where email = 'bob@acme.example'");
  });

  test('somebody’s room is shown without its PIN, and changed in a form', async () => {
    const card = await say('admin rooms chen', titled('Chen Castillo’s room'));
    expect(card.facts['Guests knock']).toBe('No');
    const [row] = await sql(
      "select r.ppin from sandbox.room r join sandbox.account a on a.id = r.user_id where a.email = 'chen@acme.example' and permanent and app_type = 'vc'",
    );
    expect(JSON.stringify(card.raw)).not.toContain(String(row?.ppin));
    const form = await formBehind(card, 'Change settings');
    const { errors } = await stage.driver.fillIn(stage.driver.people.ada, form, { ...form.fields, name: ' ' });
    expect(errors?.name).toBe('A room needs a name.');
    const saved = await fill(form, { lobby: true }, says('Saved.'));
    expect(saved.facts['Guests knock']).toBe('Yes');
    expect(await sql("select after from audit where action = 'room.change'")).toEqual([
      { after: { fields: ['lobby'] } },
    ]);
    const foreign = await say('admin rooms emil', says('emil'));
    const none = await say('admin rooms nobody-at-all', says('nobody-at-all'));
    expect(foreign.text.replace('emil', '')).toBe(none.text.replace('nobody-at-all', ''));
    expect(labelsOf(foreign)).toEqual(labelsOf(none));
  });

  test('are nobody’s business who looks after nobody', async () => {
    for (const line of ['admin meetings', 'admin meetings cancel standup', 'admin rooms chen'])
      expect((await his.say(line, says('may not'))).text).toContain('no administrator at the meeting service');
    await until(stage.driver, says('may not'));
  });
});
