import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Driver, type SeenMessage, until } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { createAnswerTo } from '../support/answer.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { withCalls } from '../support/calls.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';
import { labelsOf } from '../support/scheduling.ts';
import { startService } from '../support/service.ts';

/** A service that does as it is told, with its calls; `key`: whether the deployment has credentials of its own. */
function useService({ key }: { readonly key: boolean }) {
  let driver: Driver;
  let service: Awaited<ReturnType<typeof startService>>;
  let environment: Readonly<Record<string, string>>;
  let first: RunningApp;
  let running: RunningApp;
  let shift = 0;
  const clock = () => new Date(Date.now() + shift);
  const answerTo = createAnswerTo(
    () => driver,
    () => running,
  );
  const ada = () => driver.people.ada;
  beforeAll(async () => {
    driver = await createWebDriver();
    service = await startService();
    const credentials = key ? { UCAAS_API_KEY: 'api-key-of-a-test' } : undefined;
    environment = { ...driver.environment, ...service.environment, ...credentials };
    first = await startApp(environment, { clock });
    running = first;
    await driver.listening(running.url);
    await driver.say(ada(), 'direct', 'connect');
    const prompt = await until(driver, (message) => signInUrlOf(message) !== '');
    await signIn(driver, ada(), signInUrlOf(prompt));
    await until(driver, ({ title }) => title === 'Connected');
  });
  afterEach(() => service.usual('GET /sessions'));
  afterAll(async () => {
    await driver.close();
    await running.app.stop();
    await first.test.drop();
    await service.close();
  });
  return {
    calls: () => withCalls(service, clock),
    pass: (minutes: number) => {
      shift += minutes * 60_000;
    },
    /** Another process takes the place of this one. Resolves to it. */
    async die(): Promise<RunningApp> {
      await running.app.stop();
      running = await startApp(environment, { clock, shared: first.test });
      await driver.listening(running.url);
      return running;
    },
    say: (text: string, wanted: (message: SeenMessage) => boolean) =>
      answerTo(() => driver.say(ada(), 'channel', text), wanted),
    card: (title: string, wanted: (message: SeenMessage) => boolean = () => true) =>
      until(driver, (message) => message.visibleTo === 'everyone' && message.title === title && wanted(message)),
  };
}

const titled = (wanted: string) => (message: SeenMessage) => message.title === wanted;
const shows = (words: string) => (message: SeenMessage) => JSON.stringify(message.raw).includes(words);

describe('a meeting that is looked at by credentials of the deployment', () => {
  const { calls, die, pass, say, card } = useService({ key: true });

  test('the service is away for ten minutes: the card says since when it does not know, and afterwards what is true', async () => {
    const service = calls();
    await say('now Long talk', titled('Long talk'));
    const call = service.begin([{ name: 'Grace' }, { name: 'Heidi' }]);
    await card('Long talk', ({ facts }) => facts['In the meeting (2)'] === 'Grace and Heidi');
    service.goAway();
    pass(2);
    const unknown = await card('Long talk', shows('How it is going is not known since'));
    expect(unknown.text).toContain('How “Long talk” is doing is not known since');
    call.end();
    pass(8);
    service.comeBack();
    const ended = await card('Ended: Long talk');
    expect([ended.facts['Came (2)'], shows('not known since')(ended)]).toEqual(['Grace and Heidi', false]);
  });

  test('where the service does not tell who is in, the card has no names', async () => {
    const service = calls();
    await say('now Without names', titled('Without names'));
    const call = service.begin(undefined);
    const live = await card('Without names', ({ facts }) => facts.When?.startsWith('Live since') === true);
    expect(Object.keys(live.facts)).toEqual(['Host', 'When']);
    expect(live.text).toMatch(/is live since \S+ \S+\. Join/);
    const question = await say('end', ({ buttons }) => buttons.some(({ label }) => label === 'End it'));
    expect(question.text).toContain('Do you want to end “Without names” for everybody?');
    call.end();
    const ended = await card('Ended: Without names');
    expect(ended.text).toMatch(/has ended after less than a minute\./);
  });

  test('the sign-in of its host ends, and the process dies: another one goes on', async () => {
    const service = calls();
    await say('now Workshop', titled('Workshop'));
    const call = service.begin([{ name: 'Grace' }]);
    await card('Workshop', ({ facts }) => facts['In the meeting (1)'] === 'Grace');
    const other = await die();
    pass(30);
    call.end();
    const ended = await card('Ended: Workshop');
    expect(ended.facts.When).toContain('30 minutes');
    expect(other.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('a meeting that nobody may look into but its host', () => {
  const { calls, say, card } = useService({ key: false });

  test('its card says as of when it is, and is true again whenever its host asks', async () => {
    const service = calls();
    const started = await say('now In private', titled('In private'));
    expect(shows('I may look into this meeting only when its host asks me who is in.')(started)).toBe(true);
    const call = service.begin([{ name: 'Grace' }]);
    const answer = await say('who', shows('End for everybody'));
    expect(answer.facts['In the meeting (1)']).toBe('Grace');
    const live = await card('In private', ({ facts }) => facts['In the meeting (1)'] === 'Grace');
    expect(shows('As seen ')(live)).toBe(true);
    call.end();
    await say('who', titled('Ended: In private'));
    expect(labelsOf(await card('Ended: In private'))).toContain('Meet again');
  });
});
