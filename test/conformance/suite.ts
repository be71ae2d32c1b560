import { AssertionError } from 'node:assert/strict';
import { ServiceError } from '../../src/core/errors.ts';
import { UcaasError } from '../../src/ucaas/errors.ts';
import { type Group, parametersOf, type Route, routes } from '../../src/ucaas/routes/index.ts';
import { access } from './checks/access.ts';
import { contacts } from './checks/contacts.ts';
import { customers } from './checks/customers.ts';
import { groups } from './checks/groups.ts';
import { lobby } from './checks/lobby.ts';
import { meetings } from './checks/meetings.ts';
import { polls } from './checks/polls.ts';
import { pool } from './checks/pool.ts';
import { reports } from './checks/reports.ts';
import { rooms } from './checks/rooms.ts';
import { scheduling } from './checks/scheduling.ts';
import { sessions } from './checks/sessions.ts';
import { subscriptions } from './checks/subscriptions.ts';
import { users } from './checks/users.ts';
import type { Check, CheckContext, ConformanceContext, SandboxHands } from './context.ts';
import { isTransient, unknownId } from './expect.ts';
import { createRecorder, type RouteVerdict } from './record.ts';
import { createRoles, type Roles } from './roles.ts';

/** Every check, group by group. */
export const checks: readonly Check[] = [
  ...access,
  ...customers,
  ...subscriptions,
  ...users,
  ...rooms,
  ...meetings,
  ...scheduling,
  ...lobby,
  ...polls,
  ...contacts,
  ...groups,
  ...sessions,
  ...reports,
  ...pool,
];

/** What became of a check. */
export interface CheckResult {
  readonly name: string;
  readonly group: Group;
  readonly outcome: 'passed' | 'failed' | 'not offered' | 'skipped';
  /** What failed, which route is not offered, or why it was skipped. */
  readonly error?: string;
  /** What was thrown. */
  readonly cause?: unknown;
}

export interface ConformanceResult {
  readonly checks: readonly CheckResult[];
  /** One for each route of the table. */
  readonly routes: readonly RouteVerdict[];
}

export interface ConformanceOptions {
  /** So often a check that ends in a transient failure is run again: for a service that fails on purpose. 0 unless given. */
  readonly repeatTransient?: number;
  /** False: nothing is changed on the service. True unless given. */
  readonly writes?: boolean;
  /** Those to run, of `checks`; all unless given. */
  readonly only?: (check: Check) => boolean;
  readonly onResult?: (result: CheckResult) => void;
}

/** Runs the checks one after the other, reading ones first, and tells what each of them and each route did. */
export async function runConformance(
  given: ConformanceContext,
  { repeatTransient = 0, writes = true, only = () => true, onResult }: ConformanceOptions = {},
): Promise<ConformanceResult> {
  const recorder = createRecorder(given.api);
  const context = { ...given, api: recorder.api, app: { appType: given.appTypes[0] } };
  const roles = createRoles(context);
  const results: CheckResult[] = [];
  const inOrder = checks.filter(only).toSorted((one, other) => Number(one.writes) - Number(other.writes));
  for (const check of inOrder) {
    const skip = check.writes && !writes ? 'it writes' : whyNot(check, roles);
    const became: Became = skip
      ? { outcome: 'skipped', error: skip }
      : await repeated(check, context, roles, repeatTransient);
    const result = { name: check.name, group: check.group, ...became };
    results.push(result);
    onResult?.(result);
  }
  const untried = recorder.verdicts().filter(({ verdict }) => verdict === 'not tried');
  for (const { route } of untried) await knock(routes[route], context, roles, writes);
  return { checks: results, routes: recorder.verdicts() };
}

/**
 * Asks for something that nobody has by a route that no check came to, because another one before it was missing: whether
 * the service knows the route is then seen from how it refuses. Nothing can be made or changed by that.
 */
async function knock(route: Route, { app, api }: ConformanceApi, roles: Roles, writes: boolean): Promise<void> {
  const names = parametersOf(route.path);
  const harmless = route.method === 'GET' || (writes && names.length > 0);
  const role = route.roles.find((one) => roles.has(one));
  if (!harmless || (route.access === 'account' && !role)) return;
  const methods = (role ? await roles.as(role) : api) as unknown as Readonly<Record<string, AnyMethod>>;
  const nobody = Object.fromEntries(names.map((name) => [name, unknownId]));
  await methods[route.name]?.(nobody, app).catch(() => undefined);
}

type ConformanceApi = Pick<CheckContext, 'api' | 'app'>;
type AnyMethod = (input: object, options: object) => Promise<unknown>;

type Became = Pick<CheckResult, 'outcome' | 'error' | 'cause'>;

function whyNot({ needs, roles: needed = ['user'] }: Check, roles: Roles): string | undefined {
  if (needs === 'sandbox' && !roles.hands) return 'only the sandbox can do this';
  const missing = needed.filter((role) => !roles.has(role));
  return missing.length > 0 ? `there is no ${missing.join(' and no ')} to act as` : undefined;
}

async function repeated(check: Check, context: ConformanceContext, roles: Roles, times: number): Promise<Became> {
  for (let left = times; ; left -= 1) {
    try {
      await once(check, context, roles, times);
      return { outcome: 'passed' };
    } catch (error) {
      if (!isTransient(error) || left <= 0) return became(error);
    }
  }
}

async function once(check: Check, given: ConformanceContext, roles: Roles, times: number): Promise<void> {
  const undos: (() => Promise<unknown>)[] = [];
  const context: CheckContext = {
    ...given,
    as: roles.as,
    signIn: roles.signIn,
    app: { appType: given.appTypes[0] },
    hands: roles.hands ?? noHands(check),
    after: (undo) => void undos.push(undo),
  };
  let failure: unknown;
  try {
    await check.run(context);
  } catch (error) {
    failure = error;
  } finally {
    for (const undo of undos.toReversed()) {
      const left = await undone(undo, times, given.note);
      failure ??= left;
    }
  }
  if (failure !== undefined) throw failure;
}

/** Resolves to what kept it from being undone. What is gone already is done. */
async function undone(undo: () => Promise<unknown>, times: number, note: (text: string) => void): Promise<unknown> {
  for (let left = times; ; left -= 1) {
    try {
      await undo();
      return undefined;
    } catch (error) {
      if (error instanceof UcaasError && error.kind === 'not_found') return undefined;
      if (error instanceof UcaasError && error.kind === 'not_offered') {
        note(`What was made stays behind: the service does not offer ${error.route}`);
        return undefined;
      }
      if (!isTransient(error) || left <= 0) return error;
    }
  }
}

function became(error: unknown): Became {
  if (error instanceof UcaasError && error.kind === 'not_offered') {
    return { outcome: 'not offered', error: error.route, cause: error };
  }
  if (error instanceof AssertionError) return { outcome: 'failed', error: error.message, cause: error };
  if (error instanceof ServiceError) {
    const said = error.said === undefined ? '' : `: ${error.said}`;
    return { outcome: 'failed', error: `${error.message}${said}`, cause: error };
  }
  return { outcome: 'failed', error: `untyped error: ${error}`, cause: error };
}

function noHands({ name }: Check): SandboxHands {
  const missing = () => {
    throw new Error(`"${name}" uses the sandbox without saying so`);
  };
  return { enterByPage: missing, leaveByPage: missing, vote: missing, mailsTo: missing, passMinutes: missing };
}
