import type { CloudName } from '../adapters/teams/clouds.ts';

/** How Teams is reached, and for which tenants. */
export interface TeamsConfig {
  readonly appId: string;
  readonly appPassword: string;
  /** The app's home tenant. Tenants are in lower case. */
  readonly tenantId: string;
  /** Further tenants; `*`: every one that installs the app. */
  readonly allowedTenants: '*' | readonly string[];
  /** How the app is registered, which decides where its token comes from. */
  readonly appType: 'single' | 'multi';
  readonly cloud: CloudName;
  readonly serviceUrls?: readonly string[];
  readonly openIdUrl?: string;
  readonly tokenUrl?: string;
  /** People sign in with Entra ID instead of sending a code. */
  readonly signIn: boolean;
  /** Instead of the authority of the cloud. */
  readonly signInAuthority?: string;
}

/** What the environment says of Teams; each on its own is checked already. */
interface TeamsSettings {
  readonly TEAMS_APP_ID?: string;
  readonly TEAMS_APP_PASSWORD?: string;
  readonly TEAMS_TENANT_ID?: string;
  readonly TEAMS_ALLOWED_TENANTS: TeamsConfig['allowedTenants'];
  readonly TEAMS_APP_TYPE: TeamsConfig['appType'];
  readonly TEAMS_CLOUD: CloudName;
  readonly TEAMS_SERVICE_URLS?: readonly string[];
  readonly TEAMS_OPENID_URL?: string;
  readonly TEAMS_TOKEN_URL?: string;
  readonly TEAMS_SIGN_IN: 'on' | 'off';
  readonly TEAMS_SIGN_IN_AUTHORITY?: string;
}

/** Undefined where Teams is off. */
export function teamsConfig(settings: TeamsSettings): TeamsConfig | undefined {
  const { TEAMS_APP_ID: appId, TEAMS_APP_PASSWORD: appPassword, TEAMS_TENANT_ID: tenantId } = settings;
  if (!appId || !appPassword || !tenantId) return undefined;
  return {
    appId,
    appPassword,
    tenantId,
    allowedTenants: settings.TEAMS_ALLOWED_TENANTS,
    appType: settings.TEAMS_APP_TYPE,
    cloud: settings.TEAMS_CLOUD,
    serviceUrls: settings.TEAMS_SERVICE_URLS,
    openIdUrl: settings.TEAMS_OPENID_URL,
    tokenUrl: settings.TEAMS_TOKEN_URL,
    signIn: settings.TEAMS_SIGN_IN === 'on',
    signInAuthority: settings.TEAMS_SIGN_IN_AUTHORITY,
  };
}
