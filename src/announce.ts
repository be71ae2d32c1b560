import type { Config } from './config.ts';

/** What the start prints: one short block that says what is on, what is off, and what turns it on. */
export function announcement(
  config: Config,
  demo:
    | {
        readonly password: string;
        readonly accounts: readonly { readonly email: string; readonly name: string; readonly role: string }[];
      }
    | undefined,
): string {
  const { publicUrl } = config;
  const rows: [string, boolean | undefined, string][] = [
    ['Playground', config.playground, config.playground ? `${publicUrl}/playground` : whyOff(config, 'PLAYGROUND')],
    [
      'Slack',
      config.slack !== undefined,
      config.slack
        ? slackWays(config.slack, publicUrl)
        : 'set SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN (npm run manifest -- slack)',
    ],
    [
      'Teams',
      config.teams !== undefined,
      config.teams
        ? `${publicUrl}/teams/messages, ${served(config.teams)}`
        : 'set TEAMS_APP_ID, TEAMS_APP_PASSWORD, TEAMS_TENANT_ID (npm run manifest -- teams)',
    ],
    [
      'Sandbox',
      config.sandbox,
      config.sandbox
        ? `stands in for the UCaaS service, see ${publicUrl}/sandbox`
        : config.production
          ? 'never on in production'
          : 'UCAAS_API_ID is set',
    ],
    ['UCaaS', config.ucaas !== undefined, config.ucaas?.baseUrl ?? 'set UCAAS_API_ID to use the real service'],
    [
      'Database',
      undefined,
      config.databaseUrl ? 'from DATABASE_URL' : 'embedded, in .meetwire/; set DATABASE_URL for your own',
    ],
  ];
  const lines = rows.map(
    ([name, on, what]) =>
      `  ${name.padEnd(11)} ${on === undefined ? '' : on ? 'on ' : 'off'}${on === undefined ? '   ' : ''}  ${what}`,
  );
  const accounts = demo
    ? [
        '',
        `  Demo accounts, password ${demo.password}`,
        ...demo.accounts.map(({ email, name, role }) => `    ${email.padEnd(28)} ${name}, ${role}`),
      ]
    : [];
  const first = config.playground
    ? `Open ${publicUrl}/playground and type: /meet now Weekly sync`
    : `Listening on ${publicUrl}`;
  return ['', `  Meetwire is ready. ${first}`, '', ...lines, ...accounts, '', '  Stop with Ctrl+C.', ''].join('\n');
}

/** Which tenants are served, and where that is not the usual cloud, in which one. */
function served({ allowedTenants, cloud }: NonNullable<Config['teams']>): string {
  const others = allowedTenants === '*' ? 'any tenant that installs it' : `${allowedTenants.length + 1} tenants`;
  const which = allowedTenants.length === 0 ? 'one tenant' : others;
  return cloud === 'public' ? which : `${which}, ${cloud} cloud`;
}

function slackWays({ wayIn, install }: NonNullable<Config['slack']>, publicUrl: string): string {
  const way = 'appToken' in wayIn ? 'socket mode' : `${publicUrl}/slack/events`;
  return install ? `${way}, add it to a workspace at ${publicUrl}/slack/install` : way;
}

function whyOff(config: Config, variable: string): string {
  return config.production ? 'never on in production' : `set ${variable}=on`;
}
