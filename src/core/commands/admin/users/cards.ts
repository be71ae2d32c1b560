import type { Card, RunButton, Text } from '../../../reply.ts';
import type { Sentences } from '../../../sentences/index.ts';
import type { User, UserPage } from '../../../ucaas.ts';
import { byId } from '../../contacts/find.ts';
import { pageButtons, press, questionCard, type Said } from '../cards.ts';
import { type Home, homeName, type Office } from '../office.ts';
import { homeKey, type NewUser, valuesOf } from './form.ts';

export const pressUsers = (label: string, line: string, look?: Partial<RunButton>) =>
  press(label, `users ${line}`, look);

const lookAt = ({ userId }: User) => `admin users show ${byId(userId)}`;

/** A part of the list; `of` is the organisation that it is about, where it is about one. */
export function listCard(say: Sentences, office: Office, page: number, of: Home | undefined, found: UserPage): Said {
  const { users, isLast } = found;
  const text = say.lists.text({ count: users.length, page, isLast }, 'user', say.users.nobody);
  const rest = of ? ` --customer "${homeKey(of)}"` : '';
  const named = of ? () => undefined : (user: User) => homeName(office, user);
  return {
    text,
    card: {
      ...{ title: say.users.listTitle(of?.name), tone: 'neutral', body: text },
      facts: users.map((user) => ({ ...say.users.listFact(user, named(user)), look: lookAt(user) })),
      buttons: [
        pressUsers(say.users.add, 'add', { primary: true }),
        pressUsers(say.imports.open, `import${rest}`),
        ...pageButtons(say, { line: 'users list', page, isLast, rest }),
      ],
      footnote: users.length > 0 ? say.users.listFootnote : undefined,
    },
  };
}

/** Some users, of whom one can be chosen by name. */
export function foundCard(say: Sentences, office: Office, users: readonly User[], text: Text): Said {
  const facts = users
    .slice(0, 10)
    .map((user) => ({ ...say.users.listFact(user, homeName(office, user)), look: lookAt(user) }));
  return { text, card: { title: say.users.listTitle(undefined), tone: 'neutral', body: text, facts } };
}

/** One user, with what can be done. */
export function userCard(say: Sentences, office: Office, user: User, done?: Text, tone: Card['tone'] = 'done'): Said {
  const text = done ?? say.users.text(user);
  const id = byId(user.userId);
  const isSelf = user.userId === office.account.userId;
  return {
    text,
    card: {
      ...{ title: say.users.title(user), tone: done ? tone : user.suspended ? 'warning' : 'neutral', body: text },
      facts: say.users.facts(user, homeName(office, user)),
      buttons: [
        pressUsers(say.users.change, `edit ${id}`, { opensForm: true, values: valuesOf(user) }),
        ...(isSelf
          ? []
          : [
              user.suspended
                ? pressUsers(say.users.activate, `activate ${id}`)
                : pressUsers(say.users.suspend, `suspend ${id}`),
            ]),
        pressUsers(say.users.reset, `reset ${id}`),
        ...(isSelf ? [] : [pressUsers(say.users.remove, `remove ${id}`, { danger: true })]),
      ],
    },
  };
}

/** A question about one user, which is answered by a press. */
export function askAbout(
  say: Sentences,
  office: Office,
  user: User,
  asked: Pick<Parameters<typeof questionCard>[1], 'question' | 'yes' | 'danger' | 'instead'> & {
    readonly task: string;
  },
): Said {
  const facts = say.users.facts(user, homeName(office, user));
  return questionCard(say, {
    ...{ title: say.users.title(user), facts, line: `users ${asked.task}`, id: user.userId },
    ...asked,
  });
}

/** Before somebody is added: who it will be, and where. `values` are those of the form behind Change. */
export function addCard(
  say: Sentences,
  { homes }: Office,
  values: Readonly<Record<string, string | boolean>>,
  wish: NewUser | undefined,
  told?: Text,
): Said {
  const home = homes.find((one) => homeKey(one) === values.customer);
  const text = told ?? (wish ? say.users.addQuestion(wish, home?.name) : say.users.addHow(home?.name));
  const kept = { ...values, homes: JSON.stringify(homes) };
  const form = { opensForm: true, values: kept };
  return {
    text,
    card: {
      ...{ title: say.users.form.title, tone: told ? 'warning' : 'neutral', body: text },
      facts: wish ? say.users.newFacts(wish, home?.name) : undefined,
      buttons: wish
        ? [
            ...(told
              ? []
              : [pressUsers(say.users.form.submit, 'add yes', { primary: true, once: true, values: kept })]),
            pressUsers(say.users.change, 'add', { ...form, primary: told !== undefined }),
            pressUsers(say.lists.cancel, 'add no', { once: true }),
          ]
        : [pressUsers(say.users.fillIn, 'add', { ...form, primary: true })],
    },
  };
}
