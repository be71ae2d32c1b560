import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SeenMessage } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';
import { json, startService } from '../support/service.ts';
import { useStage } from '../support/stage.ts';

let service: Awaited<ReturnType<typeof startService>>;
const stage = useStage(async () => {
  service = await startService();
  const driver = await createWebDriver();
  return { ...driver, environment: { ...driver.environment, ...service.environment } };
});
const ada = () => stage.driver.people.ada;
const says = (words: string) => (message: SeenMessage) => message.text.includes(words);
const titled = (wanted: string) => (message: SeenMessage) => message.title === wanted;
const type = (line: string, wanted: (message: SeenMessage) => boolean) =>
  stage.answerTo(() => stage.driver.say(ada(), 'channel', line), wanted);
const answers = (route: string, body: object, status = 200) =>
  service.on(route, (_asked, response) => json(response, body, status));
const zoe = { contact_id: 'z', user_id: 'u1', name: 'Zoe', email: 'zoe@example.com' };

beforeAll(async () => {
  const prompt = await type('connect', titled('Connect your account'));
  await stage.answerTo(() => signIn(stage.driver, ada(), signInUrlOf(prompt)), titled('Connected'));
});
afterAll(() => service.close());
beforeEach(() => service.asked.splice(0));

test('a contact that an earlier try added is not added again, and not called taken', async () => {
  let posts = 0;
  service.on('POST /contacts', (_asked, response) => {
    posts += 1;
    if (posts === 1) response.destroy();
    else json(response, { result: 1504, msg: 'Duplicate data', data: { email: 'zoe@example.com' } });
  });
  const told = await type('contacts add Zoe zoe@example.com', says('cannot be reached'));
  answers('GET /contacts', { result: 1, search: { page_length: 100 }, contacts: [zoe] });
  expect(posts).toBe(1);
  await stage.answerTo(
    () => stage.driver.press(ada(), told, 'Try again'),
    says('Added Zoe (zoe@example.com) to your contacts.'),
  );
  await type('contacts add Zoe zoe@example.com', says('You have a contact with the address zoe@example.com already'));
});

test('what the service does not offer is said in one sentence, without a reference or a second try', async () => {
  for (const route of ['GET /contacts', 'POST /contacts']) service.usual(route);
  const errors = () => stage.app.log.lines.filter(({ level }) => level === 'error').length;
  const before = errors();
  for (const line of ['contacts', 'contacts zoe', 'contacts remove zoe', 'contacts share #z'])
    expect((await type(line, says('does not offer looking up contacts.'))).buttons).toEqual([]);
  for (const line of ['groups', 'groups Sales', 'groups add Sales', 'groups put Zoe in Sales', 'groups remove Sales'])
    expect((await type(line, says('does not offer groups of contacts.'))).buttons).toEqual([]);
  expect(errors()).toBe(before);
  // Adding is documented, and works without the list.
  answers('POST /contacts', { result: 1, msg: 'Zoe has been added to Contact List', contact: { contact_id: 'z' } });
  await type('contacts add Zoe zoe@example.com', says('Added Zoe (zoe@example.com)'));
});
