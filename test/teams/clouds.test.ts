import { expect, test } from 'vitest';
import { type cloudNames, endpointsOf } from '../../adapters/teams/clouds.ts';
import { hostRule } from '../../src/http/create-http.ts';

const tenantId = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
const endpoints = (cloud: (typeof cloudNames)[number], appType: 'single' | 'multi' = 'single') =>
  endpointsOf({ cloud, appType, tenantId, allowedTenants: [] });

test.each([
  ['public', 'login.microsoftonline.com', 'https://api.botframework.com', 'https://smba.trafficmanager.net/emea/'],
  [
    'gcc',
    'login.microsoftonline.com',
    'https://api.botframework.com',
    'https://smba.infra.gcc.teams.microsoft.com/teams',
  ],
  [
    'gcchigh',
    'login.microsoftonline.us',
    'https://api.botframework.us',
    'https://smba.infra.gov.teams.microsoft.us/teams',
  ],
  ['dod', 'login.microsoftonline.us', 'https://api.botframework.us', 'https://smba.infra.dod.teams.microsoft.us/teams'],
  [
    'china',
    'login.partner.microsoftonline.cn',
    'https://api.botframework.azure.cn',
    'https://api.botframework.azure.cn/',
  ],
] as const)('the %s cloud has its own sign-in, issuer, scope and hosts', (cloud, signIn, issuer, service) => {
  const { tokenUrl, scope, hosts, openIdUrl, keyHost, ...rest } = endpoints(cloud);
  expect(rest.issuer).toBe(issuer);
  expect(scope).toBe(`${issuer}/.default`);
  expect(tokenUrl).toBe(`https://${signIn}/${tenantId}/oauth2/v2.0/token`);
  expect(hostRule(hosts)(new URL(service))).toBe(true);
  expect(new URL(openIdUrl).host).toBe(keyHost);
});

test('no sovereign cloud may call back into another one', () => {
  for (const cloud of ['gcchigh', 'dod', 'china'] as const) {
    const allowed = hostRule(endpoints(cloud).hosts);
    expect(allowed(new URL('https://smba.trafficmanager.net/emea/'))).toBe(false);
    expect(allowed(new URL('https://api.botframework.com/'))).toBe(false);
  }
});

test.each([
  ['public', 'https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token'],
  ['dod', 'https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us/oauth2/v2.0/token'],
  ['china', 'https://login.partner.microsoftonline.cn/microsoftservices.partner.onmschina.cn/oauth2/v2.0/token'],
] as const)(
  'an app that was registered as multi-tenant gets its token from the shared tenant: %s',
  (cloud, tokenUrl) => {
    expect(endpoints(cloud, 'multi').tokenUrl).toBe(tokenUrl);
  },
);

test('what the operator has set wins', () => {
  const set = {
    openIdUrl: 'https://a.example/openid',
    tokenUrl: 'https://b.example/token',
    serviceUrls: ['c.example'],
  };
  const { openIdUrl, tokenUrl, hosts } = endpointsOf({
    cloud: 'dod',
    appType: 'single',
    tenantId,
    allowedTenants: [],
    ...set,
  });
  expect({ openIdUrl, tokenUrl, serviceUrls: hosts }).toEqual(set);
});

test('Entra ID is asked where the cloud has it: in the one tenant, or in any where several are served', () => {
  const ask = (allowedTenants: '*' | readonly string[]) =>
    endpointsOf({ cloud: 'dod', appType: 'single', tenantId, allowedTenants }).authority;
  expect(ask([])).toBe(`https://login.microsoftonline.us/${tenantId}/v2.0`);
  expect(ask(['x'])).toBe('https://login.microsoftonline.us/organizations/v2.0');
  expect(ask('*')).toBe('https://login.microsoftonline.us/organizations/v2.0');
});
