import { createHash, randomBytes } from 'node:crypto';
import formbody from '@fastify/formbody';
import fastify from 'fastify';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';

export const client = { id: '111.222', secret: 'b1946ac92492d2347c6235b4d2611184' };

/** Somebody at Slack, as the claims of the ID token name them. */
export interface SlackPerson {
  readonly userId: string;
  readonly teamId: string;
  readonly teamName?: string;
  readonly enterpriseId?: string;
  readonly email: string;
}

interface Asked {
  readonly redirectUri: string;
  readonly nonce: string;
  readonly challenge?: string;
  readonly person: SlackPerson;
}

/** What may be wrong with the next ID token. */
export interface TokenFaults {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly without?: readonly string[];
  readonly key?: CryptoKey;
  readonly unsigned?: boolean;
  /** Of the answer around it. */
  readonly answer?: Readonly<Record<string, unknown>>;
  /** Relative to now. */
  readonly expiresInSeconds?: number;
}

/**
 * A stand-in for Slack's OpenID provider, with real keys and real HTTP. Its description has the fields of Slack's own
 * (https://slack.com/.well-known/openid-configuration); refusals come as Slack sends them: 200 and `ok: false`.
 */
export async function startSlackOpenId(
  options: {
    readonly pkce?: boolean;
    readonly issuer?: string;
    readonly authorizationEndpoint?: string;
    readonly tokenEndpoint?: string;
  } = {},
) {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const stranger = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', use: 'sig', alg: 'RS256' };
  const codes = new Map<string, Asked>();
  const requests: { readonly url: string; readonly headers: object; readonly body: unknown }[] = [];
  const issued: string[] = [];
  let person: SlackPerson = { userId: 'U0ADA', teamId: 'T0MEETWIRE', email: 'ada@acme.example' };
  let faults: TokenFaults = {};
  let down: string | undefined;
  const server = fastify();
  await server.register(formbody);
  let url = '';

  server.addHook('preHandler', async (request, reply) => {
    requests.push({ url: request.url, headers: request.headers, body: request.body });
    if (down !== undefined && request.url.startsWith(down)) return reply.code(503).send('busy');
    return undefined;
  });

  server.get('/.well-known/openid-configuration', async () => ({
    issuer: options.issuer ?? url,
    authorization_endpoint: options.authorizationEndpoint ?? `${url}/openid/connect/authorize`,
    token_endpoint: options.tokenEndpoint ?? `${url}/api/openid.connect.token`,
    userinfo_endpoint: `${url}/api/openid.connect.userInfo`,
    jwks_uri: `${url}/openid/connect/keys`,
    scopes_supported: ['openid', 'profile', 'email'],
    response_types_supported: ['code'],
    response_modes_supported: ['form_post'],
    grant_types_supported: ['authorization_code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: ['sub', 'auth_time', 'iss'],
    claims_parameter_supported: false,
    request_parameter_supported: false,
    request_uri_parameter_supported: true,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    ...(options.pkce ? { code_challenge_methods_supported: ['S256'] } : {}),
  }));
  server.get('/openid/connect/keys', async () => ({ keys: [jwk] }));

  server.get('/openid/connect/authorize', async (request, reply) => {
    const asked = request.query as Record<string, string>;
    const wrong = asked.client_id !== client.id || asked.response_type !== 'code' || !asked.scope?.includes('openid');
    if (wrong) return reply.code(400).send('invalid request');
    const query = new URLSearchParams(asked).toString().replaceAll('&', '&amp;');
    return reply
      .type('text/html')
      .send(`<!doctype html><html lang="en"><title>Slack</title><link rel="icon" href="data:,">
      <main><h1>Sign in to Slack</h1><p>You are ${person.email}.</p><p><a href="/allow?${query}">Allow</a></p>
      <p><a href="/cancel?${query}">Cancel</a></p></main></html>`);
  });
  server.get('/allow', async (request, reply) => {
    const {
      redirect_uri: redirectUri = '',
      state = '',
      nonce = '',
      ...asked
    } = request.query as Record<string, string>;
    const code = randomBytes(16).toString('hex');
    issued.push(code);
    codes.set(code, { redirectUri, nonce, challenge: asked.code_challenge, person });
    return reply.redirect(`${redirectUri}?${new URLSearchParams({ code, state })}`, 302);
  });
  server.get('/cancel', async (request, reply) => {
    const { redirect_uri: redirectUri = '', state = '' } = request.query as Record<string, string>;
    return reply.redirect(`${redirectUri}?${new URLSearchParams({ error: 'access_denied', state })}`, 302);
  });

  server.post('/api/openid.connect.token', async (request) => {
    const body = request.body as Record<string, string>;
    const asked = codes.get(body.code ?? '');
    codes.delete(body.code ?? '');
    if (body.client_id !== client.id || body.client_secret !== client.secret) return refused('bad_client_secret');
    if (!asked || body.grant_type !== 'authorization_code') return refused('invalid_code');
    if (asked.redirectUri !== body.redirect_uri) return refused('bad_redirect_uri');
    if (asked.challenge !== undefined && asked.challenge !== challengeOf(body.code_verifier ?? ''))
      return refused('invalid_code_verifier');
    const access = `xoxp-${randomBytes(16).toString('hex')}`;
    const idToken = await tokenFor(asked);
    issued.push(access, idToken);
    return { ok: true, access_token: access, token_type: 'Bearer', id_token: idToken, ...faults.answer };
  });

  url = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    requests,
    /** Every code and token that it has given out. */
    issued,
    strangersKey: stranger.privateKey,
    environment: { SLACK_CLIENT_ID: client.id, SLACK_CLIENT_SECRET: client.secret, SLACK_OPENID_ISSUER: url },
    /** Whoever is signed in at Slack from now on. */
    become(who: SlackPerson) {
      person = who;
    },
    /** What is wrong with ID tokens from now on. */
    forge(wrong: TokenFaults) {
      faults = wrong;
    },
    /** Addresses that begin like this answer 503 from now on. */
    failing(path: string | undefined) {
      down = path;
    },
    /** What the person does at Slack; resolves to where the browser is sent back to. */
    async decide(authorize: string, decision: 'allow' | 'cancel' = 'allow'): Promise<string> {
      const address = new URL(authorize);
      address.pathname = `/${decision}`;
      const response = await fetch(address, { redirect: 'manual' });
      return response.headers.get('location') ?? '';
    },
    close: () => server.close(),
  };

  async function tokenFor({ person: who, nonce }: Asked): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const claims: Record<string, unknown> = {
      iss: url,
      sub: who.userId,
      aud: client.id,
      iat: now,
      exp: now + (faults.expiresInSeconds ?? 300),
      auth_time: now,
      nonce,
      'https://slack.com/user_id': who.userId,
      'https://slack.com/team_id': who.teamId,
      'https://slack.com/team_name': who.teamName ?? 'Acme',
      ...(who.enterpriseId ? { 'https://slack.com/enterprise_id': who.enterpriseId } : {}),
      email: who.email,
      email_verified: true,
      name: who.email.split('@')[0],
      ...faults.claims,
    };
    for (const name of faults.without ?? []) delete claims[name];
    if (faults.unsigned) return new UnsecuredJWT(claims).encode();
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'one', typ: 'JWT' })
      .sign(faults.key ?? privateKey);
  }
}

function refused(error: string) {
  return { ok: false, error };
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
