import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningApp, startApp } from '../support/app.ts';
import { activityOf, ada, channel, deliver, inChannel } from '../support/teams/sender.ts';
import { startTeamsStandIn, tenantId } from '../support/teams/stand-in.ts';

let teams: Awaited<ReturnType<typeof startTeamsStandIn>>;
let app: RunningApp;

beforeAll(async () => {
  teams = await startTeamsStandIn();
  app = await startApp(teams.environment);
});
afterAll(async () => {
  await app.stop();
  await teams.close();
});

const bob = { userIdentityType: 'aadUser', id: 'B0B00000-0000-4000-8000-000000000002', displayName: 'Bob Brandt' };
const usual = { id: '1600', from: { user: bob }, body: { contentType: 'text', content: 'Roof' } };

async function choose(message: object, place: object = inChannel(ada), more: object = {}) {
  const value = { commandId: 'meetAbout', messagePayload: { ...usual, ...message }, ...more };
  const invoke = { type: 'invoke', name: 'composeExtension/fetchTask', value, ...place };
  const answer = await deliver(teams, app.url, activityOf(teams, ada, invoke));
  await app.app.idle();
  return { status: answer.status, task: answer.body === '' ? undefined : (JSON.parse(answer.body) as Answer).task };
}

interface Answer {
  readonly task: {
    readonly type: string;
    readonly value: {
      readonly card: { readonly content: { readonly body: readonly Input[]; readonly actions: object[] } };
    };
  };
}
interface Input {
  readonly id?: string;
  readonly value?: string;
  readonly choices?: readonly { readonly title: string; readonly value: string }[];
}

const fields = (task: Answer['task'] | undefined) =>
  Object.fromEntries((task?.value.card.content.body ?? []).flatMap((input) => (input.id ? [[input.id, input]] : [])));

test('the title is the plain text of the message, without what it quotes; people are those who have an account', async () => {
  const content =
    '<blockquote>older words of <at id="3">Eve</at></blockquote><div><at id="0">Meetwire</at>&nbsp;<at id="1">Bob&nbsp;Brandt</at> shall we fix <b>the &lt;roof&gt;</b> with <at id="2">Ada</at>?<br>today</div><attachment id="x"></attachment>';
  const mentions = [
    { id: 0, mentioned: { application: { id: 'bot', applicationIdentityType: 'bot' } } },
    { id: 1, mentioned: { user: bob } },
    { id: 2, mentioned: { user: { id: ada.userId, displayName: 'Ada' } } },
    { id: 3, mentioned: { user: { ...bob, id: 'e5e00000-0000-4000-8000-000000000005' } } },
  ];
  const { task } = await choose({ body: { contentType: 'html', content }, mentions });
  const { title, people } = fields(task);
  expect(title?.value).toBe('Shall we fix the <roof> with Ada?');
  expect([people?.value, people?.choices]).toEqual([
    bob.id.toLowerCase(),
    [{ title: 'Bob Brandt', value: bob.id.toLowerCase() }],
  ]);
});

test('a message of a guest without an account, or of an application, calls nobody', async () => {
  for (const from of [{ user: { ...bob, userIdentityType: 'anonymousGuest' } }, { application: { id: 'b' } }, null]) {
    const { task } = await choose({ from });
    expect(fields(task).people?.value).toBeUndefined();
  }
});

test('a message of which nothing is left opens an empty form, and a deleted one none', async () => {
  expect(fields((await choose({ body: null, mentions: null })).task).title?.value).toBeUndefined();
  const { task } = await choose({ deleted: true });
  expect(task).toMatchObject({ type: 'message', value: expect.stringContaining('That message has been deleted') });
});

test('another command, or a message that is none, is answered with nothing', async () => {
  expect(await choose({}, inChannel(ada), { commandId: 'another' })).toEqual({ status: 200, task: undefined });
  expect(await choose({}, inChannel(ada), { messagePayload: 'x' })).toEqual({ status: 200, task: undefined });
});

/** Where the card would go. */
async function conversationsOf() {
  const { rows } = await app.test.database.pool.query('select conversation from invocation order by accepted_at');
  return rows.map(({ conversation }) => conversation);
}

async function submit(task: Answer['task'] | undefined, message: object, place: object) {
  const [button] = (task?.value.card.content.actions ?? []) as { data?: object }[];
  const value = {
    commandId: 'meetAbout',
    messagePayload: { ...usual, ...message },
    data: { ...button?.data, title: 'A' },
  };
  const invoke = { type: 'invoke', name: 'composeExtension/submitAction', value, ...place };
  const answer = await deliver(teams, app.url, activityOf(teams, ada, invoke));
  await app.app.idle();
  return answer;
}

test('about a reply the card goes into its thread, and about a message in a group into the group; the dialog closes', async () => {
  const reply = { id: '1601', replyToId: '1600' };
  const { task } = await choose(reply);
  expect(await submit(task, reply, inChannel(ada))).toEqual({ status: 200, body: '{}' });
  expect(JSON.stringify(task)).toContain('The card goes into the thread of the message.');
  const group = { conversation: { id: '19:group@thread.v2', conversationType: 'groupChat', tenantId } };
  const inGroup = await choose({}, group);
  expect(JSON.stringify(inGroup.task)).toContain('The card goes into this chat.');
  await submit(inGroup.task, {}, group);
  expect(await conversationsOf()).toEqual([`${channel};messageid=1600`, '19:group@thread.v2']);
});

test('the chat of two people is not taken for the one with us, nor for one that has the app', async () => {
  const two = { conversation: { id: '19:ada_bob@unq.gbl.spaces', conversationType: 'personal', tenantId } };
  const { task } = await choose({}, two);
  await submit(task, {}, two);
  const { pool } = app.test.database;
  const { rows: chats } = await pool.query("select from conversation_reference where conversation like '19:%'");
  const { rows: installed } = await pool.query('select conversation from teams_installation');
  expect([chats, installed]).toEqual([[], []]);
  const said = teams.activities.filter(({ conversation }) => conversation.startsWith('19:ada_bob'));
  expect(said).toEqual([]);
});

test('what others have written is not kept', async () => {
  const secret = 'a secret that Bob has told';
  const message = { body: { contentType: 'text', content: secret } };
  const { task } = await choose(message);
  await submit(task, message, inChannel(ada));
  const { rows } = await app.test.database.pool.query('select body::text from invocation');
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain(secret);
});
