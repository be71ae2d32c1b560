import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { connectIn } from '../support/scheduling.ts';
import { form, formType, sign } from '../support/slack/signer.ts';
import { workspace } from '../support/slack/stand-in.ts';
import { useStage } from '../support/stage.ts';

let driver: Awaited<ReturnType<typeof createSlackDriver>>;
const stage = useStage(async () => {
  driver = await createSlackDriver();
  return driver;
});

/** Chooses the shortcut on a message; `place` changes who did it and where. */
async function choose(message: object, place: object = {}, changes: Parameters<typeof sign>[2] = {}) {
  const before = driver.slack.views.length;
  const payload = {
    ...{ type: 'message_action', callback_id: 'meet_about', trigger_id: randomUUID() },
    team: { id: workspace.teamId, domain: 'acme' },
    user: { id: 'U0ADA', name: 'ada', team_id: workspace.teamId },
    channel: { id: 'C0GENERAL', name: 'general' },
    response_url: driver.slack.responseUrl('C0GENERAL', 'U0ADA'),
    message: { type: 'message', ts: '4.4', user: 'U0BOB', team: workspace.teamId, text: 'Roof', ...message },
    ...place,
  };
  const request = sign(form({ payload: JSON.stringify(payload) }), formType, changes);
  const { status } = await fetch(`${stage.app.url}/slack/events`, { method: 'POST', ...request });
  await stage.app.app.idle();
  return { status, view: driver.slack.views.slice(before).at(-1)?.view };
}

interface Input {
  readonly block_id?: string;
  readonly text?: { readonly text: string };
  readonly element?: { readonly initial_value?: string; readonly initial_users?: readonly string[] };
}

const inputs = (view: Record<string, unknown> | undefined) => (view?.blocks ?? []) as readonly Input[];
const input = (view: Record<string, unknown> | undefined, name: string) =>
  inputs(view).find(({ block_id: id }) => id === name)?.element;

test('the title has no markup, no ids and no emoji; we and bots are not among the people', async () => {
  const text = `<@${workspace.botUserId}> <@U0BOB> *please* look at <https://a.example/x|the plan> &amp; <#C1|design> :eyes: with <@U0ADA>`;
  const { view } = await choose({ text });
  expect(input(view, 'title')?.initial_value).toBe('Please look at the plan & #design with');
  expect(input(view, 'people')?.initial_users).toEqual(['U0BOB']);
  const strange = await choose({ text: '<@nobody> <@USLACKBOT> <@B0BOT> Roof' });
  expect(input(strange.view, 'people')?.initial_users).toEqual(['U0BOB']);
  const ofBot = await choose({ user: workspace.botUserId, bot_id: 'B0BOT', text: 'I have started it' });
  expect(input(ofBot.view, 'people')?.initial_users).toBeUndefined();
});

test('a message of another organisation is met about as well: its author is told of by the card, and not called', async () => {
  const { view } = await choose({ user: 'U0EVE', team: 'T0ELSEWHERE' });
  expect(input(view, 'people')?.initial_users).toBeUndefined();
  expect(inputs(view)[0]?.text?.text).toContain('belongs to another organisation and cannot be called from here');
});

test('somebody of another organisation gets one sentence with a way forward, and no form', async () => {
  driver.slack.messages.length = 0;
  const { view } = await choose({}, { user: { id: 'U0EVE', name: 'eve', team_id: 'T0ELSEWHERE' } });
  expect(view).toBeUndefined();
  expect(driver.slack.messages.map(({ body }) => body.text)).toEqual([
    expect.stringContaining('Here Meetwire works for members of Acme. Ask one of them to start the meeting'),
  ]);
});

test('a deleted message is answered with one sentence, to whoever chose it alone', async () => {
  driver.slack.messages.length = 0;
  const { view } = await choose({ subtype: 'tombstone', user: 'USLACKBOT', text: 'This message was deleted.' });
  expect(view).toBeUndefined();
  expect(driver.slack.messages).toMatchObject([
    {
      only: 'U0ADA',
      body: { text: expect.stringContaining('That message has been deleted, so nothing was started.') },
    },
  ]);
});

/** Submits the form as it is. */
async function submit(view: Record<string, unknown> | undefined, title: string) {
  const values = {
    title: { value: { type: 'plain_text_input', value: title } },
    people: { value: { type: 'multi_users_select', selected_users: [] } },
    lobby: { value: { type: 'checkboxes', selected_options: [] } },
  };
  const payload = {
    type: 'view_submission',
    team: { id: workspace.teamId, domain: 'acme' },
    user: { id: 'U0ADA', name: 'ada', team_id: workspace.teamId },
    view: {
      id: randomUUID(),
      hash: '1',
      callback_id: 'form',
      private_metadata: view?.private_metadata,
      state: { values },
    },
  };
  const request = sign(form({ payload: JSON.stringify(payload) }), formType);
  await fetch(`${stage.app.url}/slack/events`, { method: 'POST', ...request });
}

test('in a direct chat of two people, nothing private is ever said openly, and below a first message nothing that nobody would see', async () => {
  driver.slack.messages.length = 0;
  const responseUrl = driver.slack.responseUrl('D0BETWEEN', 'U0ADA');
  const place = { channel: { id: 'D0BETWEEN', name: 'directmessage' }, response_url: responseUrl };
  const { view } = await choose({}, place);
  await submit(view, 'Between us');
  await until(driver, ({ title }) => title === 'Sign in to go on');
  const [prompt] = driver.slack.messages;
  expect(prompt).toMatchObject({ channel: 'D0BETWEEN', only: 'U0ADA' });
  expect(prompt?.thread).toBeUndefined();
});

test('what is private about a message in a thread is said in that thread', async () => {
  driver.slack.messages.length = 0;
  const { view } = await choose({ ts: '4.5', thread_ts: '4.4' });
  await submit(view, 'In a thread');
  await until(driver, ({ text }) => text.includes('In a thread'));
  expect(driver.slack.messages).toMatchObject([{ channel: 'C0GENERAL', only: 'U0ADA', thread: '4.4' }]);
});

test('where the bot is no member, the card comes by the response URL, into the thread all the same', async () => {
  await connectIn(stage, driver.people.ada);
  driver.slack.messages.length = 0;
  const responseUrl = driver.slack.responseUrl('C0PRIVATE', 'U0ADA');
  const { view } = await choose({}, { channel: { id: 'C0PRIVATE', name: 'privategroup' }, response_url: responseUrl });
  await submit(view, 'Not a member');
  await until(driver, ({ title }) => title === 'Not a member');
  expect(driver.slack.messages).toMatchObject([
    { channel: 'C0PRIVATE', only: undefined, thread: '4.4', body: { response_type: 'in_channel' } },
  ]);
});

test('a shortcut that is not signed with our secret is refused', async () => {
  const { status, view } = await choose({}, {}, { secret: 'another secret than the one we share' });
  expect([status, view]).toEqual([401, undefined]);
});
