import { beforeAll } from 'vitest';
import { apiKeyContext } from '../../db/link-row.ts';
import { createSecretBox } from '../../db/secret-box.ts';
import type { Identity } from '../../src/core/invocation.ts';
import { type SeenForm, type SeenMessage, until } from '../contract/driver.ts';
import { testKeys } from './app.ts';
import { signIn, signInUrlOf } from './linking.ts';
import { titled } from './office.ts';
import { chatOf, labelsOf } from './scheduling.ts';
import type { useStage } from './stage.ts';

const password = 'meetwire-demo';
const isCard = ({ title = '' }: SeenMessage) => /asks for access$|^A request for access$/.test(title);

export const isPrompt = (message: SeenMessage) => labelsOf(message).includes('I have no account');

/** A workspace that belongs to Acme, in which Ada and Bob look after its users. Chen has no account, and may be a guest. */
export function createAccessStage(
  stage: ReturnType<typeof useStage>,
  { as, isBound = true }: { readonly as?: 'guest'; readonly isBound?: boolean } = {},
) {
  let welcomed: Identity;
  const who = {
    ada: () => stage.driver.people.ada,
    bob: () => stage.driver.people.bob,
    chen: () => welcomed,
  };
  const chats = { ada: chatOf(stage, who.ada), bob: chatOf(stage, who.bob), chen: chatOf(stage, who.chen) };
  const sql = async (text: string, values: unknown[] = []) =>
    (await stage.app.test.database.pool.query(text, values)).rows as Record<string, unknown>[];

  beforeAll(async () => {
    welcomed = stage.driver.welcome(as);
    await sql("update sandbox.account set role = 'customer' where email = 'bob@acme.example'");
    await connect('ada', 'admin@acme.example');
    await connect('bob', 'bob@acme.example');
    if (!isBound) return;
    await sql(`update workspace set customer_id = a.customer_id, customer_name = 'Acme'
      from account a where a.email = 'admin@acme.example'`);
  });

  async function connect(name: keyof typeof who, email: string): Promise<void> {
    const prompt = await chats[name].say('connect', titled('Connect your account'));
    await signIn(stage.driver, who[name](), signInUrlOf(prompt), { email, password });
    await stage.app.app.idle();
  }

  const cardOf = (name: keyof typeof who): Promise<SeenMessage> =>
    until(stage.driver, (message) => message.visibleTo === who[name]().userId && isCard(message));

  async function formBehind(name: keyof typeof who, card: SeenMessage, label: string): Promise<SeenForm> {
    const { form } = await stage.driver.press(who[name](), card, label);
    if (!form) throw new Error(`no form behind ${label}`);
    return form;
  }

  const send = (name: keyof typeof who, form: SeenForm, values: SeenForm['fields'] = {}) =>
    stage.driver.fillIn(who[name](), form, { ...form.fields, ...values });

  const fill = (
    name: keyof typeof who,
    form: SeenForm,
    values: SeenForm['fields'],
    wanted: (message: SeenMessage) => boolean,
  ) => chats[name].next(() => send(name, form, values), wanted);

  return {
    ...chats,
    who,
    sql,
    connect,
    cardOf,
    formBehind,
    send,
    fill,
    account: async (email: string) => (await sql('select * from sandbox.account where email = $1', [email]))[0],
    /** Chen wants to meet, has no account, and asks for one. Resolves to what Chen is told, and to the form as it was opened. */
    async ask(values: SeenForm['fields'], line = 'now Weekly sync') {
      const prompt = await chats.chen.say(line, isPrompt);
      const form = await formBehind('chen', prompt, 'I have no account');
      const told = await fill('chen', form, values, titled('Your request for access'));
      await stage.app.app.idle();
      return { told, form };
    },
    async approve(name: keyof typeof who, wanted: (message: SeenMessage) => boolean, values: SeenForm['fields'] = {}) {
      return fill(name, await formBehind(name, await cardOf(name), 'Change first'), values, wanted);
    },
    /** The server of the customer acts for people from now on. */
    async actOnBehalf(): Promise<void> {
      const { platform, workspaceId } = who.ada();
      const box = createSecretBox(testKeys.encryptionKeys);
      const key = box.seal('acme-api-key', apiKeyContext({ platform, workspaceId }));
      await sql("update workspace set token_mode = 'on_behalf', api_id = 'acme-api-id', sealed_api_key = $1", [key]);
    },
    /** What the service has mailed to a new user. */
    async passwordOf(email: string): Promise<string> {
      const [mail] = await sql('select body from sandbox.mail where "to" = $1', [email]);
      return /password (\S+)/.exec(String(mail?.body))?.[1] ?? '?';
    },
  };
}
