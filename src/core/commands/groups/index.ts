import type { Command, CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import { type Matched, matchName } from '../../name-match.ts';
import type { RunButton } from '../../reply.ts';
import type { ContactGroup, UcaasSession } from '../../ucaas.ts';
import { privately } from '../answer.ts';
import { asOption } from '../as-option.ts';
import { byId, idIn, only, sure, whichCard } from '../contacts/find.ts';
import { nameIn } from '../contacts/wish.ts';
import { offered } from '../offered.ts';
import { type GroupTask, readGroupTask, type Split, verbFor } from './line.ts';
import { addGroup, groupCalled, putOrTake } from './members.ts';

const mostShown = 20;

const wishes: Readonly<Record<GroupTask['task'], string>> = {
  list: 'see your groups',
  show: 'see a group',
  add: 'add a group',
  remove: 'remove a group',
  put: 'put contacts into a group',
  take: 'take contacts out of a group',
  rename: 'rename a group',
};

/** `groups …`: groups of contacts, and who is in them. */
export const groups: Command = {
  name: 'groups',
  aliases: ['group'],
  usage: '[name | add | put | take | rename | remove]',
  summary: 'See your groups of contacts, and change who is in them',
  examples: [
    'groups',
    'groups Sales',
    'groups add Sales',
    'groups add Buyers: Zoe, Bob',
    'groups put Zoe, Bob in Sales',
    'groups take Bob out of Sales',
    'groups rename Sales to Buyers',
    'groups remove Sales',
  ],
  options: [asOption],
  needs: ({ text }) => verbFor(text),
  wish: ({ text }) => wishes[readGroupTask(text).task],

  run: (context) => offered(() => perform(context, readGroupTask(context.arguments.text))),
};

function perform(context: CommandContext, asked: GroupTask): Promise<Outcome> {
  switch (asked.task) {
    case 'list':
      return list(context);
    case 'show':
      return show(context, asked.group);
    case 'add':
      return addGroup(context, nameIn(asked.group), asked.list);
    case 'remove':
      return remove(context, asked);
    case 'rename':
      return rename(context, asked.splits);
    default:
      return put(context, asked.task, asked.splits);
  }
}

async function list(context: CommandContext): Promise<Outcome> {
  const { say } = context;
  const all = await context.ucaas().groups();
  const text = say.groupsText(all.length);
  const facts = all.slice(0, mostShown).map(say.groupFact);
  return privately(context, { text, card: { title: say.groupsTitle, tone: 'neutral', body: text, facts } });
}

/** `members design`, `show design`, `design members`: what is said around the group whose members are to be seen, unless one is called so. */
function withoutVerb(said: string): string {
  return said
    .replace(/^(?:(?:the )?members(?: of| in)?|show|see|list|find|search|who is in|who['’]s in)\s+(?=\S)/iu, '')
    .replace(/(?<=\S)\s+members$/iu, '');
}

async function show(context: CommandContext, said: string): Promise<Outcome> {
  const { say } = context;
  const session = context.ucaas();
  const all = await session.groups();
  const wanted = findGroup(all, said).by === 'exact' ? said : withoutVerb(said);
  const matched = findGroup(all, wanted);
  const group = sure(matched);
  if (!group) return unclear(context, matched, wanted, (id) => id);
  const members = await session.groupContacts(group.groupId);
  const text = say.groupText(group, members.length);
  const facts = members.slice(0, mostShown).map(say.contactFact);
  const remover: RunButton = {
    kind: 'run',
    label: say.removeGroup,
    command: 'groups',
    input: `remove ${byId(group.groupId)}`,
    danger: true,
  };
  return privately(context, {
    text,
    card: {
      title: say.groupTitle(group),
      tone: 'neutral',
      body: text,
      facts,
      buttons: group.mine ? [remover] : [],
    },
  });
}

async function remove(
  context: CommandContext,
  { group: wanted, confirmed }: Extract<GroupTask, { task: 'remove' }>,
): Promise<Outcome> {
  const { say } = context;
  if (confirmed === 'no') return privately(context, { text: say.nothingRemoved });
  if (wanted === '') return privately(context, { text: say.whichGroupMissing('remove Sales') });
  const session = context.ucaas('address_book');
  return withOne(context, session, wanted, 'remove', async (group) => {
    if (confirmed === 'yes') {
      await session.removeGroup(group.groupId);
      return privately(context, { text: say.groupRemoved(group) });
    }
    const press = (label: string, answer: 'yes' | 'no'): RunButton => ({
      kind: 'run',
      label,
      command: 'groups',
      input: `remove ${byId(group.groupId)} ${answer}`,
      once: true,
      answers: answer,
    });
    const text = say.removeGroupQuestion(group);
    const buttons = [{ ...press(say.removeGroupYes, 'yes'), danger: true }, press(say.keepIt, 'no')];
    return privately(context, {
      text,
      card: { title: say.removeGroupTitle, tone: 'warning', body: text, buttons },
    });
  });
}

async function rename(context: CommandContext, splits: readonly Split[]): Promise<Outcome> {
  const { say } = context;
  const session = context.ucaas('address_book');
  const all = await session.groups();
  const split = splitFor(splits, ({ before }) => before, all);
  const name = nameIn(split?.after ?? '');
  if (!split || name === '') return privately(context, { text: say.whichGroupMissing('rename Sales to Buyers') });
  return withOne(
    context,
    session,
    split.before,
    'rename',
    async (group) => {
      const other = groupCalled(all, name);
      const isOther = other !== undefined && other.groupId !== group.groupId;
      const isFree = !isOther && (await session.renameGroup(group.groupId, name));
      const taken = isOther ? other.name : name;
      return privately(context, { text: isFree ? say.groupRenamed(group, name) : say.groupTaken(taken) });
    },
    ` to ${name}`,
  );
}

async function put(context: CommandContext, task: 'put' | 'take', splits: readonly Split[]): Promise<Outcome> {
  const { say } = context;
  const session = context.ucaas('address_book');
  const all = await session.groups();
  const split = splitFor(splits, ({ after }) => after, all);
  const example = task === 'put' ? 'put Zoe, Bob in Sales' : 'take Bob out of Sales';
  if (!split) return privately(context, { text: say.whichGroupMissing(example) });
  const middle = task === 'put' ? 'in' : 'out of';
  const begin = `${task} ${split.before} ${middle}`;
  return withOne(context, session, split.after, begin, (group) =>
    putOrTake(context, session, { task, group, list: split.before, middle, example }),
  );
}

/** The way to read the line in which the group is one that there is; else the last one. */
function splitFor(
  splits: readonly Split[],
  group: (split: Split) => string,
  all: readonly ContactGroup[],
): Split | undefined {
  const full = splits.filter((split) => group(split) !== '');
  return full.find((split) => findGroup(all, group(split)).by === 'exact') ?? full[0];
}

function findGroup(all: readonly ContactGroup[], wanted: string): Matched<ContactGroup> {
  const id = idIn(wanted);
  if (id !== undefined) return only(all.find(({ groupId }) => groupId === id));
  return matchName(wanted, all, ({ name }) => [name]);
}

/** Does it with the one group that is meant; asks where that is not clear, by buttons that go on with the rest of the line. */
async function withOne(
  context: CommandContext,
  session: UcaasSession,
  wanted: string,
  begin: string,
  act: (group: ContactGroup) => Promise<Outcome>,
  end = '',
): Promise<Outcome> {
  const { say } = context;
  const matched = findGroup(await session.groups(), wanted);
  const mine = matched.found.filter((group) => group.mine);
  const [first] = matched.found;
  if (first && mine.length === 0) return privately(context, { text: say.groupForeign(first) });
  const found = { ...matched, found: mine };
  const group = sure(found);
  return group ? act(group) : unclear(context, found, wanted, (id) => `${begin} ${id}${end}`);
}

function unclear(
  context: CommandContext,
  matched: Matched<ContactGroup>,
  wanted: string,
  line: (id: string) => string,
): Outcome {
  const { say } = context;
  if (matched.found.length === 0) {
    return privately(context, { text: idIn(wanted) ? say.groupGone : say.groupUnknown(wanted) });
  }
  const which = whichCard(say, { ...matched, wanted }, (group) => ({
    label: say.groupTitle(group),
    command: 'groups',
    input: line(byId(group.groupId)),
  }));
  return privately(context, which);
}
