import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SeenMessage, until } from '../contract/driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { chatOf, connectIn, dayAhead, labelsOf } from '../support/scheduling.ts';
import { json, startService } from '../support/service.ts';
import { useStage } from '../support/stage.ts';

const isWhole = (message: SeenMessage) => labelsOf(message).includes('Schedule');
const isBeingMade = ({ text }: SeenMessage) => text.startsWith('It is being scheduled already');
const isGivenUp = ({ text }: SeenMessage) => text.includes('Nothing was scheduled');
const route = 'POST /meetings';

describe.each(everywhere)('what is said on %s while a draft is being made', async (_name, create) => {
  const service = await startService();
  const stage = useStage(create, { environment: service.environment });
  const ada = chatOf(stage, () => stage.driver.people.ada);
  beforeAll(() => connectIn(stage, stage.driver.people.ada));
  afterAll(() => service.close());

  /** Presses Schedule, and resolves once the service was asked: to what lets it answer. */
  async function pressing(draft: SeenMessage, refused = false) {
    const asked = Promise.withResolvers<() => void>();
    service.on(route, (request, response) => {
      service.usual(route);
      const answer = () =>
        refused ? json(response, { result: 2001, message: 'no' }, 422) : service.answer(request, response);
      asked.resolve(answer);
    });
    await stage.driver.press(stage.driver.people.ada, draft, 'Schedule');
    return asked.promise;
  }
  /** What is said while the service has not answered, and what comes of it. */
  async function meanwhile(text: string, wanted: (message: SeenMessage) => boolean) {
    const known = new Set((await stage.driver.messages()).map(({ id }) => id));
    await stage.driver.say(stage.driver.people.ada, 'direct', text);
    return until(stage.driver, (message) => !known.has(message.id) && wanted(message));
  }
  const isMade = (title: string) => (message: SeenMessage) =>
    labelsOf(message).includes('Join meeting') && message.text.includes(title);

  test('neither gives it up nor changes it, and is not lost', async () => {
    const draft = await ada.say(`night shift on ${dayAhead(40).said} at 18:00`, isWhole);
    const answer = await pressing(draft);
    await meanwhile('cancel', isBeingMade);
    await meanwhile('never mind', isBeingMade);
    await meanwhile('make it 19:00', isBeingMade);
    answer();
    await until(stage.driver, isMade('night shift'));
    // From then on it is the meeting that is spoken of.
    await ada.say('cancel it', ({ text }) => text.startsWith('Cancel “night shift”'));
    await ada.say('yes', ({ title }) => title?.startsWith('Cancelled') === true);
  });

  test('may begin another one, which stays open', async () => {
    const draft = await ada.say(`early shift on ${dayAhead(41).said} at 6:00`, isWhole);
    const answer = await pressing(draft);
    await meanwhile(`late shift on ${dayAhead(41).said} at 21:00`, isWhole);
    answer();
    await until(stage.driver, isMade('early shift'));
    expect((await ada.say('for an hour', isWhole)).title).toBe('late shift');
    await ada.say('cancel', isGivenUp);
  });

  test('gives it up once the service has refused it', async () => {
    const draft = await ada.say(`double shift on ${dayAhead(42).said} at 18:00`, isWhole);
    const answer = await pressing(draft, true);
    await meanwhile('cancel', isBeingMade);
    answer();
    await until(stage.driver, ({ text }) => text.includes('does not take this'));
    await ada.say('cancel', isGivenUp);
  });
});
