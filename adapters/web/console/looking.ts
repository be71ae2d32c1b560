import { randomUUID } from 'node:crypto';
import type { FastifyInstance, RouteShorthandOptions } from 'fastify';
import { html } from 'ghtml';
import { z } from 'zod';
import { isAdminLook } from '../../../src/core/commands/admin/index.ts';
import { type ConsoleAnswers, isAnswered } from './answers.ts';
import type { Ask, Question } from './asking.ts';

import { answerView, backView, headingOf, overviewView, toolsView } from './page-views.ts';
import type { ConsoleSession } from './store.ts';
import { pageTasks, taskNamed, titleOf } from './tasks.ts';
import type { Visits } from './visit.ts';

const id = z.object({ id: z.uuid() });
const named = z.object({ task: z.string().max(50) });
const asked = z.object({ q: z.string().max(200).catch(''), show: z.string().max(200).catch('') });

/** The pages that are looked at: each is one line, which changes nothing. */
export function serveLooking(
  server: FastifyInstance,
  {
    visits,
    answers,
    ask,
    options,
    pageMilliseconds,
  }: {
    readonly visits: Visits;
    readonly answers: ConsoleAnswers;
    readonly ask: Ask;
    readonly options: RouteShorthandOptions;
    /** A page waits so long for its answer. */
    readonly pageMilliseconds: number;
  },
): void {
  server.get('/', options, async (request, reply) => {
    const session = visits.whoIs(request);
    const waiting = await Promise.all(
      pageTasks
        .filter(({ isWaiting }) => isWaiting)
        .map(async ({ word }) => {
          const answer = await look(session, { task: word, line: `admin ${word}` });
          return answer ? answerView(answer, visits.placeFor(request), 2) : '';
        }),
    );
    return visits.show(request, reply, {
      title: 'Overview',
      body: overviewView(session.workspaceName, waiting.join('')),
    });
  });

  server.get('/:task', options, async (request, reply) => {
    const session = visits.whoIs(request);
    const task = taskNamed(named.parse(request.params).task);
    if (!task) return visits.unknown(request, reply);
    const { q, show: wanted } = asked.parse(request.query);
    const words = q.trim();
    const rest = words !== '' && task.search ? task.search.line(words) : wanted.trim();
    // Looking at a page changes nothing, whatever stands in its address.
    const input = `${task.word} ${rest}`.trim();
    if (!isAdminLook(input)) return visits.unknown(request, reply);
    const answer = await look(session, { task: task.word, line: `admin ${input}` });
    if (!answer) return visits.unknown(request, reply);
    if (!isAnswered(answer)) return reply.redirect(`/admin/answer/${answer.id}`, 303);
    const { formToken } = visits.placeFor(request);
    // What was refused has nothing to be looked for in.
    const isRefused = answer.messages.at(-1)?.reply.card?.tone === 'warning' && rest === '';
    const title = isRefused ? titleOf(task) : headingOf(answer);
    const head = rest === '' ? '' : backView(task);
    const tools = isRefused ? '' : toolsView(rest === '' ? task : { ...task, file: undefined }, words, formToken);
    const body = html`!${head}<h1>${title}</h1>!${tools}!${answerView(answer, visits.placeFor(request), isRefused ? 2 : 0)}`;
    return visits.show(request, reply, { title, task: task.word, body });
  });

  server.get('/answer/:id', options, async (request, reply) => {
    const { data } = id.safeParse(request.params);
    const answer = data && (await answers.wait(visits.whoIs(request).id, data.id, pageMilliseconds));
    if (!answer) return visits.unknown(request, reply);
    const back = taskNamed(answer.task);
    const body = (back ? backView(back) : '') + answerView(answer, visits.placeFor(request));
    return visits.show(request, reply, { title: headingOf(answer), task: answer.task || undefined, body });
  });

  /** Asks by a line, and waits for what is said. */
  async function look(session: ConsoleSession, { task, line }: Pick<Question, 'task' | 'line'>) {
    const question = { id: randomUUID(), task, line, wish: { text: line } };
    await ask(session, question);
    return answers.wait(session.id, question.id, pageMilliseconds);
  }
}
