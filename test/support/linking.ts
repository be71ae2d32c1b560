import type { Identity } from '../../src/core/invocation.ts';
import { type Driver, type SeenMessage, until } from '../contract/driver.ts';

/** A browser as far as our pages need one: it keeps cookies, follows no link by itself, and reads forms. */
export function createBrowser(extra: Readonly<Record<string, string>> = {}) {
  const cookies = new Map<string, string>();
  const load = async (url: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie, ...extra, ...init.headers } });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]?.split('=') ?? [];
      cookies.set(name, value);
    }
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return {
    cookies,
    get: (url: string) => load(url),
    post: (url: string, fields: Readonly<Record<string, string>>) =>
      load(url, { method: 'POST', body: new URLSearchParams(fields) }),
  };
}

export type Browser = ReturnType<typeof createBrowser>;

export function formToken(page: { readonly text: string }): string {
  return /name="form_token" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
}

export function codeOn(page: { readonly text: string }): string {
  return /class="spoken">([\d ]+)</.exec(page.text)?.[1]?.replaceAll(' ', '') ?? '';
}

export function signInUrlOf(message: SeenMessage): string {
  return message.buttons.find(({ label }) => label === 'Sign in')?.url ?? '';
}

/** Opens the link, types the code in the person's direct chat, and signs in. Resolves to the last page. */
export async function signIn(
  driver: Driver,
  who: Identity,
  url: string,
  account: { readonly email: string; readonly password: string } = demo(who),
  browser: Browser = createBrowser(),
) {
  const page = await browser.get(url);
  await browser.post(url, { form_token: formToken(page) });
  // Where the identity provider of the chat could be asked, a code is the other way.
  const code = codeOn(await browser.get(`${url}?with=code`));
  if (code !== '') {
    const known = new Set((await driver.messages()).map(({ id }) => id));
    await driver.say(who, 'direct', code);
    // Not the thanks for an earlier code.
    const thanked = ({ id, text, visibleTo }: SeenMessage) =>
      !known.has(id) && visibleTo === who.userId && text.startsWith('Thank you');
    await until(driver, thanked);
  }
  const form = await browser.get(url);
  return browser.post(`${url}/sign-in`, { form_token: formToken(form), ...account });
}

/** The demo account of the same first name. */
export function demo({ userId }: Identity) {
  const name = userId.toLowerCase().match(/ada|bob|chen/)?.[0] ?? 'ada';
  return { email: `${name}@acme.example`, password: 'meetwire-demo' };
}
