import type { About, Invocation, Mention } from '../../../src/core/invocation.ts';
import type { StoredMessage } from '../store.ts';
import { viewMessage } from './view.ts';
import { addressOf, type Conversation, identityOf, people, workspaceName } from './world.ts';

type Person = (typeof people)[number];

/** Everything about an invocation but what was asked. */
export function begin(
  person: Person,
  place: Conversation,
  deliveryId: string,
  locale: string | undefined,
  inReplyTo?: string,
): Invocation {
  return {
    deliveryId,
    from: identityOf(person.id),
    fromName: person.name,
    workspaceName,
    at: addressOf(place.id, inReplyTo),
    conversation: inReplyTo === undefined ? place.id : addressOf(place.id, inReplyTo),
    kind: place.kind,
    inThread: inReplyTo !== undefined,
    text: '',
    mentions: [],
    locale,
    opensForms: true,
  };
}

/** What a line asks of the bot; undefined for talk among people. `hidden`: a slash command, which nobody else sees. */
export function asked(line: string, kind: Conversation['kind']): { text: string; hidden: boolean } | undefined {
  const slash = /^\s*\/meet(?:\s+|$)/i.exec(line);
  if (slash) return { text: line.slice(slash[0].length), hidden: true };
  const mention = /^\s*@meetwire(?:[\s,:]+|$)/i.exec(line);
  if (mention) return { text: line.slice(mention[0].length), hidden: false };
  return kind === 'direct' ? { text: line, hidden: false } : undefined;
}

/** What a message says, and who wrote it. What the bot has said is text as well, and nobody's. */
export function aboutOf(message: StoredMessage): About {
  const { text, bot, author, authorName } = viewMessage(message);
  return { text, mentions: mentionsIn(text), author: bot ? undefined : { id: author, name: authorName } };
}

/** `@Bob` and `@Bob Brandt` mean Bob. */
export function mentionsIn(text: string): readonly Mention[] {
  const names = people.flatMap(({ id, name }) =>
    [name, name.split(' ')[0] ?? name].map((alias) => ({ id, name, alias })),
  );
  const byAlias = new Map(names.map((entry) => [entry.alias.toLowerCase(), entry]));
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}._+-])@(${names.map(({ alias }) => alias).join('|')})(?![\\p{L}\\p{N}])`,
    'giu',
  );
  return [...text.matchAll(pattern)].flatMap((match): Mention[] => {
    const found = byAlias.get((match[1] ?? '').toLowerCase());
    return found
      ? [{ kind: 'person', id: found.id, name: found.name, start: match.index, length: match[0].length }]
      : [];
  });
}
