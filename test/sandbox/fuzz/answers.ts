import { expect } from 'vitest';
import type { Foreign } from './foreign.ts';
import type { FuzzedRequest } from './requests.ts';

/** What came back to a request. */
export interface Answer {
  readonly request: FuzzedRequest;
  readonly status: number;
  readonly text: string;
  readonly said: { readonly result?: unknown; readonly msg?: unknown; readonly desc?: unknown };
}

/** What only a stack, a query or a library says. */
const innards = /node_modules|\.ts:\d|\bat .+:\d+|Error:|\bselect\b.+\bfrom\b|violates|drizzle|postgres/i;

/** The request and what came back, for whoever has to find out why. */
export function about({ request, status, text }: Answer): string {
  return `${request.caller}: ${request.method} ${request.path} ${request.body?.slice(0, 2_000) ?? ''} -> ${status} ${text.slice(0, 500)}`;
}

/** Fails where an answer is not one of a service that stands firm. */
export function judge(answer: Answer): void {
  const { status, said, request } = answer;
  const refusal = [typeof said.msg, typeof said.desc].join() === 'string,string';
  // Innards only in what we say ourselves: a field may well be repeated.
  const wrong = [
    status >= 500 && 'fails',
    typeof said.result !== 'number' && 'is in no envelope',
    said.result !== 1 && !refusal && 'does not say what is wrong',
    said.result === 1 && request.unauthorized && 'lets in whom nobody knows',
    innards.test(`${said.msg} ${said.desc}`) && 'shows its innards',
  ].filter(Boolean);
  if (wrong.length > 0) expect.fail(`${wrong}: ${about(answer)}`);
}

/**
 * Ids of the other reseller's subtree that the answer has, and that were not in the request. Only where ids stand: in texts,
 * and as the country of an address, callers may have written anything themselves.
 */
export function toldOf({ request: { path, headers, body = '' }, said }: Answer, foreign: Foreign): readonly string[] {
  const asked = [path, ...Object.values(headers), body].join(' ');
  const told: string[] = [];
  JSON.stringify(said, (name, value) => {
    if (/(id|ids|url)$/.test(name) && name !== 'country_id') told.push(...String(value).split(/[^\w-]+/));
    return value;
  });
  return told.filter((id) => foreign.owns(id) && !asked.includes(id));
}
