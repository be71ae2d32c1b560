import { describe, expect, test } from 'vitest';
import { until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { createTeamsDriver } from '../contract/teams-driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { createAccessStage, isPrompt } from '../support/access.ts';
import { dump } from '../support/dump.ts';
import { everywhere } from '../support/everywhere.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';
import { says, titled } from '../support/office.ts';
import { labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const cleo = { name: 'Cleo Castillo', email: 'cleo@acme.example' };

describe.each(everywhere)('where a server acts for people, on %s', (_name, create) => {
  const stage = useStage(create);
  const { bob, chen, who, ask, approve, account, actOnBehalf, cardOf, sql } = createAccessStage(stage);

  test('whoever is given an account is connected at once, and the command is one press away', async () => {
    await actOnBehalf();
    await ask(cleo, 'now Weekly sync');
    await bob.press(await cardOf('bob'), 'Approve', says('is connected with it'));
    const told = await until(stage.driver, titled('You have access'));
    expect(told).toMatchObject({ visibleTo: who.chen().userId, place: 'direct' });
    const [label = ''] = labelsOf(told);
    expect(label).toMatch(/^Run .*now Weekly sync$/);
    await stage.driver.press(who.chen(), told, label);
    await until(stage.driver, titled('Weekly sync'));
    const [link] = await sql('select sealed_token from link where user_id = $1', [who.chen().userId]);
    expect(link).toEqual({ sealed_token: null });
    await chen.say('status', says('Connected as Cleo Castillo'));
  });

  test('but nobody is connected with an account that was there before', async () => {
    await chen.say('disconnect', says('Disconnected'));
    await sql('truncate sign_in_prompt');
    await ask({ name: 'Chen Castillo', email: 'chen@acme.example' });
    await approve('ada', says('There is an account with the address chen@acme.example already'));
    const told = await until(stage.driver, says('you have an account with the address chen@acme.example already'));
    expect(labelsOf(told)).toEqual(['Sign in']);
    expect(await sql('select 1 from link where user_id = $1', [who.chen().userId])).toEqual([]);
    expect(await account('chen@acme.example')).toMatchObject({ status: 'A' });
  });
});

describe.each([
  ['Slack', createSlackDriver],
  ['Teams', createTeamsDriver],
] as const)('a guest on %s', (_name, create) => {
  const stage = useStage(create);
  const { chen, who, sql } = createAccessStage(stage, { as: 'guest' });

  test('is not offered to ask, and may not', async () => {
    const prompt = await chen.say('now Weekly sync', titled('Sign in to go on'));
    expect(labelsOf(prompt)).toEqual(['Sign in']);
    await chen.say('access', says('accounts are for members of this workspace, and not for its guests'));
    expect(await sql('select 1 from access_request')).toEqual([]);
    expect(who.chen().platform).toBe(stage.driver.platform);
  });
});

describe('a request is nobody else’s business', () => {
  const stage = useStage(createWebDriver);
  const { ada, bob, chen, who, sql, ask, connect, cardOf, formBehind, send, fill } = createAccessStage(stage);

  test('an administrator of another customer gets no card, sees no list, and decides nothing', async () => {
    await bob.say('disconnect', says('Disconnected'));
    await sql('truncate sign_in_prompt');
    await connect('bob', 'admin@globex.example');
    const { told } = await ask(cleo);
    expect(told.text).toMatch(/^I asked Ada Almeida for an account/);
    expect((await stage.driver.messages()).filter(titled('Chen Castillo asks for access'))).toHaveLength(1);
    await bob.say('admin requests', says('this workspace belongs to Acme, which admin@globex.example does not'));
    const [{ id = '' } = {}] = await sql('select id from access_request');
    await bob.say(`admin requests show #${id}`, says('which admin@globex.example does not administer'));
    await bob.say(`admin requests decline #${id}`, says('which admin@globex.example does not administer'));
    expect(await sql('select state from access_request')).toEqual([{ state: 'open' }]);
  });

  test('nor does somebody who presses on a card that is not theirs, or administers nobody any more', async () => {
    const card = await cardOf('ada');
    const { said } = await stage.driver.press(who.bob(), card, 'Approve');
    expect(said).toContain('not for you');
    const form = await formBehind('ada', card, 'Change first');
    await sql("update sandbox.account set role = 'user' where email = 'admin@acme.example'");
    await fill('ada', form, {}, says('is no administrator of a customer at the meeting service any more'));
    await sql("update sandbox.account set role = 'customer' where email = 'admin@acme.example'");
    expect(await sql('select state from access_request')).toEqual([{ state: 'open' }]);
  });

  test('whoever connects an account meanwhile needs none; the card says so', async () => {
    await sql('truncate sign_in_prompt');
    await connect('chen', 'chen@acme.example');
    const card = await until(stage.driver, titled('A request for access'));
    expect(card).toMatchObject({ visibleTo: 'ada', facts: {}, buttons: [] });
    await chen.say('disconnect', says('Disconnected'));
    await sql('truncate sign_in_prompt');
  });

  test('of whoever is forgotten nothing is left, neither here nor on the cards', async () => {
    await ask({ ...cleo, note: 'Cleo wants in' });
    const form = await formBehind('ada', await cardOf('ada'), 'Change first');
    const kept = await chen.say('forget me', titled('What is kept of you here'));
    expect(kept.facts).toMatchObject({ 'Requests for access': '2' });
    const sure = await chen.press(kept, 'Delete everything', titled('Delete everything that is kept of you?'));
    await chen.press(sure, 'Yes, delete everything', titled('Deleted'));
    await send('ada', form);
    await ada.say('admin requests', says('Nobody waits for access here'));
    await stage.app.app.idle();
    expect(await sql("select 1 from sandbox.account where email = 'cleo@acme.example'")).toEqual([]);
    // What Ada has typed herself is hers.
    const rows = (await dump(stage.app.test.database.pool)).filter(
      ({ table, row }) => /cleo/i.test(row) && !(table === 'public.invocation' && /"userId": ?"ada"/.test(row)),
    );
    expect(rows).toEqual([]);
  });

  test('and asking and being forgotten in turns is no way to ask without end', async () => {
    await sql('truncate sign_in_prompt');
    for (let times = 0; times < 3; times += 1) {
      const { told } = await ask(cleo);
      await chen.press(told, 'Withdraw', says('Withdrawn'));
      await sql('truncate sign_in_prompt');
    }
    const prompt = await chen.say('now Weekly sync', isPrompt);
    const form = await formBehind('chen', prompt, 'I have no account');
    await fill('chen', form, cleo, says('You have asked often within a day'));
  });
});

describe('a workspace that belongs to nobody yet', () => {
  const stage = useStage(createSlackDriver);
  const { ada, bob, who, ask, sql, chen, formBehind, fill, cardOf } = createAccessStage(stage, { isBound: false });

  test('asks those who could bind it: administrators of both the workspace and a customer', async () => {
    const { told } = await ask(cleo);
    expect(told.text).toMatch(/^I asked Ada for an account/);
    const cards = (await stage.driver.messages()).filter(titled('Chen asks for access'));
    expect(cards.map(({ visibleTo }) => visibleTo)).toEqual([who.ada().userId]);
    const form = await formBehind('ada', await cardOf('ada'), 'Decline');
    await fill('ada', form, {}, says('Declined.'));
    await sql("update access_request set decided_at = decided_at - interval '1 day'");
  });

  test('or whoever bound it, who signs in first; where nobody is left, one is told whom to ask', async () => {
    const card = await ada.say('admin setup', titled('This workspace'));
    const setUp = await formBehind('ada', card, 'Set up');
    await fill('ada', setUp, {}, says('Saved: this workspace'));
    await ada.say('disconnect', says('Disconnected'));
    await bob.say('disconnect', says('Disconnected'));
    await sql('truncate sign_in_prompt');
    const { told } = await ask({ ...cleo, email: 'cleo2@acme.example' });
    expect(told.text).toMatch(/^I asked Ada for an account/);
    const prompt = await ada.press(await cardOf('ada'), 'Approve', titled('Sign in to go on'));
    const mine = { email: 'admin@acme.example', password: 'meetwire-demo' };
    await signIn(stage.driver, who.ada(), signInUrlOf(prompt), mine);
    await until(stage.driver, says('The account cleo2@acme.example is made'));

    await ada.say('disconnect', says('Disconnected'));
    await sql("delete from pseudonym where user_id = 'U0ADA'");
    await sql('truncate sign_in_prompt');
    const again = await chen.say('now Weekly sync', isPrompt);
    const last = await formBehind('chen', again, 'I have no account');
    await fill('chen', last, cleo, says('I know nobody here who looks after meeting accounts'));
  });
});

describe('whoever looks after several customers', () => {
  const stage = useStage(createWebDriver);
  const { ada, ask, account, connect, sql, formBehind, fill, cardOf } = createAccessStage(stage);

  test('gives access at the customer of the workspace in one press, or at another one by the form', async () => {
    await ada.say('disconnect', says('Disconnected'));
    await sql('truncate sign_in_prompt');
    await connect('ada', 'admin@enablex.example');
    await ask(cleo);
    const filled = await ada.press(
      await cardOf('ada'),
      'Change first',
      says('Where shall Chen Castillo have an account'),
    );
    expect(labelsOf(filled)).toEqual(['Fill in the form', 'Decline']);
    const form = await formBehind('ada', filled, 'Fill in the form');
    const [acme] = await sql("select organisation_id from sandbox.account where email = 'admin@acme.example'");
    expect(form.options?.customer).toContain(acme?.organisation_id);
    const shown = await ada.say('admin requests', titled('Requests for access'));
    const again = await ada.press(shown, 'Chen Castillo', titled('Chen Castillo asks for access'));
    await ada.press(again, 'Approve', says('The account cleo@acme.example is made'));
    expect(await account('cleo@acme.example')).toMatchObject({ organisation_id: acme?.organisation_id, role: 'user' });
    await fill('ada', form, { customer: String(acme?.organisation_id) }, says('approved this'));
  });
});
