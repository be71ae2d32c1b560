import { beforeAll } from 'vitest';
import type { SeenForm, SeenMessage } from '../contract/driver.ts';
import { signIn, signInUrlOf } from './linking.ts';
import { chatOf } from './scheduling.ts';
import type { useStage } from './stage.ts';

type Stage = ReturnType<typeof useStage>;
const password = 'meetwire-demo';

export const titled = (wanted: string) => (message: SeenMessage) => message.title === wanted;
export const says = (words: string) => (message: SeenMessage) => message.text.includes(words);

/** Ada's direct chat, in which she is whoever signed in. */
export function officeOf(stage: Stage, email: string) {
  const ada = () => stage.driver.people.ada;
  const chat = chatOf(stage, ada);
  const sql = async (text: string, values: unknown[] = []) =>
    (await stage.app.test.database.pool.query(text, values)).rows as Record<string, unknown>[];
  beforeAll(async () => {
    const prompt = await chat.say('connect', titled('Connect your account'));
    await signIn(stage.driver, ada(), signInUrlOf(prompt), { email, password });
    await stage.app.app.idle();
  });
  return {
    ...chat,
    ada,
    sql,
    account: async (address: string) => (await sql('select * from sandbox.account where email = $1', [address]))[0],
    mailsTo: async (address: string) =>
      (await sql('select body from sandbox.mail where "to" = $1', [address])).map(({ body }) => String(body)),
    async formBehind(card: SeenMessage, label: string): Promise<SeenForm> {
      const { form } = await stage.driver.press(ada(), card, label);
      if (!form) throw new Error(`no form behind ${label}`);
      return form;
    },
    fill: (form: SeenForm, values: SeenForm['fields'], wanted: (message: SeenMessage) => boolean) =>
      stage.answerTo(() => stage.driver.fillIn(ada(), form, { ...form.fields, ...values }), wanted),
  };
}
