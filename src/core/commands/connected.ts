import type { Command } from '../command.ts';
import type { Effect } from '../effect.ts';
import { cut } from '../plain.ts';
import type { RunButton } from '../reply.ts';
import type { StoredInvocation } from '../stores.ts';
import { withdrawn } from './access/index.ts';
import { sameHumanReply } from './same-human.ts';

/** An interrupted command goes on by itself for so long: 10 minutes. Later than that, one is asked first. */
const goesOnForMilliseconds = 10 * 60_000;
/** And it is offered for so long: a day. */
const offeredForMilliseconds = 24 * 60 * 60_000;

/** What happens in chat right after somebody signed in: it says so, and what was interrupted goes on. */
export const connected: Command = {
  name: 'connected',
  hidden: true,
  summary: 'Confirm a new connection and go on with what was interrupted',
  examples: [],
  needs: 'account.link',
  wish: () => 'connect an account',

  async run(context) {
    const { say, invocation, link, stores, clock, secrets, arguments: given } = context;
    if (!link) return { effects: [] };
    // Whoever has an account needs not be given one.
    const unasked = (await withdrawn(context)) ?? [];
    const questions = await stores.humans.ask(invocation.from, link.id, secrets.id, clock());
    const now = clock().getTime();
    const since = new Date(now - offeredForMilliseconds);
    const waiting = await stores.invocations.waiting(invocation.from, invocation.conversation, since);
    const young = (waited: StoredInvocation) => waited.acceptedAt.getTime() >= now - goesOnForMilliseconds;
    const newest = given.text === 'resumes' ? waiting.slice(0, 1).find(young) : undefined;
    const older = newest ? waiting.slice(1) : waiting;
    const otherEmail = say.connectedOtherEmail(invocation.inside?.personEmail, link.account);
    const done = [...say.connected(link.account, link.linkedAt), ...otherEmail];
    const confirmation: Effect = {
      do: 'post',
      key: 'connected',
      to: invocation.at,
      reply: {
        visibleTo: 'caller',
        text: done,
        card: { title: say.connectedTitle, tone: 'done', body: done },
      },
    };
    const asked = questions.map(
      (question): Effect => ({
        do: 'direct',
        key: `same human ${question.id}`,
        person: invocation.from,
        name: '',
        reply: sameHumanReply(say, question),
      }),
    );
    if (older.length === 0) return { effects: [confirmation, ...asked, ...unasked], resumes: newest?.id };
    const buttons = older.slice(0, 5).map(
      (waited): RunButton => ({
        kind: 'run',
        label: say.run(cut(waited.invocation.text.trim(), 40)),
        command: 'help',
        repeats: waited.id,
        once: true,
      }),
    );
    const text = say.waitingText(older.length);
    const choice: Effect = {
      do: 'post',
      key: 'waiting',
      to: invocation.at,
      reply: { visibleTo: 'caller', text, card: { title: say.waitingTitle, tone: 'neutral', body: text, buttons } },
    };
    return {
      effects: [confirmation, choice, ...asked, ...unasked],
      resumes: newest?.id,
      abandons: older.map(({ id }) => id),
    };
  },
};
