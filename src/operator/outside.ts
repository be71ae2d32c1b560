import { createWebApi } from '../../adapters/slack/api.ts';
import { scopes } from '../../adapters/slack/scopes.ts';
import { endpointsOf } from '../../adapters/teams/clouds.ts';
import type { Config } from '../config.ts';
import { DeliveryError, ServiceError } from '../core/errors.ts';
import { createHttp, hostRule } from '../http/create-http.ts';
import type { Http } from '../http/http.ts';
import { silent } from '../log.ts';
import { createSmtp } from '../mail/smtp.ts';
import { createUcaas } from '../ucaas/client.ts';
import type { RouteOverrides } from '../ucaas/overrides.ts';
import { messageOf, type OperatorCheck, type OperatorFinding } from './finding.ts';

const timeoutMilliseconds = 8_000;

/** Everything that is talked to: our own address, the service, chats, mail. `close` lets go of the connections. */
export function outsideChecks(config: Config, overrides: RouteOverrides | undefined) {
  const clients: Http[] = [];
  const to = (...urls: readonly string[]): Http => {
    const client = createHttp({ allowHost: hostRule(urls.map((url) => new URL(url).host)) });
    clients.push(client);
    return client;
  };
  const checks: readonly OperatorCheck[] = [
    { name: 'Public URL', look: () => ownAddress(config, to(config.publicUrl)) },
    { name: 'UCaaS', look: () => service(config, overrides, to) },
    { name: 'Slack', look: () => slack(config, to) },
    { name: 'Teams', look: () => teams(config, to) },
    { name: 'Mail', look: () => mail(config) },
  ];
  return { checks, close: () => Promise.all(clients.map((client) => client.close())) };
}

async function ownAddress({ publicUrl, production }: Config, http: Http): Promise<OperatorFinding> {
  const isSafe = publicUrl.startsWith('https:');
  if (production && !isSafe)
    return { state: 'bad', said: publicUrl, cure: 'set PUBLIC_URL to an address that begins with https://' };
  try {
    const { status } = await http.request({ method: 'GET', url: `${publicUrl}/healthz`, timeoutMilliseconds });
    if (status === 200) return { state: 'good', said: `${publicUrl} leads here` };
    return {
      ...{ state: 'warning', said: `${publicUrl} answers with ${status}` },
      cure: 'see that it leads to this service, path and all, once it runs',
    };
  } catch (error) {
    return {
      ...{ state: 'warning', said: `${publicUrl} does not answer from here (${messageOf(error)})` },
      cure: 'start the service; where it runs already, see to the address, the proxy and its certificate',
    };
  }
}

async function service(
  { ucaas, sandbox }: Config,
  overrides: RouteOverrides | undefined,
  to: (...urls: readonly string[]) => Http,
): Promise<readonly OperatorFinding[]> {
  if (!ucaas) {
    const said = sandbox ? 'the sandbox stands in for it' : 'none';
    return [{ state: 'good', said }];
  }
  const client = createUcaas({ ...ucaas, overrides, http: to(ucaas.baseUrl), clock: () => new Date(), log: silent });
  try {
    const { milliseconds, clockAheadSeconds: ahead } = await client.reach();
    const apart: OperatorFinding[] =
      ahead !== undefined && Math.abs(ahead) > 30
        ? [
            {
              state: 'bad',
              said: `our clock is ${Math.round(ahead)} seconds ahead of its`,
              cure: 'set the clock of this machine (NTP)',
            },
          ]
        : [];
    return [
      { state: 'good', said: `${ucaas.baseUrl} answers in ${milliseconds} ms` },
      ...apart,
      ...(await credentials()),
    ];
  } catch (error) {
    return [
      {
        state: 'bad',
        said: `${ucaas.baseUrl}: ${messageOf(error)}`,
        cure: 'check UCAAS_BASE_URL, and whether this machine may reach it',
      },
    ];
  }

  async function credentials(): Promise<readonly OperatorFinding[]> {
    if (!ucaas?.apiKey) return [];
    try {
      const reached = await client.reachOf({ apiId: ucaas.apiId, apiKey: ucaas.apiKey });
      return [{ state: 'good', said: `UCAAS_API_KEY works${reached ? `, for ${reached.size} organisations` : ''}` }];
    } catch (error) {
      const isRefused = error instanceof ServiceError && error.kind === 'signed_out';
      const said = isRefused ? 'UCAAS_API_KEY is not taken' : `UCAAS_API_KEY could not be tried: ${messageOf(error)}`;
      return [{ state: 'bad', said, cure: 'check both in its portal, under Developers / API Access' }];
    }
  }
}

async function slack({ slack: set }: Config, to: (...urls: readonly string[]) => Http): Promise<OperatorFinding> {
  if (!set) return { state: 'good', said: 'off' };
  const web = createWebApi({ http: to(set.apiUrl), apiUrl: `${set.apiUrl.replace(/\/$/u, '')}/` });
  if (!set.botToken) return { state: 'good', said: 'on; workspaces install the app by themselves' };
  try {
    const granted = await web.as(`Bearer ${set.botToken}`).granted();
    const missing = granted ? scopes.filter(({ scope }) => !granted.includes(scope)) : [];
    const needed = missing.filter((one) => !('optional' in one));
    if (needed.length > 0)
      return {
        ...{ state: 'bad', said: `scopes are missing: ${needed.map(({ scope }) => scope).join(', ')}` },
        cure: 'update the app from manifest/slack.json, and install it once more',
      };
    const rest = missing.map(({ scope }) => scope).join(', ');
    return missing.length > 0
      ? {
          state: 'warning',
          said: `on; optional scopes are left out: ${rest}`,
          cure: 'docs/slack.md says what each is for',
        }
      : { state: 'good', said: 'on; the bot token works' };
  } catch (error) {
    const isRefused = error instanceof DeliveryError && error.kind === 'refused';
    return {
      ...{ state: 'bad', said: isRefused ? `Slack does not take SLACK_BOT_TOKEN: ${error.message}` : messageOf(error) },
      cure: isRefused
        ? 'copy it anew from the app’s page, OAuth & Permissions'
        : 'see whether this machine may reach Slack',
    };
  }
}

async function teams({ teams: set }: Config, to: (...urls: readonly string[]) => Http): Promise<OperatorFinding> {
  if (!set) return { state: 'good', said: 'off' };
  const { tokenUrl, scope } = endpointsOf(set);
  const fields = { grant_type: 'client_credentials', client_id: set.appId, client_secret: set.appPassword, scope };
  try {
    const { status } = await to(tokenUrl).request({
      ...{ method: 'POST', url: tokenUrl, timeoutMilliseconds },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });
    if (status < 300) return { state: 'good', said: 'on; a token can be had' };
    return {
      ...{ state: 'bad', said: `Microsoft gives no token (HTTP ${status})` },
      cure: 'check TEAMS_APP_ID, TEAMS_APP_PASSWORD (it may have expired) and TEAMS_TENANT_ID',
    };
  } catch (error) {
    return { state: 'bad', said: messageOf(error), cure: 'see whether this machine may reach Microsoft' };
  }
}

async function mail({ mail: { smtp, from } }: Config): Promise<OperatorFinding> {
  if (!smtp || !from) return { state: 'good', said: 'off; people without a chat get none from us' };
  const server = createSmtp({ url: smtp.url, from });
  try {
    await server.verify();
    return { state: 'good', said: `${new URL(smtp.url).hostname} takes us` };
  } catch (error) {
    return { state: 'bad', said: messageOf(error), cure: 'check SMTP_URL: host, port, user and password' };
  } finally {
    server.close();
  }
}
