import cookie from '@fastify/cookie';
import fastify from 'fastify';
import { createCookies } from '../../adapters/web/cookies.ts';
import { serveApi } from '../../adapters/web/playground/api.ts';
import { createPlaygroundChat } from '../../adapters/web/playground/chat.ts';
import { createPlaygroundStore } from '../../db/playground-store.ts';
import { createSecretBox } from '../../db/secret-box.ts';
import { configuredAdapters } from '../../src/adapters.ts';
import { readConfig } from '../../src/config.ts';
import type { FieldErrors, Form } from '../../src/core/form.ts';
import type { FormValues, Identity } from '../../src/core/invocation.ts';
import type { Receive } from '../../src/core/ports.ts';
import { createHttp, hostRule } from '../../src/http/create-http.ts';
import type { Delivered, Driver } from '../contract/driver.ts';
import { freePort, testKeys } from './app.ts';
import { testDatabase } from './database.ts';
import { silentLog as log } from './log.ts';
import type { KeptActivity } from './teams/stand-in.ts';

/** A chat platform with nothing behind it but one form, over real HTTP both ways. What is asked for in any way opens the form. */
export async function startFormStage(
  driver: Driver,
  /** Asked anew each time. */
  form: () => Form,
  judge: (values: FormValues) => FieldErrors | undefined,
) {
  const submitted: FormValues[] = [];
  const receive: Receive = async ({ values }) => {
    if (!values) return { now: { form: form() }, later: false };
    submitted.push(values);
    const errors = judge(values);
    return errors ? { now: { errors }, later: false } : { later: true };
  };
  const port = await freePort();
  const config = readConfig({ PORT: String(port), ...driver.environment });
  const { database, drop } = await testDatabase();
  const http = createHttp({ allowHost: hostRule(['127.0.0.1:*']) });
  const box = createSecretBox(testKeys.encryptionKeys);
  const clock = () => new Date();
  const workspaces = { removed: async () => undefined };
  const surroundings = { http: () => http, database, box, workspaces, clock, log };
  const server = fastify();
  for (const adapter of await configuredAdapters(config, surroundings))
    await adapter.routes(server, receive, async () => undefined);
  const store = createPlaygroundStore(database);
  await server.register(
    async (api) => {
      await api.register(cookie);
      const cookies = createCookies({ ...config, ...testKeys });
      serveApi(api, { cookies, chat: createPlaygroundChat({ store, clock }), store, receive });
    },
    { prefix: '/playground/api' },
  );
  await server.listen({ host: '127.0.0.1', port });
  await driver.listening(config.publicUrl);

  return {
    /** What arrived of the forms that were submitted. */
    submitted,
    open: (who: Identity): Promise<Delivered> =>
      driver.platform === 'teams' ? driver.press(who, cardWithForm, 'Open') : driver.say(who, 'channel', 'form'),
    async close() {
      await driver.close();
      await server.close();
      await http.close();
      await drop();
    },
  };
}

/** In Teams, a dialog is opened by a button of a card. */
const action = { type: 'Action.Submit', title: 'Open', data: { meetwire: { ref: 'form.0' } } };
const kept: KeptActivity = {
  id: 'm0',
  conversation: '19:general@thread.tacv2',
  body: { attachments: [{ content: { body: [], actions: [action] } }] },
};
const cardWithForm = {
  id: 'm0',
  place: 'channel',
  visibleTo: 'everyone',
  text: '',
  facts: {},
  buttons: [{ label: 'Open' }],
  raw: kept,
} as const;
