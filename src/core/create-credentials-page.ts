import type { Accounts } from './accounts.ts';
import { ServiceError } from './errors.ts';
import { createFollowUp } from './follow-up.ts';
import type { Platform } from './invocation.ts';
import { referenceOf } from './link-ticket.ts';
import type { CredentialsAnswer, CredentialsPage, Linking } from './linking.ts';
import { createPageJudge } from './page-judge.ts';
import type { Chat, Clock, Log, Secrets } from './ports.ts';
import type { Runner } from './run.ts';
import { sentencesFor } from './sentences/index.ts';
import type { InvocationStore, LinkStore, SignInLimits, Ticket, TicketStore, WorkspaceStore } from './stores.ts';
import type { Customer, ServerCredentials, Ucaas } from './ucaas.ts';

/** Server credentials of a customer, given in a browser that has proven whom it belongs to. */
export function createCredentialsPage(deps: {
  readonly linking: Pick<Linking, 'look'>;
  readonly tickets: Pick<TicketStore, 'find'>;
  readonly links: Pick<LinkStore, 'find'>;
  readonly accounts: Accounts;
  readonly workspaces: WorkspaceStore;
  readonly limits: SignInLimits;
  readonly invocations: Pick<InvocationStore, 'accept'>;
  readonly runner: Pick<Runner, 'start'>;
  readonly service: Pick<Ucaas, 'reachOf'>;
  readonly chats: ReadonlyMap<Platform, Chat>;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly log: Log;
}): CredentialsPage {
  const { secrets, clock, workspaces } = deps;
  const followUp = createFollowUp(deps);
  const mayNot = createPageJudge(deps);

  return {
    async give(nonce, browser, { apiId, apiKey, address }): Promise<CredentialsAnswer> {
      const shown = await deps.linking.look(nonce, browser);
      const ticket = await deps.tickets.find(secrets.digest(nonce));
      if (!ticket || shown.step !== 'credentials') return { ok: false, page: shown };
      const say = sentencesFor({ ...ticket.origin, from: ticket.person });
      const refuse = (problem: string, retryAfterSeconds?: number) =>
        ({ ok: false, page: shown, problem, retryAfterSeconds }) as const;
      const tried = { kind: 'server', name: apiId, person: ticket.person, address } as const;
      const retryAfterSeconds = await deps.limits.count(tried);
      if (retryAfterSeconds !== undefined)
        return refuse(say.tooManyTries(Math.ceil(retryAfterSeconds / 60)), retryAfterSeconds);
      const customer = (await workspaces.find(ticket.person))?.customer;
      if (!customer) return refuse(say.credentialsProblem.changed);
      const problem =
        (await mayNot(ticket, 'workspace.setup', customer)) ?? (await problemWith({ apiId, apiKey }, customer, ticket));
      if (problem) return refuse(problem);
      const given = { customerId: customer.customerId, server: { apiId, apiKey }, ticketId: ticket.id, at: clock() };
      const saved = await workspaces.giveCredentials(ticket.person, given);
      if (saved === 'used') return { ok: false, page: { step: 'gone', reason: 'used', purpose: 'credentials' } };
      if (saved === 'bound_otherwise') return refuse(say.credentialsProblem.changed);
      await deps.limits.clear(tried);
      const deliveryId = `credentials by ${ticket.id}`;
      await followUp(ticket, { deliveryId, text: '', inside: { command: 'credentials-given' } });
      return { ok: true, customerName: customer.name };
    },
  };

  /** Tried by real calls before anything is kept, and kept only where they reach this customer and nobody else. */
  async function problemWith(
    server: ServerCredentials,
    customer: Customer,
    ticket: Ticket,
  ): Promise<string | undefined> {
    const say = sentencesFor({ ...ticket.origin, from: ticket.person });
    try {
      const reach = await deps.service.reachOf(server);
      if (reach === undefined) return undefined;
      if ([...reach].some((id) => id !== customer.customerId)) return say.credentialsProblem.tooFar(customer.name);
      return reach.size === 0 ? say.credentialsProblem.reachesNobody(customer.name) : undefined;
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const reference = referenceOf(ticket);
      deps.log.warn({ reference, kind: error.kind }, 'server credentials could not be tried');
      return error.kind === 'signed_out' ? say.credentialsProblem.rejected : say.signInFailed(error.kind, reference);
    }
  }
}
