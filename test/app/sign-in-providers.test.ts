import { expect, test } from 'vitest';
import { startSlackOpenId } from '../support/slack/openid.ts';
import { type SignInStage, startSignInStage } from '../support/slack/sign-in-stage.ts';

/** Each with a Slack of its own: what a provider says about itself is asked once. */
async function on(
  openId: Parameters<typeof startSignInStage>[0],
  story: (stage: SignInStage) => Promise<void>,
): Promise<void> {
  const stage = await startSignInStage(openId);
  try {
    await story(stage);
  } finally {
    await stage.close();
  }
}

test('where Slack does not describe itself, the code is offered; once it does, so is Slack', () =>
  on({}, async ({ provider, bound, returning, isProven }) => {
    const { url, browser } = await bound();
    provider.failing('/.well-known');
    const page = await browser.get(`${url}/proof`);
    expect([page.status, page.text]).toEqual([502, expect.stringContaining('Slack cannot be reached just now')]);
    expect(page.text).toContain('Use a code instead');
    provider.failing(undefined);
    await browser.get(await returning(url, browser));
    expect(await isProven(url, browser)).toBe(true);
  }));

test('a provider that calls itself by another name than the operator does is not asked', () =>
  on({ issuer: 'https://slack.com' }, async ({ bound }) => {
    const { url, browser } = await bound();
    expect((await browser.get(`${url}/proof`)).status).toBe(502);
  }));

test('a provider that would have people sign in at another place is not followed there', () =>
  on({ authorizationEndpoint: 'https://evil.example/authorize' }, async ({ bound }) => {
    const { url, browser } = await bound();
    const page = await browser.get(`${url}/proof`);
    expect([page.status, page.headers.get('location')]).toEqual([403, null]);
  }));

test('a provider that would have our secret sent to another host does not get it sent there', async () => {
  const other = await startSlackOpenId();
  await on({ tokenEndpoint: `${other.url}/api/openid.connect.token` }, async ({ bound, returning, isProven }) => {
    const { url, browser } = await bound();
    const page = await browser.get(await returning(url, browser));
    expect([page.status, page.text]).toEqual([502, expect.stringContaining('Use a code instead')]);
    expect(await isProven(url, browser)).toBe(false);
  });
  expect(other.requests).toEqual([]);
  await other.close();
});

test('once Slack advertises PKCE, it is used: a stolen code is worth nothing without its verifier', () =>
  on({ pkce: true }, async ({ provider, bound, returning, isProven }) => {
    const [victim, attacker] = [await bound(), await bound()];
    const left = new URL((await victim.browser.get(`${victim.url}/proof`)).headers.get('location') ?? '');
    expect(left.searchParams.get('code_challenge_method')).toBe('S256');
    const stolen = new URL(await provider.decide(left.href)).searchParams.get('code') ?? '';
    const own = new URL(await returning(attacker.url, attacker.browser));
    own.searchParams.set('code', stolen);
    expect((await attacker.browser.get(own.href)).status).toBe(403);
    await victim.browser.get(await returning(victim.url, victim.browser));
    expect(await isProven(victim.url, victim.browser)).toBe(true);
  }));
