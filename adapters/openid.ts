import * as client from 'openid-client';
import { type Http, HttpError } from '../src/http/http.ts';
import { type BrowserProof, ProofError, type ProofRequest, type ProvenPerson } from './adapter.ts';

type Claims = Readonly<Record<string, unknown>>;

/** What is particular to one identity provider. */
export interface OpenIdProvider {
  /** As on the button `Sign in with Slack`. */
  readonly name: string;
  readonly client: { readonly id: string; readonly secret: string };
  /** The issuer that has to vouch for this person. */
  issuerFor(expected: ProofRequest['expected']): URL;
  /** Always, or only where the provider's discovery document says that it knows it. */
  readonly pkce: 'always' | 'advertised';
  /** What leads the person to the right account. */
  hints(asked: ProofRequest): Readonly<Record<string, string>>;
  /** Undefined where a claim is missing. */
  personOf(claims: Claims, asked: ProofRequest): ProvenPerson | undefined;
}

const scope = 'openid profile email';
/** Clocks of servers differ by so much at most. */
const toleranceSeconds = 30;

/**
 * The authorization code flow of OpenID Connect Core 1.0: state, nonce, PKCE; issuer, audience, time and signature of the ID
 * token, which is verified even though it comes over TLS. Nothing of it is kept: only who it is about matters.
 */
export function createOpenIdProof({ provider, http }: { provider: OpenIdProvider; http: Http }): BrowserProof {
  const known = new Map<string, Promise<client.Configuration>>();

  return {
    provider: provider.name,

    async begin(asked) {
      const configuration = await configurationFor(asked);
      const { issuer, supportsPKCE } = described(configuration);
      const challenge = await client.calculatePKCECodeChallenge(asked.codeVerifier);
      const url = client.buildAuthorizationUrl(configuration, {
        ...provider.hints(asked),
        redirect_uri: asked.redirectUri,
        scope,
        state: asked.state,
        nonce: asked.nonce,
        ...(supportsPKCE ? { code_challenge: challenge, code_challenge_method: 'S256' } : {}),
      });
      // People are sent to the provider that the operator named, wherever else its description points.
      if (url.origin !== new URL(issuer).origin) throw new ProofError('refused', 'the provider signs in elsewhere');
      return url;
    },

    async finish(callback, asked) {
      const configuration = await configurationFor(asked);
      const tokens = await client
        .authorizationCodeGrant(configuration, callback, {
          expectedState: asked.state,
          expectedNonce: asked.nonce,
          idTokenExpected: true,
          pkceCodeVerifier: described(configuration).supportsPKCE ? asked.codeVerifier : undefined,
        })
        .catch((error: unknown) => {
          throw toProofError(error);
        });
      const person = provider.personOf(tokens.claims() ?? {}, asked);
      if (!person) throw new ProofError('refused', 'a claim is missing');
      return person;
    },
  };

  /** Asked of the provider once for each issuer. */
  async function configurationFor({ expected }: ProofRequest): Promise<client.Configuration> {
    const issuer = provider.issuerFor(expected);
    const found = known.get(issuer.href) ?? discover(issuer);
    known.set(issuer.href, found);
    try {
      return await found;
    } catch (error) {
      known.delete(issuer.href);
      throw new ProofError('unreachable', 'the provider does not describe itself', { cause: error });
    }
  }

  function discover(issuer: URL): Promise<client.Configuration> {
    const metadata = { [client.clockTolerance]: toleranceSeconds };
    const authentication = client.ClientSecretPost(provider.client.secret);
    return client.discovery(issuer, provider.client.id, metadata, authentication, {
      [client.customFetch]: (url, options) => http.fetch(url, options as RequestInit),
      execute: [
        client.enableNonRepudiationChecks,
        // Plain HTTP is for tests: the settings allow it on loopback only.
        ...(issuer.protocol === 'http:' ? [client.allowInsecureRequests] : []),
      ],
    });
  }

  function described(configuration: client.Configuration) {
    const metadata = configuration.serverMetadata();
    return { issuer: metadata.issuer, supportsPKCE: provider.pkce === 'always' || metadata.supportsPKCE() };
  }
}

/** The cause may hold tokens: whoever logs this logs its message only. */
function toProofError(error: unknown): ProofError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  if (error instanceof client.AuthorizationResponseError && error.error === 'access_denied')
    return new ProofError('cancelled', 'the person did not agree', { cause: error });
  if (isUnreachable(error)) return new ProofError('unreachable', 'the provider cannot be asked', { cause: error });
  return new ProofError('refused', `the answer of the provider was not accepted: ${code}`, { cause: error });
}

function isUnreachable(error: unknown): boolean {
  if (error instanceof HttpError) return true;
  if (error instanceof Response) return error.status >= 500 || error.status === 429;
  return error instanceof Error && error.cause !== undefined && isUnreachable(error.cause);
}
