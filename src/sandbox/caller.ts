import { timingSafeEqual } from 'node:crypto';
import { and, arrayContains, eq, or } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import { type AppType, appTypes, type Route } from '../ucaas/routes/index.ts';
import { refusals } from './answers.ts';
import { accessToken, account, credential } from './schema.ts';
import { digest, type World } from './world.ts';

export type Account = typeof account.$inferSelect;

/** Who calls: an account by token or Basic credentials, or nobody but a known API id. */
export async function authenticate(world: World, route: Route, request: FastifyRequest): Promise<Account | undefined> {
  if (route.access === 'api-id') {
    await knownApiId(world, request);
    return undefined;
  }
  const header = request.headers.authorization;
  if (!header) throw refusals.headerMissing('Authorization');
  const [scheme, value = ''] = header.split(' ', 2);
  if (scheme === 'Token') return byToken(world, value);
  if (scheme === 'Basic') return byCredentials(world, value);
  throw refusals.headerInvalid();
}

/** The application a call is about (errors 1401 and 1403). */
export function appTypeOf(request: FastifyRequest): AppType {
  const value = request.headers['x-app-type'];
  if (value === undefined || value === '') throw refusals.appTypeMissing();
  const known = appTypes.find((appType) => appType === value);
  if (!known) throw refusals.appTypeWrong();
  return known;
}

/** The account with this id, if it is the caller or below the caller. Others do not even exist for the caller. */
export async function below(world: World, caller: Account, userId: string): Promise<Account> {
  const [found] = await world.orm
    .select()
    .from(account)
    .where(and(eq(account.id, userId), or(eq(account.id, caller.id), arrayContains(account.above, [caller.id]))));
  if (!found) throw refusals.notFound('The user');
  return found;
}

async function knownApiId(world: World, request: FastifyRequest): Promise<void> {
  const apiId = request.headers['x-api-id'];
  if (typeof apiId !== 'string' || apiId === '') throw refusals.headerMissing('X-Api-Id');
  const [found] = await world.orm.select().from(credential).where(eq(credential.apiId, apiId));
  if (!found) throw refusals.headerInvalid();
}

async function byToken(world: World, token: string): Promise<Account> {
  const [found] = await world.orm
    .select()
    .from(accessToken)
    .innerJoin(account, eq(account.id, accessToken.accountId))
    .where(eq(accessToken.digest, digest(token)));
  if (found?.account.status !== 'A') throw refusals.tokenInvalid();
  if (found.access_token.expiresAt <= world.clock()) throw refusals.tokenExpired();
  return found.account;
}

async function byCredentials(world: World, encoded: string): Promise<Account> {
  const [apiId = '', apiKey = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':', 2);
  const [found] = await world.orm
    .select()
    .from(credential)
    .innerJoin(account, eq(account.id, credential.accountId))
    .where(eq(credential.apiId, apiId));
  const wanted = Buffer.from(found?.credential.apiKeyDigest ?? digest(''));
  if (!timingSafeEqual(wanted, Buffer.from(digest(apiKey))) || found?.account.status !== 'A')
    throw refusals.headerInvalid();
  return found.account;
}
