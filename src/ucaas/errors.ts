import { ServiceError, type ServiceErrorKind } from '../core/errors.ts';

/** A failed call, with everything the service said about it (S0, S12: result code, message, description). */
export class UcaasError extends ServiceError {
  readonly route: string;
  readonly result: number | undefined;
  readonly msg: string | undefined;
  readonly desc: string | undefined;
  readonly data: unknown;
  readonly httpStatus: number | undefined;
  constructor(
    kind: ServiceErrorKind,
    route: string,
    answer: { result?: number; msg?: string; desc?: string; data?: unknown; httpStatus?: number } = {},
    options?: ErrorOptions,
  ) {
    const code = answer.result === undefined ? '' : ` result ${answer.result}`;
    const status = answer.httpStatus === undefined ? '' : ` (HTTP ${answer.httpStatus})`;
    super(kind, `${route}: ${kind}${code}${status}`, { ...options, said: answer.desc ?? answer.msg });
    this.name = 'UcaasError';
    this.route = route;
    this.result = answer.result;
    this.msg = answer.msg;
    this.desc = answer.desc;
    this.data = answer.data;
    this.httpStatus = answer.httpStatus;
  }
}
