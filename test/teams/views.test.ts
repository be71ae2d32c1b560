import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { createShownLives } from '../../db/life-places.ts';
import { type SeenMessage, until } from '../contract/driver.ts';
import { createTeamsDriver } from '../contract/teams-driver.ts';
import { goIn, joinLink } from '../support/attending.ts';
import { connectIn } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';
import { message, startTeamsChat } from '../support/teams/chat.ts';
import { activityOf, ada, channel, deliver, inChannel, type Sender } from '../support/teams/sender.ts';
import { type KeptActivity, otherTenantId, tenantId } from '../support/teams/stand-in.ts';

interface Content {
  readonly version: string;
  readonly body: readonly object[];
  readonly actions: readonly { readonly title: string; readonly type: string; readonly data?: object }[];
  readonly refresh?: { readonly action: object; readonly userIds: readonly string[] };
}

const bob: Sender = { ...ada, userId: 'b0b00000-0000-4000-8000-000000000002', memberId: '29:bob', name: 'Bob Brandt' };
const chen: Sender = { ...ada, userId: 'c4e00000-0000-4000-8000-000000000003', memberId: '29:chen', name: 'Chen' };

let driver: Awaited<ReturnType<typeof createTeamsDriver>>;
const stage = useStage(
  async () => {
    driver = await createTeamsDriver();
    return driver;
  },
  { environment: { TEAMS_ALLOWED_TENANTS: otherTenantId } },
);

const contentOf = ({ raw }: SeenMessage) =>
  ((raw as KeptActivity).body.attachments as { content: Content }[])[0]?.content as Content;
const inRoof = (wanted: (message: SeenMessage) => boolean) =>
  until(driver, (seen) => seen.place === 'channel' && seen.title?.endsWith('Roof') === true && wanted(seen));

/** What a client of Teams sends on its own, or for whoever presses something on a view. */
async function invoke(who: Sender, action: unknown, changes: object = {}, token?: string) {
  const value = { action: { type: 'Action.Execute', ...(action as object) }, trigger: 'automatic' };
  const body = { ...inChannel(who), type: 'invoke', name: 'adaptiveCard/action', value, replyToId: 'm1', ...changes };
  const answer = await deliver(driver.teams, stage.app.url, activityOf(driver.teams, who, body), token);
  const said = (answer.body === '' ? {} : JSON.parse(answer.body)) as { type?: string; value?: Content };
  return { status: answer.status, type: said.type, value: said.value as Content };
}
const labels = ({ value }: { readonly value: Content }) => value.actions.map(({ title }) => title);
const pressOn = (who: Sender, { value }: { readonly value: Content }, label: string) =>
  invoke(
    who,
    value.actions.find(({ title }) => title === label),
  );
const kept = async () => {
  const tables = ['invocation', 'effect', 'identity', 'workspace', 'conversation_reference', 'teams_installation'];
  const count = (table: string) =>
    stage.app.test.database.pool.query<{ n: number }>(`select count(*)::int as n from ${table}`);
  return (await Promise.all(tables.map(count))).map(({ rows }) => rows[0]?.n);
};

describe('a card in a channel that some see in their own way', () => {
  let refresh: object;
  let meetingId: string;
  let roof: SeenMessage;

  beforeAll(async () => {
    await connectIn(stage, driver.people.ada);
    await driver.say(driver.people.ada, 'channel', 'now Roof', [driver.people.bob]);
    roof = await inRoof(() => true);
    await goIn(joinLink(roof), 'Grace Guest');
    const live = contentOf(await inRoof(({ facts }) => facts['In the meeting (1)'] === 'Grace Guest'));
    await stage.app.app.idle();
    refresh = live.refresh?.action as object;
    meetingId = (refresh as { data: { meetwire: { view: string } } }).data.meetwire.view;
    expect([live.version, live.refresh?.userIds]).toEqual(['1.5', ['29:ada', '29:bob']]);
    expect(live.actions.map(({ title }) => title)).toEqual(['Join meeting']);
  });

  test('its host steers from it, whoever was called answers, and everybody else sees what all see', async () => {
    const [host, guest, other] = await Promise.all([ada, bob, chen].map((who) => invoke(who, refresh)));
    if (!host || !guest || !other) throw new Error('nothing was answered');
    expect(host.type).toBe('application/vnd.microsoft.card.adaptive');
    expect(labels(host)).toEqual(['Join meeting', 'Mute…', 'Show out…', 'More…', 'End for everybody']);
    expect(labels(guest)).toEqual(['Join meeting', 'In 5 min', 'Can’t']);
    expect(labels(other)).toEqual(['Join meeting']);
    // The same card below: what it says is what all are told.
    expect([guest.value.body, other.value.body]).toEqual([host.value.body, host.value.body]);
    expect(host.value.refresh).toEqual({ action: refresh, userIds: ['29:ada'] });
    expect(await invoke(ada, refresh)).toEqual(host);
  });

  test('looking changes nothing, leaves nothing behind, and is one query, for all who look at the same moment', async () => {
    const { pool } = stage.app.test.database;
    const query = pool.query.bind(pool) as (...given: unknown[]) => unknown;
    const asked: string[] = [];
    pool.query = ((given: { text?: string }, ...rest: unknown[]) => {
      asked.push(String(given.text ?? given));
      return query(given, ...rest);
    }) as typeof pool.query;
    const looks = () => asked.filter((text) => text.includes('jsonb_agg(distinct')).length;
    const before = await kept();
    await invoke(chen, refresh);
    expect([looks(), await kept()]).toEqual([1, before]);
    const shown = createShownLives(stage.app.test.database);
    const of = { platform: 'teams', workspaceId: tenantId } as const;
    const elsewhere = shown.withPlaces({ ...of, workspaceId: otherTenantId }, meetingId);
    const all = await Promise.all(Array.from({ length: 100 }, () => shown.withPlaces(of, meetingId)));
    pool.query = query as typeof pool.query;
    expect([looks(), all.every((one) => one?.life.meeting.title === 'Roof')]).toEqual([2, true]);
    // Nobody finds what somebody else asks for at the same moment.
    expect(await elsewhere).toBeUndefined();
  });

  test.each<[string, Sender, object]>([
    ['in another channel', ada, { conversation: { ...inChannel(ada).conversation, id: '19:other@thread.tacv2' } }],
    ['in a chat with the bot', ada, { conversation: { id: 'a:29:ada', conversationType: 'personal' } }],
    ['in another organisation that is served', { ...ada, tenant: otherTenantId }, {}],
    [
      'about a meeting that is not there',
      ada,
      { value: { action: { verb: 'refresh', data: { meetwire: { view: randomUUID() } } } } },
    ],
  ])('%s, nothing of it is seen', async (_where, who, changes) => {
    const before = await kept();
    const answer = await invoke(who, refresh, who.tenant === tenantId ? changes : { ...inChannel(who), ...changes });
    expect([answer.status, answer.type]).toEqual([200, 'application/vnd.microsoft.error']);
    expect([JSON.stringify(answer.value).includes('Roof'), await kept()]).toEqual([false, before]);
  });

  test('people of other organisations are told why, and what the Bot Connector has not signed is refused', async () => {
    const eve = { ...ada, userId: 'e5e00000-0000-4000-8000-000000000005', memberId: '29:eve', name: 'Eve External' };
    const from = { id: eve.memberId, aadObjectId: eve.userId, tenantId: otherTenantId };
    const told = await invoke(eve, refresh, { from });
    expect(told.type).toBe('application/vnd.microsoft.activity.message');
    expect(String(told.value)).toContain('members of this organisation only');
    expect((await invoke(ada, refresh, {}, 'not.a.token')).status).toBe(401);
  });

  test('what somebody answers on it shows itself on everybody’s card, and nobody gets a message for it', async () => {
    const before = driver.teams.activities.length;
    expect(String((await pressOn(bob, await invoke(bob, refresh), 'In 5 min')).value)).toBe('On it.');
    await inRoof(({ facts }) => /comes at/.test(facts.Invited ?? ''));
    const guest = await invoke(bob, refresh);
    expect(labels(guest)).toEqual(['Join meeting', 'Can’t']);
    expect(JSON.stringify(guest.value.body)).toContain('Your answer');
    expect(JSON.stringify((await invoke(ada, refresh)).value.body)).not.toContain('Your answer');
    await stage.app.app.idle();
    expect(driver.teams.activities.length).toBe(before);
  });

  test('what the host presses is answered alone; the card stays, and whoever names such a button without being the host is refused', async () => {
    const host = await invoke(ada, refresh);
    const refused = await stage.answerTo(
      () => pressOn(bob, host, 'End for everybody'),
      ({ visibleTo }) => visibleTo === bob.userId,
    );
    expect(refused.text).toContain('it belongs to somebody else');
    const foreign = { ...ada, tenant: otherTenantId };
    const end = host.value.actions.find(({ title }) => title === 'End for everybody');
    expect(String((await invoke(foreign, end, inChannel(foreign))).value)).toContain('too old');
    const question = await stage.answerTo(
      () => pressOn(ada, host, 'End for everybody'),
      ({ place, buttons }) => place === 'direct' && buttons.some(({ label }) => label === 'End it'),
    );
    expect(question.visibleTo).toBe(ada.userId);
    expect((await inRoof(() => true)).title).toBe('Roof');
    await driver.press(driver.people.ada, question, 'End it');
    const ended = contentOf(await inRoof(({ title }) => title === 'Ended: Roof'));
    expect(ended.refresh).toBeUndefined();
  });

  test('a client that looks or presses late sees that it is over, and can go on from there', async () => {
    const late = await invoke(ada, refresh);
    expect(labels(late)).toEqual(['Meet again', 'Schedule a follow-up']);
    expect(late.value.refresh).toBeUndefined();
    const data = { meetwire: { ref: `view.${meetingId}.end-ask` } };
    const told = await stage.answerTo(
      () => invoke(ada, { verb: 'press', data }, { replyToId: roof.id }),
      ({ text }) => text.includes('is over already'),
    );
    expect([told.place, (await inRoof(() => true)).title]).toEqual(['direct', 'Ended: Roof']);
    const again = await stage.answerTo(
      () => pressOn(ada, late, 'Meet again'),
      ({ title, place }) => title === 'Roof' && place === 'channel',
    );
    expect(again.id).not.toBe(roof.id);
  });

  test('it is seen where it was started before it is noted that the card was posted, and wherever a card of it stands', async () => {
    const { pool } = stage.app.test.database;
    const place = async (conversation: string) => {
      await pool.query('update life set conversation = $2 where meeting_id = $1', [meetingId, conversation]);
      return (await invoke(ada, refresh)).type?.split('.').at(-1);
    };
    const elsewhere = await place('19:elsewhere@thread.tacv2');
    const noCards = () => pool.query('delete from card where meeting_id = $1', [meetingId]);
    await noCards();
    // What was on its way to a card notes where it stands.
    await pool.query("delete from effect where state = 'pending'");
    await stage.app.app.idle();
    await noCards();
    const nowhere = await place('19:elsewhere@thread.tacv2');
    expect([elsewhere, nowhere, await place(channel)]).toEqual(['adaptive', 'error', 'adaptive']);
  });
});

test('the owner of a channel’s room steers from its card, call after call', async () => {
  const question = await stage.answerTo(
    () => driver.say(driver.people.ada, 'channel', 'room here'),
    ({ place, buttons }) => place === 'direct' && buttons.length === 2,
  );
  const [bind] = question.buttons.map(({ label }) => label);
  await driver.press(driver.people.ada, question, bind ?? '');
  const onRoom = (wanted: (message: SeenMessage) => boolean) =>
    until(driver, (seen) => seen.place === 'channel' && seen.facts.Now !== undefined && wanted(seen));
  const card = await onRoom(() => true);
  const { action, userIds } = contentOf(card).refresh ?? {};
  expect([userIds, labels(await invoke(ada, action))]).toEqual([['29:ada'], ['Join room']]);
  const guest = await goIn(joinLink(card), 'Grace Guest');
  await onRoom(({ facts }) => facts['In the meeting (1)'] === 'Grace Guest');
  expect(labels(await invoke(ada, action))).toEqual(['Join room', 'Mute…', 'Show out…', 'More…', 'End for everybody']);
  expect(labels(await invoke(bob, action))).toEqual(['Join room']);
  await guest.leave();
  const empty = await onRoom(({ facts }) => facts.Now?.startsWith('Live') === false);
  expect([contentOf(empty).refresh?.userIds, labels(await invoke(ada, action))]).toEqual([['29:ada'], ['Join room']]);
});

test('sixty people at most have a view of their own, the host first; in one’s own chat, nobody has', async () => {
  const { chat, references, reference, teams, channel: there, stop } = await startTeamsChat();
  const people = Array.from({ length: 80 }, (_one, index) => `00000000-0000-4000-8000-0000000000${index + 10}`);
  const identity = (userId: string) => ({ ...message('everyone').caller, userId });
  for (const [index, userId] of people.entries())
    await references.save({ ...reference(identity(userId)), memberId: `29:${index}` });
  const persons = ['never-met', ...people].map((userId) => ({ person: identity(userId), name: userId }));
  const views = { meetingId: randomUUID(), people: ['Somebody', ...persons] };
  const reply = { visibleTo: 'everyone', text: ['said'], card: { title: 'Roof', tone: 'live' }, views } as const;
  await chat.post(there, { ...message('everyone'), reply });
  await chat.direct(identity(people[0] ?? ''), { ...message('caller'), reply });
  const [posted, alone] = teams.activities.map(
    ({ body }) => (body.attachments as { content: Content }[])[0]?.content.refresh?.userIds,
  );
  expect(posted).toEqual(Array.from({ length: 60 }, (_one, index) => `29:${index}`));
  expect(alone).toBeUndefined();
  await stop();
});
