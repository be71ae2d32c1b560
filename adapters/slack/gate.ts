import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../../src/core/ports.ts';
import { equalInConstantTime } from '../constant-time.ts';

/** Requests from further away in time, in either direction, are refused (docs.slack.dev, verifying requests). */
const skewSeconds = 300;

/** True if Slack signed these bytes, just now. Bolt's own check lets timestamps of the future pass, and reads 4 MB first. */
export type Gate = (body: Buffer, headers: IncomingHttpHeaders) => boolean;

export function createGate({ signingSecret, clock }: { readonly signingSecret: string; readonly clock: Clock }): Gate {
  if (signingSecret === '')
    throw new Error('the Slack signing secret is empty: every request would be taken as genuine');
  return (body, headers) => {
    const timestamp = headers['x-slack-request-timestamp'];
    const signature = headers['x-slack-signature'];
    if (typeof timestamp !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(timestamp)) return false;
    if (Math.abs(clock().getTime() / 1000 - Number(timestamp)) > skewSeconds) return false;
    const wanted = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex');
    return equalInConstantTime(signature, `v0=${wanted}`);
  };
}
