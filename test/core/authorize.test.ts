import { expect, test } from 'vitest';
import { authorize, type Verb } from '../../src/core/authorize.ts';
import { typedCommands } from '../../src/core/commands/index.ts';

const ada = { platform: 'slack', workspaceId: 'T1', userId: 'U1' } as const;
const bob = { ...ada, userId: 'U2' };
const stranger = { ...ada, workspaceId: 'T2' };
const verbs: Verb[] = [
  'help.see',
  'account.see',
  'account.link',
  'account.unlink',
  'meeting.start',
  'meeting.join',
  'room.see',
  'room.share',
  'room.change',
  'invocation.repeat',
  'person.forget',
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

test('every command names a verb that has a rule', () => {
  const given = { text: '', options: new Set<string>(), mentions: [] };
  for (const { needs } of typedCommands) expect(verbs).toContain(typeof needs === 'function' ? needs(given) : needs);
});
