import { EventEmitter } from 'node:events';
import type { FormView, MessageView } from '../../adapters/web/playground/view.ts';
import type { Identity } from '../../src/core/invocation.ts';
import { type Attack, checkChoices, type Delivered, type Driver, type SeenForm, type SeenMessage } from './driver.ts';

const person = (userId: string): Identity => ({ platform: 'web', workspaceId: 'playground', userId });
const everybody = ['ada', 'bob', 'chen', 'dana'];

/** The playground, driven by its JSON interface and its event stream. */
export async function createWebDriver(): Promise<Driver> {
  const events = new EventEmitter<{ posted: [] }>().setMaxListeners(0);
  const closing = new AbortController();
  /** In which conversation a form was opened by a press, by what it came as. */
  const openedIn = new WeakMap<object, string>();
  let url = '';

  async function send(route: string, body: object, headers: Record<string, string> = {}): Promise<Delivered> {
    const fixed = JSON.stringify({ deliveryId: crypto.randomUUID(), timeZone: 'Europe/Lisbon', ...body });
    const response = await fetch(`${url}/playground/api/${route}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'en-GB', ...headers },
      body: fixed,
    });
    const text = await response.text();
    const answer = text.startsWith('{')
      ? (JSON.parse(text) as {
          form?: FormView;
          about?: string;
          errors?: Record<string, string>;
          reply?: { text: string };
          error?: string;
        })
      : {};
    return {
      status: response.status,
      body: text,
      form: answer.form && seeForm({ ...answer.form, about: answer.about }),
      errors: answer.errors,
      said: answer.reply?.text ?? answer.error,
      again: () => send(route, JSON.parse(fixed) as object, headers),
    };
  }

  async function follow(as: string): Promise<void> {
    const stream = await fetch(`${url}/playground/api/events?as=${as}`, { signal: closing.signal });
    const reader = stream.body?.getReader();
    const read = async (): Promise<void> => {
      const chunk = await reader?.read();
      if (!chunk || chunk.done) return;
      events.emit('posted');
      await read();
    };
    read().catch((error: unknown) => {
      if (!closing.signal.aborted) throw error;
    });
  }

  const command = { as: 'ada', conversation: 'general', text: '/meet now' };
  const attacks: Partial<Record<Attack, () => Promise<Delivered>>> = {
    forged: () => send('say', command, { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }),
    foreign: () => send('say', { ...command, conversation: 'direct-bob' }),
    unsigned: () => send('say', { ...command, as: 'nobody' }),
    malformed: () => raw('{"as":'),
    too_large: () => send('say', { ...command, text: 'x'.repeat(1_100_000) }),
  };

  async function raw(body: string): Promise<Delivered> {
    const response = await fetch(`${url}/playground/api/say`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    return { status: response.status, body: await response.text(), again: () => raw(body) };
  }

  return {
    platform: 'web',
    environment: { PLAYGROUND: 'on' },
    people: { ada: person('ada'), bob: person('bob') },
    welcome: () => person('chen'),
    attacks: { forged: [403], foreign: [403], unsigned: [403], malformed: [400], too_large: [413] },

    async listening(publicUrl) {
      url = publicUrl;
      await Promise.all(everybody.map(follow));
    },

    say({ userId }, where, text, mentioned = []) {
      const line = [text, ...mentioned.map((one) => `@${one.userId}`)].join(' ');
      if (where === 'direct') return send('say', { as: userId, conversation: `direct-${userId}`, text: line });
      return send('say', { as: userId, conversation: 'general', text: `/meet ${line}` });
    },

    drop: ({ userId }, { name, bytes }, text = '') =>
      send('say', {
        as: userId,
        conversation: `direct-${userId}`,
        text,
        file: { name, base64: Buffer.from(bytes).toString('base64') },
      }),

    async press({ userId }, message, label) {
      const button = message.buttons.find((one) => one.label === label)?.press;
      const delivered = await send('press', { as: userId, message: message.id, button });
      const { conversation } = message.raw as MessageView;
      if (delivered.form) openedIn.set(delivered.form.raw as object, conversation);
      return delivered;
    },

    async meetAbout({ userId }, { author, text, mentioned = [], isGone, thread: known }) {
      const line = text.replace(/@(\d)/g, (_all, place) => `@${mentioned[Number(place) - 1]?.userId}`);
      const thread = known ?? (author ? await saidBy(author.userId, line) : await ofTheBot());
      const delivered = await send('about', { as: userId, message: isGone ? crypto.randomUUID() : thread });
      return { ...delivered, thread };
    },

    async fillIn({ userId }, form, values) {
      checkChoices(form, values);
      const { about } = form.raw as { about?: string };
      const conversation = openedIn.get(form.raw as object) ?? 'general';
      return send('submit', { as: userId, conversation, form: form.ref, about, values });
    },

    async attack(kind) {
      const answer = await attacks[kind]?.();
      return { status: answer?.status ?? 0, body: answer?.body ?? '' };
    },

    async messages() {
      const seen = await Promise.all(
        everybody.flatMap((as) => ['general', `direct-${as}`].map((place) => read(as, place))),
      );
      const all = new Map(seen.flat().map((message) => [message.id, message]));
      return [...all.values()].sort(
        (one, other) => (one.raw as MessageView).sequence - (other.raw as MessageView).sequence,
      );
    },

    next: () => new Promise((resolve) => events.once('posted', () => resolve())),

    async close() {
      closing.abort();
    },
  };

  /** Says something among people. Resolves to its id. */
  async function saidBy(as: string, text: string): Promise<string> {
    await send('say', { as, conversation: 'general', text });
    return (await listed(as, 'general')).findLast((message) => message.author === as)?.id ?? '';
  }

  async function ofTheBot(): Promise<string> {
    return (await listed('ada', 'general')).findLast(({ bot, onlyYou }) => bot && !onlyYou)?.id ?? '';
  }

  async function read(as: string, place: string): Promise<SeenMessage[]> {
    return (await listed(as, place)).filter(({ bot }) => bot).map((message) => see(message, as));
  }

  async function listed(as: string, place: string): Promise<readonly MessageView[]> {
    const response = await fetch(`${url}/playground/api/conversations/${place}/messages?as=${as}`);
    return ((await response.json()) as { messages: MessageView[] }).messages;
  }
}

function see(message: MessageView, as: string): SeenMessage {
  const direct = message.conversation.startsWith('direct-');
  return {
    id: message.id,
    place: direct ? 'direct' : 'channel',
    visibleTo: message.onlyYou || direct ? as : 'everyone',
    text: message.text,
    title: message.card?.title,
    facts: Object.fromEntries(
      (message.card?.facts ?? []).map(({ label, value }) => [label, value.map(({ text }) => text).join('')]),
    ),
    buttons: message.card?.buttons ?? [],
    isPinned: message.isPinned,
    thread: message.inReplyTo,
    raw: message,
  };
}

function seeForm(form: FormView & { readonly about?: string }): SeenForm {
  const fields = Object.fromEntries(form.fields.map(({ name, value }) => [name, value ?? '']));
  const options = form.fields.flatMap((field) =>
    field.kind === 'choice' ? [[field.name, field.options.map(({ value }) => value)]] : [],
  );
  return { title: form.title, fields, options: Object.fromEntries(options), ref: form.ref, raw: form };
}
