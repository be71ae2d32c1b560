import { describe, expect, test } from 'vitest';
import { type SeenMessage, until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { createTeamsDriver } from '../contract/teams-driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';
import { useStage } from '../support/stage.ts';

const password = 'meetwire-demo';

describe.each([
  ['the playground', createWebDriver],
  ['Slack', createSlackDriver],
  ['Teams', createTeamsDriver],
] as const)('%s', (_name, create) => {
  const stage = useStage(create);
  const ada = () => stage.driver.people.ada;

  const { answerTo } = stage;
  const ask = (text: string, wanted: (message: SeenMessage) => boolean) =>
    answerTo(() => stage.driver.say(ada(), 'direct', text), wanted);

  async function connect(email: string): Promise<void> {
    const prompt = await ask('connect', ({ title }) => title === 'Connect your account');
    await signIn(stage.driver, ada(), signInUrlOf(prompt), { email, password });
    await until(stage.driver, ({ title, text }) => title === 'Connected' && text.includes(email));
    await stage.app.app.idle();
  }

  const titled = (wanted: string) => (message: SeenMessage) => message.title === wanted;
  const hosts = async (title: string) => (await until(stage.driver, titled(title))).facts.Host;

  test('accounts of two customers stand side by side: one is used, another is named for one command', async () => {
    await connect('ada@acme.example');
    await connect('dana@globex.example');
    const list = await ask('account', titled('Your accounts'));
    expect(list.facts).toEqual({
      'In use': expect.stringContaining('dana@globex.example'),
      'Also yours': expect.stringContaining('ada@acme.example'),
    });
    await stage.driver.say(ada(), 'channel', 'now Default');
    expect(await hosts('Default')).toBe('Dana Duarte');
    await stage.driver.say(ada(), 'channel', 'now --as ada@acme.example Named');
    expect(await hosts('Named')).toBe('Ada Almeida');
    await stage.driver.say(ada(), 'channel', 'now —as “Ada Almeida” Quoted');
    expect(await hosts('Quoted')).toBe('Ada Almeida');
    await ask('now --as nobody@acme.example Wrong', ({ text }) =>
      text.includes('not connected to an account “nobody@acme.example”'),
    );
  });

  test.each(['constructor', 'toString', '__proto__', 'xyzzy'])(
    '“account %s” is no word, and says which ones are',
    async (word) => {
      await ask(`account ${word}`, ({ text }) => text.includes('Accounts can be shown, used or removed'));
    },
  );

  test('another account is used from a press on', async () => {
    const list = await ask('account', titled('Your accounts'));
    await stage.driver.press(ada(), list, 'Use ada@acme.example');
    await until(stage.driver, ({ text }) => text.includes('From now on you act as Ada Almeida'));
    await stage.driver.say(ada(), 'channel', 'now Switched');
    expect(await hosts('Switched')).toBe('Ada Almeida');
    const after = await ask('account', titled('Your accounts'));
    expect(JSON.stringify(after.raw)).toContain('account remove dana@globex.example');
  });

  test('with several accounts, disconnect asks which one; the other one stays, and all of them go at last', async () => {
    const question = await ask('disconnect', titled('Which account?'));
    await stage.driver.press(ada(), question, 'ada@acme.example');
    const gone = await until(stage.driver, ({ text }) => text.includes('Disconnected from Ada Almeida'));
    expect(gone.text).toContain('From now on you act as Dana Duarte');
    const { rows } = await stage.app.test.database.pool.query(
      'select chosen, sealed_token is not null as kept from link',
    );
    expect(rows).toEqual([{ chosen: true, kept: true }]);
    await ask('disconnect all', ({ text }) => text.includes('Disconnected from Dana Duarte'));
    expect((await stage.app.test.database.pool.query('select 1 from link')).rows).toEqual([]);
  });
});
