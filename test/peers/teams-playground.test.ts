import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningApp, startApp } from '../support/app.ts';
import { codeOn, createBrowser, formToken } from '../support/linking.ts';
import { type Shown, startAgentsPlayground } from '../support/teams/playground.ts';
import { startTeamsStandIn } from '../support/teams/stand-in.ts';

let standIn: Awaited<ReturnType<typeof startTeamsStandIn>>;
let playground: Awaited<ReturnType<typeof startAgentsPlayground>>;
let app: RunningApp;

beforeAll(async () => {
  standIn = await startTeamsStandIn();
  playground = await startAgentsPlayground(standIn);
  app = await startApp(playground.environment);
  playground.pointAt(app.url);
});
afterAll(async () => {
  await app.stop();
  await playground.close();
  await standIn.close();
});

const cardOf = ({ message }: Shown) => message?.attachments?.[0]?.content;
const says = (text: string) => (shown: Shown) =>
  [shown.message?.text, cardOf(shown)?.speak].some((said) => said?.includes(text));

test('in a Teams that nobody here wrote: connect, resume, and a card; then one in a channel', async () => {
  await playground.say(playground.personalChat, 'now Weekly sync');
  const prompt = await playground.until(says('To start “Weekly sync”'));
  const url = cardOf(prompt)?.actions?.find(({ title }) => title === 'Sign in')?.url ?? '';

  const browser = createBrowser();
  const page = await browser.get(url);
  expect(page.text).toContain('Alex Wilber');
  await browser.post(url, { form_token: formToken(page) });
  await playground.say(playground.personalChat, codeOn(await browser.get(url)));
  await playground.until(says('Thank you, that is right'));
  const done = await browser.post(`${url}/sign-in`, {
    form_token: formToken(await browser.get(url)),
    email: 'ada@acme.example',
    password: 'meetwire-demo',
  });
  expect(done.text).toContain('<h1>Connected</h1>');
  const card = await playground.until(says('started the meeting “Weekly sync”'));
  expect(cardOf(card)?.actions?.map(({ title }) => title)).toEqual(['Join meeting']);

  await playground.say(playground.channel, 'now In the channel');
  const open = await playground.until(says('started the meeting “In the channel”'));
  expect(open.actionConversationId).toContain(playground.channel);
});
