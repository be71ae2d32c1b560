import type { Identity } from '../../src/core/invocation.ts';
import { type Driver, type SeenMessage, until } from '../contract/driver.ts';
import { type Browser, codeOn, createBrowser, formToken } from './linking.ts';

type Page = Awaited<ReturnType<Browser['get']>>;

export function consoleLinkOf(message: SeenMessage): string {
  return message.buttons.find(({ label }) => label === 'Open the console')?.url ?? '';
}

/** Opens the link, types the code in the person's direct chat, and presses the button. Resolves to what comes of that. */
export async function openBy(driver: Driver, who: Identity, url: string, browser: Browser): Promise<Page> {
  await browser.post(url, { form_token: formToken(await browser.get(url)) });
  const code = codeOn(await browser.get(`${url}?with=code`));
  if (code !== '') {
    const known = new Set((await driver.messages()).map(({ id }) => id));
    await driver.say(who, 'direct', code);
    await until(
      driver,
      ({ id, text, visibleTo }) => !known.has(id) && visibleTo === who.userId && text.startsWith('Thank you'),
    );
  }
  return browser.post(`${url}/console`, { form_token: formToken(await browser.get(url)) });
}

/** A browser with the console, without JavaScript: it follows where it is led. */
export function createConsole(url: () => string, browser: Browser = createBrowser()) {
  const follow = async (answer: Page): Promise<Page> => {
    const location = answer.headers.get('location');
    return location === null ? answer : follow(await browser.get(new URL(location, url()).href));
  };
  const console = {
    browser,
    get: async (path: string) => follow(await browser.get(`${url()}${path}`)),
    post: async (path: string, fields: Readonly<Record<string, string>>) =>
      follow(await browser.post(`${url()}${path}`, fields)),

    /** Presses a button of a page. */
    press(page: Page, label: string): Promise<Page> {
      const { path, fields } = buttonOn(page, label);
      return console.post(path, fields);
    },

    /** Sends the form of a page; what is not given stays as it is there. */
    fillIn(page: Page, values: Readonly<Record<string, string | boolean>>): Promise<Page> {
      const { path, fields } = formOn(page);
      for (const [name, value] of Object.entries(values)) {
        if (value === false) delete fields[`field.${name}`];
        else fields[`field.${name}`] = value === true ? 'yes' : value;
      }
      return console.post(path, fields);
    },

    async sendFile(page: Page, task: string, file: { readonly name: string; readonly text: string }): Promise<Page> {
      const body = new FormData();
      body.set('form_token', formToken(page));
      body.set('file', new File([file.text], file.name));
      const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const headers = { cookie };
      const answer = await fetch(`${url()}/admin/${task}/file`, { method: 'POST', body, headers, redirect: 'manual' });
      return follow({ status: answer.status, headers: answer.headers, text: await answer.text() });
    },
  };
  return console;
}

/** Where a button leads, and what it sends along. */
export function buttonOn(page: Pick<Page, 'text'>, label: string) {
  for (const [, action = '', inside = ''] of page.text.matchAll(
    /<form class="actions" method="post" action="([^"]+)">(.*?)<\/form>/gs,
  )) {
    for (const [whole, name = '', value = ''] of inside.matchAll(
      /<button class="\w+" name="(\w+)" value="([^"]+)"[^>]*>[^<]*<\/button>/g,
    )) {
      const shown = />([^<]*)<\/button>/.exec(whole)?.[1];
      const other = /formaction="([^"]+)"/.exec(whole)?.[1];
      if (shown === label) return { path: other ?? action, fields: { form_token: formToken(page), [name]: value } };
    }
  }
  throw new Error(`there is no button “${label}” on ${wordsOf(page)}`);
}

/** Where the form of a page leads, with what stands in it. */
export function formOn(page: Pick<Page, 'text'>): { path: string; fields: Record<string, string> } {
  const [, path = '', inside = ''] =
    /<form method="post" action="([^"]+)" novalidate>(.*?)<\/form>/s.exec(page.text) ?? [];
  if (path === '') throw new Error(`there is no form on ${wordsOf(page)}`);
  const fields: Record<string, string> = {};
  for (const [whole, name = '', value = ''] of inside.matchAll(/<input [^>]*?name="([^"]+)" value="([^"]*)"[^>]*>/g))
    if (!whole.includes('type="checkbox"') || whole.includes(' checked')) fields[name] = plain(value);
  for (const [, name = '', value = ''] of inside.matchAll(
    /<textarea [^>]*?name="([^"]+)"[^>]*>\n?([^<]*)<\/textarea>/g,
  ))
    fields[name] = plain(value);
  for (const [, name = '', options = ''] of inside.matchAll(/<select [^>]*?name="([^"]+)"[^>]*>(.*?)<\/select>/gs))
    fields[name] = plain(/<option value="([^"]*)" selected>/.exec(options)?.[1] ?? '');
  return { path, fields };
}

/** What somebody reads on a page, without its head, header and footer. */
export function wordsOf({ text }: Pick<Page, 'text'>): string {
  const main = /<main[^>]*>(.*)<\/main>/s.exec(text)?.[1] ?? text;
  return plain(main.replace(/<[^>]+>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

/** Where a link leads. */
export function linkOn({ text }: Pick<Page, 'text'>, label: string): string {
  const found = [...text.matchAll(/<a href="([^"]+)">([^<]*)<\/a>/g)].find(([, , shown = '']) =>
    plain(shown).startsWith(label),
  );
  if (!found) throw new Error(`there is no link “${label}” on ${wordsOf({ text })}`);
  return plain(found[1] ?? '');
}

/** Without the escapes of our templates, which are numbers. */
function plain(html: string): string {
  return html.replace(/&#(\d+);/g, (_whole, code: string) => String.fromCodePoint(Number(code)));
}
