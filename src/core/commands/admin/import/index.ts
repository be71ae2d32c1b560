import type { CommandContext } from '../../../command.ts';
import type { Outcome } from '../../../effect.ts';
import { DeliveryError } from '../../../errors.ts';
import { identityKey } from '../../../invocation.ts';
import { type Button, signInUrl } from '../../../reply.ts';
import type { UserImport } from '../../../stores.ts';
import { inPlace, privately } from '../../answer.ts';
import { nameIn } from '../../contacts/wish.ts';
import { signInOrigin } from '../../sign-in-prompt.ts';
import { press } from '../cards.ts';
import { type Home, homeNamed, type Office } from '../office.ts';
import { homeKey } from '../users/form.ts';
import { askCard, left, refusedCard, stateCard } from './cards.ts';
import { type ReadFile, readUserFile, readUserText } from './file.ts';
import { fromChosen } from './forms.ts';
import { mostPlaces, rowsAt, rowsOfPlace } from './people.ts';
import { mostUsers, planRows } from './plan.ts';
import type { ReadRow } from './row.ts';
import { runImport } from './run.ts';

/** The largest file that is read. */
const mostBytes = 20_000_000;

/** `admin users import`: from a file, from what is pasted, or from a channel. Shows what it would do; a press does it. */
export async function importUsers(context: CommandContext, office: Office, line: string): Promise<Outcome> {
  const [, id, task = '', page] = /^#([\w-]{1,64}) (go quietly|go|stop|refused|save)(?: (\d{1,5}))?$/.exec(line) ?? [];
  if (id !== undefined) return goOn(context, office, { id, task, page: Number(page ?? 1) });
  const { invocation, values, button, say } = context;
  if (line === 'stop') return stopRunning(context);
  if (values) {
    const home = homeFor(context, office, String(values.customer ?? button?.values?.customer ?? ''));
    if (line === fromChosen)
      return askAbout(context, office, home, await rowsOfPlace(context, String(values.place ?? '')));
    const rows = readUserText(String(values.rows ?? ''));
    return ask(context, office, home, say.imports.pastedName, rows);
  }
  const [file] = invocation.files ?? [];
  const home = homeFor(context, office, context.arguments.options.get('customer') ?? '');
  if (file) return fromFile(context, office, home, file);
  if (invocation.kind !== 'direct')
    return askAbout(context, office, home, await rowsAt(context, invocation.at, say.imports.channelName));
  return how(context, office, home);
}

/** What to do for it, and what has been begun. */
async function how(context: CommandContext, { homes }: Office, home: Home | undefined): Promise<Outcome> {
  const { chat, say, invocation, stores } = context;
  const begun = await stores.imports.unfinished(invocation.from);
  const counts = begun && (await stores.imports.counts(begun.id));
  const state = begun && counts && left(counts) > 0 ? stateCard(say, begun, counts, false) : undefined;
  const text = say.imports.how;
  const customer = home ? homeKey(home) : '';
  const values = { homes: JSON.stringify(homes), customer };
  const own = (await chat.places?.(invocation.from, mostPlaces)) ?? [];
  const places = JSON.stringify(own.map(({ place, name }) => ({ place, name })));
  const buttons: Button[] = [
    press(say.imports.paste, 'users import', { opensForm: true, primary: true, values }),
    ...(own.length > 0
      ? [press(say.imports.choose, `users import ${fromChosen}`, { opensForm: true, values: { ...values, places } })]
      : []),
    ...(state?.card.buttons ?? []),
  ];
  const facts = begun && state ? [{ label: say.imports.title(begun.name), value: state.text }] : [];
  return privately(context, {
    text,
    card: { title: say.imports.form.title, tone: 'neutral', body: text, facts, buttons },
  });
}

/** `admin users import stop`. */
async function stopRunning(context: CommandContext): Promise<Outcome> {
  const { say, stores, invocation } = context;
  const one = await stores.imports.unfinished(invocation.from);
  return one?.state === 'running' ? stopped(context, one) : privately(context, { text: say.imports.nothingRuns });
}

async function stopped(context: CommandContext, one: UserImport): Promise<Outcome> {
  const { say, stores, invocation } = context;
  await stores.imports.end(invocation.from, one.id, 'stopped');
  const after = (await stores.imports.find(invocation.from, one.id)) ?? one;
  return privately(context, stateCard(say, after, await stores.imports.counts(one.id), false));
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

/** The same of the people of a channel, where they are seen. */
function askAbout(
  context: CommandContext,
  office: Office,
  home: Home | undefined,
  found: { readonly name: string; readonly rows: readonly ReadRow[] } | undefined,
): Outcome | Promise<Outcome> {
  if (!found) return privately(context, { text: context.say.importUnseen });
  return ask(context, office, home, found.name, found);
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
  if (task === 'stop') return stopped(context, one);
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
