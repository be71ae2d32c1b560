import type { Identity } from '../../src/core/invocation.ts';
import type { SeenForm, SeenMessage } from '../contract/driver.ts';
import { until } from '../contract/driver.ts';
import { signIn, signInUrlOf } from './linking.ts';
import type { useStage } from './stage.ts';

/** A day that is far enough ahead for every story, as people write it: `4 February 2027`. */
export function dayAhead(days: number): { readonly said: string; readonly iso: string } {
  const at = new Date(Date.now() + days * 24 * 3_600_000);
  const said = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(at);
  return { said, iso: at.toISOString().slice(0, 10) };
}

export const labelsOf = ({ buttons }: SeenMessage) => buttons.map(({ label }) => label);

/** Connects somebody in the direct chat. */
export async function connectIn(stage: ReturnType<typeof useStage>, who: Identity): Promise<void> {
  const prompt = await stage.answerTo(
    () => stage.driver.say(who, 'direct', 'connect'),
    ({ visibleTo, buttons }) => visibleTo === who.userId && buttons.some(({ label }) => label === 'Sign in'),
  );
  await signIn(stage.driver, who, signInUrlOf(prompt));
  await until(stage.driver, ({ visibleTo, text }) => visibleTo === who.userId && text.startsWith('Connected'));
}

/** The forms that one person opens by pressing buttons of their chat, and fills in. */
export function formsOf(stage: ReturnType<typeof useStage>, who: () => Identity) {
  const chat = chatOf(stage, who);
  const open = async (message: SeenMessage, label = 'Open the form'): Promise<SeenForm> => {
    const { form } = await stage.driver.press(who(), message, label);
    if (!form) throw new Error('no form was opened');
    return form;
  };
  const send = (form: SeenForm, values: SeenForm['fields']) =>
    stage.driver.fillIn(who(), form, { ...form.fields, ...values });
  return {
    open,
    send,
    /** The form of a planned meeting, asked for in words. */
    edit: async (which: string) =>
      open(await chat.say(`edit ${which}`, (message) => labelsOf(message).includes('Open the form'))),
    /** Sends it, and resolves to what comes of it. */
    fill: (form: SeenForm, values: SeenForm['fields'], wanted: (message: SeenMessage) => boolean) =>
      chat.next(() => send(form, values), wanted),
  };
}

/** One person's direct chat with the bot: what is said and pressed, and what comes of it. */
export function chatOf(stage: ReturnType<typeof useStage>, who: () => Identity) {
  const sees =
    (wanted: (message: SeenMessage) => boolean) =>
    (message: SeenMessage): boolean =>
      message.visibleTo === who().userId && wanted(message);
  const next = (
    done: () => Promise<unknown>,
    wanted: (message: SeenMessage) => boolean = () => true,
    replaces?: readonly SeenMessage[],
  ) => stage.answerTo(done, sees(wanted), replaces);
  return {
    next,
    say: (text: string, wanted?: (message: SeenMessage) => boolean, mentioned: readonly Identity[] = []) =>
      next(() => stage.driver.say(who(), 'direct', text, mentioned), wanted, []),
    press: (message: SeenMessage, label: string, wanted?: (message: SeenMessage) => boolean) =>
      next(() => stage.driver.press(who(), message, label), wanted, [message]),
    /** Says a sentence and presses Schedule. Resolves to the host's card. */
    async plan(text: string, mentioned: readonly Identity[] = []): Promise<SeenMessage> {
      const draft = await next(
        () => stage.driver.say(who(), 'direct', text, mentioned),
        (message) => labelsOf(message).includes('Schedule'),
        [],
      );
      return next(
        () => stage.driver.press(who(), draft, 'Schedule'),
        (message) => labelsOf(message).includes('Join meeting'),
        [draft],
      );
    },
  };
}
