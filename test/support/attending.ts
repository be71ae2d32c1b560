import type { Database } from '../../db/database.ts';
import type { SeenMessage } from '../contract/driver.ts';
import type { Browser } from './linking.ts';

/** Where a card's Join leads. */
export function joinLink({ buttons }: SeenMessage): string {
  const url = buttons.find((button) => button.url?.includes('/j/'))?.url;
  if (!url) throw new Error('this card has no link to join by');
  return url;
}

/** Where our own link leads a guest. */
export async function roomBehind(link: string, name: string): Promise<string> {
  const headers = { origin: new URL(link).origin };
  const answer = await fetch(`${link}/guest`, { method: 'POST', headers, body: new URLSearchParams({ name }) });
  return answer.url.split('?')[0] ?? '';
}

/** Goes into a meeting of the sandbox as its page does it, through our own link. */
export async function goIn(link: string, name: string, pin = ''): Promise<{ leave(): Promise<void> }> {
  const room = await roomBehind(link, name);
  const send = (what: string, fields: Readonly<Record<string, string>>) =>
    fetch(`${room}/${what}`, { method: 'POST', body: new URLSearchParams(fields) });
  const inside = await send('enter', { name, pin });
  const me = new URL(inside.url).searchParams.get('me');
  if (!me) throw new Error(`${name} was not let in: ${inside.status} ${inside.url}`);
  return {
    async leave() {
      await send('leave', { participant: me });
    },
  };
}

/** Knocks at the door of a meeting with a lobby, as the sandbox's page does it. */
export async function knock(link: string, name: string): Promise<{ seen(): Promise<'waiting' | 'in' | 'away'> }> {
  const room = await roomBehind(link, name);
  const door = await fetch(`${room}/enter`, { method: 'POST', body: new URLSearchParams({ name, pin: '' }) });
  if (!new URL(door.url).searchParams.has('waiting')) throw new Error(`${name} did not have to wait: ${door.url}`);
  return {
    async seen() {
      const now = await fetch(door.url);
      if (new URL(now.url).searchParams.has('me')) return 'in';
      return (await now.text()).includes('You were not let in') ? 'away' : 'waiting';
    },
  };
}

/** The PIN that makes a host of whoever goes into this meeting. */
export async function hostPin({ pool }: Pick<Database, 'pool'>, title: string): Promise<string> {
  const { rows } = await pool.query('select mpin from sandbox.room where room_name = $1', [title]);
  return String(rows[0]?.mpin);
}

/** Opens an address, and follows where it leads once, as a browser does. */
export async function open(browser: Browser, url: string) {
  const page = await browser.get(url);
  const to = page.headers.get('location');
  return to === null ? { ...page, url } : { ...(await browser.get(to)), url: to };
}

/** Opens the link in a browser that is recognised, and presses Enter on the page of the service. */
export async function enterBy(browser: Browser, link: string): Promise<{ leave(): Promise<void> }> {
  const page = await open(browser, link);
  if (!page.url.includes('/sandbox/join/')) throw new Error(`this browser was not led in: ${page.status} ${page.url}`);
  const room = page.url.split('?')[0];
  const field = (name: string) => new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(page.text)?.[1] ?? '';
  const entry = { name: field('name'), token: field('token') };
  const given = Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== ''));
  const inside = await browser.post(`${room}/enter`, given);
  const participant = new URL(inside.headers.get('location') ?? '', room).searchParams.get('me') ?? '';
  return {
    async leave() {
      await browser.post(`${room}/leave`, { participant });
    },
  };
}
