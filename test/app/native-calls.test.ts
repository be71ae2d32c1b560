import { beforeAll, describe, expect, test } from 'vitest';
import { type SeenMessage, until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { goIn, hostPin, joinLink } from '../support/attending.ts';
import { chatOf, connectIn } from '../support/scheduling.ts';
import type { KeptCall } from '../support/slack/calls.ts';
import type { KeptMessage } from '../support/slack/stand-in.ts';
import { useStage } from '../support/stage.ts';

let driver: Awaited<ReturnType<typeof createSlackDriver>>;
const stage = useStage(async () => {
  driver = await createSlackDriver();
  return driver;
});

const callIn = ({ raw }: SeenMessage) =>
  ((raw as KeptMessage).body.blocks as readonly { type: string; call_id?: string }[]).find(
    ({ type }) => type === 'call',
  )?.call_id;
const isIn = ({ users }: KeptCall, name: string) => [...users.values()].includes(name);
const titled = (title: string) => driver.slack.nativeCalls.kept.filter((call) => call.title === title);

/** Waits, by what arrives and not by the clock. */
async function untilCall(title: string, wanted: (call: KeptCall) => boolean): Promise<KeptCall> {
  for (;;) {
    const next = driver.next();
    const found = titled(title).find(wanted);
    if (found) return found;
    await next;
  }
}
const inChannel = (title: string, wanted: (message: SeenMessage) => boolean) =>
  until(driver, (message) => message.place === 'channel' && message.title === title && wanted(message));

describe('a meeting as a call of Slack’s own', () => {
  beforeAll(async () => {
    driver.slack.nativeCalls.state.isGranted = true;
    await connectIn(stage, driver.people.ada);
  });

  test('its cards carry one call, which says who is in, and in the end how long it was', async () => {
    await driver.say(driver.people.ada, 'channel', 'now Roof', [driver.people.bob]);
    const card = await inChannel('Roof', () => true);
    expect([callIn(card), driver.slack.nativeCalls.kept]).toEqual([undefined, []]);
    const link = joinLink(card);
    const guest = await goIn(link, 'Bob Brandt');
    const call = await untilCall('Roof', (one) => isIn(one, 'Bob Brandt'));
    expect(call).toMatchObject({ team: 'T0MEETWIRE', createdBy: 'U0ADA', url: link });
    await inChannel('Roof', (message) => callIn(message) === call.id);
    await until(driver, (message) => message.visibleTo === 'U0BOB' && callIn(message) === call.id);

    // A name proves nothing; that the service calls somebody the host does.
    const pretender = await goIn(link, 'Ada Almeida');
    await untilCall('Roof', (one) => isIn(one, 'Ada Almeida'));
    await pretender.leave();
    const host = await goIn(link, 'Ada Almeida', await hostPin(stage.app.test.database, 'Roof'));
    await untilCall('Roof', (one) => isIn(one, 'U0ADA') && !isIn(one, 'Ada Almeida'));
    await guest.leave();
    await untilCall('Roof', (one) => !isIn(one, 'Bob Brandt'));
    await host.leave();
    const ended = await untilCall('Roof', ({ duration }) => duration !== undefined);
    expect([ended.duration, titled('Roof').length]).toEqual([expect.any(Number), 1]);
    await inChannel('Ended: Roof', (message) => callIn(message) === call.id);
  });

  test('the cards of a planned meeting carry one while people are in, and are about what comes next then', async () => {
    const card = await chatOf(stage, () => driver.people.ada).plan('Budget in 8 minutes with', [driver.people.bob]);
    const guest = await goIn(joinLink(card), 'Grace Guest');
    const call = await untilCall('Budget', (one) => isIn(one, 'Grace Guest'));
    const seenBy = (userId: string, id: string | undefined) =>
      until(driver, (message) => message.title === 'Budget' && message.visibleTo === userId && callIn(message) === id);
    await Promise.all([seenBy('U0ADA', call.id), seenBy('U0BOB', call.id)]);
    await guest.leave();
    await untilCall('Budget', ({ duration }) => duration !== undefined);
    await Promise.all([seenBy('U0ADA', undefined), seenBy('U0BOB', undefined)]);
  });

  test('a call that Slack does not know any more keeps no card from being true', async () => {
    await driver.say(driver.people.ada, 'channel', 'now --another Lost');
    const link = joinLink(await inChannel('Lost', () => true));
    await goIn(link, 'Grace Guest');
    await inChannel('Lost', (message) => callIn(message) !== undefined);
    driver.slack.nativeCalls.kept.length = 0;
    await goIn(link, 'Carl');
    const card = await inChannel('Lost', ({ facts }) => facts['In the meeting (2)'] !== undefined);
    expect(callIn(card)).toBeUndefined();
  });

  test('where it is not granted, nothing changes, and Slack is not asked time and again', async () => {
    driver.slack.nativeCalls.state.isGranted = false;
    const before = driver.slack.calls['calls.add'] ?? 0;
    for (const title of ['First', 'Second']) {
      await driver.say(driver.people.ada, 'channel', `now --another ${title}`);
      await goIn(joinLink(await inChannel(title, () => true)), 'Grace Guest');
      const card = await inChannel(title, ({ facts }) => facts['In the meeting (1)'] === 'Grace Guest');
      expect(callIn(card)).toBeUndefined();
      const settled =
        "select count(*)::int as n from native_call n join meeting m on m.id = n.meeting_id where m.title = $1 and n.state = 'refused'";
      for (let isSettled = false; !isSettled; ) {
        const { rows } = await stage.app.test.database.pool.query(settled, [title]);
        isSettled = rows[0]?.n === 1;
      }
    }
    expect((driver.slack.calls['calls.add'] ?? 0) - before).toBe(1);
  });
});
