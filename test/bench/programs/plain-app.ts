import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { and, eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { signingSecret } from '../../support/slack/signer.ts';
import { listen, serveReports } from './child.ts';

// What the documentation of each library leads to: Bolt, the query builder, fetch, the WebClient. Nothing is durable.
const [standIns = '', databaseUrl = ''] = process.argv.slice(2);
const links = pgTable('plain_link', {
  team: text().notNull(),
  person: text().notNull(),
  token: text().notNull(),
  name: text().notNull(),
});
const meetings = pgTable('plain_meeting', {
  id: uuid().primaryKey().defaultRandom(),
  title: text().notNull(),
  joinUrl: text('join_url').notNull(),
  host: text().notNull(),
  messageTs: text('message_ts'),
  createdAt: timestamp('created_at').notNull().defaultNow(),
});
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
await pool.query(`create table if not exists plain_link (team text, person text, token text, name text, primary key (team, person));
  create table if not exists plain_meeting (id uuid primary key, title text, join_url text, host text, message_ts text, created_at timestamp);
  insert into plain_link values ('T1', 'U1', 'a token', 'Ada Almeida') on conflict do nothing`);
const database = drizzle(pool);
const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR });
const app = new App({
  receiver,
  logLevel: LogLevel.ERROR,
  token: 'xoxb-0123456789',
  tokenVerificationEnabled: false,
  clientOptions: { slackApiUrl: `${standIns}/api/` },
});

app.command('/meet', async ({ command, ack, client }) => {
  await ack();
  const [link] = await database
    .select()
    .from(links)
    .where(and(eq(links.team, command.team_id), eq(links.person, command.user_id)));
  if (!link) return;
  const title = command.text.replace(/^now\s+/, '');
  const response = await fetch(`${standIns}/ucaas/meetings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Token ${link.token}`, 'x-app-type': 'vc' },
    body: JSON.stringify({ room_name: title }),
  });
  const { meeting } = (await response.json()) as { meeting: { direct_url: string } };
  const [saved] = await database
    .insert(meetings)
    .values({ id: crypto.randomUUID(), title, joinUrl: meeting.direct_url, host: link.name, createdAt: new Date() })
    .returning();
  const posted = await client.chat.postMessage({
    channel: command.channel_id,
    text: `${link.name} started ${title}: ${meeting.direct_url}`,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: title } },
      { type: 'section', fields: [{ type: 'mrkdwn', text: `*Host*\n${link.name}` }] },
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            text: { type: 'plain_text', text: 'Join meeting' },
            url: meeting.direct_url,
            action_id: 'join',
          },
        ],
      },
    ],
  });
  if (saved) await database.update(meetings).set({ messageTs: posted.ts }).where(eq(meetings.id, saved.id));
});
serveReports(await listen(receiver.requestListener));
