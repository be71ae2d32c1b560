import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { MessageReference } from '../../../src/core/address.ts';
import type { Invocation } from '../../../src/core/invocation.ts';
import type { Receive } from '../../../src/core/ports.ts';
import { type Sentences, sentencesFor } from '../../../src/core/sentences/index.ts';
import type { Cookies } from '../cookies.ts';
import type { PlaygroundStore, StoredMessage } from '../store.ts';
import type { PlaygroundChat } from './chat.ts';
import { aboutOf, asked, begin, mentionsIn } from './inbound.ts';
import { flat, viewMessage, viewNow } from './view.ts';
import { type Conversation, conversationFor, conversationsOf, identityOf, people, personNamed } from './world.ts';

const who = { as: z.string().optional() };
const delivery = {
  deliveryId: z.string().min(1).max(200).optional(),
  /** Of the browser, as IANA names it. */
  timeZone: z.string().max(100).optional(),
};
const file = z.object({ name: z.string().min(1).max(200), base64: z.base64() });
const say = z
  .object({ ...who, ...delivery, conversation: z.string(), text: z.string().max(100_000), file: file.optional() })
  .refine(({ text, file: sent }) => text !== '' || sent);
const press = z.object({
  ...who,
  ...delivery,
  message: z.uuid(),
  button: z.string().max(100),
  /** What is read on it: where the message was replaced meanwhile, the same button is looked for on what it is now. */
  label: z.string().max(200).optional(),
});
const submit = z.object({
  ...who,
  ...delivery,
  conversation: z.string(),
  form: z.string().max(100),
  /** The message that the form is about. */
  about: z.uuid().optional(),
  values: z.record(z.string(), z.union([z.string().max(10_000), z.boolean()])),
});
const choose = z.object({ ...who, ...delivery, message: z.uuid() });
const reading = z.object({ ...who, after: z.coerce.number().int().min(0).optional() });

type Person = (typeof people)[number];

/** The JSON interface of the playground, by which a page or a script does and sees all that a person can. */
export function serveApi(
  server: FastifyInstance,
  deps: {
    readonly cookies: Cookies;
    readonly chat: PlaygroundChat;
    readonly store: PlaygroundStore;
    readonly receive: Receive;
  },
): void {
  const { chat, store, cookies } = deps;
  server.get('/people', async () => ({ people }));

  server.get('/me', async (request) => ({ person: personNamed(cookies.person(request)) ?? null }));

  server.post('/sign-in', async (request, reply) => {
    const person = personNamed(z.object({ person: z.string() }).parse(request.body).person);
    if (!person) return refuse(reply, 404, 'There is no such person in the playground.');
    cookies.givePerson(reply, person.id);
    return { person };
  });

  server.get('/conversations', async (request, reply) => {
    const person = whoIs(request, reading.parse(request.query).as);
    return person ? { conversations: conversationsOf(person.id) } : nobody(reply);
  });

  server.get('/conversations/:id/messages', async (request, reply) => {
    const { as, after } = reading.parse(request.query);
    const place = within(request, as, z.object({ id: z.string() }).parse(request.params).id);
    if (!place) return nobody(reply);
    const messages = await store.list(place.conversation.id, { viewer: place.person.id, after, limit: 200 });
    return { messages: messages.map(viewMessage) };
  });

  server.post('/say', async (request, reply) => {
    const { as, conversation: id, text: line, file: attached, ...sent } = say.parse(request.body);
    const place = within(request, as, id);
    if (!place) return nobody(reply);
    const wish = asked(line, place.conversation.kind);
    const shown = [line, attached ? `[${attached.name}]` : ''].filter((part) => part !== '').join(' ');
    if (!wish?.hidden) await chat.say(id, place.person, shown);
    if (!wish) return { asked: false };
    // The playground keeps no files: what is in it goes with what was said.
    const files = attached && [{ name: attached.name, ref: attached.base64 }];
    return hand(request, place, sent, { text: wish.text, mentions: mentionsIn(wish.text), files });
  });

  server.post('/press', async (request, reply) => {
    const { as, message: id, button, label, ...sent } = press.parse(request.body);
    const message = await store.find(id);
    const place = message && within(request, as, message.conversation);
    if (!message || !place || !sees(place.person, message)) return nobody(reply);
    const ref = buttonMeant(message, button, label);
    if (ref === undefined && label !== undefined)
      return refuse(reply, 409, flat(sentencesOf(request, place.person).problem({ code: 'button_gone', label }, '')));
    if (ref === undefined) return nobody(reply);
    return hand(request, place, sent, { pressed: { ref, message: message.id as MessageReference } });
  });

  server.post('/submit', async (request, reply) => {
    const { as, conversation, form: ref, about, values, ...sent } = submit.parse(request.body);
    const place = within(request, as, conversation);
    if (!place) return nobody(reply);
    if (about === undefined) return hand(request, place, sent, { pressed: { ref }, values });
    const message = await store.find(about);
    if (message && message.conversation !== conversation) return nobody(reply);
    return message ? hand(request, place, sent, { pressed: { ref }, values }, message) : gone(request, reply, as);
  });

  server.post('/about', async (request, reply) => {
    const { as, message: id, ...sent } = choose.parse(request.body);
    const message = await store.find(id);
    if (!message) return gone(request, reply, as);
    const place = within(request, as, message.conversation);
    // What one person alone sees is no message that others could answer.
    if (!place || message.visibleTo !== null) return nobody(reply);
    return hand(request, place, sent, { about: aboutOf(message) }, message);
  });

  async function hand(
    request: FastifyRequest,
    { person, conversation }: { person: Person; conversation: Conversation },
    { deliveryId = randomUUID(), timeZone }: { readonly deliveryId?: string; readonly timeZone?: string },
    wish: Partial<Invocation>,
    inReplyTo?: StoredMessage,
  ) {
    const begun = begin(person, conversation, deliveryId, localeOf(request), inReplyTo?.id);
    const { now, later } = await deps.receive({ ...begun, timeZone, ...wish });
    return { asked: true, later, ...viewNow(now, person.id), ...(inReplyTo ? { about: inReplyTo.id } : {}) };
  }

  /** A message that was deleted since it was shown. */
  function gone(request: FastifyRequest, reply: FastifyReply, as: string | undefined): FastifyReply {
    const person = whoIs(request, as);
    if (!person) return nobody(reply);
    return refuse(reply, 404, flat(sentencesOf(request, person).problem({ code: 'message_gone' }, '')));
  }

  function sentencesOf(request: FastifyRequest, { id }: Person): Sentences {
    return sentencesFor({ from: identityOf(id), kind: 'channel', locale: localeOf(request) });
  }

  function whoIs(request: FastifyRequest, as: string | undefined): Person | undefined {
    return personNamed(as ?? cookies.person(request));
  }

  function within(request: FastifyRequest, as: string | undefined, id: string) {
    const person = whoIs(request, as);
    const conversation = person && conversationFor(person.id, id);
    return conversation && { person, conversation };
  }
}

/** The reference of the button as the message is now; undefined where there is no such button any more, or not only one. */
function buttonMeant(message: StoredMessage, ref: string, label: string | undefined): string | undefined {
  const pressed = viewMessage(message).card?.buttons.filter((button) => button.press !== undefined) ?? [];
  if (pressed.some((button) => button.press === ref)) return ref;
  const [same, another] = pressed.filter((button) => button.label === label);
  return another ? undefined : same?.press;
}

export function sees(person: Person, { conversation, visibleTo }: StoredMessage): boolean {
  return conversationFor(person.id, conversation) !== undefined && (visibleTo === null || visibleTo === person.id);
}

function localeOf({ headers }: FastifyRequest): string | undefined {
  return headers['accept-language']?.split(/[,;]/)[0];
}

function nobody(reply: FastifyReply): FastifyReply {
  return refuse(
    reply,
    403,
    'That is not for you: sign in as a person of the playground, and use what that person can see.',
  );
}

function refuse(reply: FastifyReply, status: number, error: string): FastifyReply {
  return reply.code(status).send({ error });
}
