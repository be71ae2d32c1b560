import { timingSafeEqual } from 'node:crypto';
import { and, arrayContains, eq, ne, type SQL, sql } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import { type AppType, appTypes, type Route } from '../ucaas/routes/index.ts';
import { refusals } from './answers.ts';
import { accessToken, account, credential, organisation } from './schema.ts';
import { digest, type World } from './world.ts';

export type Account = typeof account.$inferSelect;

/** Who calls: an account by token or Basic credentials, or nobody but the organisation of a known API id. */
export type Caller =
  | { readonly account: Account; readonly organisationId?: undefined }
  | { readonly account?: undefined; readonly organisationId: string };

export async function authenticate(world: World, route: Route, request: FastifyRequest): Promise<Caller> {
  if (route.access === 'api-id') return { organisationId: await organisationOfApiId(world, request) };
  const header = request.headers.authorization;
  if (!header) throw refusals.headerMissing('Authorization');
  // The scheme's letters do not matter (RFC 9110, 11.1); what follows is one word.
  const [, scheme = '', value = ''] = /^(\w+) +(\S+)$/.exec(header) ?? [];
  if (/^token$/i.test(scheme)) {
    const found = await byToken(world, value);
    await notForeign(world, request, found);
    return { account: found };
  }
  if (/^basic$/i.test(scheme)) return { account: await byCredentials(world, value) };
  throw refusals.headerInvalid();
}

/** The application a call is about (errors 1401 to 1403). */
export function appTypeOf(request: FastifyRequest): AppType {
  const value = request.headers['x-app-type'];
  if (value === undefined || value === '') throw refusals.appTypeMissing();
  // A header that comes twice arrives joined: that is a list, no string.
  if (Array.isArray(value) || value.includes(',')) throw refusals.appTypeNoString();
  const known = appTypes.find((appType) => appType === value);
  if (!known) throw refusals.appTypeWrong();
  return known;
}

/** The accounts that a caller may see: its own, or everybody from its organisation downwards. A condition on `account`. */
export function sees(caller: Account): SQL {
  return caller.role === 'user' ? eq(account.id, caller.id) : arrayContains(account.path, [caller.organisationId]);
}

/** The organisations below the caller's own. A condition on `organisation`. */
export function isBelow(caller: Account): SQL | undefined {
  if (caller.role === 'user') return sql`false`;
  return and(arrayContains(organisation.path, [caller.organisationId]), ne(organisation.id, caller.organisationId));
}

/** The account with this id, if the caller sees it. Others do not even exist for the caller. */
export async function accountSeen(world: World, caller: Account, userId: string): Promise<Account> {
  if (userId === caller.id) return caller;
  const [found] = await world.orm
    .select()
    .from(account)
    .where(and(eq(account.id, userId), sees(caller)));
  if (!found) throw refusals.notFound('The user');
  return found;
}

/** As somebody is called. */
export function fullNameOf({
  firstName,
  middleName,
  lastName,
}: Pick<Account, 'firstName' | 'middleName' | 'lastName'>): string {
  return [firstName, middleName, lastName].filter(Boolean).join(' ');
}

/** True where neither the account nor any organisation above it is suspended. */
export const isActive = sql<boolean>`(${account.status} = 'A' and not exists (
  select from ${organisation} where ${organisation.id} = any(${account.path}) and ${organisation.status} <> 'A'))`;

/** What is asked for each request: to build these anew each time costs more than to run them. */
const prepared = new WeakMap<World['orm'], ReturnType<typeof prepare>>();

function preparedFor({ orm }: World): ReturnType<typeof prepare> {
  const known = prepared.get(orm) ?? prepare(orm);
  prepared.set(orm, known);
  return known;
}

function prepare(orm: World['orm']) {
  const apiId = eq(credential.apiId, sql.placeholder('apiId'));
  return {
    organisation: orm
      .select({ organisationId: account.organisationId, active: isActive })
      .from(credential)
      .innerJoin(account, eq(account.id, credential.accountId))
      .where(apiId)
      .prepare('sandbox organisation'),
    token: orm
      .select({ account, expiresAt: accessToken.expiresAt, active: isActive })
      .from(accessToken)
      .innerJoin(account, eq(account.id, accessToken.accountId))
      .where(eq(accessToken.digest, sql.placeholder('digest')))
      .prepare('sandbox token'),
    credentials: orm
      .select({ account, apiKeyDigest: credential.apiKeyDigest, active: isActive })
      .from(credential)
      .innerJoin(account, eq(account.id, credential.accountId))
      .where(apiId)
      .prepare('sandbox credentials'),
  };
}

async function organisationOfApiId(world: World, request: FastifyRequest): Promise<string> {
  const apiId = request.headers['x-api-id'];
  if (typeof apiId !== 'string' || apiId === '') throw refusals.headerMissing('X-Api-Id');
  const [found] = await preparedFor(world).organisation.execute({ apiId });
  if (!found?.active) throw refusals.headerInvalid();
  return found.organisationId;
}

async function byToken(world: World, token: string): Promise<Account> {
  const [found] = await preparedFor(world).token.execute({ digest: digest(token) });
  if (!found?.active) throw refusals.tokenInvalid();
  if (found.expiresAt <= world.clock()) throw refusals.tokenExpired();
  return found.account;
}

/** A token of somebody outside of the organisation whose API id is named, if one is, is worth nothing there. */
async function notForeign(world: World, request: FastifyRequest, { path }: Account): Promise<void> {
  if (request.headers['x-api-id'] === undefined) return;
  if (!path.includes(await organisationOfApiId(world, request))) throw refusals.tokenInvalid();
}

async function byCredentials(world: World, encoded: string): Promise<Account> {
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const apiId = decoded.slice(0, decoded.indexOf(':'));
  if (!decoded.includes(':') || decoded.includes('\0')) throw refusals.headerInvalid();
  const [found] = await preparedFor(world).credentials.execute({ apiId });
  const wanted = Buffer.from(found?.apiKeyDigest ?? digest(''));
  const right = timingSafeEqual(wanted, Buffer.from(digest(decoded.slice(apiId.length + 1))));
  if (!right || !found?.active) throw refusals.headerInvalid();
  return found.account;
}
