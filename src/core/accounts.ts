import { type CredentialKind, type Purpose, usableFor } from './credentials.ts';
import { type NotConnectedReason, ServiceError, UserError } from './errors.ts';
import { createMemory } from './memory.ts';
import type { Clock, Log } from './ports.ts';
import type { Link, LinkStore } from './stores.ts';
import type { Authority, ServerCredentials, Ucaas, UcaasSession } from './ucaas.ts';

/** Which credential serves for whom and for what. */
export interface Accounts {
  /**
   * A session with the service for one account. A token that ends within a minute is renewed before it is used, one that is
   * rejected is renewed once and the call repeated once. Throws `not_connected` where nothing is left but to sign in: at
   * once where that is known, else from the call. Every other failure is a `ServiceError`. `only`: by no other credentials than
   * these, where more depends on it than that it works.
   */
  session(link: Link | undefined, purpose: Purpose, only?: readonly CredentialKind[]): UcaasSession;
  /** What would be used for this purpose just now, best first; the customer's server only where it does act for this account. */
  credentials(link: Link, purpose: Purpose): Promise<readonly CredentialKind[]>;
}

/** A token that ends within a minute is not used any more. */
export const tokenMarginMilliseconds = 60_000;

/** One way to make a call: what to begin with, and what to try once after that was rejected. */
interface Right {
  /** Undefined: it cannot be made this way; `lost` then says why. */
  readonly first: () => Promise<Authority | undefined>;
  readonly again: (rejected: Authority) => Promise<Authority | undefined>;
  readonly lost: NotConnectedReason;
  /** Why `first` gave nothing, where that is another reason. */
  readonly without?: NotConnectedReason;
}

export function createAccounts(deps: {
  readonly links: Pick<LinkStore, 'renew' | 'discardToken'>;
  readonly service: Ucaas;
  /** Of whoever runs this deployment. */
  readonly deployment?: ServerCredentials;
  readonly clock: Clock;
  readonly log: Log;
}): Accounts {
  const { links, service, log } = deps;
  /** Accounts that a server acts for: asked about once a minute. */
  const served = createMemory<true>({ milliseconds: 60_000, most: 10_000 });

  return {
    session(link, purpose, only) {
      if (!link) throw new UserError({ code: 'not_connected', reason: 'never' });
      const kinds = usableFor(purpose, link, deps.deployment).filter(
        (kind) => (!only || only.includes(kind)) && (kind !== 'token' || lives(link)),
      );
      if (kinds.length === 0) throw new UserError({ code: 'not_connected', reason: 'expired' });
      const rights = kinds.map((kind): Right => {
        if (kind === 'server') return byServer(link, link.workspace.server);
        if (kind === 'deployment') return byServer(link, deps.deployment);
        return kind === 'password' ? byPassword(link) : byToken(link);
      });
      return sessionBy((call) => tryAll(rights, call));
    },

    async credentials(link, purpose) {
      const kinds = usableFor(purpose, link, deps.deployment);
      const { server } = link.workspace;
      const isIdle = kinds.includes('server') && server && !(await isServed(link, server));
      return isIdle ? kinds.filter((kind) => kind !== 'server') : kinds;
    },
  };

  function lives({ token, tokenExpiresAt }: Link): boolean {
    return token !== undefined && tokenExpiresAt.getTime() - tokenMarginMilliseconds > deps.clock().getTime();
  }

  async function tryAll<Result>(
    rights: readonly Right[],
    call: (session: UcaasSession) => Promise<Result>,
  ): Promise<Result> {
    let lost: NotConnectedReason = 'expired';
    let cause: unknown;
    for (const right of rights) {
      let authority = await right.first();
      if (!authority) lost = right.without ?? right.lost;
      for (let tries = 1; authority && tries <= 2; tries += 1) {
        try {
          return await call(service.as(authority));
        } catch (error) {
          if (!(error instanceof ServiceError) || error.kind !== 'signed_out') throw error;
          // A token that was made for this very call is good: it is the call that is refused.
          if (tries === 2) throw new ServiceError('refused', 'refused with a fresh token', { cause: error });
          [lost, cause] = [right.lost, error];
        }
        authority = await right.again(authority);
      }
    }
    throw new UserError({ code: 'not_connected', reason: lost }, { cause });
  }

  function byServer(link: Link, server: ServerCredentials | undefined): Right {
    const { userId } = link.account;
    return {
      lost: 'server_rejected',
      without: 'not_served',
      first: async () => (server && (await isServed(link, server)) ? { server, userId } : undefined),
      async again() {
        log.error({ apiId: server?.apiId }, 'the service does not take the server credentials of a customer any more');
        return undefined;
      },
    };
  }

  /**
   * We are the authorisation here: a server may act for whoever is below it, also for who is suspended. So the service is asked
   * about the account, once a minute.
   */
  async function isServed({ id, account }: Link, server: ServerCredentials): Promise<boolean> {
    const key = `${server.apiId}/${account.userId}`;
    const now = deps.clock().getTime();
    if (served.get(key, now)) return true;
    const live = await liveAccount(account.userId, server);
    if (live === 'unknown') return true;
    if (live === 'gone' || live.suspended || live.customerId !== account.customerId) {
      log.warn({ link: id }, 'a server does not act for an account that is suspended, gone or of another customer');
      return false;
    }
    served.set(key, true, now);
    return true;
  }

  /** `unknown`: the service does not tell, or does not take the credentials, which the call itself then shows. */
  async function liveAccount(userId: string, server: ServerCredentials) {
    try {
      return (await service.as({ server, userId }).account()) ?? 'unknown';
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      if (error.kind === 'not_found') return 'gone';
      if (error.kind === 'signed_out') return 'unknown';
      throw error;
    }
  }

  function byToken({ id, token, account: { userId } }: Link): Right {
    return {
      lost: 'signed_out',
      first: async () => (token === undefined ? undefined : { token, userId }),
      async again() {
        // Somebody may have signed in meanwhile, on another replica.
        const renewal = await links.renew(id, token, undefined);
        if (renewal.state === 'renewed') return { token: renewal.token, userId };
        if (token !== undefined) await links.discardToken(id, token);
        return undefined;
      },
    };
  }

  function byPassword(link: Link): Right {
    const { id, token, account } = link;
    const renew = async (rejected: string | undefined): Promise<Authority | undefined> => {
      const renewal = await links.renew(id, rejected, service.signIn);
      if (renewal.state === 'password_rejected') {
        log.warn({ link: id }, 'a kept password was not taken any more, and is deleted');
        throw new UserError({ code: 'not_connected', reason: 'password_rejected' });
      }
      return renewal.state === 'renewed' ? { token: renewal.token, userId: account.userId } : undefined;
    };
    return {
      lost: 'signed_out',
      first: async () => (token !== undefined && lives(link) ? { token, userId: account.userId } : renew(undefined)),
      again: () => renew(token),
    };
  }
}

/** Every method of a session: the compiler names one that is missing. */
const methods: { readonly [name in keyof UcaasSession]: true } = {
  startMeeting: true,
  findMeeting: true,
  scheduleMeeting: true,
  changeMeeting: true,
  cancelMeeting: true,
  limits: true,
  usedCalls: true,
  hostToken: true,
  roomOf: true,
  changeRoomOf: true,
  placedMeetings: true,
  findPlaced: true,
  placedMeeting: true,
  recordings: true,
  recordingsOf: true,
  knowsZone: true,
  room: true,
  changeRoom: true,
  account: true,
  customers: true,
  customer: true,
  runs: true,
  runsOf: true,
  presences: true,
  endRun: true,
  insiders: true,
  setMuted: true,
  showOut: true,
  setLocked: true,
  waiting: true,
  letIn: true,
  turnAway: true,
  openPoll: true,
  closePoll: true,
  pollResult: true,
  contacts: true,
  contact: true,
  addContact: true,
  changeContact: true,
  removeContact: true,
  shareContact: true,
  groups: true,
  addGroup: true,
  renameGroup: true,
  removeGroup: true,
  groupContacts: true,
  addToGroup: true,
  removeFromGroup: true,
  customerPage: true,
  findCustomers: true,
  addCustomer: true,
  changeCustomer: true,
  setCustomerSuspended: true,
  removeCustomer: true,
  subscriptions: true,
  subscription: true,
  seatsTaken: true,
  addSubscription: true,
  changeSubscription: true,
  setSubscriptionSuspended: true,
  users: true,
  findUsers: true,
  user: true,
  everyUser: true,
  administrators: true,
  addUser: true,
  changeUser: true,
  setSuspended: true,
  removeUser: true,
};

/** A session whose every call goes through `run`. */
function sessionBy(run: <Result>(call: (session: UcaasSession) => Promise<Result>) => Promise<Result>): UcaasSession {
  const forward =
    (name: keyof UcaasSession) =>
    (...given: never[]) =>
      run<unknown>((session) => (session[name] as (...all: never[]) => Promise<unknown>)(...given));
  const names = Object.keys(methods) as (keyof UcaasSession)[];
  return Object.fromEntries(names.map((name) => [name, forward(name)])) as unknown as UcaasSession;
}
