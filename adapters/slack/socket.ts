import { setTimeout as wait } from 'node:timers/promises';
import { SocketModeClient } from '@slack/socket-mode';
import type { Log } from '../../src/core/ports.ts';
import type { Http } from '../../src/http/http.ts';
import type { Dispatch } from './dispatch.ts';
import { sdkLogger } from './sdk-logger.ts';

/** What Slack sends by a connection that we open (docs.slack.dev, Socket Mode), instead of by HTTP. */
export interface SocketWayIn {
  start(): void;
  /** Takes nothing more, waits for what is being taken down, and hangs up. */
  close(): Promise<void>;
}

interface Envelope {
  readonly body: Record<string, unknown>;
  readonly ack: (answer?: Record<string, unknown>) => Promise<void>;
}

const firstWaitMilliseconds = 1_000;
const longestWaitMilliseconds = 30_000;

export function createSocketWayIn({
  appToken,
  apiUrl,
  http,
  dispatch,
  log,
}: {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly http: Http;
  readonly dispatch: Dispatch;
  readonly log: Log;
}): SocketWayIn {
  const client = new SocketModeClient({
    appToken,
    logger: sdkLogger(log),
    // Its own way to connect again lets an error of `apps.connections.open` end the process.
    autoReconnectEnabled: false,
    clientOptions: { slackApiUrl: apiUrl, fetch: http.fetch, retryConfig: { retries: 0 } },
  });
  const closing = new AbortController();
  const taking = new Set<Promise<void>>();
  let connected: Promise<void> = Promise.resolve();

  client.on('slack_event', (envelope: Envelope) => {
    // Not acknowledged: Slack gives it to another connection.
    if (closing.signal.aborted) return;
    const taken = take(envelope).finally(() => taking.delete(taken));
    taking.add(taken);
  });

  return {
    start() {
      connected = stayConnected();
    },

    async close() {
      closing.abort();
      await Promise.all(taking);
      await client.disconnect();
      await connected;
    },
  };

  async function take({ body, ack }: Envelope): Promise<void> {
    try {
      const answer = await dispatch(body);
      await ack(typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : undefined);
    } catch (error) {
      log.error({ error }, 'a delivery could not be taken down; Slack sends it again');
    }
  }

  async function stayConnected(): Promise<void> {
    for (let failures = 0; !closing.signal.aborted; ) {
      const ended = new Promise<void>((resolve) => client.once('disconnected', () => resolve()));
      try {
        await client.start();
        failures = 0;
        if (closing.signal.aborted) await client.disconnect();
        await ended;
      } catch (error) {
        failures += 1;
        if (!closing.signal.aborted) log.error({ error }, 'Slack could not be connected to by Socket Mode');
      }
      const pause = failures === 0 ? 0 : Math.min(firstWaitMilliseconds * 2 ** (failures - 1), longestWaitMilliseconds);
      await wait(pause, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }
}
