import { z } from 'zod';
import type { UcaasApi } from '../../src/ucaas/api.ts';
import { UcaasError } from '../../src/ucaas/errors.ts';
import { type RouteName, routes } from '../../src/ucaas/routes/index.ts';
import { isTransient } from './expect.ts';

/**
 * What a route turned out to be.
 * - `works`: at least one call succeeded, and every answer had the shape of the table
 * - `not there`: the service does not have it
 * - `other shape`: an answer was not what the table says
 * - `refused`: it never did more than refuse, or fail
 * - `not tried`
 */
export type Verdict = 'works' | 'not there' | 'other shape' | 'refused' | 'not tried';

export interface RouteVerdict {
  readonly route: RouteName;
  readonly verdict: Verdict;
  /** Which fields had another shape; with which code it was refused, and what was said. */
  readonly detail?: string;
}

interface Calls {
  worked: boolean;
  readonly failures: UcaasError[];
}

/** Watches what every route does: calls go through `api`. */
export interface Recorder {
  readonly api: UcaasApi;
  /** One for each route of the table. */
  verdicts(): readonly RouteVerdict[];
}

export function createRecorder(real: UcaasApi): Recorder {
  const calls = new Map<RouteName, Calls>();
  const note = (route: RouteName, error?: unknown) => {
    const known = calls.get(route) ?? { worked: false, failures: [] };
    calls.set(route, known);
    if (error === undefined) known.worked = true;
    else if (error instanceof UcaasError) known.failures.push(error);
  };
  return {
    api: watched(real, note),
    verdicts: () => (Object.keys(routes) as RouteName[]).map((route) => ({ route, ...verdictOf(calls.get(route)) })),
  };
}

type Note = (route: RouteName, error?: unknown) => void;
type Anything = (...given: readonly unknown[]) => unknown;

function watched<Api extends object>(api: Api, note: Note): Api {
  return new Proxy(api, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      const method = member as Anything;
      if (name === 'as') return (...given: readonly unknown[]) => watched(method(...given) as object, note);
      if (name === 'each')
        return (route: RouteName, ...given: readonly unknown[]) => walked(method, note, route, given);
      return (...given: readonly unknown[]) => called(method, note, name as RouteName, given);
    },
  });
}

async function called(method: Anything, note: Note, route: RouteName, given: readonly unknown[]): Promise<unknown> {
  try {
    const answer = await method(...given);
    note(route);
    return answer;
  } catch (error) {
    note(route, error);
    throw error;
  }
}

async function* walked(method: Anything, note: Note, route: RouteName, given: readonly unknown[]) {
  try {
    yield* method(route, ...given) as AsyncIterable<unknown>;
    note(route);
  } catch (error) {
    note(route, error);
    throw error;
  }
}

function verdictOf(calls: Calls | undefined): Omit<RouteVerdict, 'route'> {
  if (!calls) return { verdict: 'not tried' };
  const { worked, failures } = calls;
  const garbled = failures.find(({ kind, cause }) => kind === 'garbled' && cause instanceof z.ZodError);
  if (garbled) return { verdict: 'other shape', detail: shapeOf(garbled) };
  if (worked) return { verdict: 'works' };
  const [last] = failures.toReversed();
  if (!last) return { verdict: 'not tried' };
  const telling = failures.filter((failure) => saysNotThere(failure) || !isTransient(failure));
  if (telling.length > 0 && telling.every(saysNotThere)) return { verdict: 'not there' };
  if (last.kind === 'garbled') return { verdict: 'other shape', detail: 'no answer of this API' };
  const code = last.result ?? last.httpStatus;
  return { verdict: 'refused', detail: [code ?? last.kind, last.said].filter(Boolean).join(': ') };
}

/** No such route for this call, or none as a gateway says it: what the client makes of that also depends on other calls. */
function saysNotThere({ kind, result, httpStatus = 0 }: UcaasError): boolean {
  return kind === 'not_offered' || (result === undefined && [404, 405, 501].includes(httpStatus));
}

function shapeOf({ cause }: UcaasError): string {
  const issues = cause instanceof z.ZodError ? cause.issues : [];
  return issues.map(({ path, message }) => `${path.join('.') || 'answer'}: ${message}`).join('; ');
}
