import { expect, test } from 'vitest';
import { until } from '../contract/driver.ts';
import { createTeamsDriver } from '../contract/teams-driver.ts';
import { connectIn } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';
import { activityOf, ada, channel, deliver, inChannel } from '../support/teams/sender.ts';
import { botId } from '../support/teams/stand-in.ts';

let driver: Awaited<ReturnType<typeof createTeamsDriver>>;
const stage = useStage(async () => {
  driver = await createTeamsDriver();
  return driver;
});

/** Mentions the bot in a reply below a post. */
async function reply(text: string, root: string): Promise<void> {
  const { conversation, ...rest } = inChannel(ada);
  const entities = [{ type: 'mention', mentioned: { id: botId, name: 'Meetwire' }, text: '<at>Meetwire</at>' }];
  const place = { ...rest, conversation: { ...conversation, id: `${channel};messageid=${root}` } };
  const said = { ...place, text: `<at>Meetwire</at> ${text}`, entities, replyToId: root };
  await deliver(driver.teams, stage.app.url, activityOf(driver.teams, ada, said));
  await stage.app.app.idle();
}

test('a meeting that is started in a reply stays below the same post: its card, and who is in', async () => {
  await connectIn(stage, driver.people.ada);
  await reply('now Roof', '1600');
  const card = await until(driver, ({ title, place }) => title === 'Roof' && place === 'channel');
  expect(card.thread).toBe('1600');
  await reply('who', '1600');
  await until(driver, ({ title, place }) => title === 'Roof' && place === 'direct');
  await reply('who', '1700');
  await until(driver, ({ text }) => text.startsWith('No meeting that I started here is on. Start one: @Meetwire now'));
  await reply('help', '1600');
  const help = await until(driver, ({ title }) => title === 'What I can do');
  expect(JSON.stringify(help.raw)).toContain('In a reply it works the same');
});
