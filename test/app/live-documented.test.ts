import { beforeAll, describe, expect, test } from 'vitest';
import type { Identity } from '../../src/core/invocation.ts';
import { type SeenMessage, until } from '../contract/driver.ts';
import { goIn, hostPin, joinLink } from '../support/attending.ts';
import { everywhere } from '../support/everywhere.ts';
import { connectIn, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

describe.each(everywhere)('a meeting where there is nothing but what is documented, on %s', (_name, create) => {
  const stage = useStage(create);
  const ada = () => stage.driver.people.ada;
  let chen: Identity;
  const say = (text: string, wanted: (message: SeenMessage) => boolean, mentioned: readonly Identity[] = []) =>
    stage.answerTo(
      () => stage.driver.say(ada(), 'channel', text, mentioned),
      (message) => message.visibleTo === ada().userId && wanted(message),
    );
  beforeAll(async () => {
    chen = stage.driver.welcome();
    await connectIn(stage, ada());
    await fetch(`${stage.app.url}/sandbox/switches`, {
      method: 'POST',
      body: new URLSearchParams({ inferredRoutes: 'missing' }),
    });
  });

  test('explore', async () => {
    await stage.driver.say(ada(), 'channel', 'now Standup with', [chen]);
    const card = await until(stage.driver, ({ visibleTo, title }) => visibleTo === 'everyone' && title?.startsWith('Standup') === true);
    console.log(card.title, card.facts, labelsOf(card), card.text);
    const guest = await goIn(joinLink(card), 'Grace Guest');
    const live = await until(stage.driver, ({ visibleTo, title, facts }) => visibleTo === 'everyone' && title?.startsWith('Standup') === true && /Live/.test(facts.When ?? ''));
    console.log(live.title, live.facts, labelsOf(live), live.text);
    for (const line of ['who', 'call in', 'call again', 'lobby', 'lock', 'mute all', 'poll Lunch? Yes, no', 'extend', 'room here', 'recordings', 'settings status on', 'meet again']) {
      const answer = await say(line, () => true, line === 'call in' ? [chen] : []);
      console.log(line, '=>', answer.title, answer.text, answer.facts, labelsOf(answer));
    }
    await stage.app.test.database.pool.query("update link set token_expires_at = now() - interval '1 minute', sealed_token = null");
    for (const line of ['who', 'call in', 'call again', 'end', 'lock', 'lobby', 'extend']) {
      const answer = await say(line, () => true, line === 'call in' ? [chen] : []);
      console.log('over:', line, '=>', answer.title, answer.text, answer.facts, labelsOf(answer));
    }
    await guest.leave();
    await stage.app.app.idle();
    for (const m of await stage.driver.messages()) if (m.visibleTo === 'everyone' || m.visibleTo === chen.userId) console.log(m.visibleTo, m.title, m.text, m.facts, labelsOf(m));
  });
});
