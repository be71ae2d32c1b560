import { customersToBind } from '../../administration.ts';
import type { CommandContext, NowContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import { UserError } from '../../errors.ts';
import type { Form } from '../../form.ts';
import { type Button, signInUrl, type Text } from '../../reply.ts';
import type { Customer } from '../../ucaas.ts';
import { type TokenMode, tokenModes, type WorkspaceSettings } from '../../workspace.ts';
import { privately } from '../answer.ts';
import { signInOrigin } from '../sign-in-prompt.ts';
import type { AdminTask } from './task.ts';

/** `admin setup`: how the people of this workspace sign in, and for which customer. */
export const setup: AdminTask = {
  word: 'setup',
  summary: 'Bind this workspace to your customer, and choose how its people sign in',
  examples: ['setup'],
  needs: () => 'workspace.setup',
  wish: () => 'set up this workspace',
  now: (context) => setupForm(context),
  run: (context, rest) => runSetup(context, rest.toLowerCase()),
};

/**
 * `admin setup`: shows what the workspace is bound to, changes it by a form, and leads to the page where server credentials
 * are given. Whoever does it administers both, the workspace in the chat and the customer at the service.
 */
async function runSetup(context: CommandContext, task: string): Promise<Outcome> {
  const { stores, invocation, say, values } = context;
  const customers = await customersOf(context);
  if (task === 'unbind?') return askToUnbind(context);
  if (task === 'unbind') {
    await stores.workspaces.unbind(invocation.from);
    return show(context, customers, say.workspaceUnbound);
  }
  if (!values) return show(context, customers);
  const customer = customers.find(({ customerId }) => customerId === values.customer);
  const tokenMode = tokenModes.find((mode) => mode === values.mode);
  if (!customer || !tokenMode) throw new UserError({ code: 'customer_unknown' });
  await stores.workspaces.bind(invocation.from, { customer, tokenMode });
  return show(context, customers, say.workspaceBound(customer));
}

/** Everybody here is concerned, so it is asked first. */
function askToUnbind(context: CommandContext): Outcome {
  const { say } = context;
  const button = (label: string, input: string, danger: boolean): Button => ({
    kind: 'run',
    label,
    command: 'admin',
    input,
    danger,
    once: true,
  });
  return privately(context, {
    text: say.unbindQuestion,
    card: {
      title: say.unbindTitle,
      tone: 'warning',
      body: say.unbindQuestion,
      buttons: [button(say.unbindYes, 'setup unbind', true), button(say.keepIt, 'setup', false)],
    },
  });
}

/** The form behind the button “Change”, which knows the customers. */
function setupForm({ button, values, say }: NowContext): { form: Omit<Form, 'ref'> } | undefined {
  if (!button?.opensForm || !button.values || values) return undefined;
  const known = JSON.parse(String(button.values.customers)) as readonly Customer[];
  const { setupForm: words } = say;
  return {
    form: {
      title: words.title,
      intro: words.intro,
      submitLabel: words.submit,
      fields: [
        {
          kind: 'choice',
          name: 'customer',
          label: words.customer,
          value: String(button.values.customer),
          options: known.map(({ customerId, name }) => ({ value: customerId, label: name })),
        },
        {
          kind: 'choice',
          name: 'mode',
          label: words.mode,
          value: String(button.values.mode),
          options: tokenModes.map((mode) => ({ value: mode, label: say.tokenMode[mode] })),
        },
      ],
    },
  };
}

async function customersOf({ link, say, invocation, stores, ucaas }: CommandContext): Promise<readonly Customer[]> {
  const session = ucaas();
  const bound = (await stores.workspaces.find(invocation.from))?.customer;
  return customersToBind({ session, link, bound, say });
}

async function show(context: CommandContext, customers: readonly Customer[], told?: Text): Promise<Outcome> {
  const { say, invocation, stores } = context;
  const settings = (await stores.workspaces.find(invocation.from)) ?? { tokenMode: 'ask_again' };
  const wantsCredentials = settings.tokenMode === 'on_behalf';
  const missing = settings.tokenMode === 'on_behalf' && !settings.server;
  const text = told ? [...told, ...(missing ? [' ', ...say.setupText(settings)] : [])] : say.setupText(settings);
  return privately(context, {
    text,
    card: {
      title: say.setupTitle,
      tone: told ? 'done' : 'neutral',
      body: text,
      facts: say.setupFacts(settings),
      buttons: buttonsOf(context, customers, settings),
      footnote: wantsCredentials && !settings.server ? say.signInFootnote : undefined,
    },
    signIn: wantsCredentials ? signInOrigin(invocation, { resumes: false, purpose: 'credentials' }) : undefined,
  });
}

function buttonsOf({ say }: CommandContext, customers: readonly Customer[], settings: WorkspaceSettings): Button[] {
  const [only] = customers;
  const current = settings.customer ?? only;
  const values = {
    customers: JSON.stringify(customers),
    customer: current?.customerId ?? '',
    mode: settings.tokenMode satisfies TokenMode,
  };
  const missing = settings.tokenMode === 'on_behalf' && !settings.server;
  return [
    ...(settings.tokenMode === 'on_behalf'
      ? [{ kind: 'open', label: say.giveCredentials(!missing), url: signInUrl, primary: missing } as const]
      : []),
    ...(customers.length > 0
      ? [
          {
            kind: 'run',
            label: settings.customer ? say.changeSetup : say.beginSetup,
            command: 'admin',
            input: 'setup',
            opensForm: true,
            primary: !missing,
            values,
          } as const,
        ]
      : []),
    ...(settings.customer
      ? [{ kind: 'run', label: say.unbind, command: 'admin', input: 'setup unbind?', danger: true } as const]
      : []),
  ];
}
