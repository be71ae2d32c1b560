import { createHmac } from 'node:crypto';

export const signingSecret = 'a signing secret of a test';

/** Bytes and headers of one delivery, as Slack would send them. */
export interface SignedRequest {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Signs a body as Slack does (v0); `at` in seconds since 1970. */
export function sign(
  body: string,
  contentType: string,
  { secret = signingSecret, at = Math.floor(Date.now() / 1000) } = {},
): SignedRequest {
  const signature = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return {
    body,
    headers: {
      'content-type': contentType,
      'x-slack-request-timestamp': String(at),
      'x-slack-signature': `v0=${signature}`,
    },
  };
}

export function form(fields: Readonly<Record<string, string>>): string {
  return new URLSearchParams(fields).toString();
}

export const formType = 'application/x-www-form-urlencoded';
