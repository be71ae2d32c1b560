export const cloudNames = ['public', 'gcc', 'gcchigh', 'dod', 'china'] as const;
export type CloudName = (typeof cloudNames)[number];

/**
 * Where Teams and the Bot Connector live in each of Microsoft's clouds. Sources: learn.microsoft.com, "Configure Bot
 * Framework bots for US Government customers" and "Configure a bot in Microsoft Azure operated by 21Vianet" (issuer, scope,
 * metadata, sign-in); "Send proactive messages" (hosts of Teams). GCC signs in and is signed for as the public cloud is.
 */
interface Cloud {
  /** The OpenID metadata with the keys that the Bot Connector signs with. */
  readonly openIdUrl: string;
  /** Issuer of the tokens that the Bot Connector sends with. */
  readonly issuer: string;
  /** What our own token is asked for. */
  readonly scope: string;
  readonly signIn: string;
  /** The tenant whose token endpoint serves apps that were registered as multi-tenant. */
  readonly sharedTenant: string;
  /** Host patterns that may be called back. */
  readonly hosts: readonly string[];
  /** Host patterns of the files that people send (learn.microsoft.com, Office 365 URLs and IP address ranges: SharePoint and OneDrive). */
  readonly fileHosts: readonly string[];
}

const publicCloud: Cloud = {
  openIdUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  issuer: 'https://api.botframework.com',
  scope: 'https://api.botframework.com/.default',
  signIn: 'https://login.microsoftonline.com',
  sharedTenant: 'botframework.com',
  hosts: ['smba.trafficmanager.net', '*.botframework.com', '*.teams.microsoft.com'],
  fileHosts: ['*.sharepoint.com'],
};

const governmentCloud = {
  openIdUrl: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
  issuer: 'https://api.botframework.us',
  scope: 'https://api.botframework.us/.default',
  signIn: 'https://login.microsoftonline.us',
  sharedTenant: 'MicrosoftServices.onmicrosoft.us',
  fileHosts: ['*.sharepoint.us'],
};

const clouds: Readonly<Record<CloudName, Cloud>> = {
  public: publicCloud,
  gcc: { ...publicCloud, hosts: ['smba.infra.gcc.teams.microsoft.com', 'smba.trafficmanager.net'] },
  gcchigh: { ...governmentCloud, hosts: ['smba.infra.gov.teams.microsoft.us'] },
  dod: {
    ...governmentCloud,
    hosts: ['smba.infra.dod.teams.microsoft.us'],
    fileHosts: ['*.sharepoint-mil.us'],
  },
  china: {
    openIdUrl: 'https://login.botframework.azure.cn/v1/.well-known/openidconfiguration',
    issuer: 'https://api.botframework.azure.cn',
    scope: 'https://api.botframework.azure.cn/.default',
    signIn: 'https://login.partner.microsoftonline.cn',
    sharedTenant: 'microsoftservices.partner.onmschina.cn',
    // No host of Teams is documented for this cloud: the log names the one that was refused.
    hosts: ['*.botframework.azure.cn'],
    fileHosts: ['*.sharepoint.cn'],
  },
};

/** Everything that depends on the cloud and on how the app is registered. What the operator has set wins. */
export function endpointsOf(config: {
  readonly cloud: CloudName;
  readonly appType: 'single' | 'multi';
  readonly tenantId: string;
  readonly openIdUrl?: string;
  readonly tokenUrl?: string;
  readonly serviceUrls?: readonly string[];
  readonly allowedTenants: '*' | readonly string[];
  readonly signInAuthority?: string;
}) {
  const { openIdUrl, issuer, scope, signIn, sharedTenant, hosts, fileHosts } = clouds[config.cloud];
  const tenant = config.appType === 'multi' ? sharedTenant : config.tenantId;
  return {
    openIdUrl: config.openIdUrl ?? openIdUrl,
    /** The metadata names an address of the keys on this host. */
    keyHost: new URL(openIdUrl).host,
    issuer,
    scope,
    tokenUrl: config.tokenUrl ?? `${signIn}/${tenant}/oauth2/v2.0/token`,
    hosts: config.serviceUrls ?? hosts,
    fileHosts: config.serviceUrls ?? fileHosts,
    /** Of Entra ID. `organizations` lets people of every tenant sign in; whose they are, their tokens say. */
    authority:
      config.signInAuthority ??
      `${signIn}/${config.allowedTenants.length === 0 ? config.tenantId : 'organizations'}/v2.0`,
  };
}
