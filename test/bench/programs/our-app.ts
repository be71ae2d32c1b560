import type pg from 'pg';
import { connect } from '../../../db/database.ts';
import { createSecretBox } from '../../../db/secret-box.ts';
import { createTicketStore } from '../../../db/ticket-store.ts';
import { configuredAdapters } from '../../../src/adapters.ts';
import { createApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import type { Address } from '../../../src/core/address.ts';
import { freePort, testKeys } from '../../support/app.ts';
import { silentLog as log } from '../../support/log.ts';
import { signingSecret } from '../../support/slack/signer.ts';
import { serveReports } from './child.ts';

// The whole service as it is in production, with one person linked.
const [standIns = '', databaseUrl = ''] = process.argv.slice(2);
const config = readConfig({
  PORT: String(await freePort()),
  SLACK_SIGNING_SECRET: signingSecret,
  SLACK_BOT_TOKEN: 'xoxb-0123456789',
  SLACK_API_URL: `${standIns}/api`,
  UCAAS_BASE_URL: `${standIns}/ucaas`,
  UCAAS_API_ID: 'an-api-id',
});
const database = connect({ connection: { connectionString: databaseUrl }, log });
const counts: Record<string, number> = { trips: 0 };
const query = database.pool.query.bind(database.pool) as (...given: unknown[]) => unknown;
database.pool.query = ((given: string | pg.QueryConfig, ...rest: unknown[]) => {
  const name = typeof given === 'string' ? '' : (given.name ?? '');
  if (['invocation accept', 'invocation decide', 'invocation finish'].includes(name))
    counts.trips = (counts.trips ?? 0) + 1;
  return query(given, ...rest);
}) as typeof database.pool.query;
const app = createApp({ config, keys: testKeys, database, adapters: configuredAdapters, log });
await app.start();
await link();
serveReports(config.publicUrl, counts);

async function link(): Promise<void> {
  const box = createSecretBox(testKeys.encryptionKeys);
  const tickets = createTicketStore({ database, box, instanceId: 'bench', leaseSeconds: 0, service: 'an-api-id', log });
  const person = { platform: 'slack', workspaceId: 'T1', userId: 'U1' } as const;
  const [createdAt, expiresAt] = [new Date(), new Date(Date.now() + 3_600_000)];
  const origin = { at: 'C1' as Address, conversation: 'C1', kind: 'channel', resumes: false } as const;
  const ticket = {
    id: crypto.randomUUID(),
    purpose: 'sign_in',
    person,
    personName: 'Ada',
    workspaceName: 'Acme',
    origin,
    createdAt,
    expiresAt,
  } as const;
  await tickets.mint(ticket.id, ticket);
  await tickets.prove(ticket.id, createdAt);
  const account = { userId: 'u1', email: 'ada@acme.example', name: 'Ada Almeida', role: 'user' } as const;
  const invocation = {
    deliveryId: ticket.id,
    from: person,
    at: origin.at,
    conversation: 'C1',
    kind: 'channel',
    text: '',
    mentions: [],
  } as const;
  const followUp = { id: crypto.randomUUID(), invocation };
  await tickets.redeem(
    { ...ticket, codeTries: 0, passwordTries: 0, tokenMode: 'ask_again' },
    { account, token: 'a token', expiresAt },
    followUp,
    createdAt,
  );
  await database.pool.query("update invocation set state = 'done'");
}
