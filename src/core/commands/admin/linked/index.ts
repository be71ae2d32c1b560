import { customersToBind } from '../../../administration.ts';
import type { Verb } from '../../../authorize.ts';
import type { CommandContext } from '../../../command.ts';
import type { Effect, Outcome } from '../../../effect.ts';
import type { Identity } from '../../../invocation.ts';
import type { RunButton } from '../../../reply.ts';
import { inPlace, privately } from '../../answer.ts';
import { pageButtons, press } from '../cards.ts';
import { noted } from '../noted.ts';
import type { AdminTask } from '../task.ts';

interface Asked {
  readonly task: 'list' | 'show' | 'remove' | 'invite';
  /** Who, where one of our buttons says it. */
  readonly userId?: string;
  readonly answer?: 'yes' | 'no';
  readonly page: number;
}

function read(rest: string): Asked {
  const [, word = '', id, answer] = /^([a-z]*) ?(?:#([\w-]{1,64}))?(?: (yes|no))?$/i.exec(rest) ?? [];
  const page = Number(/^(?:list|page) (\d{1,4})$/.exec(rest)?.[1] ?? 1);
  const tasks: Readonly<Record<string, Asked['task']>> = {
    remove: 'remove',
    disconnect: 'remove',
    invite: 'invite',
    show: 'show',
  };
  const task = tasks[word.toLowerCase()] ?? 'list';
  return { task, userId: id, answer: answer as Asked['answer'], page: Math.max(page, 1) };
}

const verbFor = (rest: string): Verb => (['list', 'show'].includes(read(rest).task) ? 'link.see' : 'link.change');

/** `admin linked …`: who of the workspace is connected with which account, and whether that works. */
export const linked: AdminTask = {
  word: 'linked',
  summary: 'See who is connected here, disconnect somebody, and ask people to connect',
  examples: ['linked', 'linked @Bob', 'linked invite @Bob @Chen', 'linked remove @Bob'],
  needs: verbFor,
  wish: (rest) => (verbFor(rest) === 'link.see' ? 'see who is connected here' : 'change who is connected here'),

  async run(context, rest) {
    const { stores, invocation, link, say } = context;
    const bound = (await stores.workspaces.find(invocation.from))?.customer;
    await customersToBind({ session: context.ucaas(), link, bound, say, verb: verbFor(rest) });
    const asked = read(rest);
    if (asked.task === 'invite') return invite(context);
    const who = await personIn(context, asked.userId);
    if (who === 'unknown') return privately(context, { text: say.audit.personUnknown });
    if (asked.task === 'remove') return remove(context, asked, who);
    return who ? show(context, who) : list(context, asked.page);
  },
};

async function list(context: CommandContext, page: number): Promise<Outcome> {
  const { say, stores, invocation, now, link } = context;
  const { people, isLast, total } = await stores.links.ofWorkspace(invocation.from, page);
  const text = say.linked.listText(total, page, people.length);
  const mode = link?.workspace.tokenMode ?? 'ask_again';
  return inPlace(context, {
    visibleTo: 'caller',
    text,
    card: {
      ...{ title: say.linked.title, tone: 'neutral', body: text, footnote: say.linked.footnote },
      facts: people.map((person) => ({
        ...say.linked.fact(person, mode, now),
        look: `admin linked show #${person.identity.userId}`,
      })),
      buttons: pageButtons(say, { line: 'linked page', page, isLast }),
    },
  });
}

async function show(context: CommandContext, who: Identity, told?: string): Promise<Outcome> {
  const { say, stores, chat, now, link } = context;
  const links = await stores.links.all(who);
  const { name } = await chat.profile(who);
  if (links.length === 0) return privately(context, { text: say.linked.notLinked(name) });
  const mode = link?.workspace.tokenMode ?? 'ask_again';
  const text = told === undefined ? say.linked.shown(name, links.length) : [told];
  const facts = links.map(({ token, tokenExpiresAt, ...one }) =>
    say.linked.fact(
      { ...one, name: one.account.name, signedInUntil: token === undefined ? undefined : tokenExpiresAt },
      mode,
      now,
    ),
  );
  const buttons = [press(say.linked.remove, `linked remove #${who.userId}`, { danger: true })];
  return privately(context, { text, card: { title: name, tone: 'neutral', body: text, facts, buttons } });
}

async function remove(context: CommandContext, { answer }: Asked, who: Identity | undefined): Promise<Outcome> {
  const { say, stores, chat, invocation } = context;
  if (!who) return privately(context, { text: say.linked.whoMissing });
  const { name } = await chat.profile(who);
  if (answer === 'no') return privately(context, { text: say.lists.leftAlone });
  const links = await stores.links.all(who);
  if (links.length === 0 && !context.again) return privately(context, { text: say.linked.notLinked(name) });
  if (answer !== 'yes') {
    const text = say.linked.removeQuestion(name, links.length);
    const line = `linked remove #${who.userId}`;
    const buttons = [
      press(say.linked.remove, `${line} yes`, { danger: true, once: true }),
      press(say.keepIt, `${line} no`, { once: true }),
    ];
    return privately(context, { text, card: { title: name, tone: 'warning', body: text, buttons } });
  }
  const removed = await stores.links.remove(who);
  const by = (await chat.profile(invocation.from)).name;
  const connect: RunButton = { kind: 'run', label: say.linked.connect, command: 'connect' };
  const told = say.linked.wasRemoved(by);
  const tell: Effect = {
    ...{ do: 'direct', key: 'told', person: who, name },
    reply: {
      visibleTo: 'caller',
      text: told,
      card: { title: say.linked.wasRemovedTitle, tone: 'neutral', body: told, buttons: [connect] },
    },
  };
  const { effects } = privately(context, { text: say.linked.removed(name) });
  return removed.reduce<Outcome>(
    (outcome, { account }) => noted(outcome, { action: 'link.remove', on: { kind: 'user', id: account.userId } }),
    { effects: [...effects, tell] },
  );
}

/** Asks people who are mentioned to connect; whoever is connected already is not bothered. */
async function invite(context: CommandContext): Promise<Outcome> {
  const { say, stores, chat, invocation, arguments: given } = context;
  const mentions = given.mentions.filter(({ kind }) => kind === 'person');
  if (mentions.length === 0) return privately(context, { text: say.linked.whoMissing });
  const people = await chat.people(invocation.at, mentions);
  const held = await Promise.all(people.map(({ identity }) => stores.links.find(identity)));
  const fresh = people.filter((_person, index) => !held[index]);
  const by = (await chat.profile(invocation.from)).name;
  const text = say.linked.asks(by);
  const button: RunButton = { kind: 'run', label: say.linked.connect, command: 'connect', primary: true };
  const asks = fresh.map(
    ({ identity, name }): Effect => ({
      ...{ do: 'direct', key: `invited ${identity.userId}`, person: identity, name },
      reply: {
        visibleTo: 'caller',
        text,
        card: { title: say.linked.asksTitle, tone: 'neutral', body: text, buttons: [button] },
      },
    }),
  );
  const known = people.filter((_person, index) => held[index]).map(({ name }) => name);
  const { effects } = privately(context, {
    text: say.linked.invited(
      fresh.map(({ name }) => name),
      known,
    ),
  });
  return { effects: [...effects, ...asks] };
}

/** Whoever is mentioned, or named by a button; undefined: nobody in particular. */
async function personIn(
  { chat, invocation, arguments: given }: CommandContext,
  userId: string | undefined,
): Promise<Identity | 'unknown' | undefined> {
  if (userId) return { ...invocation.from, userId };
  const mentions = given.mentions.filter(({ kind }) => kind === 'person');
  if (mentions.length === 0) return undefined;
  const [person] = await chat.people(invocation.at, mentions);
  return person?.identity ?? 'unknown';
}
