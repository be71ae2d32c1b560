import { expect, test } from 'vitest';
import { type Actor, authorize, needsAdministrator, type Verb } from '../../src/core/authorize.ts';
import { typedCommands } from '../../src/core/commands/index.ts';
import type { Account } from '../../src/core/ucaas.ts';

const ada = { platform: 'slack', workspaceId: 'T1', userId: 'U1' } as const;
const bob = { ...ada, userId: 'U2' };
const stranger = { ...ada, workspaceId: 'T2' };
const verbs: Verb[] = [
  'preference.see',
  'preference.change',
  'help.see',
  'account.see',
  'account.link',
  'account.unlink',
  'meeting.start',
  'meeting.join',
  'meeting.call',
  'policy.see',
  'meeting.plan',
  'meeting.see',
  'meeting.change',
  'meeting.answer',
  'meeting.end',
  'meeting.steer',
  'meeting.admit',
  'room.see',
  'room.share',
  'room.change',
  'contact.see',
  'contact.change',
  'group.see',
  'group.change',
  'invocation.repeat',
  'person.forget',
  'calendar.see',
  'calendar.reset',
  'administration.see',
  'access.ask',
];

test.each(verbs)('%s is allowed on what is one’s own', (verb) => {
  expect(authorize({ identity: ada }, verb, { ...ada, owner: ada })).toEqual({ allowed: true });
});

test.each(verbs)('%s is refused on what belongs to somebody else, or to another workspace', (verb) => {
  expect(authorize({ identity: ada }, verb, { ...ada, owner: bob })).toMatchObject({
    allowed: false,
    rule: expect.any(String),
  });
  expect(authorize({ identity: ada }, verb, { ...stranger, owner: undefined })).toMatchObject({ allowed: false });
  expect(authorize({ identity: { ...ada, platform: 'teams' } }, verb, { ...ada, owner: undefined })).toMatchObject({
    allowed: false,
  });
});

test('a verb without a rule is refused', () => {
  expect(authorize({ identity: ada }, 'everything' as Verb, { ...ada, owner: ada })).toMatchObject({ allowed: false });
});

const administrator: Account = {
  userId: 'u',
  customerId: 'acme',
  email: 'a@acme.example',
  name: 'A',
  role: 'customer',
};
const user: Account = { ...administrator, role: 'user' };

test.each<[Partial<Actor>, boolean, RegExp]>([
  [{ administers: true, account: administrator }, true, /^$/],
  [{ administers: undefined, account: administrator }, true, /^$/],
  [{ administers: undefined, account: { ...administrator, role: 'reseller' } }, true, /^$/],
  [{ administers: false, account: administrator }, false, /only its administrators/],
  [{ administers: false }, false, /only its administrators/],
  [{ administers: true, account: user }, false, /no administrator of a customer/],
  [{ administers: undefined, account: user }, false, /no administrator of a customer/],
  [{ administers: true }, false, /nobody is connected/],
])('whoever is %j sets a workspace up: %j', (actor, allowed, rule) => {
  const decision = authorize({ identity: ada, ...actor }, 'workspace.setup', { ...ada, owner: ada });
  expect(decision).toEqual(
    allowed ? { allowed: true } : expect.objectContaining({ rule: expect.stringMatching(rule) }),
  );
  expect(authorize({ identity: ada, ...actor }, 'workspace.setup', { ...ada, workspaceId: 'T2' }).allowed).toBe(false);
});

test.each(['user.see', 'user.change', 'access.decide'] as const)(
  '%s is for those who administer somebody at the service',
  (verb) => {
    const judge = (account?: Account) => authorize({ identity: ada, account }, verb, { ...ada, owner: ada });
    for (const role of ['customer', 'reseller', 'admin'] as const)
      expect(judge({ ...administrator, role })).toEqual({ allowed: true });
    expect(judge(user)).toMatchObject({
      allowed: false,
      rule: 'a@acme.example is no administrator at the meeting service',
    });
    expect(judge()).toMatchObject({ allowed: false, needsAccount: true });
    const elsewhere = authorize({ identity: ada, account: administrator }, verb, { ...ada, workspaceId: 'T2' });
    expect(elsewhere).toMatchObject({ allowed: false });
  },
);

test.each(['customer.see', 'customer.change', 'subscription.see', 'subscription.change'] as const)(
  '%s is for those above customers',
  (verb) => {
    const judge = (account?: Account) => authorize({ identity: ada, account }, verb, { ...ada, owner: ada });
    for (const role of ['reseller', 'admin'] as const)
      expect(judge({ ...administrator, role })).toEqual({ allowed: true });
    expect(judge(administrator)).toMatchObject({
      allowed: false,
      whoCanChange: expect.stringContaining('the reseller'),
    });
    expect(judge(user)).toMatchObject({ allowed: false });
    expect(judge()).toMatchObject({ allowed: false, needsAccount: true });
  },
);

test('every command names a verb that has a rule', () => {
  const given = { text: '', options: new Map<string, string>(), mentions: [] };
  const known = [...verbs, ...needsAdministrator];
  for (const { needs } of typedCommands) expect(known).toContain(typeof needs === 'function' ? needs(given) : needs);
});
