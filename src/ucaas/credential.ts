/** A user's token, or the credentials of a reseller's or customer's server. */
export type Credential = { readonly token: string } | { readonly apiId: string; readonly apiKey: string };

/** Anything shorter would be found in any text. */
const shortestSecret = 4;

/** The header by which a caller says who it is. */
export function authorizationOf(credential: Credential): string {
  if ('token' in credential) return `Token ${credential.token}`;
  return `Basic ${Buffer.from(`${credential.apiId}:${credential.apiKey}`).toString('base64')}`;
}

/** What a call sends that nobody else should read, in every form in which a service may repeat it; the longest first. */
export function secretsOf(credential: Credential | undefined, ...fields: readonly unknown[]): readonly string[] {
  const named = fields
    .flatMap((given) => Object.entries(given ?? {}))
    .filter(([name]) => /^(password|pin|reset_key)$/.test(name));
  const header = credential ? authorizationOf(credential) : '';
  const secrets = [
    ...Object.values(credential ?? {}),
    ...named.map(([, value]) => String(value)),
    header,
    header.slice(header.indexOf(' ') + 1),
  ];
  return secrets
    .flatMap(formsOf)
    .filter((secret) => secret.length >= shortestSecret)
    .toSorted((one, other) => other.length - one.length);
}

/** As it is, inside JSON, and URL-encoded as in a path or as in a form, with capital digits or without. */
function formsOf(secret: string): readonly string[] {
  const encoded = [encodeURIComponent(secret), new URLSearchParams([['', secret]]).toString().slice(1)];
  const small = encoded.map((form) => form.replace(/%../g, (digits) => digits.toLowerCase()));
  return [...new Set([secret, JSON.stringify(secret).slice(1, -1), ...encoded, ...small])];
}
