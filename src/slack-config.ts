/** How Slack is reached, and for whom. */
export interface SlackConfig {
  /** Deliveries come by HTTP and are signed, or by a connection that we open with the app token. */
  readonly wayIn: { readonly signingSecret: string } | { readonly appToken: string };
  /** Of one workspace; absent where all of them install the app by themselves. */
  readonly botToken?: string;
  readonly install?: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly stateSecret: string;
    readonly authorizeUrl: string;
  };
  /** The app's OAuth client for Sign in with Slack, and the identity provider (OpenID Connect). */
  readonly signIn?: { readonly client: { readonly id: string; readonly secret: string }; readonly issuer: string };
  /** The app's client, by which people give the right to their own status. */
  readonly status?: { readonly clientId: string; readonly clientSecret: string; readonly authorizeUrl: string };
  /** With a slash at the end. */
  readonly apiUrl: string;
}

/** What the environment says of Slack; each on its own is checked already. */
interface SlackSettings {
  readonly SLACK_SIGNING_SECRET?: string;
  readonly SLACK_APP_TOKEN?: string;
  readonly SLACK_BOT_TOKEN?: string;
  readonly SLACK_CLIENT_ID?: string;
  readonly SLACK_CLIENT_SECRET?: string;
  readonly SLACK_STATE_SECRET?: string;
  readonly SLACK_AUTHORIZE_URL?: string;
  readonly SLACK_OPENID_ISSUER?: string;
  readonly SLACK_API_URL: string;
}

const waysIn = ['SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN'] as const;
const client = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET'] as const;
const installing = [...client, 'SLACK_STATE_SECRET'] as const;

/** Slack needs a way in, and somewhere to act: the token of one workspace, or what many install the app with. */
export function slackContradictions(given: (name: keyof SlackSettings) => boolean): string[] {
  const there = [...waysIn, 'SLACK_BOT_TOKEN' as const, ...installing].filter(given);
  if (there.length === 0) return [];
  const why = `${there.join(' and ')} cannot work without it`;
  // With the token of one workspace, the client alone is for Sign in with Slack.
  const installs = given('SLACK_BOT_TOKEN') ? given('SLACK_STATE_SECRET') : installing.some(given);
  const needed = installs ? installing : client.some(given) ? client : [];
  return [
    ...(waysIn.some(given) ? [] : [`SLACK_SIGNING_SECRET is missing: ${why} (or SLACK_APP_TOKEN, for socket mode)`]),
    ...(given('SLACK_BOT_TOKEN') || installs
      ? []
      : [`SLACK_BOT_TOKEN is missing: ${why} (or ${installing.join(', ')}, for many workspaces)`]),
    ...needed.filter((name) => !given(name)).map((name) => `${name} is missing: ${why}`),
  ];
}

/** Undefined where Slack is off. */
export function slackConfig(settings: SlackSettings): SlackConfig | undefined {
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken, SLACK_BOT_TOKEN: botToken } = settings;
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_STATE_SECRET: stateSecret } = settings;
  const wayIn = appToken ? { appToken } : signingSecret ? { signingSecret } : undefined;
  // GovSlack has a host of its own for both: people agree on the host that is called afterwards.
  const authorizeUrl = settings.SLACK_AUTHORIZE_URL ?? `${new URL(settings.SLACK_API_URL).origin}/oauth/v2/authorize`;
  const install =
    clientId && clientSecret && stateSecret ? { clientId, clientSecret, stateSecret, authorizeUrl } : undefined;
  const issuer = settings.SLACK_OPENID_ISSUER ?? new URL(settings.SLACK_API_URL).origin;
  const signIn = clientId && clientSecret ? { client: { id: clientId, secret: clientSecret }, issuer } : undefined;
  const status = clientId && clientSecret ? { clientId, clientSecret, authorizeUrl } : undefined;
  if (!wayIn || !(botToken || install)) return undefined;
  return { wayIn, botToken, install, signIn, status, apiUrl: `${settings.SLACK_API_URL}/` };
}
