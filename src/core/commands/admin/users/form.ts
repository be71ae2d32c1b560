import type { Field, FieldErrors, Form } from '../../../form.ts';
import type { FormValues } from '../../../invocation.ts';
import type { Sentences } from '../../../sentences/index.ts';
import type { Role, User, UserFields } from '../../../ucaas.ts';
import { emailIn, nameIn, typedWish } from '../../contacts/wish.ts';
import { changedFields } from '../changed.ts';
import type { Home } from '../office.ts';

/** A new user, as it is wished for. */
export interface NewUser extends UserFields {
  readonly customerId?: string;
  readonly isWelcomed: boolean;
}

type Values = Readonly<Record<string, string | boolean>>;

const fields = ['firstName', 'lastName', 'email', 'department', 'designation'] as const;

/** A new user, or one that there is, filled in. `values` are those that the button carries. */
export function userForm(say: Sentences, values: FormValues): Omit<Form, 'ref'> {
  const { form: words } = say.users;
  const isNew = values.homes !== undefined;
  const customer = isNew ? customerField(say, values) : undefined;
  return {
    title: isNew ? words.title : words.changeTitle,
    submitLabel: isNew ? words.submit : words.change,
    fields: [
      userLine(say, 'firstName', values, true),
      userLine(say, 'lastName', values, false),
      userLine(say, 'email', values, true),
      userLine(say, 'department', values, false),
      userLine(say, 'designation', values, false),
      ...(customer ? [customer] : []),
      administersField(say, values),
      ...(isNew
        ? ([{ kind: 'toggle', name: 'welcome', label: words.welcome, value: values.welcome !== false }] as const)
        : []),
    ],
  };
}

export function userLine(
  { users: { form: words } }: Sentences,
  name: (typeof fields)[number],
  values: FormValues,
  required: boolean,
): Field {
  const maxLength = name === 'email' ? 254 : 100;
  return { kind: 'text', name, label: words[name], value: String(values[name] ?? ''), required, maxLength };
}

/** Where somebody is added; undefined where there is no choice. */
export function customerField({ users: { form: words } }: Sentences, values: FormValues): Field | undefined {
  const homes = JSON.parse(String(values.homes ?? '[]')) as readonly Home[];
  if (homes.length < 2) return undefined;
  return {
    kind: 'choice',
    name: 'customer',
    label: words.customer,
    value: String(values.customer ?? ''),
    options: homes.map((home) => ({ value: homeKey(home), label: nameIn(home.name).slice(0, 75) })),
  };
}

export function administersField({ users: { form: words } }: Sentences, values: FormValues): Field {
  return { kind: 'toggle', name: 'administers', label: words.administers, value: values.administers === true };
}

/** What is wrong with a filled-in form; undefined where nothing is. */
export function userErrors({ users: { form: words } }: Sentences, values: FormValues): FieldErrors | undefined {
  const errors: Record<string, string> = {};
  if (nameIn(String(values.firstName ?? '')) === '') errors.firstName = words.nameMissing;
  if (emailIn(String(values.email ?? '')) === undefined) errors.email = words.emailWrong;
  return Object.keys(errors).length > 0 ? errors : undefined;
}

/** What a form or one of our buttons says of a new user; undefined where it says too little. */
export function newUserIn(values: FormValues, homes: readonly Home[]): NewUser | undefined {
  const wanted = String(values.customer ?? '');
  const home = homes.length === 1 ? homes[0] : homes.find((one) => homeKey(one) === wanted);
  const firstName = nameIn(String(values.firstName ?? ''));
  const email = emailIn(String(values.email ?? ''))?.toLowerCase();
  if (!home || firstName === '' || email === undefined) return undefined;
  const text = (name: string) => nameIn(String(values[name] ?? ''));
  return {
    ...{ firstName, lastName: text('lastName'), email, department: text('department') },
    ...{ designation: text('designation'), role: roleIn(home, values.administers === true) },
    ...{ customerId: home.customerId, isWelcomed: values.welcome !== false },
  };
}

/** Whether somebody is whom an earlier try, which did not come to an end, wanted to add. */
export function isSameUser({ email, firstName, lastName, role }: User, wish: NewUser): boolean {
  const isNamed = firstName === wish.firstName && lastName === wish.lastName;
  return email.toLowerCase() === wish.email && isNamed && role === wish.role;
}

/** What a typed line says of a new user: `Zoe Zander zoe@example.com`. */
export function typedValues(line: string): { readonly values: Values; readonly emails: readonly string[] } {
  const { name, emails } = typedWish(line);
  return { values: { ...splitName(name), email: emails[0] ?? '' }, emails };
}

/** A name in two parts, as the service keeps it: the first word, and the rest. */
export function splitName(name: string): { readonly firstName: string; readonly lastName: string } {
  const [firstName = '', ...rest] = nameIn(name).split(' ');
  return { firstName, lastName: rest.join(' ') };
}

/** What stands in a form about a user that there is. */
export function valuesOf(user: User): Values {
  const { firstName, lastName, email, department = '', designation = '', role } = user;
  return { firstName, lastName, email, department, designation, administers: role !== 'user' };
}

/** What was changed in a form, and nothing else: somebody else may have changed the rest meanwhile. */
export function changesIn(values: FormValues, shown: FormValues, home: Home | undefined): Partial<UserFields> {
  const text = (name: string) => nameIn(String(values[name] ?? ''));
  const changed = changedFields(fields, values, shown).map((name) => [
    name,
    name === 'email' ? emailIn(text(name))?.toLowerCase() : text(name),
  ]);
  const isRole = (values.administers === true) !== (shown.administers === true);
  const role = isRole && home ? { role: roleIn(home, values.administers === true) } : {};
  return { ...(Object.fromEntries(changed) as Partial<UserFields>), ...role };
}

export function roleIn(home: Home, administers: boolean): Role {
  return administers ? home.administrator : 'user';
}

/** How a form and a button name an organisation: the own one may have no id. */
export function homeKey({ customerId }: Home): string {
  return customerId ?? 'own';
}
