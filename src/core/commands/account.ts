import type { Verb } from '../authorize.ts';
import type { Command, CommandContext } from '../command.ts';
import { UserError } from '../errors.ts';
import { namedAccount } from '../named-account.ts';
import type { Button, Card, Text } from '../reply.ts';
import type { Acquaintance, Link } from '../stores.ts';
import { accessButton } from './access/offer.ts';
import { answerWith, privately } from './answer.ts';
import { gone } from './disconnect.ts';
import { signInPrompt } from './sign-in-prompt.ts';

/** `account`, `account use …`, `account remove …`: the accounts of one person, and which one is used. */
export const account: Command = {
  name: 'account',
  aliases: ['accounts'],
  usage: '[use | remove <account>]',
  summary: 'Show your meeting accounts, choose which one is used, or remove one',
  examples: ['account', 'account use ada@acme.example', 'account remove ada@globex.example'],
  yieldsToSentences: true,
  needs: ({ text }) => verbs.get(firstWord(text)) ?? 'account.see',
  wish: () => 'see your accounts',

  async run(context) {
    const { say, invocation, stores, arguments: given } = context;
    const word = firstWord(given.text);
    const wanted = given.text.slice(word.length).trim();
    const links = await stores.links.all(invocation.from);
    if (links.length === 0) {
      const beside = await accessButton(context);
      const prompt = { title: say.accountsTitle, why: say.statusNone, resumes: false, beside };
      return answerWith(context, signInPrompt(invocation, say, prompt));
    }
    if (word === 'remove') {
      const { id } = chosenFrom(links, wanted);
      return gone(context, await stores.links.remove(invocation.from, id));
    }
    const tasks = new Map([
      ['use', () => use(context, chosenFrom(links, wanted))],
      ['stop-staying', () => forgetPassword(context, chosenFrom(links, wanted))],
      ['separate', () => separate(context)],
    ]);
    const task = tasks.get(word);
    if (!task && word !== '' && word !== 'list') return privately(context, { text: say.accountWords(word) });
    const told = await task?.();
    const now = task ? await stores.links.all(invocation.from) : links;
    const others = await stores.humans.others(invocation.from);
    const card = now.length > 0 ? listCard(context, now, others, told) : undefined;
    return privately(context, { text: told ?? say.accountsText(now), card });
  },
};

/** What the first word does; whatever it is else only looks. */
const verbs: ReadonlyMap<string, Verb> = new Map([
  ['use', 'account.link'],
  ['separate', 'account.link'],
  ['remove', 'account.unlink'],
  ['stop-staying', 'account.unlink'],
]);

function firstWord(text: string): string {
  return text.split(' ', 1)[0]?.toLowerCase() ?? '';
}

function chosenFrom(links: readonly Link[], wanted: string): Link {
  const known = links.map(({ account: { email } }) => email);
  const link = wanted === '' ? undefined : namedAccount(links, wanted);
  if (!link) throw new UserError({ code: 'account_unknown', wanted, known });
  return link;
}

async function use({ say, stores, invocation }: CommandContext, link: Link): Promise<Text> {
  await stores.links.choose(invocation.from, link.id);
  return say.accountUsed(link.account);
}

async function forgetPassword({ say, stores, invocation }: CommandContext, link: Link): Promise<Text> {
  await stores.links.forgetPassword(invocation.from, link.id);
  return say.passwordForgotten(link.account);
}

async function separate({ say, stores, invocation }: CommandContext): Promise<Text> {
  await stores.humans.separate(invocation.from);
  return say.separated;
}

function listCard(
  { say }: CommandContext,
  links: readonly Link[],
  others: readonly Acquaintance[],
  told: Text | undefined,
): Card {
  const press = (label: string, input: string, danger = false): Button => ({
    kind: 'run',
    label,
    command: 'account',
    input,
    danger,
  });
  const unused = links.filter(({ chosen }) => !chosen);
  const spare = unused.slice(0, 3);
  const staying = links.filter(({ stays }) => stays).slice(0, 3);
  return {
    title: say.accountsTitle,
    tone: told ? 'done' : 'neutral',
    body: told,
    facts: [...links.map(say.accountFact), ...(others.length > 0 ? [say.alsoYou(others)] : [])],
    buttons: [
      ...spare.map(({ account: { email } }) => press(say.useAccount(email), `use ${email}`)),
      ...staying.map(({ account: { email } }) =>
        press(say.stopStaying(links.length > 1 ? email : undefined), `stop-staying ${email}`),
      ),
      ...(others.length > 0 ? [press(say.separate, 'separate')] : []),
      { kind: 'run', label: say.addAccount, command: 'connect' },
      { kind: 'run', label: say.disconnectButton, command: 'disconnect', danger: true, once: true },
    ],
    footnote: say.accountsFootnote(unused.at(-1)?.account.email, unused.length > spare.length),
  };
}
