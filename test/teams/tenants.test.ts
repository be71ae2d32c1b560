import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningApp, startApp } from '../support/app.ts';
import { codeOn, createBrowser, formToken } from '../support/linking.ts';
import { json, startService } from '../support/service.ts';
import { activityOf, deliver, type Sender } from '../support/teams/sender.ts';
import {
  directChatOf,
  type KeptActivity,
  otherTenantId,
  startTeamsStandIn,
  tenantId,
} from '../support/teams/stand-in.ts';

let teams: Awaited<ReturnType<typeof startTeamsStandIn>>;
let service: Awaited<ReturnType<typeof startService>>;
let app: RunningApp;
const tenants = [tenantId, otherTenantId];
/** The same 25 user ids, member ids and names, in each of two tenants. */
const people: Sender[] = Array.from({ length: 50 }, (_, index) => {
  const number = String(index % 25).padStart(2, '0');
  const tenant = tenants[Math.floor(index / 25)] ?? '';
  return {
    tenant,
    userId: `aaaa0000-0000-4000-8000-0000000000${number}`,
    memberId: `29:p${number}`,
    name: `P${number}`,
  };
});
const emailOf = ({ tenant, memberId }: Sender) => `${memberId.slice(3)}@${tenant.slice(0, 4)}.example`;

beforeAll(async () => {
  [teams, service] = await Promise.all([startTeamsStandIn(), startService()]);
  service.on('POST /login', ({ body }, response) =>
    json(response, {
      result: 1,
      token: `token of ${body.email}`,
      user: {
        user_id: body.email,
        customer_id: 'c1',
        first_name: 'A',
        last_name: 'B',
        email: body.email,
        role: 'user',
      },
    }),
  );
  for (const { memberId, name = '', userId } of people) teams.members.set(memberId, { name, aadObjectId: userId });
  app = await startApp({
    ...teams.environment,
    ...service.environment,
    TEAMS_ALLOWED_TENANTS: otherTenantId,
    TRUSTED_PROXIES: '127.0.0.1',
  });
});
afterAll(async () => {
  await app.stop();
  await teams.close();
  await service.close();
});

const say = (who: Sender, text: string) => deliver(teams, app.url, activityOf(teams, who, { text }));
const said = (who: Sender) =>
  teams.activities.filter(({ conversation }) => conversation === directChatOf(who.memberId, who.tenant));
const saying = (words: string) => (kept: KeptActivity) => JSON.stringify(kept.body).includes(words);

async function until(who: Sender, wanted: (kept: KeptActivity) => boolean): Promise<KeptActivity> {
  for (;;) {
    const next = teams.next();
    const found = said(who).find(wanted);
    if (found) return found;
    await next;
  }
}

/** From the prompt to the account, each in a browser at an address of its own. */
async function connect(who: Sender, index: number): Promise<string> {
  await say(who, `now Before ${index}`);
  const prompt = await until(who, saying('/connect/'));
  const url = /https?:\/\/[^"\s]+\/connect\/[\w-]+/.exec(JSON.stringify(prompt.body))?.[0] ?? '';
  const browser = createBrowser({ 'x-forwarded-for': `198.51.100.${index}` });
  const page = await browser.get(url);
  await browser.post(url, { form_token: formToken(page) });
  await say(who, codeOn(await browser.get(url)));
  await until(who, saying('Thank you'));
  const form = await browser.get(url);
  const account = { email: emailOf(who), password: 'a password of a test' };
  await browser.post(`${url}/sign-in`, { form_token: formToken(form), ...account });
  await until(who, saying(`Before ${index}`));
  return page.text;
}

test('fifty people at once, of whom each has a namesake with the same id in another tenant, never meet', async () => {
  const pages = await Promise.all(people.map(connect));
  pages.forEach((page, index) => {
    const tenant = people[index]?.tenant === tenantId ? 'acme.example' : 'globex.example';
    expect(page).toContain(`<dt>Workspace</dt><dd>${tenant}, on`);
  });
  await Promise.all(people.map((who, index) => say(who, `now After ${index}`)));
  await app.app.idle();

  const made = service.asked.filter(({ method, path }) => method === 'POST' && path === '/meetings');
  expect(made).toHaveLength(100);
  for (const { body, headers } of made) {
    const [, index] = /(?:Before|After) (\d+)/.exec(JSON.stringify(body)) ?? [];
    const who = people[Number(index)];
    expect(JSON.stringify(headers)).toContain(`token of ${who && emailOf(who)}`);
  }
  people.forEach((who, index) => {
    const cards = said(who).map(({ body }) => JSON.stringify(body));
    const others = cards.filter((card) => /(?:Before|After) (\d+)/.exec(card)?.[1] !== undefined).join('\n');
    expect(new Set(others.match(/(?<=(?:Before|After) )\d+/g))).toEqual(new Set([String(index)]));
  });
  const { rows } = await app.test.database.pool.query(
    `select link.workspace_id, link.user_id, account.email from link join account on account.id = account_id
     where platform = 'teams' order by 1, 2`,
  );
  const wanted = people.map((who) => ({ workspace_id: who.tenant, user_id: who.userId, email: emailOf(who) }));
  expect(rows).toEqual(wanted);
});

test('what one disconnects in one tenant stays connected in the other', async () => {
  const [here, there] = [people[0], people[25]];
  if (!here || !there) throw new Error('nobody');
  await say(here, 'disconnect');
  await app.app.idle();
  const { rows } = await app.test.database.pool.query('select workspace_id from link where user_id = $1', [
    here.userId,
  ]);
  expect(rows).toEqual([{ workspace_id: there.tenant }]);
});
