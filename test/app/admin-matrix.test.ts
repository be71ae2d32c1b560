import { describe, expect, test } from 'vitest';
import { administrativeVerbs, type Verb } from '../../src/core/authorize.ts';
import type { FormValues } from '../../src/core/invocation.ts';
import type { SeenMessage } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';
import { says, titled } from '../support/office.ts';
import { chatOf, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const accounts = {
  nobody: undefined,
  user: 'ada@acme.example',
  customer: 'admin@acme.example',
  reseller: 'reseller@northwind.example',
  admin: 'admin@enablex.example',
} as const;
type Role = keyof typeof accounts;
const roles = Object.keys(accounts) as Role[];
const administrators: readonly Role[] = ['customer', 'reseller', 'admin'];
const aboveCustomers: readonly Role[] = ['reseller', 'admin'];

/** How a verb is asked for, and what says that it was done. */
interface Probe {
  readonly roles: readonly Role[];
  readonly line: string;
  /** What only somebody sees who may. */
  readonly seen: RegExp;
  /** Something of another customer, and what is not there at all: both have the same answer for whoever administers Acme. */
  readonly foreign?: readonly [theirs: string, nothing: string];
  /** A card, and a button on it that asks for this verb. */
  readonly button?: readonly [line: string, label: string];
  /** A card, the button that opens a form on it, and what is filled in. */
  readonly form?: readonly [line: string, label: string, values: FormValues];
}

const probes: Partial<Record<Verb, Probe>> = {
  'user.see': {
    ...{ roles: administrators, line: 'admin users chen', seen: /Chen Castillo/ },
    foreign: ['admin users emil', 'admin users nobody-x'],
  },
  'user.change': {
    ...{ roles: administrators, line: 'admin users suspend chen', seen: /Suspend Chen Castillo/ },
    foreign: ['admin users suspend emil', 'admin users suspend nobody-x'],
    button: ['admin users chen', 'Suspend'],
    form: ['admin users chen', 'Change', { lastName: 'Changed' }],
  },
  'customer.see': { roles: aboveCustomers, line: 'admin customers acme', seen: /Acme/ },
  'customer.change': {
    ...{ roles: aboveCustomers, line: 'admin customers suspend acme', seen: /Suspend Acme/ },
    button: ['admin customers acme', 'Suspend'],
    form: ['admin customers acme', 'Change', { name: 'Changed' }],
  },
  'subscription.see': {
    roles: aboveCustomers,
    line: 'admin subscriptions acme',
    seen: /Business|Standard|subscription/i,
  },
  'subscription.change': {
    ...{ roles: aboveCustomers, line: 'admin subscriptions suspend acme business', seen: /Suspend/ },
    button: ['admin subscriptions acme business', 'Suspend'],
    form: ['admin subscriptions acme business', 'Change', { seats: '77' }],
  },
  'access.decide': { roles: administrators, line: 'admin requests', seen: /request|asks/i },
  'report.see': {
    ...{ roles: administrators, line: 'admin reports', seen: /Nobody met|meeting/ },
    foreign: ['admin reports emil', 'admin reports nobody-x'],
    button: ['admin reports', 'Last month'],
  },
  'estate.see': {
    ...{ roles: administrators, line: 'admin meetings', seen: /Matrix|planned a meeting|meeting/ },
    foreign: ['admin meetings show #foreign', 'admin meetings show #nothing'],
  },
  'estate.change': {
    ...{ roles: administrators, line: 'admin rooms chen', seen: /permanent room of Chen/ },
    foreign: ['admin rooms emil', 'admin rooms nobody-x'],
    form: ['admin rooms chen', 'Change settings', { name: 'Changed' }],
  },
  'workspace.setup': {
    ...{ roles: administrators, line: 'admin setup', seen: /workspace/ },
    form: ['admin setup', 'Set up', { mode: 'stay_signed_in' }],
  },
  'workspace.examine': { roles: administrators, line: 'admin doctor', seen: /well|work|know/ },
  'policy.change': {
    ...{ roles: administrators, line: 'admin policy', seen: /rules/ },
    button: ['admin policy lobby always', 'Save'],
    form: ['admin policy', 'Add or change a rule', { what: 'lobby always' }],
  },
  'audit.see': {
    roles: administrators,
    line: 'admin audit',
    seen: /Nothing of that kind|line|to \d+/,
    button: ['admin audit', 'Save all of it'],
  },
  'console.open': { roles: administrators, line: 'admin console', seen: /on pages of mine/ },
  'link.see': { roles: administrators, line: 'admin linked', seen: /connected account/ },
  'link.change': {
    ...{ roles: administrators, line: 'admin linked invite', seen: /Choose people/ },
    form: ['admin linked', 'Ask people to connect', { people: 'chen' }],
  },
};

test('every verb that is for administrators has its line here', () => {
  expect(Object.keys(probes).sort()).toEqual([...administrativeVerbs].sort());
});

describe.each([
  ['the playground', createWebDriver],
  ['Slack', createSlackDriver],
] as const)('who may do what as administrator, on %s', (_name, create) => {
  const stage = useStage(create as typeof createWebDriver);
  const ada = () => stage.driver.people.ada;
  const { say, next } = chatOf(stage, ada);
  const sql = (text: string, values: unknown[] = []) => stage.app.test.database.pool.query(text, values);
  const refused = /may not|only its administrators/;
  /** One of several that wait asks for it; the others say that they wait as well. */
  const asksToSignIn = (message: SeenMessage) => labelsOf(message).some((label) => /sign-in|sign in/iu.test(label));

  async function become(role: Role): Promise<void> {
    await sql('delete from link');
    await sql("update invocation set state = 'abandoned' where state = 'waiting'");
    const email = accounts[role];
    if (!email) return;
    const prompt = await say('connect', titled('Connect your account'));
    await signIn(stage.driver, ada(), signInUrlOf(prompt), { email, password: 'meetwire-demo' });
    await stage.app.app.idle();
  }
  const rights = (role: Role, isTaken: boolean) =>
    sql('update sandbox.account set role = $2 where email = $1', [
      accounts[role],
      isTaken ? 'user' : role === 'user' ? 'user' : 'admin',
    ]);
  const answerTo = (line: string) => say(line);

  describe.each(roles)('%s', (role) => {
    test.each(Object.entries(probes))('%s by a typed line', async (verb, probe) => {
      if (verb === Object.keys(probes)[0]) await become(role);
      const { line, roles: mayBe, seen } = probe;
      const answer = await answerTo(line);
      const text = `${answer.title ?? ''} ${answer.text}`;
      if (role === 'nobody') expect(asksToSignIn(answer)).toBe(true);
      else if (mayBe.includes(role)) expect(text).toMatch(seen);
      else expect(text).toMatch(refused);
      if (role !== 'nobody' && mayBe.includes(role)) expect(text).not.toMatch(refused);
    });
  });

  test.each(Object.entries(probes).filter(([, { foreign }]) => foreign))(
    '%s of another customer’s is answered as of what is not there',
    async (verb, { foreign: [theirs, nothing] = ['', ''] }) => {
      if (verb === 'user.see') await become('customer');
      const [one, other] = [await answerTo(theirs), await answerTo(nothing)];
      const plain = ({ title = '', text, facts, buttons }: SeenMessage) =>
        JSON.stringify({ title, text, facts, buttons: buttons.map(({ label }) => label) }).replaceAll(
          /emil|nobody-x|#?foreign|#?nothing/g,
          '…',
        );
      expect(plain(one)).toBe(plain(other));
    },
  );

  describe('what was shown to somebody who may', () => {
    const above: Role = 'admin';
    test.each(Object.entries(probes).filter(([, { button }]) => button))(
      '%s is not pressed by the same one who may no more',
      async (_verb, { button: [line, label] = ['', ''] }) => {
        await rights(above, false);
        await become(above);
        const card = await say(line, (message) => labelsOf(message).includes(label));
        await rights(above, true);
        const answer = await next(() => stage.driver.press(ada(), card, label));
        expect(answer.text).toMatch(refused);
        await rights(above, false);
      },
    );

    test.each(Object.entries(probes).filter(([, { form }]) => form))(
      '%s is not filled in by the same one who may no more',
      async (_verb, { form: [line, label, values] = ['', '', {}] }) => {
        await rights(above, false);
        await become(above);
        const card = await say(line, (message) => labelsOf(message).includes(label));
        const { form } = await stage.driver.press(ada(), card, label);
        if (!form) throw new Error(`no form behind ${label}`);
        await rights(above, true);
        const answer = await next(() => stage.driver.fillIn(ada(), form, { ...form.fields, ...values }));
        expect(answer.text).toMatch(refused);
        await rights(above, false);
        const changed = await sql(
          "select 1 from sandbox.account where last_name = 'Changed' union all select 1 from policy_rule",
        );
        expect(changed.rows).toEqual([]);
      },
    );
  });

  test('a button of somebody else’s is nobody’s', async () => {
    await become('customer');
    const card = await say('admin users chen', says('Chen Castillo'));
    const { said } = await stage.driver
      .press(stage.driver.people.bob, card, 'Suspend')
      .catch(() => ({ said: 'refused' }));
    await stage.app.app.idle();
    expect((await sql("select status from sandbox.account where email = 'chen@acme.example'")).rows).toEqual([
      { status: 'A' },
    ]);
    expect(said ?? '').not.toContain('Suspend Chen');
  });
});
