import { type RefusedWish, ServiceError, type ServiceErrorKind } from '../core/errors.ts';

/** What an answer that is no success said. */
export interface Said {
  readonly result?: number;
  readonly msg?: string;
  readonly desc?: string;
  readonly data?: unknown;
  readonly httpStatus?: number;
  readonly retryAfterSeconds?: number;
  /** What a service without the route does not offer. */
  readonly feature?: string;
}

/** A failed call, with everything the service said about it (S0, S12: result code, message, description). */
export class UcaasError extends ServiceError implements Said {
  /** The route's name in the table. */
  readonly route: string;
  readonly result: number | undefined;
  readonly msg: string | undefined;
  readonly desc: string | undefined;
  /** The offending fields, if the service named them; what might be a secret is left out. */
  readonly data: unknown;
  readonly httpStatus: number | undefined;
  readonly retryAfterSeconds: number | undefined;
  constructor(kind: ServiceErrorKind, route: string, said: Said = {}, options?: ErrorOptions) {
    const code = said.result === undefined ? '' : ` result ${said.result}`;
    const status = said.httpStatus === undefined ? '' : ` (HTTP ${said.httpStatus})`;
    const told = kind === 'not_offered' ? said.feature : (said.desc ?? said.msg);
    const wish = kind === 'refused' ? wishIn(told) : undefined;
    super(kind, `${route}: ${kind}${code}${status}`, { ...options, said: told, ...wish });
    this.name = 'UcaasError';
    this.route = route;
    this.result = said.result;
    this.msg = said.msg;
    this.desc = said.desc;
    this.data = withoutSecrets(said.data);
    this.httpStatus = said.httpStatus;
    this.retryAfterSeconds = said.retryAfterSeconds;
  }
}

const wishes: ReadonlyMap<string, RefusedWish> = new Map([
  ['duration', 'minutes'],
  ['participants', 'people'],
  ['auto_recording', 'recording'],
]);

/** `duration: the plan allows 60 minutes`: the wish by its field, and what is said of it to people. */
function wishIn(told: string | undefined): { readonly about: RefusedWish; readonly said: string } | undefined {
  const [, field = '', said = ''] = /^(\w+): (.+)$/su.exec(told ?? '') ?? [];
  const about = wishes.get(field);
  return about && { about, said };
}

/** A service that repeats what it was sent must not get a password into a log: by the name of its field, ... */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      /pass|token|secret|pin\b|key/i.test(key) ? leftOut : withoutSecrets(item),
    ]),
  );
}

/** ... and wherever else it stands in what was said. */
export function withoutThose<Value>(value: Value, secrets: readonly string[]): Value {
  const clean = (item: unknown): unknown => {
    if (typeof item === 'string') return secrets.reduce((text, secret) => text.replaceAll(secret, leftOut), item);
    if (Array.isArray(item)) return item.map(clean);
    if (typeof item !== 'object' || item === null) return item;
    return Object.fromEntries(Object.entries(item).map(([key, inner]) => [String(clean(key)), clean(inner)]));
  };
  return clean(value) as Value;
}

const leftOut = '(left out)';
