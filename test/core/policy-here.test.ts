import { expect, test } from 'vitest';
import type { Address } from '../../src/core/address.ts';
import { DeliveryError } from '../../src/core/errors.ts';
import { createPolicyHere } from '../../src/core/policy/here.ts';
import type { PolicyRule } from '../../src/core/policy/rules.ts';
import type { Chat, Profile } from '../../src/core/ports.ts';
import { sentencesFor } from '../../src/core/sentences/index.ts';
import { silentLog as log } from '../support/log.ts';

const person = { platform: 'slack', workspaceId: 'T1', userId: 'U1' } as const;
const say = sentencesFor({ from: person, kind: 'channel' });
const forGuests: readonly PolicyRule[] = [{ setting: 'start', scope: { role: 'guest' }, value: 'no' }];
const forPublic: readonly PolicyRule[] = [{ setting: 'start', scope: { kind: 'public' }, value: 'no' }];

/** A chat that tells so much of this person and this channel. */
const chatOf = (profile: () => Promise<Profile>, isPrivate?: boolean) =>
  ({
    profile,
    place: () => 'C1',
    crowd: async () => ({ place: 'C1', members: 3, isPrivate }),
  }) as Partial<Chat> as Chat;
const member = async () => ({ name: 'Ada', workspaceName: 'Acme', isGuest: false });

const mayStart = (
  rules: readonly PolicyRule[],
  chat: Chat | undefined,
  kind: 'channel' | 'group' | 'direct' = 'channel',
) =>
  createPolicyHere({
    ...{ rules: async () => rules, chat, say, log },
    asked: { person, account: { role: 'user' }, at: { at: 'somewhere' as Address, kind } },
  })
    .require('meeting.start')
    .then(
      () => true,
      () => false,
    );

test('what the platform does not tell counts as what is ruled more strictly: a guest, and a channel for everybody', async () => {
  const unknown = async () => ({ name: 'Ada', workspaceName: 'Acme' });
  const away = async () => {
    throw new DeliveryError('retry', 'the platform is away');
  };
  expect(await mayStart(forGuests, chatOf(member))).toBe(true);
  expect(await mayStart(forGuests, chatOf(unknown))).toBe(false);
  expect(await mayStart(forGuests, chatOf(away))).toBe(false);
  expect(await mayStart(forPublic, chatOf(member, true))).toBe(true);
  expect(await mayStart(forPublic, chatOf(member, false))).toBe(false);
  expect(await mayStart(forPublic, chatOf(member, undefined))).toBe(false);
  expect(await mayStart(forPublic, undefined)).toBe(false);
  expect(await mayStart(forPublic, chatOf(member), 'group')).toBe(true);
  expect(await mayStart(forPublic, chatOf(member), 'direct')).toBe(true);
});

test('where no rule asks for it, nothing is asked of the platform', async () => {
  const never = async () => {
    throw new Error('nobody is to ask this');
  };
  const silent = { profile: never, crowd: never, place: () => 'C1' } as Partial<Chat> as Chat;
  expect(await mayStart([], silent)).toBe(true);
  expect(await mayStart([{ setting: 'start', scope: { place: { id: 'C2', name: '' } }, value: 'no' }], silent)).toBe(
    true,
  );
  expect(await mayStart([{ setting: 'plan', scope: { role: 'guest' }, value: 'no' }], silent)).toBe(true);
  expect(await mayStart([{ setting: 'start', scope: { place: { id: 'C1', name: '' } }, value: 'no' }], silent)).toBe(
    false,
  );
});
