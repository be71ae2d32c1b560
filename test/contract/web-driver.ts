import { EventEmitter } from 'node:events';
import type { FormView, MessageView } from '../../adapters/web/playground/view.ts';
import type { Identity } from '../../src/core/invocation.ts';
import { type Attack, checkChoices, type Delivered, type Driver, type SeenForm, type SeenMessage } from './driver.ts';

const person = (userId: string): Identity => ({ platform: 'web', workspaceId: 'playground', userId });
const everybody = ['ada', 'bob', 'chen', 'dana'];

/** The newest version of each message that somebody was shown, and who that was. */
type Kept = Map<string, { readonly as: string; readonly message: MessageView }>;

/** How a message begins in the event stream. */
const posting = 'event: message\ndata: ';

/**
 * The playground, driven by its JSON interface and its event stream: what was posted before is listed once, and what is posted from then
 * on is told by the stream. A stream tells neither what another replica posts nor what is deleted: with `isListed`, everything is listed
 * each time.
 */
export async function createWebDriver({ isListed = false } = {}): Promise<Driver> {
  const posts = new EventEmitter<{ posted: [] }>().setMaxListeners(0);
  const closing = new AbortController();
  /** In which conversation a form was opened by a press, by what it came as. */
  const openedIn = new WeakMap<object, string>();
  const streams = new Map<string, { readonly isOpen: boolean }>();
  const kept: Kept = new Map();
  let isComplete = false;
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

  /** Takes what is posted to somebody as their page does. Where a stream has ended, nothing more is heard of it until the service listens again. */
  async function follow(as: string): Promise<void> {
    const { ok, body } = await fetch(`${url}/playground/api/events?as=${as}`, { signal: closing.signal });
    const stream = { isOpen: ok };
    streams.set(as, stream);
    const read = async (): Promise<void> => {
      const decoder = new TextDecoder();
      let rest = '';
      for await (const chunk of body ?? []) {
        const events = `${rest}${decoder.decode(chunk, { stream: true })}`.split('\n\n');
        rest = events.pop() ?? '';
        const posted = events.filter((event) => event.startsWith(posting)).map((event) => event.slice(posting.length));
        for (const data of posted) keep(kept, as, JSON.parse(data) as MessageView);
        if (posted.length > 0) posts.emit('posted');
      }
    };
    read()
      .catch((error: unknown) => {
        if (!closing.signal.aborted) throw error;
      })
      .finally(() => {
        stream.isOpen = false;
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
      kept.clear();
      isComplete = false;
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
      const delivered = await send('press', { as: userId, message: message.id, button, label });
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
      const isFollowed = !isListed && everybody.every((as) => streams.get(as)?.isOpen);
      const all: Kept = isFollowed ? kept : new Map();
      if (isFollowed && isComplete) await arrived();
      else await list(all);
      isComplete = isFollowed;
      return [...all.values()]
        .filter(({ message }) => message.bot)
        .sort((one, other) => one.message.sequence - other.message.sequence)
        .map(({ as, message }) => see(message, as));
    },

    next: () => new Promise((resolve) => posts.once('posted', () => resolve())),

    async close() {
      closing.abort();
    },
  };

  /** Whatever was posted before this is asked for is there before the answer is: it was on its way on this machine already. */
  async function arrived(): Promise<void> {
    await (await fetch(`${url}/playground/api/people`)).arrayBuffer();
  }

  /** Everything that anybody can see. */
  async function list(into: Kept): Promise<void> {
    const take = async (as: string, place: string) => {
      for (const message of await listed(as, place)) keep(into, as, message);
    };
    await Promise.all(everybody.flatMap((as) => ['general', `direct-${as}`].map((place) => take(as, place))));
  }

  /** Says something among people. Resolves to its id. */
  async function saidBy(as: string, text: string): Promise<string> {
    await send('say', { as, conversation: 'general', text });
    return (await listed(as, 'general')).findLast((message) => message.author === as)?.id ?? '';
  }

  async function ofTheBot(): Promise<string> {
    return (await listed('ada', 'general')).findLast(({ bot, onlyYou }) => bot && !onlyYou)?.id ?? '';
  }

  async function listed(as: string, place: string): Promise<readonly MessageView[]> {
    const response = await fetch(`${url}/playground/api/conversations/${place}/messages?as=${as}`);
    return ((await response.json()) as { messages: MessageView[] }).messages;
  }
}

function keep(all: Kept, as: string, message: MessageView): void {
  const before = all.get(message.id);
  if (!before || before.message.version <= message.version) all.set(message.id, { as, message });
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
