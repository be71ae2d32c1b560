import { type Purpose, usableFor } from './credentials.ts';
import { ServiceError, UserError } from './errors.ts';
import type { Clock, Log } from './ports.ts';
import type { Link, LinkStore } from './stores.ts';
import type { Authority, ServerCredentials, Ucaas, UcaasSession } from './ucaas.ts';

/** Which credential serves for whom and for what. */
export interface Accounts {
  /**
   * A session with the service for one account. A token that ends within a minute is renewed before it is used, one that is
   * rejected is renewed once and the call repeated once. Throws `not_connected` where nothing is left but to sign in: at
   * once where that is known, else from the call. Every other failure is a `ServiceError`.
   */
  session(link: Link | undefined, purpose: Purpose): UcaasSession;
}

/** A token that ends within a minute is not used any more. */
export const tokenMarginMilliseconds = 60_000;

/** One way to make a call: what to begin with, and what to try once after that was rejected. */
interface Right {
  readonly first: () => Promise<Authority | undefined>;
  readonly again: (rejected: Authority) => Promise<Authority | undefined>;
  readonly lost: 'expired' | 'signed_out' | 'server_rejected';
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

  return {
    session(link, purpose) {
      if (!link) throw new UserError({ code: 'not_connected', reason: 'never' });
      const kinds = usableFor(purpose, link, deps.deployment).filter((kind) => kind !== 'token' || lives(link));
      if (kinds.length === 0) throw new UserError({ code: 'not_connected', reason: 'expired' });
      const rights = kinds.map((kind): Right => {
        if (kind === 'server') return byServer(link, link.workspace.server);
        if (kind === 'deployment') return byServer(link, deps.deployment);
        return kind === 'password' ? byPassword(link) : byToken(link);
      });
      return sessionBy((call) => tryAll(rights, call));
    },
  };

  function lives({ token, tokenExpiresAt }: Link): boolean {
    return token !== undefined && tokenExpiresAt.getTime() - tokenMarginMilliseconds > deps.clock().getTime();
  }

  async function tryAll<Result>(
    rights: readonly Right[],
    call: (session: UcaasSession) => Promise<Result>,
  ): Promise<Result> {
    let lost: Right['lost'] = 'expired';
    let cause: unknown;
    for (const right of rights) {
      let authority = await right.first();
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

  function byServer({ account: { userId } }: Link, server: ServerCredentials | undefined): Right {
    return {
      lost: 'server_rejected',
      first: async () => server && { server, userId },
      async again() {
        log.error({ apiId: server?.apiId }, 'the service does not take the server credentials of a customer any more');
        return undefined;
      },
    };
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

const methods = [
  'startMeeting',
  'findMeeting',
  'room',
  'changeRoom',
  'account',
  'customers',
] as const satisfies readonly (keyof UcaasSession)[];

/** A session whose every call goes through `run`. */
function sessionBy(run: <Result>(call: (session: UcaasSession) => Promise<Result>) => Promise<Result>): UcaasSession {
  const forward =
    (name: keyof UcaasSession) =>
    (...given: never[]) =>
      run<unknown>((session) => (session[name] as (...all: never[]) => Promise<unknown>)(...given));
  return Object.fromEntries(methods.map((name) => [name, forward(name)])) as unknown as UcaasSession;
}
