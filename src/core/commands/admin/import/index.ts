import type { Address } from '../../../address.ts';
import type { CommandContext, NowContext } from '../../../command.ts';
import type { Outcome } from '../../../effect.ts';
import { DeliveryError } from '../../../errors.ts';
import type { Field, FieldErrors, Form } from '../../../form.ts';
import { type FormValues, identityKey } from '../../../invocation.ts';
import type { ChatPlace } from '../../../ports.ts';
import { type RunButton, signInUrl } from '../../../reply.ts';
import type { Sentences } from '../../../sentences/index.ts';
import { someAtOnce } from '../../../some-at-once.ts';
import type { UserImport } from '../../../stores.ts';
import { inPlace, privately } from '../../answer.ts';
import { emailIn, nameIn } from '../../contacts/wish.ts';
import { signInOrigin } from '../../sign-in-prompt.ts';
import { press } from '../cards.ts';
import { type Home, homeNamed, type Office } from '../office.ts';
import { homeKey, splitName } from '../users/form.ts';
import { askCard, refusedCard, stateCard } from './cards.ts';
import { type ReadFile, type ReadRow, readUserFile, readUserText } from './file.ts';
import { mostUsers, planRows } from './plan.ts';
import { runImport } from './run.ts';

/** The largest file that is read. */
const mostBytes = 20_000_000;
/** The most people of a channel that are looked at. */
const mostMembers = 1_000;
/** The most that a form field takes (`TextField.maxLength`). */
const mostPasted = 3_000;
const atOnce = 5;
/** So many channels are offered to choose from. */
const mostPlaces = 90;
/** What our button says for a channel that is chosen in a form. */
const fromChosen = 'channel';

/** The forms in which rows are pasted or a channel is chosen, and what is wrong with them. */
export function importNow(
  { button, values, say }: NowContext,
  line: string,
): { form: Omit<Form, 'ref'> } | { errors: FieldErrors } | undefined {
  const isChannel = line === fromChosen;
  if (values && isChannel) return undefined;
  if (values) {
    const read = readUserText(String(values.rows ?? ''));
    return 'problem' in read ? { errors: { rows: say.imports.fileProblem(read.problem) } } : undefined;
  }
  if (!button?.opensForm || !button.values) return undefined;
  return { form: isChannel ? channelForm(say, button.values) : pasteForm(say, button.values) };
}

function pasteForm(say: Sentences, shown: FormValues): Omit<Form, 'ref'> {
  const { form: words } = say.imports;
  const rows = { name: 'rows', label: words.rows, required: true, multiline: true, maxLength: mostPasted } as const;
  return {
    ...{ title: words.title, intro: words.intro, submitLabel: words.submit },
    fields: [...customerFields(say, shown), { kind: 'text', ...rows }],
  };
}

function channelForm(say: Sentences, shown: FormValues): Omit<Form, 'ref'> {
  const { form: words } = say.imports;
  const places = JSON.parse(String(shown.places)) as readonly Pick<ChatPlace, 'place' | 'name'>[];
  const options = places.map(({ place, name }) => ({ value: place, label: name.slice(0, 75) }));
  return {
    ...{ title: words.title, intro: words.channelIntro, submitLabel: words.submit },
    fields: [...customerFields(say, shown), { kind: 'choice', name: 'place', label: words.channel, options }],
  };
}

/** Where there is a choice. */
function customerFields(say: Sentences, shown: FormValues): readonly Field[] {
  const homes = JSON.parse(String(shown.homes)) as readonly Home[];
  const options = homes.map((home) => ({ value: homeKey(home), label: nameIn(home.name).slice(0, 75) }));
  const value = String(shown.customer ?? '');
  return homes.length > 1 ? [{ kind: 'choice', name: 'customer', label: say.users.form.customer, value, options }] : [];
}

/** `admin users import`: from a file, from what is pasted, or from a channel. Shows what it would do; a press does it. */
export async function importUsers(context: CommandContext, office: Office, line: string): Promise<Outcome> {
  const [, id, task = '', page] = /^#([\w-]{1,64}) (go quietly|go|stop|refused|save)(?: (\d{1,5}))?$/.exec(line) ?? [];
  if (id !== undefined) return goOn(context, office, { id, task, page: Number(page ?? 1) });
  const { invocation, values, button, say } = context;
  if (values) {
    const home = homeFor(context, office, String(values.customer ?? button?.values?.customer ?? ''));
    if (line === fromChosen) return fromPlace(context, office, home, String(values.place ?? ''));
    const rows = readUserText(String(values.rows ?? ''));
    return ask(context, office, home, say.imports.pastedName, rows);
  }
  const [file] = invocation.files ?? [];
  const home = homeFor(context, office, context.arguments.options.get('customer') ?? '');
  if (file) return fromFile(context, office, home, file);
  if (invocation.kind !== 'direct') return fromChannel(context, office, home, invocation.at, say.imports.channelName);
  return how(context, office, home);
}

/** What to do for it. */
async function how({ say, ...context }: CommandContext, { homes }: Office, home: Home | undefined): Promise<Outcome> {
  const { chat, invocation } = context;
  const text = say.imports.how;
  const customer = home ? homeKey(home) : '';
  const values = { homes: JSON.stringify(homes), customer };
  const own = (await chat.places?.(invocation.from, mostPlaces)) ?? [];
  const places = JSON.stringify(own.map(({ place, name }) => ({ place, name })));
  const buttons: RunButton[] = [
    press(say.imports.paste, 'users import', { opensForm: true, primary: true, values }),
    ...(own.length > 0
      ? [press(say.imports.choose, `users import ${fromChosen}`, { opensForm: true, values: { ...values, places } })]
      : []),
  ];
  return privately(context, {
    text,
    card: { title: say.imports.form.title, tone: 'neutral', body: text, buttons },
  });
}

async function fromFile(
  context: CommandContext,
  office: Office,
  home: Home | undefined,
  file: NonNullable<CommandContext['invocation']['files']>[number],
): Promise<Outcome> {
  const { chat, say, invocation, log } = context;
  const { imports: words } = say;
  if ((file.bytes ?? 0) > mostBytes) return privately(context, { text: words.tooLarge(file.name, mostBytes) });
  try {
    const bytes = await chat.file?.(invocation.from, file, mostBytes);
    if (bytes === undefined) return privately(context, { text: words.noFile(file.name) });
    return await ask(context, office, home, file.name, await readUserFile(bytes));
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    log.warn({ error }, 'a file could not be fetched');
    return privately(context, { text: words.noFile(file.name) });
  }
}

/** From a channel that was chosen: whoever has left it meanwhile sees nobody in it. */
async function fromPlace(
  context: CommandContext,
  office: Office,
  home: Home | undefined,
  wanted: string,
): Promise<Outcome> {
  const { chat, say, invocation } = context;
  const places = await chat.places?.(invocation.from, mostPlaces);
  const chosen = places?.find(({ place }) => place === wanted);
  if (!chosen) return privately(context, { text: say.importUnseen });
  return fromChannel(context, office, home, chosen.at, say.imports.placeName(chosen.name));
}

async function fromChannel(
  context: CommandContext,
  office: Office,
  home: Home | undefined,
  at: Address,
  shownAs: string,
): Promise<Outcome> {
  const { chat, say } = context;
  const members = await chat.members?.(at, undefined, mostMembers);
  if (!members) return privately(context, { text: say.importUnseen });
  const numbered = members.people.map((person, index) => ({ ...person, number: index + 1 }));
  const rows = await someAtOnce(
    atOnce,
    numbered,
    async ({ identity, name, email: known, number }): Promise<ReadRow> => {
      const address = known ?? (await chat.profile(identity).catch(unreachable))?.email;
      const email = emailIn(address ?? '')?.toLowerCase();
      const shown = nameIn(name);
      if (email === undefined) return { number, shown, problem: 'email_missing' };
      return { number, shown, wish: { ...splitName(name), email, department: '', designation: '' } };
    },
  );
  const isPart = members.total > members.people.length;
  const all = isPart ? say.imports.firstOf(shownAs, rows.length, members.total) : shownAs;
  return ask(context, office, home, all, { rows });
}

/** Somebody whom the chat does not tell about has no address that is known. */
function unreachable(error: unknown): undefined {
  if (!(error instanceof DeliveryError)) throw error;
}

/** The customer that was named, or the only one, or that of the workspace. */
function homeFor({ link }: CommandContext, office: Office, wanted: string): Home | undefined {
  const { homes } = office;
  if (wanted !== '') {
    const byKey = homes.find((home) => homeKey(home) === wanted);
    const { found } = byKey ? { found: [byKey] } : homeNamed(office, wanted);
    return found.length === 1 ? found[0] : undefined;
  }
  const bound = link?.workspace.customer?.customerId;
  return homes.length === 1
    ? homes[0]
    : homes.find(({ customerId }) => customerId !== undefined && customerId === bound);
}

async function ask(
  context: CommandContext,
  office: Office,
  home: Home | undefined,
  name: string,
  read: ReadFile,
): Promise<Outcome> {
  const { say, stores, invocation, clock } = context;
  const { imports: words } = say;
  if ('problem' in read) return privately(context, { text: [words.fileProblem(read.problem)] as const });
  if (!home) return privately(context, { text: words.whichCustomer });
  const users = await office.session.everyUser(home.customerId, mostUsers);
  if (!users) return privately(context, { text: words.tooManyUsers(mostUsers) });
  const rows = await planRows(read.rows, { office, home, users });
  // Of this invocation there is one, however often it is run.
  const one = { id: context.id, name: nameIn(name), customerId: home.customerId, customerName: home.name };
  await stores.imports.create(invocation.from, one, rows, clock());
  return privately(context, askCard(say, one, rows));
}

/** What the buttons of an import do. */
async function goOn(
  context: CommandContext,
  office: Office,
  { id, task, page }: { readonly id: string; readonly task: string; readonly page: number },
): Promise<Outcome> {
  const { say, stores, invocation, log } = context;
  const one = await stores.imports.find(invocation.from, id);
  if (!one) return privately(context, { text: say.imports.gone });
  if (task === 'refused') {
    const found = await stores.imports.refused(id, page);
    return inPlace(context, { visibleTo: 'caller', ...refusedCard(say, one, page, found) });
  }
  if (task === 'save') return saveLink(context, one);
  if (task === 'stop') {
    await stores.imports.end(invocation.from, id, 'stopped');
    const stopped = (await stores.imports.find(invocation.from, id)) ?? one;
    return privately(context, stateCard(say, stopped, await stores.imports.counts(id), false));
  }
  const home = office.homes.find(({ customerId }) => customerId === one.customerId);
  if (!home) return privately(context, { text: say.users.customerUnknown(one.customerName) });
  log.info({ import: id, by: identityKey(invocation.from) }, 'an import of users begins, or goes on');
  return runImport(context, office, one, { home, isWelcomed: task !== 'go quietly' });
}

/** The result is saved on a page of ours: it has names and addresses in it, and no chat gets to keep it. */
function saveLink(context: CommandContext, { id: importId, name }: UserImport): Outcome {
  const { say, invocation } = context;
  const text = say.imports.saveText(name);
  return privately(context, {
    text,
    card: {
      ...{ title: say.imports.title(name), tone: 'neutral', body: text, footnote: say.signInFootnote },
      buttons: [{ kind: 'open', label: say.imports.save, url: signInUrl, primary: true }],
    },
    signIn: signInOrigin(invocation, { resumes: false, purpose: 'import', detail: { importId } }),
  });
}
