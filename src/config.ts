import { z } from 'zod';
import { cloudNames } from '../adapters/teams/clouds.ts';
import { type MailConfig, mailboxOf, mailConfig, mailContradictions } from './mail-config.ts';
import { type SlackConfig, slackConfig, slackContradictions } from './slack-config.ts';
import { type TeamsConfig, teamsConfig } from './teams-config.ts';

/** Everything that can be set from outside, checked. Made from the environment by `readConfig`. */
export interface Config {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly trustedProxies: readonly string[];
  /** Absent: the embedded server. */
  readonly databaseUrl?: string;
  /** Absent with the embedded database: made once and kept beside it. */
  readonly encryptionKeys?: readonly { readonly id: string; readonly key: Buffer }[];
  readonly sessionSecret?: string;
  readonly slack?: SlackConfig;
  readonly teams?: TeamsConfig;
  readonly mail: MailConfig;
  /** Absent: the sandbox is the service. */
  readonly ucaas?: {
    readonly baseUrl: string;
    readonly apiId: string;
    /** With it, the deployment itself may look at meetings whose hosts are away. */
    readonly apiKey?: string;
    /** A file that says where the service differs from the route table. */
    readonly routesPath?: string;
  };
  /** Hosts on which our join links may end, as host patterns. */
  /** The most calls that looking at running meetings costs in a minute, for each customer. */
  readonly callsPerMinute: number;
  readonly joinHosts: readonly string[];
  /** What events of the service are signed with, the one in use first; none: no events are taken. */
  readonly eventSecrets: readonly Buffer[];
  /** What the service takes with the address of a room. */
  readonly joinParameters: { readonly name?: string; readonly token?: string };
  /** For how many months lines of the audit are kept after their own. */
  readonly auditMonths: number;
  /** With more members than this, a channel is large: it is asked before a card is posted there. */
  readonly largeChannel: number;
  readonly sandbox: boolean;
  readonly playground: boolean;
}

/** Names every missing or bad variable, one line each. */
export class ConfigError extends Error {
  constructor(lines: readonly string[], options?: ErrorOptions) {
    super(lines.join('\n'), options);
    this.name = 'ConfigError';
  }
}

const placeholder = /^(change[-_ ]?me|your[-_ ].*|xxx+|secret|password|placeholder|example|test|todo|<.*>)$/i;
const secret = (length: number) =>
  z
    .string()
    .min(length, `must have at least ${length} characters`)
    .refine((value) => !placeholder.test(value) && new Set(value).size > 4, 'looks like a placeholder');
const url = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
  .transform((value) => value.replace(/\/+$/, ''));
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);
/** Hosts, named as such (`*.example.com`, `127.0.0.1:3978`) or by an address on them. */
const hosts = list.transform((items) =>
  items.map((item) => (item.includes('://') ? (URL.parse(item)?.host ?? item) : item)),
);
const tenants = list.transform((items, context) => {
  if (items.length === 1 && items[0] === '*') return '*' as const;
  const wrong = items.some((item) => !z.guid().safeParse(item).success);
  if (wrong) context.addIssue({ code: 'custom', message: 'must be GUIDs of tenants, comma separated, or *' });
  return items.map((item) => item.toLowerCase());
});
/** `name=userName,token=token`: which parameter of a room's address takes what. */
const joinParameters = list.transform((items, context) => {
  const pairs = items.map((item) => /^(name|token)=([\w.-]{1,40})$/u.exec(item));
  if (pairs.some((pair) => !pair))
    context.addIssue({ code: 'custom', message: 'must be name=… or token=…, comma separated, such as name=userName' });
  return Object.fromEntries(pairs.flatMap((pair) => (pair ? [[pair[1], pair[2]]] : []))) as {
    name?: string;
    token?: string;
  };
});
/** `whsec_` and base64 of 24 to 64 bytes, as Standard Webhooks has them; two while one takes the place of the other. */
const eventSecrets = list.transform((items, context) => {
  const keys = items.map((item) => Buffer.from(/^whsec_([A-Za-z0-9+/]+={0,2})$/u.exec(item)?.[1] ?? '', 'base64'));
  if (keys.length > 2 || keys.some(({ length }) => length < 24 || length > 64))
    context.addIssue({
      code: 'custom',
      message: 'must be whsec_ and base64 of 24 to 64 bytes, one or two, comma separated',
    });
  return keys;
});
const choice = z.enum(['on', 'off', 'auto'], { error: 'must be on, off or auto' }).default('auto');

const encryptionKeys = list.transform((items, context) =>
  items.map((item) => {
    const [id = '', encoded = ''] = item.split(':', 2);
    const key = Buffer.from(encoded, 'base64');
    if (!/^[\w-]{1,32}$/.test(id) || key.length !== 32) {
      context.addIssue({ code: 'custom', message: 'must be id:base64 of 32 bytes, comma separated, such as k1:…' });
    }
    return { id, key };
  }),
);

const schema = z.object({
  NODE_ENV: z.string().optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number({ error: 'must be a number' }).int().min(0).max(65_535, 'must be at most 65535').default(3000),
  PUBLIC_URL: url.optional(),
  TRUSTED_PROXIES: list.default([]),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  ENCRYPTION_KEYS: encryptionKeys.optional(),
  SESSION_SECRET: secret(32).optional(),
  SLACK_SIGNING_SECRET: secret(20).optional(),
  SLACK_BOT_TOKEN: secret(10)
    .refine((value) => value.startsWith('xoxb-'), 'must begin with xoxb-')
    .optional(),
  SLACK_APP_TOKEN: secret(10)
    .refine((value) => value.startsWith('xapp-'), 'must begin with xapp-')
    .optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: secret(10).optional(),
  SLACK_STATE_SECRET: secret(32).optional(),
  SLACK_API_URL: url.default('https://slack.com/api'),
  SLACK_AUTHORIZE_URL: url.optional(),
  SLACK_OPENID_ISSUER: url.optional(),
  TEAMS_APP_ID: z.guid('must be the GUID of the app').optional(),
  TEAMS_APP_PASSWORD: secret(10).optional(),
  TEAMS_TENANT_ID: z.guid('must be the GUID of the tenant').toLowerCase().optional(),
  TEAMS_ALLOWED_TENANTS: tenants.default([]),
  TEAMS_APP_TYPE: z.enum(['single', 'multi'], { error: 'must be single or multi' }).default('single'),
  TEAMS_CLOUD: z.enum(cloudNames, { error: `must be one of ${cloudNames.join(', ')}` }).default('public'),
  TEAMS_SERVICE_URLS: hosts.optional(),
  TEAMS_OPENID_URL: url.optional(),
  TEAMS_TOKEN_URL: url.optional(),
  TEAMS_SIGN_IN: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
  TEAMS_SIGN_IN_AUTHORITY: url.optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be smtp://user:password@host:port, or smtps://' }).optional(),
  MAIL_FROM: z
    .string()
    .refine(
      (value) => mailboxOf(value) !== undefined,
      'must be an address, or a mailbox such as Meetwire <meet@example.com>',
    )
    .optional(),
  MAIL_BY: z.enum(['auto', 'smtp', 'service', 'off'], { error: 'must be auto, smtp, service or off' }).default('auto'),
  UCAAS_BASE_URL: url.default('https://api.enablex.io/ucaas/v1'),
  UCAAS_API_ID: secret(4).optional(),
  UCAAS_API_KEY: secret(4).optional(),
  UCAAS_ROUTES: z.string().optional(),
  AUDIT_MONTHS: z.coerce.number({ error: 'must be a number' }).int().min(1).max(240).default(24),
  UCAAS_CALLS_PER_MINUTE: z.coerce
    .number({ error: 'must be a number' })
    .min(6, 'must be at least 6')
    .max(6_000, 'must be at most 6000')
    .default(120),
  UCAAS_EVENT_SECRETS: eventSecrets.default([]),
  UCAAS_JOIN_HOSTS: hosts.default(['*.enablex.io']),
  UCAAS_JOIN_PARAMETERS: joinParameters.default({}),
  LARGE_CHANNEL: z.coerce.number({ error: 'must be a number' }).int().min(1, 'must be at least 1').default(50),
  SANDBOX: choice,
  PLAYGROUND: choice,
});

type Settings = z.infer<typeof schema>;

/** Reads the environment. Empty variables count as not set. Throws `ConfigError`. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim() !== ''));
  const parsed = schema.safeParse(given);
  const bad = parsed.error?.issues ?? [];
  // A bad variable is left out to find out what else is wrong, so that one start names everything.
  const badNames = new Set(bad.map(({ path }) => String(path[0])));
  const rest = schema.parse(Object.fromEntries(Object.entries(given).filter(([name]) => !badNames.has(name))));
  const problems = [
    ...bad.map(({ path, message }) => `${String(path[0])} ${message}`),
    ...contradictions(rest, badNames),
  ];
  if (problems.length > 0) throw new ConfigError([...new Set(problems)]);
  return toConfig(rest);
}

function contradictions(settings: Settings, bad: ReadonlySet<string>): string[] {
  const production = settings.NODE_ENV === 'production';
  const needs = (name: keyof Settings, why: string) =>
    settings[name] === undefined && !bad.has(name) ? [`${name} is missing: ${why}`] : [];
  const together = (...names: (keyof Settings)[]) => {
    const there = names.filter((name) => settings[name] !== undefined || bad.has(name));
    return there.length === 0
      ? []
      : names.flatMap((name) => needs(name, `${there.join(' and ')} cannot work without it`));
  };
  const loopback = isLoopback(new URL(publicUrlOf(settings)).hostname);
  return [
    ...mailContradictions(settings, (name) => settings[name] === undefined && !bad.has(name)),
    ...slackContradictions((name) => settings[name] !== undefined || bad.has(name)),
    ...together('TEAMS_APP_ID', 'TEAMS_APP_PASSWORD', 'TEAMS_TENANT_ID'),
    ...(settings.TEAMS_SIGN_IN === 'on' ? needs('TEAMS_APP_ID', 'TEAMS_SIGN_IN cannot work without it') : []),
    ...(['SLACK_OPENID_ISSUER', 'TEAMS_SIGN_IN_AUTHORITY'] as const).flatMap((name) =>
      isPlainHttp(settings[name]) ? [`${name} must begin with https:// unless it is on loopback`] : [],
    ),
    ...(settings.UCAAS_ROUTES ? needs('UCAAS_API_ID', 'UCAAS_ROUTES cannot work without it') : []),
    ...(settings.UCAAS_API_KEY ? needs('UCAAS_API_ID', 'UCAAS_API_KEY cannot work without it') : []),
    ...(settings.DATABASE_URL
      ? needs('ENCRYPTION_KEYS', 'with DATABASE_URL set, keep the keys outside the database')
      : []),
    ...(settings.DATABASE_URL ? needs('SESSION_SECRET', 'all replicas must share one') : []),
    ...(production && settings.SANDBOX === 'on' ? ['SANDBOX must not be on in production'] : []),
    ...(production && settings.PLAYGROUND === 'on' ? ['PLAYGROUND must not be on in production'] : []),
    ...(production || settings.SANDBOX === 'off'
      ? needs(
          'UCAAS_API_ID',
          'without the sandbox, Meetwire needs the API id of the UCaaS portal (Developers / API Access)',
        )
      : []),
    ...(settings.UCAAS_API_ID && settings.SANDBOX === 'on'
      ? ['SANDBOX must not be on together with UCAAS_API_ID']
      : []),
    ...(settings.PUBLIC_URL?.startsWith('http:') && !loopback
      ? ['PUBLIC_URL must begin with https:// unless it is on loopback']
      : []),
    ...(production ? needs('PUBLIC_URL', 'links in chat have to lead back here') : []),
  ];
}

function toConfig(settings: Settings): Config {
  const production = settings.NODE_ENV === 'production';
  const slack = slackConfig(settings);
  const teams = teamsConfig(settings);
  const { UCAAS_API_ID: apiId, UCAAS_API_KEY: apiKey, UCAAS_BASE_URL: baseUrl, UCAAS_ROUTES: routesPath } = settings;
  const ucaas = apiId ? { baseUrl, apiId, apiKey, routesPath } : undefined;
  const switched = (value: Settings['SANDBOX'], auto: boolean) =>
    !production && (value === 'on' || (value === 'auto' && auto));
  return {
    production,
    host: settings.HOST,
    port: settings.PORT,
    publicUrl: publicUrlOf(settings),
    trustedProxies: settings.TRUSTED_PROXIES,
    databaseUrl: settings.DATABASE_URL,
    encryptionKeys: settings.ENCRYPTION_KEYS,
    sessionSecret: settings.SESSION_SECRET,
    slack,
    teams,
    mail: mailConfig(settings),
    ucaas,
    callsPerMinute: settings.UCAAS_CALLS_PER_MINUTE,
    auditMonths: settings.AUDIT_MONTHS,
    eventSecrets: settings.UCAAS_EVENT_SECRETS,
    joinHosts: settings.UCAAS_JOIN_HOSTS,
    joinParameters: settings.UCAAS_JOIN_PARAMETERS,
    largeChannel: settings.LARGE_CHANNEL,
    sandbox: switched(settings.SANDBOX, ucaas === undefined),
    playground: switched(settings.PLAYGROUND, slack === undefined && teams === undefined),
  };
}

function publicUrlOf({ PUBLIC_URL, PORT }: Settings): string {
  return PUBLIC_URL ?? `http://localhost:${PORT}`;
}

/** Who somebody is must not be told by whoever sits on the line. */
function isPlainHttp(address: string | undefined): boolean {
  const url = address === undefined ? undefined : new URL(address);
  return url?.protocol === 'http:' && !isLoopback(url.hostname);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
}
