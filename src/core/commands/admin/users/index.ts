import type { CommandContext, Option } from '../../../command.ts';
import type { Outcome } from '../../../effect.ts';
import { inPlace, privately } from '../../answer.ts';
import { sure } from '../../contacts/find.ts';
import { importNow } from '../import/forms.ts';
import { importUsers } from '../import/index.ts';
import { homeNamed, type Office, openOffice } from '../office.ts';
import type { AdminTask } from '../task.ts';
import { addUser } from './add.ts';
import { foundCard, listCard, userCard } from './cards.ts';
import { editUser, removeUser, resetPassword, setSuspended } from './change.ts';
import { findUser, withUser } from './find.ts';
import { userErrors, userForm } from './form.ts';
import { readUserTask, type UserTask, userWishes, verbFor } from './line.ts';

/** Which customer it is about, for those who look after several. */
export const customerOption: Option = {
  name: 'customer',
  value: 'name',
  summary: 'Of this customer, where you look after several',
};

/** `admin users …`: the accounts at the meeting service that somebody administers. */
export const users: AdminTask = {
  word: 'users',
  summary: 'See, find, add, change, suspend and remove users',
  examples: [
    'users',
    'users zoe',
    'users add Zoe Zander zoe@example.com',
    'users edit Zoe',
    'users suspend zoe@example.com',
    'users reset password Zoe',
    'users remove Zoe',
    'users import',
  ],
  search: { label: 'Name or email address', line: (words) => `find ${words}` },
  file: {
    ...{ line: 'import', label: 'Add or change users from a file', endings: ['.csv', '.tsv', '.txt'] },
    hint: 'A list with the columns email, first name and last name, up to 20 MB and 100,000 rows. You see what would be done before anything is.',
  },
  needs: verbFor,
  wish: (rest) => userWishes[readUserTask(rest).task],

  now(context, rest) {
    const { button, values, say } = context;
    const { task, answer, what } = readUserTask(rest);
    if (task === 'import') return importNow(context, what);
    if ((task !== 'add' && task !== 'edit') || answer) return undefined;
    if (values) {
      const errors = userErrors(say, values);
      return errors && { errors };
    }
    return button?.opensForm && button.values ? { form: userForm(say, button.values) } : undefined;
  },

  async run(context, rest) {
    const asked = readUserTask(rest);
    const office = await openOffice(context, verbFor(rest));
    switch (asked.task) {
      case 'list':
        return list(context, office, asked);
      case 'find':
        return find(context, office, asked);
      case 'add':
        return addUser(context, office, asked);
      case 'import':
        return importUsers(context, office, asked.what);
      default:
        return withUser(context, office, asked, (user) => {
          switch (asked.task) {
            case 'edit':
              return editUser(context, office, user);
            case 'suspend':
            case 'activate':
              return setSuspended(context, office, user, asked);
            case 'remove':
              return removeUser(context, office, user, asked);
            case 'reset':
              return resetPassword(context, office, user, asked);
            default:
              return Promise.resolve(privately(context, userCard(context.say, office, user)));
          }
        });
    }
  },
};

async function list(context: CommandContext, office: Office, { page }: UserTask): Promise<Outcome> {
  const { say, arguments: given } = context;
  const wanted = given.options.get('customer');
  const named = wanted === undefined || wanted === '' ? undefined : homeNamed(office, wanted).found;
  const [of] = named ?? [];
  if (named && (named.length !== 1 || of?.customerId === undefined)) {
    return privately(context, { text: say.users.customerUnknown(wanted ?? '') });
  }
  const found = await office.session.users(page, of?.customerId);
  return inPlace(context, { visibleTo: 'caller', ...listCard(say, office, page, of, found) });
}

async function find(context: CommandContext, office: Office, { what }: UserTask): Promise<Outcome> {
  const { say } = context;
  const matched = await findUser(context, office, what);
  const { found } = matched;
  if (sure(matched) || found.length <= 5) {
    return withUser(context, office, { task: 'find', what }, async (user) =>
      privately(context, userCard(say, office, user)),
    );
  }
  return privately(context, foundCard(say, office, found, say.users.found(what, found.length)));
}
