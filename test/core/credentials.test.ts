import { expect, test } from 'vitest';
import { credentialsFor, type Purpose, usableFor } from '../../src/core/credentials.ts';
import type { Link } from '../../src/core/stores.ts';
import type { WorkspaceSettings } from '../../src/core/workspace.ts';

const deployment = { apiId: 'ours', apiKey: 'a key' };
const onBehalf: WorkspaceSettings = {
  tokenMode: 'on_behalf',
  customer: { customerId: 'acme', name: 'Acme' },
  server: { apiId: 'acme', apiKey: 'a key' },
};

function link(workspace: WorkspaceSettings, { stays = false, customerId = 'acme' } = {}): Link {
  return {
    id: 'a link',
    identity: { platform: 'web', workspaceId: 'w', userId: 'u' },
    account: { userId: 'u', customerId, email: 'ada@acme.example', name: 'Ada', role: 'user' },
    token: 'a token',
    tokenExpiresAt: new Date(),
    linkedAt: new Date(),
    chosen: true,
    stays,
    workspace,
  };
}

const askAgain: WorkspaceSettings = { tokenMode: 'ask_again' };
const staySignedIn: WorkspaceSettings = { tokenMode: 'stay_signed_in' };

test.each<[string, Link, Partial<Record<Purpose, readonly string[]>>]>([
  ['ask again', link(askAgain), { command: ['token'], administration: ['token'], sweep: [], lobby: [] }],
  [
    'stay signed in',
    link(staySignedIn, { stays: true }),
    { command: ['password'], administration: ['password'], sweep: ['password'], lobby: ['password'] },
  ],
  ['stay signed in, not wanted', link(staySignedIn), { command: ['token'], sweep: [] }],
  ['a password of before, not allowed any more', link(askAgain, { stays: true }), { command: ['token'], sweep: [] }],
  [
    'on behalf',
    link(onBehalf),
    { command: ['server', 'token'], administration: ['token'], sweep: ['server'], lobby: ['server'] },
  ],
  ['on behalf, of another customer', link(onBehalf, { customerId: 'globex' }), { command: ['token'], sweep: [] }],
])('%s: what may be used for what', (_name, held, wanted) => {
  for (const [purpose, kinds] of Object.entries(wanted))
    expect(usableFor(purpose as Purpose, held, undefined), purpose).toEqual(kinds);
});

test('the deployment looks where nothing else may, and never acts', () => {
  const looks = (Object.keys(credentialsFor) as Purpose[]).filter((purpose) =>
    usableFor(purpose, link(askAgain), deployment).includes('deployment'),
  );
  expect(looks).toEqual(['sweep', 'reminder', 'overlap']);
});

test('a token that was given for a command serves nothing that runs without the person', () => {
  for (const purpose of ['sweep', 'reminder', 'lobby', 'overlap'] as const)
    expect(credentialsFor[purpose]).not.toContain('token');
});
