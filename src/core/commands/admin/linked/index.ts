import { customersToBind } from '../../../administration.ts';
import type { CommandContext } from '../../../command.ts';
import type { Effect, Outcome } from '../../../effect.ts';
import type { Form } from '../../../form.ts';
import type { Identity } from '../../../invocation.ts';
import type { Matched } from '../../../name-match.ts';
import type { Card, RunButton, Text } from '../../../reply.ts';
import type { Sentences } from '../../../sentences/index.ts';
import type { LinkedPerson } from '../../../stores.ts';
import { inPlace, privately } from '../../answer.ts';
import { idIn, mostChoices } from '../../contacts/find.ts';
import { pageButtons, press } from '../cards.ts';
import { noted } from '../noted.ts';
import {
  mentioned,
  namesIn,
  type Person,
  type PersonsCalled,
  personCalled,
  personLabel,
  personsCalled,
  withPerson,
} from '../persons.ts';
import type { AdminTask } from '../task.ts';
import { type LinkedLine, readLinkedLine, verbFor } from './line.ts';

/** More than that at once is not asked to connect. */
const mostInvited = 50;
/** People of one name who are listed. */
const mostFound = 20;

/** `admin linked …`: who of the workspace is connected with which account, and whether that works. */
export const linked: AdminTask = {
  word: 'linked',
  summary: 'See who is connected here, disconnect somebody, and ask people to connect',
  examples: ['linked', 'linked @Bob', 'linked invite @Bob @Chen', 'linked remove Bob'],
  search: { label: 'Name or email address', line: (words) => `find ${words}` },
  needs: verbFor,
  wish: (rest) => (verbFor(rest) === 'link.see' ? 'see who is connected here' : 'change who is connected here'),

  now({ button, values, say }, rest) {
    if (readLinkedLine(rest).task !== 'invite' || !button?.opensForm) return undefined;
    if (!values) return { form: inviteForm(say) };
    return namesIn(String(values.people ?? '')).length > 0 ? undefined : { errors: { people: say.linked.nobodyGiven } };
  },

  async run(context, rest) {
    const { stores, invocation, link, say, values, arguments: given } = context;
    const bound = (await stores.workspaces.find(invocation.from))?.customer;
    await customersToBind({ session: context.ucaas(), link, bound, say, verb: verbFor(rest) });
    const asked = readLinkedLine(rest);
    if (asked.task === 'list') return list(context, asked.page);
    if (asked.task === 'invite')
      return invite(context, namesIn(values ? String(values.people ?? '') : asked.who), values !== undefined);
    const isNobody = asked.who === '' && !given.mentions.some(({ kind }) => kind === 'person');
    if (isNobody)
      return asked.task === 'remove' ? privately(context, { text: say.linked.whoMissing }) : list(context, 1);
    return withLinked(context, asked, (who) =>
      asked.task === 'remove' ? remove(context, asked.answer, who) : show(context, who),
    );
  },
};

/** Does it with the one of the workspace who is meant, connected or not. */
async function withLinked(
  context: CommandContext,
  { task, who: wanted }: LinkedLine,
  act: (who: Person) => Promise<Outcome>,
): Promise<Outcome> {
  const { stores, invocation } = context;
  const line = `linked ${task === 'remove' ? 'remove' : 'show'}`;
  if (wanted === '') {
    const matched: Matched<Person> = { by: 'exact', found: await mentioned(context) };
    return withPerson(context, { wanted, matched, line, unknown: context.say.persons.notFound }, act);
  }
  const held = idIn(wanted) ? [] : await stores.links.named(invocation.from, wanted, mostFound);
  const connected = [...new Map(held.map(({ identity, name }) => [identity.userId, { identity, name }])).values()];
  const isMany = task === 'find' && connected.length > 1;
  if (isMany) return listed(context, context.say.linked.found(wanted, connected.length), held);
  const matched: Matched<Person> =
    connected.length > 0 ? { by: 'part', found: connected } : await personCalled(context, wanted);
  return withPerson(context, { wanted, matched, line }, act);
}

async function list(context: CommandContext, page: number): Promise<Outcome> {
  const { say, stores, invocation } = context;
  const { people, isLast, total } = await stores.links.ofWorkspace(invocation.from, page);
  const text = say.linked.listText(total, page, people.length);
  const buttons = [
    press(say.linked.ask, 'linked invite', { opensForm: true, primary: true }),
    ...pageButtons(say, { line: 'linked page', page, isLast }),
  ];
  return listed(context, text, people, buttons);
}

function listed(
  context: CommandContext,
  text: Text,
  people: readonly LinkedPerson[],
  buttons: readonly RunButton[] = [],
): Outcome {
  const { say, now, link } = context;
  const mode = link?.workspace.tokenMode ?? 'ask_again';
  const facts = people.map((person) => ({
    ...say.linked.fact(person, mode, now),
    look: `admin linked show #${person.identity.userId}`,
  }));
  const card = { title: say.linked.title, tone: 'neutral', body: text, facts, buttons } as const;
  return inPlace(context, { visibleTo: 'caller', text, card: { ...card, footnote: say.linked.footnote } });
}

async function show(context: CommandContext, { identity: who, name }: Person): Promise<Outcome> {
  const { say, stores, now, link } = context;
  const links = await stores.links.all(who);
  if (links.length === 0) return notLinked(context, who, name);
  const mode = link?.workspace.tokenMode ?? 'ask_again';
  const text = say.linked.shown(name, links.length);
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

/** Whoever is not connected can be asked to be. */
function notLinked(context: CommandContext, { userId }: Identity, name: string): Outcome {
  const text = context.say.linked.notLinked(name);
  const buttons = [press(context.say.linked.askThem, `linked invite #${userId}`, { once: true, primary: true })];
  return privately(context, { text, card: { title: name, tone: 'neutral', body: text, buttons } });
}

async function remove(
  context: CommandContext,
  answer: LinkedLine['answer'],
  { identity: who, name }: Person,
): Promise<Outcome> {
  const { say, stores, chat, invocation } = context;
  if (answer === 'no') return privately(context, { text: say.lists.leftAlone });
  const links = await stores.links.all(who);
  if (links.length === 0 && !context.again) return notLinked(context, who, name);
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

/** Asks people who are mentioned or named to connect; whoever is connected already is not bothered. */
async function invite(context: CommandContext, names: readonly string[], isForm: boolean): Promise<Outcome> {
  const { say, stores, chat, invocation } = context;
  if (names.length === 0 && context.arguments.mentions.length === 0) return howToInvite(context);
  const called = await personsCalled(context, names.slice(0, mostInvited));
  const people = called.people.slice(0, mostInvited);
  const held = await Promise.all(people.map(({ identity }) => stores.links.find(identity)));
  const fresh = people.filter((_person, index) => !held[index]);
  const by = people.length === 0 ? '' : (await chat.profile(invocation.from)).name;
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
  const told = toldOfInviting(say, {
    asked: fresh.map(({ name }) => name),
    known: people.filter((_person, index) => held[index]).map(({ name }) => name),
    called,
    left: names.length + context.arguments.mentions.length - mostInvited,
  });
  const buttons = called.unclear
    .flatMap(({ found }) => found)
    .slice(0, mostChoices)
    .map((person) => press(personLabel(person), `linked invite #${person.identity.userId}`, { once: true }));
  const card: Card = {
    title: say.linked.inviteTitle,
    tone: buttons.length > 0 ? 'warning' : 'done',
    body: told,
    buttons,
  };
  const { effects } =
    isForm || buttons.length > 0 ? privately(context, { text: told, card }) : privately(context, { text: told });
  return { effects: [...effects, ...asks] };
}

/** The way to the form. */
function howToInvite(context: CommandContext): Outcome {
  const { linked: words } = context.say;
  const buttons = [press(words.choose, 'linked invite', { opensForm: true, primary: true })];
  return privately(context, {
    text: words.howToInvite,
    card: { title: words.inviteTitle, tone: 'neutral', body: words.howToInvite, buttons },
  });
}

function inviteForm({ linked: words }: Sentences): Omit<Form, 'ref'> {
  return {
    ...{ title: words.inviteTitle, intro: words.inviteIntro, submitLabel: words.inviteSubmit },
    fields: [{ kind: 'people', name: 'people', label: words.invitePeople, required: true }],
  };
}

function toldOfInviting(
  { linked: words, persons }: Sentences,
  {
    asked,
    known,
    called,
    left,
  }: {
    readonly asked: readonly string[];
    readonly known: readonly string[];
    readonly called: PersonsCalled;
    readonly left: number;
  },
): Text {
  const { unclear, unknown } = called;
  const parts = [
    ...(asked.length + known.length > 0 ? [words.invited(asked, known)] : []),
    ...(unclear.length > 0 ? [words.unclear(unclear.map(({ wanted }) => wanted))] : []),
    ...(unknown.length > 0 ? [persons.unknown(unknown)] : []),
    ...(left > 0 ? [words.tooMany(mostInvited, left)] : []),
  ];
  return parts.flatMap((part, index) => (index === 0 ? part : [' ', ...part]));
}
