import { randomUUID } from 'node:crypto';
import { accessRequest } from '../../db/access-schema.ts';
import { knownBrowser } from '../../db/browser-schema.ts';
import { consoleMessage, consoleRequest, consoleSession } from '../../db/console-schema.ts';
import type { Database } from '../../db/database.ts';
import { userImport, userImportRow } from '../../db/import-schema.ts';
import * as tables from '../../db/schema.ts';
import { slackStatus } from '../../db/status-schema.ts';
import type { Address } from '../../src/core/address.ts';
import type { Effect } from '../../src/core/effect.ts';
import type { Identity, Invocation } from '../../src/core/invocation.ts';
import { fillWithLives } from './life-rows.ts';
import { fillWithPlans } from './plan-rows.ts';

/**
 * Rows of one person in every table that knows people, each with `name` wherever a name or an address can stand. Resolves
 * to the invocation by which this person is being forgotten.
 */
export async function fillWithPerson(database: Database, who: Identity, name: string): Promise<string> {
  const { orm } = database;
  const { platform, workspaceId, userId } = who;
  const [accountId, running, at] = [randomUUID(), randomUUID(), new Date()];
  const later = new Date(at.getTime() + 3_600_000);
  await orm.insert(tables.workspace).values({ platform, workspaceId, name: 'W' }).onConflictDoNothing();
  await orm.insert(tables.identity).values({ ...who, name, email: name });
  await orm
    .insert(tables.account)
    .values({ id: accountId, service: 's', serviceUserId: name, email: name, name, role: 'user' });
  const sealed = { sealedToken: 'k.a.b', sealedPassword: 'k.a.b', tokenExpiresAt: later, linkedAt: at };
  await orm.insert(tables.link).values({ id: randomUUID(), ...who, accountId, ...sealed });
  await orm.insert(tables.ticket).values({
    ...{ id: randomUUID(), nonceDigest: randomUUID(), ...who, personName: name, personEmail: name },
    ...{ workspaceName: 'W', createdAt: at, expiresAt: later },
    origin: { at: name as Address, conversation: 'c', kind: 'direct', resumes: false },
  });
  await orm.insert(tables.signInPrompt).values({ ...who, conversation: 'c', invocationId: randomUUID(), askedAt: at });
  await ask(running, 'forgotten');
  await ask(randomUUID(), 'help');
  await say(randomUUID(), { ...who, userId: 'invited' });
  await orm.insert(tables.meeting).values({
    ...{ id: randomUUID(), joinKey: randomUUID(), kind: 'instant', application: 'meeting', title: name },
    ...{ platform, workspaceId, hostId: userId, hostName: name, joinUrl: 'https://meet.example.com', startedAt: at },
  });
  for (const [one, other] of [
    [userId, 'somebody'],
    ['somebody', userId],
  ] as const) {
    const pair = { userId: one, otherPlatform: platform, otherWorkspaceId: workspaceId, otherUserId: other };
    await orm.insert(tables.sameHuman).values({ id: randomUUID(), ...who, ...pair, accountId, askedAt: at });
  }
  const importId = randomUUID();
  await orm
    .insert(userImport)
    .values({ id: importId, ...who, name, customerName: name, state: 'asked', createdAt: at });
  await orm.insert(userImportRow).values({ importId, number: 2, shown: name, plan: 'refused', state: 'refused' });
  await askForAccess();
  await openConsole();
  await orm.insert(tables.pseudonym).values(who);
  await fillWithPlans(database, who, name);
  await fillWithLives(database, who, name);
  if (platform === 'slack') await install();
  if (platform === 'teams') await meet();
  if (platform === 'web') await chat();
  await orm.insert(knownBrowser).values({
    digest: `${platform} ${who.workspaceId} ${userId} ${randomUUID()}`,
    ...who,
    createdAt: at,
    expiresAt: new Date(at.getTime() + 1_000_000),
  });
  await orm.insert(slackStatus).values({
    ...{ id: randomUUID(), ...who, sealedToken: 'k.a.b', sealedRefreshToken: 'k.a.b', givenAt: at, usedAt: at },
    ...{ enteredMeetingId: randomUUID(), enteredName: name },
    taken: { before: { text: name, emoji: ':name:' }, until: later.toISOString(), isShown: true },
  });
  return running;

  /** What this person asked for, what was said to others about it, and what this person has decided. */
  async function askForAccess(): Promise<void> {
    const origin = { at: name as Address, conversation: 'c', kind: 'direct', resumes: true } as const;
    const [invocationId, own] = [randomUUID(), randomUUID()];
    const wish = {
      chatName: name,
      name,
      email: name,
      hasOtherEmail: false,
      note: name,
      origin,
      createdAt: at,
      decidedAt: at,
    };
    await orm.insert(accessRequest).values([
      { id: own, ...who, invocationId, ...wish, state: 'approved' },
      {
        ...{ id: randomUUID(), ...who, userId: randomUUID(), invocationId: randomUUID(), ...wish },
        ...{
          chatName: 'c',
          name: 'n',
          email: 'e',
          note: '',
          origin: { ...origin, at: 'a' as Address },
          state: 'declined',
        },
        ...{ decidedBy: userId, deciderName: name },
      },
    ]);
    const decider = { ...who, userId: 'decides' };
    const reply = { visibleTo: 'caller', text: [`${name} asks for access`] } as const;
    const key = `access settled ${own} 0`;
    const body: Effect = { do: 'direct', key, person: decider, name: 'd', reply };
    const row = { invocationId: randomUUID(), key, position: 0, body, state: 'done', attempts: 1 } as const;
    await orm
      .insert(tables.effect)
      .values({ id: randomUUID(), ...decider, callerId: 'decides', visibleTo: 'caller', ...row });
  }

  async function openConsole(): Promise<void> {
    const [sessionId, requestId] = [randomUUID(), randomUUID()];
    const names = { personName: name, workspaceName: 'W' };
    await orm
      .insert(consoleSession)
      .values({ id: sessionId, secretDigest: randomUUID(), ...who, ...names, openedAt: at, expiresAt: later });
    await orm
      .insert(consoleRequest)
      .values({ id: requestId, sessionId, task: 'users', conversation: 'c', line: name, createdAt: at });
    const reply = { visibleTo: 'caller', text: [name] } as const;
    await orm.insert(consoleMessage).values({ requestId, effectId: randomUUID(), reply });
  }

  async function ask(id: string, command: string): Promise<void> {
    const body: Invocation = {
      ...{ deliveryId: id, from: who, fromName: name, at: name as Address, conversation: 'c', kind: 'direct' },
      ...{ text: name, mentions: [], inside: { command } },
    };
    await orm.insert(tables.invocation).values({
      ...{ id, ...who, deliveryId: id, conversation: 'c', body, state: 'running', attempts: 1 },
      ...{ leaseOwner: 'nobody', leaseUntil: later },
    });
    await say(id, who);
  }

  async function say(invocationId: string, to: Identity): Promise<void> {
    const reply = { visibleTo: 'caller', text: [name] } as const;
    const body: Effect = { do: 'direct', key: 'answer', person: to, name, reply };
    const whom = { ...to, callerId: userId, visibleTo: 'caller' } as const;
    const row = { invocationId, key: 'answer', position: 0, body, state: 'done', attempts: 1 } as const;
    await orm.insert(tables.effect).values({ id: randomUUID(), ...whom, ...row });
  }

  async function install(): Promise<void> {
    const app = { name: 'W', appId: 'A', botUserId: 'B', scopes: [], sealedBotToken: 'k.a.b' };
    await orm
      .insert(tables.slackInstallation)
      .values({ workspaceId, ...app, installedBy: userId, installedAt: at })
      .onConflictDoNothing();
  }

  async function meet(): Promise<void> {
    const place = { tenantId: workspaceId, conversation: `19:${userId}`, serviceUrl: 'https://smba.example', name };
    const savedAt = new Date(at.getTime() - 20 * 60_000);
    await orm
      .insert(tables.conversationReference)
      .values({ ...place, userId, memberId: `29:${userId}`, botId: 'b', savedAt });
    await orm.insert(tables.teamsInstallation).values({ ...place, kind: 'personal', botId: 'b' });
  }

  async function chat(): Promise<void> {
    const said = { body: { said: name }, createdAt: at };
    await orm.insert(tables.playgroundMessage).values([
      { conversation: 'general', author: userId, authorName: name, ...said },
      { conversation: `direct-${userId}`, author: 'meetwire', authorName: 'Meetwire', ...said },
      { conversation: 'general', author: 'meetwire', authorName: 'Meetwire', visibleTo: userId, ...said },
    ]);
  }
}
