import { expect } from 'vitest';
import { type SeenMessage, until } from '../../contract/driver.ts';
import { createSlackDriver } from '../../contract/slack-driver.ts';
import { startApp } from '../app.ts';
import { type Browser, createBrowser, formToken, signInUrlOf } from '../linking.ts';
import { type SlackPerson, startSlackOpenId } from './openid.ts';

export const ada: SlackPerson = { userId: 'U0ADA', teamId: 'T0MEETWIRE', email: 'ada@acme.example' };
export const bob: SlackPerson = { userId: 'U0BOB', teamId: 'T0MEETWIRE', email: 'bob@acme.example' };

/** A Meetwire with a Slack in which people chat, and by which they can sign in. */
export async function startSignInStage(openId: Parameters<typeof startSlackOpenId>[0] = {}) {
  const driver = await createSlackDriver();
  const provider = await startSlackOpenId(openId);
  const app = await startApp({ ...driver.environment, ...provider.environment, TRUSTED_PROXIES: '127.0.0.1' });
  await driver.listening(app.url);
  let addresses = 0;

  return {
    driver,
    provider,
    app,
    /** As it was in the beginning: Ada at Slack, and nothing wrong. */
    reset() {
      provider.become(ada);
      provider.forge({});
      provider.failing(undefined);
    },
    /** A fresh link for Ada, in a browser that has opened it and pressed Continue. */
    async bound(): Promise<{ url: string; browser: Browser }> {
      const known = new Set((await driver.messages()).map(({ id }) => id));
      await driver.say(driver.people.ada, 'direct', 'connect');
      const fresh = ({ id, buttons }: SeenMessage) =>
        !known.has(id) && buttons.some(({ label }) => label === 'Sign in');
      const url = signInUrlOf(await until(driver, fresh));
      // Each from an address of its own, so that the limit by address is in nobody's way.
      addresses += 1;
      const browser = createBrowser({ 'x-forwarded-for': `192.0.2.${addresses}` });
      await browser.post(url, { form_token: formToken(await browser.get(url)) });
      return { url, browser };
    },
    /** Goes to Slack, agrees there, and resolves to the address at which the browser comes back. */
    async returning(url: string, browser: Browser): Promise<string> {
      const left = await browser.get(`${url}/proof`);
      expect(left.status).toBe(303);
      return provider.decide(left.headers.get('location') ?? '');
    },
    /** Whether a password is asked for. */
    isProven: async (url: string, browser: Browser) => (await browser.get(url)).text.includes('type="password"'),
    rows: async (query: string) => (await app.test.database.pool.query(query)).rows,
    async close() {
      await app.stop();
      await provider.close();
      await driver.close();
    },
  };
}

export type SignInStage = Awaited<ReturnType<typeof startSignInStage>>;
