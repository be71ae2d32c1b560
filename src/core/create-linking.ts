import { ServiceError } from './errors.ts';
import { createFollowUp, followUpOf } from './follow-up.ts';
import { type Identity, type Platform, sameIdentity } from './invocation.ts';
import {
  askedAgainBy,
  linkMilliseconds,
  mostCodeTriesOfPerson,
  mostPasswordTries,
  pageOf,
  referenceOf,
} from './link-ticket.ts';
import type { Linking, LinkPage } from './linking.ts';
import type { Chat, Clock, Log, Secrets } from './ports.ts';
import type { SignInOrigin } from './reply.ts';
import type { Runner } from './run.ts';
import { sentencesFor } from './sentences/index.ts';
import type { InvocationStore, SignInLimits, Ticket, TicketStore } from './stores.ts';
import type { Ucaas } from './ucaas.ts';

/** The linking flow of design section 6, over tickets: from a link in chat to a sealed token, and back to chat. */
export function createLinking(deps: {
  readonly tickets: TicketStore;
  readonly limits: SignInLimits;
  readonly invocations: Pick<InvocationStore, 'accept'>;
  readonly service: Ucaas;
  readonly runner: Pick<Runner, 'start'>;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly log: Log;
}): Linking {
  const { tickets, secrets, clock } = deps;
  const digest = (secret: string | undefined) => (secret === undefined ? undefined : secrets.digest(secret));
  const page = (ticket: Ticket | undefined, browser: string | undefined) =>
    pageOf(ticket, digest(browser), secrets, clock());
  const find = (nonce: string) => tickets.find(secrets.digest(nonce));
  const followUp = createFollowUp(deps);

  return {
    look: async (nonce, browser) => (await look(nonce, browser)).shown,

    async begin(nonce, browser) {
      const before = await look(nonce, browser);
      if (before.shown.step !== 'begin') return before.shown;
      await tickets.bind(secrets.digest(nonce), secrets.digest(browser), clock());
      return (await look(nonce, browser)).shown;
    },

    async prove(nonce, browser, proven) {
      const { ticket, shown } = await look(nonce, browser);
      if (!ticket || shown.step !== 'code' || !sameIdentity(ticket.person, proven)) return shown;
      await tickets.prove(ticket.id, clock());
      deps.log.info({ reference: referenceOf(ticket), by: proven.platform }, 'a browser has shown whom it belongs to');
      return page(await find(nonce), browser);
    },

    takeProof: (state) => deps.limits.isFirst(secrets.digest(state)),

    async sendAnother(nonce) {
      const ticket = await find(nonce);
      const shown = page(ticket, undefined);
      const asked = ticket && askedAgainBy[ticket.purpose];
      if (!asked || shown.step !== 'gone' || !shown.canBeSentAgain) return false;
      await followUp(ticket, {
        deliveryId: `another link for ${ticket.id}`,
        text: ticket.origin.resumes ? 'resumes' : asked.text,
        inside: { command: asked.command, personEmail: ticket.personEmail },
      });
      return true;
    },

    async use(nonce, browser, purpose) {
      const { ticket, shown } = await look(nonce, browser);
      if (!ticket || shown.step !== purpose) return { ok: false, page: shown };
      if (await tickets.use(ticket.id, clock())) return { ok: true, subject: shown };
      return { ok: false, page: { step: 'gone', reason: 'used', purpose } };
    },

    async tell(nonce, command) {
      const ticket = await find(nonce);
      if (ticket) await followUp(ticket, { deliveryId: `told of ${ticket.id}`, text: '', inside: { command } });
    },

    async signIn(nonce, browser, { email, password, address, stay }) {
      const { ticket, shown } = await look(nonce, browser);
      if (!ticket || shown.step !== 'sign_in') return { ok: false, page: shown };
      const text = ticket.origin.resumes ? 'resumes' : '';
      const inside = { command: 'connected', personEmail: ticket.personEmail };
      const then = { deliveryId: `signed in ${ticket.id}`, text, inside };
      const followUp = { id: secrets.id(), invocation: followUpOf(ticket, then) };
      const say = sentencesFor(followUp.invocation);
      if ((await tickets.countPasswordTry(ticket.id)) > mostPasswordTries) {
        return { ok: false, page: { step: 'gone', reason: 'too_many_tries' } };
      }
      const tried = { name: email, person: ticket.person, address };
      const retryAfterSeconds = await deps.limits.count(tried);
      if (retryAfterSeconds !== undefined) {
        deps.log.warn({ reference: referenceOf(ticket), retryAfterSeconds }, 'too many tries to sign in');
        const problem = say.tooManyTries(Math.ceil(retryAfterSeconds / 60));
        return { ok: false, page: shown, problem, retryAfterSeconds };
      }
      try {
        const signedIn = await atService(email, password, ticket.apiId);
        const kept = stay ? { ...signedIn, password } : signedIn;
        const link = await tickets.redeem(ticket, kept, followUp, clock());
        if (!link) return { ok: false, page: { step: 'gone', reason: 'used' } };
        await deps.limits.clear(tried);
        deps.log.info({ reference: referenceOf(ticket) }, 'an account was connected');
        deps.runner.start({ ...followUp, attempts: 1, acceptedAt: clock(), link });
        const { account } = signedIn;
        return { ok: true, email: account.email, accountName: account.name, subject: shown };
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        const reference = referenceOf(ticket);
        deps.log.warn({ reference, kind: error.kind }, 'a sign-in failed');
        const problem = error.kind === 'wrong_password' ? say.wrongPassword : say.signInFailed(error.kind, reference);
        return { ok: false, page: page(await find(nonce), browser), problem };
      }
    },
  };

  /** By the API id of the workspace's customer where it has one; an account of another customer may be the deployment's. */
  async function atService(email: string, password: string, apiId: string | undefined) {
    try {
      return await deps.service.signIn(email, password, apiId);
    } catch (error) {
      if (apiId === undefined || !(error instanceof ServiceError) || error.kind !== 'wrong_password') throw error;
      return deps.service.signIn(email, password);
    }
  }

  async function look(
    nonce: string,
    browser: string | undefined,
  ): Promise<{ ticket: Ticket | undefined; shown: LinkPage }> {
    const ticket = await find(nonce);
    const shown = page(ticket, browser);
    const tooMany =
      ticket && shown.step === 'code' && (await tickets.codeTriesOfPerson(ticket)) >= mostCodeTriesOfPerson;
    return { ticket, shown: tooMany ? { ...shown, code: undefined } : shown };
  }
}

/** Makes the links to our pages. Only the digest of what makes a link work is stored. */
export function createSignInLinks(deps: {
  readonly tickets: TicketStore;
  readonly chats: ReadonlyMap<Platform, Chat>;
  readonly publicUrl: string;
  readonly secrets: Secrets;
  readonly clock: Clock;
}): (person: Identity, origin: SignInOrigin) => Promise<string> {
  return async (person, origin) => {
    const profile = await deps.chats.get(person.platform)?.profile(person);
    const nonce = deps.secrets.token();
    const createdAt = deps.clock();
    await deps.tickets.mint(deps.secrets.digest(nonce), {
      id: deps.secrets.id(),
      purpose: origin.purpose ?? 'sign_in',
      person,
      personName: profile?.name ?? person.userId,
      personEmail: profile?.email,
      workspaceName: profile?.workspaceName ?? person.workspaceId,
      origin,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + linkMilliseconds),
    });
    return `${deps.publicUrl}/connect/${nonce}`;
  };
}
