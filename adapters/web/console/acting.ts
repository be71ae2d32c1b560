import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import { z } from 'zod';
import type { Identity } from '../../../src/core/invocation.ts';
import type { SignInOrigin } from '../../../src/core/reply.ts';
import { sendPage } from '../../page.ts';
import type { Ask, Question } from './asking.ts';
import { filledIn, valuesIn } from './form-view.ts';
import { signedOutView } from './page-views.ts';
import type { ConsoleSessions } from './sessions.ts';
import type { ConsoleRequest, ConsoleStore } from './store.ts';
import { taskNamed } from './tasks.ts';
import type { Visits } from './visit.ts';

const id = z.object({ id: z.uuid() });
const named = z.object({ task: z.string().max(50) });
/** The button, and the id by which its press is answered. */
const pressed = z
  .object({ press: z.string() })
  .transform(({ press }) => press.split(' '))
  .pipe(z.tuple([z.string().max(100), z.uuid()]));
const filled = z.looseObject({ answer: z.uuid() });
const searched = z.object({ q: z.string().trim().max(200) });
const opened = z.object({ message: z.uuid() });
const sent = z.object({ file: z.custom<{ filename: string; toBuffer(): Promise<Buffer> }>(isFile) });

/** What is pressed, filled in and sent. Its answer has a page of its own, so that to load that again does nothing again. */
export function serveActing(
  server: FastifyInstance,
  deps: {
    readonly visits: Visits;
    readonly store: ConsoleStore;
    readonly sessions: ConsoleSessions;
    readonly ask: Ask;
    /** Makes a link to one of our pages. */
    readonly signInLink: (person: Identity, origin: SignInOrigin) => Promise<string>;
    readonly options: RouteShorthandOptions;
    /** Files are kept for as long as the session. */
    readonly fileOptions: RouteShorthandOptions;
  },
): void {
  const { visits, store, sessions, ask, options } = deps;

  server.post('/answer/:id/press', options, async (request, reply) => {
    const from = await shown(request);
    const [ref, answer] = pressed.safeParse(request.body).data ?? [];
    const buttons = from?.messages.flatMap(({ reply: { card } }) => card?.buttons ?? []) ?? [];
    const button = buttons.find((one) => one.kind === 'run' && one.ref === ref);
    if (!from || !button || ref === undefined || answer === undefined) return visits.unknown(request, reply);
    return put(request, reply, {
      id: answer,
      task: from.task,
      line: button.label,
      on: from,
      wish: { pressed: { ref } },
    });
  });

  server.post('/answer/:id/form', options, async (request, reply) => {
    const from = await shown(request);
    const { data } = filled.safeParse(request.body);
    const form = from?.now?.form;
    if (!from || !form || !data) return visits.unknown(request, reply);
    const values = valuesIn(form, data);
    const wish = { pressed: { ref: form.ref }, values };
    return put(request, reply, {
      id: data.answer,
      task: from.task,
      line: form.title,
      on: from,
      wish,
      sent: filledIn(form, values),
    });
  });

  server.post('/answer/:id/open', options, async (request, reply) => {
    const from = await shown(request);
    const { data } = opened.safeParse(request.body);
    const origin = from?.messages.find(({ id: one }) => one === data?.message)?.reply.signIn;
    if (!origin) return visits.unknown(request, reply);
    return reply.redirect(await deps.signInLink(visits.whoIs(request).person, origin), 303);
  });

  // What is looked for by a line that could change something is no page to be looked at.
  server.post('/:task/search', options, async (request, reply) => {
    const task = taskNamed(named.parse(request.params).task);
    const words = searched.safeParse(request.body).data?.q ?? '';
    if (!task?.search || words === '') return visits.unknown(request, reply);
    const line = `admin ${task.word} ${task.search.line(words)}`;
    return put(request, reply, { id: randomUUID(), task: task.word, line, wish: { text: line } });
  });

  server.post('/:task/file', deps.fileOptions, async (request, reply) => {
    const task = taskNamed(named.parse(request.params).task);
    const given = sent.safeParse(request.body).data?.file;
    if (!task?.file || !given?.filename) return visits.unknown(request, reply);
    const file = { name: given.filename.slice(0, 200), bytes: await given.toBuffer() };
    const line = `admin ${task.word} ${task.file.line}`;
    return put(request, reply, { id: randomUUID(), task: task.word, line, wish: { text: line }, file });
  });

  server.post('/sign-out', options, async (request, reply) => {
    await sessions.close(visits.whoIs(request), reply);
    return sendPage(reply, 200, signedOutView());
  });

  /** Asks, and leads to where the answer will be: to load that page again asks nothing again. */
  async function put(request: FastifyRequest, reply: FastifyReply, question: Question): Promise<FastifyReply> {
    const isOwn = await ask(visits.whoIs(request), question);
    return isOwn ? reply.redirect(`/admin/answer/${question.id}`, 303) : visits.unknown(request, reply);
  }

  /** The request on whose answer something was pressed, if this session has asked it. */
  async function shown(request: FastifyRequest): Promise<ConsoleRequest | undefined> {
    const { data } = id.safeParse(request.params);
    return data && store.request(visits.whoIs(request).id, data.id);
  }
}

function isFile(given: unknown): boolean {
  return typeof given === 'object' && given !== null && 'filename' in given && 'toBuffer' in given;
}
