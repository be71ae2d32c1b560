import { EventEmitter } from 'node:events';
import formbody from '@fastify/formbody';
import fastify from 'fastify';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';

export const appId = '11111111-2222-4333-8444-555555555555';
export const appPassword = 'a password of a test app';
export const tenantId = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
/** Another organisation. Its people may have the same ids as those of the first. */
export const otherTenantId = 'bbbbbbbb-cccc-4ddd-8eee-ffffffffffff';
export const botId = `28:${appId}`;

/** The one-to-one chat with a member, which belongs to one tenant. */
export function directChatOf(memberId: string, tenant = tenantId): string {
  return tenant === tenantId ? `a:${memberId}` : `a:${memberId}@${tenant}`;
}

export interface KeptActivity {
  readonly id: string;
  readonly conversation: string;
  body: Record<string, unknown>;
}

const domains: Readonly<Record<string, string>> = { [tenantId]: 'acme.example', [otherTenantId]: 'globex.example' };
const usualMembers: Readonly<
  Record<string, { name: string; aadObjectId?: string; tenantId?: string; userRole?: string }>
> = {
  '29:ada': { name: 'Ada Almeida', aadObjectId: 'ada00000-0000-4000-8000-000000000001' },
  '29:bob': { name: 'Bob Brandt', aadObjectId: 'b0b00000-0000-4000-8000-000000000002' },
  // Of another organisation, in a shared channel.
  '29:eve': { name: 'Eve External', aadObjectId: 'e5e00000-0000-4000-8000-000000000005', tenantId: otherTenantId },
};

/** A stand-in for the Bot Connector, its signing keys and its token endpoint, over real HTTP. */
export async function startTeamsStandIn() {
  const events = new EventEmitter<{ posted: [] }>().setMaxListeners(0);
  const activities: KeptActivity[] = [];
  const members = new Map(Object.entries(usualMembers));
  /** Who is in a conversation, by member id; everybody, where nothing is said of it. */
  const rosters = new Map<string, readonly string[]>();
  /** The channels of a team beside its general one. */
  const channels = new Map<string, readonly { readonly id: string; readonly name: string }[]>();
  const files: Buffer[] = [];
  const scopes: (string | undefined)[] = [];
  const calls: Record<string, number> = {};
  const failures: { route: string; status: number; headers: Record<string, string> }[] = [];
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const unendorsed = await generateKeyPair('RS256', { extractable: true });
  const jwk = async (key: CryptoKey, kid: string, endorsements: string[]) => ({
    ...(await exportJWK(key)),
    kid,
    use: 'sig',
    alg: 'RS256',
    endorsements,
  });
  const keys = [await jwk(publicKey, 'one', ['msteams']), await jwk(unendorsed.publicKey, 'two', ['skype'])];
  const server = fastify();
  await server.register(formbody);
  let url = '';

  server.addHook('onRequest', async (request, reply) => {
    const name = `${request.method} ${request.routeOptions.url}`;
    calls[name] = (calls[name] ?? 0) + 1;
    const failing = failures.findIndex(({ route }) => route === name);
    if (failing < 0) return undefined;
    const [failed] = failures.splice(failing, 1);
    return reply
      .code(failed?.status ?? 500)
      .headers(failed?.headers ?? {})
      .send({});
  });
  server.get('/openid', async () => ({ jwks_uri: `${url}/keys` }));
  server.get('/keys', async () => ({ keys }));
  server.post('/token', async (request, reply) => {
    const { client_id: id, client_secret: secret, scope } = request.body as Record<string, string>;
    scopes.push(scope);
    if (id !== appId || secret !== appPassword) return reply.code(401).send({ error: 'invalid_client' });
    return { access_token: 'token-of-the-connector', expires_in: 3600, token_type: 'Bearer' };
  });
  server.register(async (connector) => {
    connector.addHook('onRequest', async (request, reply) => {
      if (request.headers.authorization !== 'Bearer token-of-the-connector') return reply.code(401).send({});
      return undefined;
    });
    connector.post('/v3/conversations', async (request) => {
      const { members: [who] = [], tenantId: tenant } = request.body as {
        members?: { id: string }[];
        tenantId?: string;
      };
      return { id: tenant && domains[tenant] ? directChatOf(who?.id ?? '', tenant) : 'a:nobody' };
    });
    connector.post('/v3/conversations/:id/activities', async (request) => {
      const kept = {
        id: `m${activities.length + 1}`,
        conversation: params(request.params).id ?? '',
        body: request.body as Record<string, unknown>,
      };
      activities.push(kept);
      events.emit('posted');
      return { id: kept.id };
    });
    connector.put('/v3/conversations/:id/activities/:activity', async (request, reply) => {
      const kept = activities.find(({ id }) => id === params(request.params).activity);
      if (!kept) return reply.code(404).send({});
      kept.body = request.body as Record<string, unknown>;
      events.emit('posted');
      return { id: kept.id };
    });
    connector.get('/v3/conversations/:id/members/:member', async (request, reply) => {
      const { id = '', member: asked = '' } = params(request.params);
      const found = rosterOf(id).find(({ id: own, aadObjectId }) => own === asked || aadObjectId === asked);
      return found ?? reply.code(404).send({});
    });
    connector.get('/v3/teams/:id/conversations', async (request) => {
      const { id = '' } = params(request.params);
      // The general channel has the id of its team, and no name.
      return { conversations: [{ id }, ...(channels.get(id) ?? [])] };
    });
    connector.get('/v3/conversations/:id/pagedmembers', async (request) => {
      const { pageSize, continuationToken = '0' } = request.query as Record<string, string | undefined>;
      const all = rosterOf(params(request.params).id ?? '');
      const end = Number(continuationToken) + Math.min(Number(pageSize), 500);
      const more = end < all.length ? { continuationToken: String(end) } : {};
      return { members: all.slice(Number(continuationToken), end), ...more };
    });
  });
  server.get('/files/:number', async (request, reply) => {
    const kept = files[Number((request.params as { number: string }).number)];
    // The address is good for a while, and needs no token; nobody gives one away here.
    if (!kept || request.headers.authorization) return reply.code(404).send();
    return reply.type('application/octet-stream').send(kept);
  });
  url = await server.listen({ host: '127.0.0.1', port: 0 });

  const rosterOf = (conversation: string) => {
    const tenant = Object.keys(domains).find((one) => conversation.endsWith(`@${one}`)) ?? tenantId;
    return [...members]
      .filter(([id]) => rosters.get(conversation)?.includes(id) ?? true)
      .map(([id, member]) => {
        const address = `${id.slice(3)}@${domains[tenant]}`;
        return { id, tenantId: tenant, ...member, email: address, userPrincipalName: address };
      });
  };

  return {
    url,
    /** Keeps a file. Resolves to the address from which it can be fetched. */
    keepFile: (bytes: Uint8Array) => `${url}/files/${files.push(Buffer.from(bytes)) - 1}`,
    activities,
    calls,
    /** Who the roster knows, by member id; the same in every tenant. */
    members,
    rosters,
    channels,
    /** What tokens were asked for, in order. */
    scopes,
    /** What the operator would set to reach this stand-in. */
    environment: {
      TEAMS_APP_ID: appId,
      TEAMS_APP_PASSWORD: appPassword,
      TEAMS_TENANT_ID: tenantId,
      TEAMS_SERVICE_URLS: new URL(url).host,
      TEAMS_OPENID_URL: `${url}/openid`,
      TEAMS_TOKEN_URL: `${url}/token`,
    },
    keys: { genuine: privateKey, unendorsed: unendorsed.privateKey },
    failNext(route: string, status: number, headers: Record<string, string> = {}) {
      failures.push({ route, status, headers });
    },
    /** A token as the Bot Connector sends it; anything about it may be changed. */
    token: (
      changes: {
        kid?: string;
        key?: CryptoKey;
        audience?: string;
        issuer?: string;
        serviceUrl?: string | null;
        at?: number;
        lifetime?: number;
      } = {},
    ) => {
      const at = changes.at ?? Math.floor(Date.now() / 1000);
      const claims = changes.serviceUrl === null ? {} : { serviceurl: changes.serviceUrl ?? url };
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', kid: changes.kid ?? 'one', typ: 'JWT' })
        .setIssuer(changes.issuer ?? 'https://api.botframework.com')
        .setAudience(changes.audience ?? appId)
        .setNotBefore(at)
        .setExpirationTime(at + (changes.lifetime ?? 3600))
        .sign(changes.key ?? privateKey);
    },
    next: () => new Promise<void>((resolve) => events.once('posted', () => resolve())),
    close: () => server.close(),
  };
}

export type TeamsStandIn = Awaited<ReturnType<typeof startTeamsStandIn>>;

function params(value: unknown): Record<string, string | undefined> {
  return value as Record<string, string | undefined>;
}
