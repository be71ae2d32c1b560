import type { Activity } from 'botbuilder';
import { createRemoteJWKSet, customFetch, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Clock } from '../../src/core/ports.ts';
import type { Http } from '../../src/http/http.ts';
import { readChange } from './lifecycle.ts';
import type { Tenants } from './tenants.ts';

const skewSeconds = 300;
/** An unknown key id asks for the keys again, but not more often than this. */
const refreshMilliseconds = 5 * 60_000;

const activity = z.looseObject({
  type: z.string().min(1),
  channelId: z.literal('msteams'),
  serviceUrl: z.url(),
  conversation: z.looseObject({ id: z.string().min(1), tenantId: z.string().optional() }),
  from: z.looseObject({ id: z.string(), aadObjectId: z.string().nullish(), name: z.string().nullish() }).nullish(),
  recipient: z.looseObject({ id: z.string() }).nullish(),
  /** "Microsoft Entra tenant ID passed in all contexts" (learn.microsoft.com, Teams channel data). */
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.guid() }) }),
});

/** 401: not proven to come from the Bot Connector. 403: proven, but not for us. 503: the keys cannot be had just now. */
export type Verdict =
  /** The tenant that was verified, in lower case: the only one that anything may be stored under. */
  | { readonly allowed: true; readonly tenantId: string }
  | { readonly allowed: false; readonly status: 401 | 403 | 503; readonly why: string };

/** Judges an activity by the token it came with. Nothing of the body is believed before. */
export type Gate = (body: unknown, authorization: string | undefined) => Promise<Verdict>;

/**
 * All checks of the Bot Connector's documentation, and those that its SDK leaves out: the tenant, an empty or missing
 * channel, and the service address, which has to be both in the token and among the hosts that we may call.
 */
export function createGate(deps: {
  readonly appId: string;
  readonly tenants: Tenants;
  readonly openIdUrl: string;
  /** Of the cloud: who signs for the Bot Connector there (learn.microsoft.com, Bot Connector authentication). */
  readonly issuer: string;
  readonly serviceHostAllowed: (url: URL) => boolean;
  readonly http: Http;
  readonly clock: Clock;
}): Gate {
  if (deps.appId === '') throw new Error('the Teams app id must not be empty');
  let keys: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined;

  return async (body, authorization) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1];
    if (!token) return refused(401, 'no bearer token');
    const claims = await verified(token);
    if ('status' in claims) return claims;
    const said = activity.safeParse(body);
    if (!said.success) return refused(403, 'not a Teams activity');
    const { serviceUrl, channelData, conversation, channelId } = said.data;
    if (claims.serviceUrl !== serviceUrl) return refused(401, 'the service address is not the one in the token');
    if (!claims.endorsements.includes(channelId)) return refused(401, 'the key is not endorsed for this channel');
    const service = new URL(serviceUrl);
    if (!deps.serviceHostAllowed(service)) return refused(403, `the service address is not allowed: ${service.host}`);
    const tenantId = channelData.tenant.id.toLowerCase();
    if ((conversation.tenantId ?? tenantId).toLowerCase() !== tenantId) return refused(403, 'two tenants');
    const installing = readChange(body as Partial<Activity>, tenantId)?.change === 'added';
    const admitted = await deps.tenants.admit(tenantId, installing);
    return admitted ? { allowed: true, tenantId } : refused(403, `another tenant: ${tenantId}`);
  };

  async function verified(
    token: string,
  ): Promise<{ serviceUrl: unknown; endorsements: readonly string[] } | Extract<Verdict, { allowed: false }>> {
    try {
      keys ??= loadKeys();
      const set = await keys;
      const { payload } = await jwtVerify(token, set, {
        algorithms: ['RS256'],
        issuer: deps.issuer,
        audience: deps.appId,
        clockTolerance: skewSeconds,
        currentDate: deps.clock(),
        requiredClaims: ['exp'],
      });
      const { kid } = decodeProtectedHeader(token);
      const key = set.jwks()?.keys.find((one) => one.kid === kid);
      const { data } = z.looseObject({ endorsements: z.array(z.string()) }).safeParse(key);
      return { serviceUrl: payload.serviceurl ?? payload.serviceUrl, endorsements: data?.endorsements ?? [] };
    } catch (error) {
      // The generic code is the one for keys that could not be fetched.
      const unfetched =
        error instanceof errors.JWKSTimeout || (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC');
      if (error instanceof errors.JOSEError && !unfetched) return refused(401, error.code);
      keys = undefined;
      return refused(503, 'the signing keys cannot be fetched');
    }
  }

  async function loadKeys() {
    const { text } = await deps.http.request({ method: 'GET', url: deps.openIdUrl });
    const { jwks_uri: address } = z.object({ jwks_uri: z.url() }).parse(JSON.parse(text));
    return createRemoteJWKSet(new URL(address), {
      cooldownDuration: refreshMilliseconds,
      cacheMaxAge: 24 * 60 * 60_000,
      [customFetch]: deps.http.fetch,
    });
  }
}

function refused(status: 401 | 403 | 503, why: string) {
  return { allowed: false, status, why } as const;
}
