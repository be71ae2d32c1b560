import { beforeAll, describe, expect, test } from 'vitest';
import type { Identity } from '../../src/core/invocation.ts';
import { type SeenMessage, until } from '../contract/driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';
import { officeOf, says, titled } from '../support/office.ts';
import { chatOf, connectIn, dayAhead, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const rules = 'Rules of this workspace';

describe.each(everywhere)('rules of a workspace, on %s', (_name, create) => {
  const stage = useStage(create, { environment: { LARGE_CHANNEL: '2' } });
  const { say, press, formBehind, fill, ada, sql } = officeOf(stage, 'admin@acme.example');
  const bob = () => stage.driver.people.bob;
  const his = chatOf(stage, bob);
  /** Says something where others are, and waits for what only that person sees, or for a card of everybody. */
  const inChannel = (
    who: Identity,
    text: string,
    wanted: (message: SeenMessage) => boolean,
    mentioned: Identity[] = [],
  ) =>
    stage.answerTo(
      () => stage.driver.say(who, 'post', text, mentioned),
      (message) => (message.visibleTo === who.userId || message.visibleTo === 'everyone') && wanted(message),
      [],
    );
  const decide = async (line: string, where: 'channel' | 'direct' = 'direct') => {
    const question =
      where === 'direct'
        ? await say(line, says('Save this rule?'))
        : await inChannel(ada(), line, says('Save this rule?'));
    return press(question, 'Save', says('Saved: '));
  };
  const cards = async (title: string) =>
    (await stage.driver.messages()).filter((message) => message.title === title && message.visibleTo === 'everyone');

  beforeAll(() => connectIn(stage, bob()));

  test('are none at first; one is shown before it is saved, holds for everybody there, and is named to whoever it stops', async () => {
    const none = await say('admin policy', titled(rules));
    expect(none.text).toContain('There are no rules yet');
    const question = await inChannel(ada(), 'admin policy start no here', says('Save this rule?'));
    expect(question.facts).toMatchObject({
      'Until now': 'allowed (no rule of its own)',
      'From now on': 'not allowed',
    });
    expect(labelsOf(question)).toEqual(['Save', 'Keep it']);
    await press(question, 'Keep it', says('nothing was changed'));
    await inChannel(bob(), 'now --here Before the rule', titled('Before the rule'));
    await decide('admin policy start no here', 'channel');
    const refused = await inChannel(bob(), 'now --here --another Against the rule', says('may not'));
    expect(refused.visibleTo).toBe(bob().userId);
    expect(refused.text).toMatch(
      /^You may not start “Against the rule”: by a rule of this workspace, nobody starts meetings in (?:#general|one channel)\. Who can change that: an administrator of this workspace and of its customer, with “.*admin policy”\.$/,
    );
    expect(await cards('Against the rule')).toEqual([]);
    // Elsewhere it holds for nobody.
    await his.say('now In the direct chat', titled('In the direct chat'));
  });

  test('of several, the narrowest counts, and why says so', async () => {
    await decide('admin policy start yes for administrators');
    await inChannel(ada(), 'now --here --another As an administrator', titled('As an administrator'));
    const mine = await inChannel(ada(), 'why', titled('What holds for you here'));
    expect(mine.facts['Starting meetings']).toMatch(
      /^allowed – by the rule for administrators, everywhere, which goes before everybody in (?:#general|one channel) \(not allowed\)$/,
    );
    const theirs = await inChannel(bob(), 'why', titled('What holds for you here'));
    expect(theirs.facts['Starting meetings']).toMatch(/^not allowed – by the rule for everybody in /);
    expect(theirs.facts.Lobby).toBe('off, unless it is asked for');
    const tried = await inChannel(ada(), 'admin policy try here', says('As one of the users'), [bob()]);
    expect(tried.title).toMatch(/^What would hold for Bob/);
    expect(tried.facts['Starting meetings']).toMatch(/^not allowed/);
    const form = await formBehind(await say('admin policy', titled(rules)), 'Try them out');
    const place = form.options?.where?.find((value) => value.startsWith('place ')) ?? '';
    const chosen = await fill(form, { person: bob().userId, where: place }, says('As one of the users'));
    expect([chosen.title, chosen.facts['Starting meetings']]).toEqual([tried.title, tried.facts['Starting meetings']]);
    const elsewhere = await say('admin policy try Bob in private channels', says('As one of the users'));
    expect(elsewhere.facts['Starting meetings']).toBe('allowed');
    await say('admin policy try Zebedee', says('nobody called “Zebedee”'));
    const unsure = await say('admin policy try Bobb in private channels', titled('Which one?'));
    await press(unsure, labelsOf(unsure)[0] ?? '', ({ facts }) => facts['Starting meetings'] === 'allowed');
  });

  test('are taken back by Undo or by default, and written into the audit', async () => {
    const saved = await decide('admin policy plan no for users');
    await his.say(`schedule Planning ${dayAhead(40).said} at 10:00`, says('users do not plan meetings'));
    await press(saved, 'Undo', says('Removed: '));
    const draft = await his.say(`schedule Planning ${dayAhead(40).said} at 10:00`, (message) =>
      labelsOf(message).includes('Schedule'),
    );
    await decide('admin policy plan no for users');
    // What was shown before the rule is not made after it.
    const late = await his.press(draft, 'Schedule', says('may not'));
    expect(late.text).toContain('users do not plan meetings');
    const question = await say('admin policy plan default for users', says('Remove the rule'));
    await press(question, 'Save', says('Removed: there is no rule for users'));
    await say('admin audit rules', titled('Audit of this workspace'));
    const lines = await sql("select subject, before, after from audit where action = 'policy.set' order by sequence");
    expect(lines.slice(-2)).toEqual([
      { subject: 'policy plan user everywhere', before: {}, after: { rule: 'no' } },
      { subject: 'policy plan user everywhere', before: { rule: 'no' }, after: {} },
    ]);
  });

  test('about lobby and recording hold for what is started and planned, and say so to whoever wished otherwise', async () => {
    await decide('admin policy lobby always');
    await decide('admin policy recording never');
    const told = await his.say('now --no-lobby Behind the door', says('Lobby is always on here'));
    expect(told.visibleTo).toBe(bob().userId);
    const [started] = await sql("select knock, auto_recording from sandbox.room where room_name = 'Behind the door'");
    expect(started).toEqual({ knock: true, auto_recording: false });
    const draft = await his.say(`schedule Quarter ${dayAhead(41).said} at 10:00, with recording`, (message) =>
      labelsOf(message).includes('Schedule'),
    );
    expect(draft.text).toContain('Recording is never on here, by a rule of this workspace');
    expect(draft.facts.Options).toBe('guests knock');
    await his.press(draft, 'Schedule', (message) => labelsOf(message).includes('Join meeting'));
    const [planned] = await sql("select knock, auto_recording from sandbox.room where room_name = 'Quarter'");
    expect(planned).toEqual({ knock: true, auto_recording: false });
    for (const name of ['lobby', 'recording']) {
      const question = await say(`admin policy ${name} default`, says('Remove the rule'));
      await press(question, 'Save', says('Removed: '));
    }
    await decide('admin policy lobby on for users');
    await his.say('now Usually locked', titled('Usually locked'));
    await his.say('now --no-lobby Open for once', titled('Open for once'));
    const doors = await sql(
      "select room_name, knock from sandbox.room where room_name in ('Usually locked', 'Open for once') order by 1",
    );
    expect(doors.map(({ knock }) => knock)).toEqual([false, true]);
  });

  test('about the room say where a meeting takes place that is started, unless its host says otherwise', async () => {
    await decide('admin policy room personal');
    const joinsAt = async (title: string) =>
      (await sql('select service_meeting_id as at, service_room_id as room from meeting where title = $1', [title]))[0];
    await his.say('now At home', titled('At home'));
    expect((await joinsAt('At home'))?.at).toBe((await joinsAt('At home'))?.room);
    await his.say('now --new Elsewhere', titled('Elsewhere'));
    expect((await joinsAt('Elsewhere'))?.room).not.toBe((await joinsAt('At home'))?.room);
    const question = await say('admin policy room default', says('Remove the rule'));
    await press(question, 'Save', says('Removed: '));
    await his.say('now --room At home again', titled('At home again'));
    expect((await joinsAt('At home again'))?.room).toBe((await joinsAt('At home'))?.room);
  });

  test('about the room give way to what somebody has set, and that to what they say; a room in use is left to those who meet there', async () => {
    const home = (await sql("select service_room_id as room from meeting where title = 'At home'"))[0]?.room;
    const roomOf = async (title: string) =>
      (await sql('select service_room_id as room from meeting where title = $1', [title]))[0]?.room;
    const own = await his.say('settings room own', titled('Your settings'));
    expect(own.facts['Meetings you start']).toMatch(/^in your own room \(set by you\)\. Once otherwise: .*now --new/);
    await his.say('now While it is used', says('Your own room is that of “At home again” just now'));
    expect(await roomOf('While it is used')).not.toBe(home);
    await sql("update life set state = 'ended', is_followed = false, version = version + 1");
    await his.say('now At home by choice', titled('At home by choice'));
    expect(await roomOf('At home by choice')).toBe(home);
    await his.say('now --new Out for once', titled('Out for once'));
    expect(await roomOf('Out for once')).not.toBe(home);
    await decide('admin policy room personal');
    await sql("update life set state = 'ended', is_followed = false, version = version + 1");
    const card = await his.say('settings room sofa', says('A room is your own or a new one, not “sofa”'));
    expect(card.text).toContain('settings room new');
    expect((await his.say('settings room new', says('Saved'))).facts['Meetings you start']).toContain(
      'a new room each',
    );
    await his.say('now Out by choice', titled('Out by choice'));
    expect(await roomOf('Out by choice')).not.toBe(home);
    const usual = await his.say('settings room usual', says('Saved'));
    expect(usual.facts['Meetings you start']).toMatch(/^in your own room \(as is usual here\)/);
    const question = await say('admin policy room default', says('Remove the rule'));
    await press(question, 'Save', says('Removed: '));
  });

  test('about people from outside leave out whom they do not admit, and keep the rest', async () => {
    await decide('admin policy outsiders partner.example');
    const when = `${dayAhead(42).said} at 10:00`;
    const draft = await his.say(`schedule Fair ${when} with ann@partner.example and eve@evil.example`, (message) =>
      labelsOf(message).includes('Schedule'),
    );
    expect(draft.text).toMatch(
      /eve@evil\\?\.example is not invited: by a rule of this workspace, only people at partner\\?\.example may be invited from outside/,
    );
    expect(draft.facts.With).toMatch(/^ann@partner\\?\.example$/);
    await his.press(draft, 'Schedule', (message) => labelsOf(message).includes('Join meeting'));
    await his.say(
      'invite eve@evil.example, joe@sub.partner.example and kim@partner.example to fair',
      says('are not invited'),
    );
    await until(stage.driver, ({ text }) => /^kim@partner\\?\.example is invited to “Fair”/.test(text));
    const invited = await sql(
      "select v.email from invitee v join meeting m on m.id = v.meeting_id where m.title = 'Fair' and v.email is not null order by 1",
    );
    expect(invited.map(({ email }) => email)).toEqual(['ann@partner.example', 'kim@partner.example']);
  });

  test('about large channels keep cards out of them, and let the meeting begin all the same', async () => {
    await decide('admin policy large no');
    await decide('admin policy start default here'.replace('default', 'yes'), 'channel');
    const asked = await inChannel(bob(), 'now --here --another Too many', titled('Many people are here'));
    expect(asked.text).toContain('no cards are posted where so many see them');
    expect(labelsOf(asked)).toEqual(['Start without posting', 'Cancel']);
    await his.press(asked, 'Start without posting', says('nothing was posted here'));
    expect(await cards('Too many')).toEqual([]);
    await decide('admin policy large yes');
    await inChannel(bob(), 'now --another Gladly', titled('Gladly'));
  });

  test('about reminders hold for whoever has chosen nothing, in meetings that are planned already as well', async () => {
    const when = `${dayAhead(43).said} at 10:00`;
    await his.plan(`schedule Reminded ${when}`);
    const leads = () =>
      sql(
        "select r.lead from reminder r join meeting m on m.id = r.meeting_id where m.title = 'Reminded' and r.platform = $1 order by 1 desc",
        [bob().platform],
      );
    expect((await leads()).map(({ lead }) => lead)).toEqual([10]);
    await decide('admin policy reminders 30 and 5');
    expect((await leads()).map(({ lead }) => lead)).toEqual([30, 5]);
    expect((await his.say('remind', says('You are reminded'))).text).toContain('30 minutes and 5 minutes before');
    await his.say('remind 15', says('From now on I remind you 15 minutes'));
    expect((await leads()).map(({ lead }) => lead)).toEqual([15]);
    const wrong = await say('admin policy reminders 10 for guests', says('the same for everybody'));
    expect(wrong.buttons).toEqual([]);
  });

  test('are made in a form as well, with what is wrong said at its field', async () => {
    const list = await say('admin policy', titled(rules));
    expect(list.facts['Reminders, everybody, everywhere']).toBe('30 minutes and 5 minutes before');
    const form = await formBehind(list, 'Add or change a rule');
    expect(form.options?.where?.length).toBeGreaterThan(4);
    const values = { what: 'outsiders which', which: 'not a domain', where: 'kind public', who: 'guest' };
    const { errors } = await stage.driver.fillIn(ada(), form, { ...form.fields, ...values });
    expect(errors).toEqual({ which: 'Give domains, such as acme.example, partner.example.' });
    const saved = await fill(form, { ...values, which: 'acme.example' }, says('Saved: '));
    expect(saved.text).toMatch(/People from outside, guests in public channels: only those at acme\\?\.example/);
  });

  test('are for administrators alone, and what is no rule is said to be none', async () => {
    const refused = await his.say('admin policy start no', says('may not'));
    expect(refused.text).toMatch(/only its administrators|no administrator of a customer/);
    expect((await say('admin policy parties no', says('There are no rules about'))).text).toContain('“parties”');
    expect((await say('admin policy lobby sometimes', says('cannot be'))).text).toContain(
      'off, on, always, and default',
    );
    await say('admin policy start no here', says('“here” means a channel'));
    await say('admin policy start no in #nowhere-at-all', says('I do not know where'));
  });
});

describe.each(everywhere.slice(0, 2))('guests, on %s', (_name, create) => {
  const stage = useStage(create);
  const { say, press, ada } = officeOf(stage, 'admin@acme.example');

  test('are stopped by rules for guests, before they are asked to sign in', async () => {
    const question = await say('admin policy start no for guests', says('Save this rule?'));
    await press(question, 'Save', says('Saved: '));
    const chen = stage.driver.welcome('guest');
    const refused = await stage.answerTo(
      () => stage.driver.say(chen, 'post', 'now Uninvited'),
      ({ visibleTo, text }) => visibleTo === chen.userId && text.includes('may not'),
    );
    expect(refused.text).toContain('guests do not start meetings');
    await stage.answerTo(() => stage.driver.say(ada(), 'post', 'now Invited'), titled('Invited'));
  });

  test('whoever is not connected and may be an administrator is asked to sign in first', async () => {
    const bob = stage.driver.people.bob;
    const question = await say('admin policy start no for users', says('Save this rule?'));
    await press(question, 'Save', says('Saved: '));
    const prompt = await stage.answerTo(
      () => stage.driver.say(bob, 'post', 'now Perhaps'),
      ({ visibleTo, buttons }) => visibleTo === bob.userId && buttons.some(({ label }) => label === 'Sign in'),
    );
    await signIn(stage.driver, bob, signInUrlOf(prompt));
    await until(
      stage.driver,
      ({ visibleTo, text }) => visibleTo === bob.userId && text.includes('users do not start meetings'),
    );
    expect((await stage.driver.messages()).filter(({ title }) => title === 'Perhaps')).toEqual([]);
  });
});
