import { randomUUID } from 'node:crypto';
import { Agent, request } from 'undici';
import { form, formType, sign } from '../support/slack/signer.ts';
import type { Program } from './measure.ts';

const inFlight = 16;
export const agent = new Agent({ connections: inFlight, pipelining: 1 });

/** Signed deliveries of `/meet now Weekly sync`, each a new one. */
export async function send({ url }: Program, count: number, path: string): Promise<void> {
  let left = count;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      const { body, headers } = sign(command(), formType);
      const answer = await request(`${url}${path}`, { method: 'POST', body, headers, dispatcher: agent });
      await answer.body.dump();
      if (answer.statusCode !== 200) throw new Error(`HTTP ${answer.statusCode} from ${url}`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(inFlight, count) }, worker));
}

function command(): string {
  const who = {
    team_id: 'T1',
    team_domain: 'acme',
    user_id: 'U1',
    user_name: 'ada',
    channel_id: 'C1',
    channel_name: 'general',
  };
  return form({
    command: '/meet',
    text: 'now Weekly sync',
    ...who,
    trigger_id: randomUUID(),
    response_url: 'https://hooks.slack.com/x',
  });
}
