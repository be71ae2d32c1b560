import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { DeliveryError } from '../../src/core/errors.ts';
import type { Clock } from '../../src/core/ports.ts';
import { type Http, type HttpAnswer, HttpError } from '../../src/http/http.ts';

/**
 * The Bot Connector's REST interface, over `src/http`: the SDK's own client brings its own HTTP stack, which would pass by
 * our host rules, time limits and breaker, and costs five times as much. Throws `DeliveryError`.
 */
export interface Connector {
  post(serviceUrl: string, conversation: string, activity: Partial<Activity>): Promise<string>;
  update(serviceUrl: string, conversation: string, id: string, activity: Partial<Activity>): Promise<void>;
  /** A file by the address that came with a message, which needs no token of ours; undefined where it is gone. */
  download(url: string): Promise<Uint8Array | undefined>;
  /** Opens the one-to-one chat with a member. Resolves to its id. */
  open(serviceUrl: string, tenantId: string, botId: string, memberId: string): Promise<string>;
  /** By member id or object id. */
  member(serviceUrl: string, conversation: string, id: string): Promise<Member>;
  /** The channels of a team, by its id; the general one has no name. */
  channels(
    serviceUrl: string,
    team: string,
  ): Promise<readonly { readonly id: string; readonly name: string | undefined }[]>;
  /** One page of everybody in a team's channel or a group chat; from the beginning where no token is given. */
  members(
    serviceUrl: string,
    conversation: string,
    continuationToken?: string,
  ): Promise<{ readonly members: readonly Member[]; readonly continuationToken?: string }>;
}

/** As the roster knows a person. Guests and people of other organisations may lack any of it. */
export interface Member {
  /** Towards the bot: `29:…`. */
  readonly memberId: string | undefined;
  readonly name: string | undefined;
  readonly userId: string | undefined;
  readonly email: string | undefined;
  readonly userPrincipalName: string | undefined;
  /** The tenant that the person belongs to, which in a shared channel may be another one. */
  readonly tenantId: string | undefined;
  /** Whom the tenant has invited from elsewhere. */
  readonly isGuest: boolean;
}

/** The Bot Connector refused a call for good. */
export class ConnectorError extends DeliveryError {
  readonly status: number;
  constructor(message: string, status: number) {
    super('refused', message);
    this.name = 'ConnectorError';
    this.status = status;
  }
}

const timeoutMilliseconds = 8_000;
const fileTimeoutMilliseconds = 60_000;
/** Sent again after a wait; nothing else is (learn.microsoft.com, rate limiting for bots). */
const passing = new Set([412, 429, 502, 503, 504]);
const created = z.object({ id: z.string() });
/** The most that one page may have (learn.microsoft.com, get Teams specific context for your bot). */
const pageSize = 500;
const member = z.looseObject({
  id: z.string().optional(),
  name: z.string().optional(),
  aadObjectId: z.string().optional(),
  objectId: z.string().optional(),
  email: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  tenantId: z.string().nullish(),
  /** `user`, `guest` or `anonymous`. */
  userRole: z.string().nullish(),
});
const page = z.looseObject({ members: z.array(member), continuationToken: z.string().nullish() });
/** learn.microsoft.com, get Teams specific context for your bot, list of channels. */
const channels = z.looseObject({
  conversations: z.array(z.looseObject({ id: z.string(), name: z.string().nullish() })),
});
const granted = z.object({ access_token: z.string(), expires_in: z.coerce.number() });

export function createConnector(deps: {
  readonly appId: string;
  readonly appPassword: string;
  readonly tokenUrl: string;
  /** What the token is asked for: the Bot Connector of the cloud. */
  readonly scope: string;
  readonly serviceHostAllowed: (url: URL) => boolean;
  /** Where people of Teams keep their files. */
  readonly fileHostAllowed: (url: URL) => boolean;
  readonly http: Http;
  readonly clock: Clock;
}): Connector {
  let token: { readonly value: string; readonly until: number } | undefined;
  const activities = (conversation: string, id = '') =>
    `v3/conversations/${encodeURIComponent(conversation)}/activities${id && `/${encodeURIComponent(id)}`}`;

  return {
    async post(serviceUrl, conversation, activity) {
      return created.parse(await call('POST', serviceUrl, activities(conversation), activity)).id;
    },

    async update(serviceUrl, conversation, id, activity) {
      await call('PUT', serviceUrl, activities(conversation, id), { ...activity, id });
    },

    async download(address) {
      const url = URL.parse(address);
      if (!url || !deps.fileHostAllowed(url))
        throw new DeliveryError('refused', 'the address of the file is not allowed');
      const answer = await send({
        ...{ method: 'GET', url: url.href, wantsBytes: true },
        timeoutMilliseconds: fileTimeoutMilliseconds,
      });
      if (isPassing(answer)) throw failure(`a file: HTTP ${answer.status}`, answer);
      return answer.status === 200 ? answer.bytes : undefined;
    },

    async open(serviceUrl, tenantId, botId, memberId) {
      const body = {
        isGroup: false,
        bot: { id: botId },
        members: [{ id: memberId }],
        tenantId,
        channelData: { tenant: { id: tenantId } },
      };
      return created.parse(await call('POST', serviceUrl, 'v3/conversations', body)).id;
    },

    async member(serviceUrl, conversation, id) {
      const path = `v3/conversations/${encodeURIComponent(conversation)}/members/${encodeURIComponent(id)}`;
      return readMember(member.parse(await call('GET', serviceUrl, path)));
    },

    async channels(serviceUrl, team) {
      const { conversations } = channels.parse(
        await call('GET', serviceUrl, `v3/teams/${encodeURIComponent(team)}/conversations`),
      );
      return conversations.map(({ id, name }) => ({ id, name: name ?? undefined }));
    },

    async members(serviceUrl, conversation, token) {
      const query = new URLSearchParams({ pageSize: String(pageSize), ...(token ? { continuationToken: token } : {}) });
      const path = `v3/conversations/${encodeURIComponent(conversation)}/pagedmembers?${query}`;
      const { members, continuationToken } = page.parse(await call('GET', serviceUrl, path));
      return { members: members.map(readMember), continuationToken: continuationToken || undefined };
    },
  };

  async function call(
    method: 'GET' | 'POST' | 'PUT',
    serviceUrl: string,
    path: string,
    body?: object,
  ): Promise<unknown> {
    const base = new URL(serviceUrl.endsWith('/') ? serviceUrl : `${serviceUrl}/`);
    if (!deps.serviceHostAllowed(base)) throw new DeliveryError('refused', 'the service address is not allowed');
    const headers = { authorization: `Bearer ${await accessToken()}`, 'content-type': 'application/json' };
    const url = new URL(path, base).href;
    const answer = await send({ method, url, headers, body: body && JSON.stringify(body) });
    if (answer.status === 401) token = undefined;
    if (answer.status < 300) return answer.text === '' ? {} : JSON.parse(answer.text);
    const what = `${method} ${path.split('/')[1]}: HTTP ${answer.status}`;
    throw isPassing(answer) ? failure(what, answer) : new ConnectorError(what, answer.status);
  }

  /** Client credentials (RFC 6749, 4.4), kept until five minutes before the end. */
  async function accessToken(): Promise<string> {
    const now = deps.clock().getTime();
    if (token && token.until > now) return token.value;
    const { appId: client_id, appPassword: client_secret, scope } = deps;
    const fields = { grant_type: 'client_credentials', client_id, client_secret, scope };
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await send({
      method: 'POST',
      url: deps.tokenUrl,
      headers,
      body: new URLSearchParams(fields).toString(),
    });
    if (answer.status >= 400) throw failure(`the token endpoint answered HTTP ${answer.status}`, answer);
    const { access_token: value, expires_in: seconds } = granted.parse(JSON.parse(answer.text));
    token = { value, until: now + Math.max(seconds - 300, 30) * 1000 };
    return value;
  }

  async function send(request: Parameters<Http['request']>[0]): Promise<HttpAnswer> {
    try {
      return await deps.http.request({ timeoutMilliseconds, ...request });
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      throw new DeliveryError(error.kind === 'refused_host' ? 'refused' : 'retry', error.message, { cause: error });
    }
  }
}

function readMember(found: z.output<typeof member>): Member {
  return {
    memberId: found.id,
    name: found.name,
    userId: (found.aadObjectId ?? found.objectId)?.toLowerCase(),
    email: found.email ?? undefined,
    userPrincipalName: found.userPrincipalName ?? undefined,
    tenantId: found.tenantId?.toLowerCase(),
    // Entra marks the user principal names of those who were invited (learn.microsoft.com, properties of a B2B collaboration user).
    isGuest: found.userRole === 'guest' || found.userPrincipalName?.includes('#EXT#') === true,
  };
}

function isPassing({ status }: HttpAnswer): boolean {
  return passing.has(status) || status >= 500 || status === 401;
}

function failure(message: string, answer: HttpAnswer): DeliveryError {
  const retryAfterSeconds = Number(answer.headers['retry-after']) || undefined;
  return new DeliveryError(isPassing(answer) ? 'retry' : 'refused', message, { retryAfterSeconds });
}
