import type { Adapter } from '../adapters/adapter.ts';
import type { Config } from './config.ts';
import type { Clock, Log } from './core/ports.ts';
import type { Http } from './http/http.ts';

/** What adapters are made with. */
export interface AdapterSurroundings {
  /** A way out to these hosts and no others. */
  readonly http: (hosts: readonly string[]) => Http;
  readonly clock: Clock;
  readonly log: Log;
}

/** The chat platforms that are switched on. Their SDKs are loaded only then: one of them alone takes half a second. */
export async function configuredAdapters(
  config: Config,
  surroundings: AdapterSurroundings,
): Promise<readonly Adapter[]> {
  return [...(config.slack ? [await slack(config.slack, surroundings)] : [])];
}

async function slack(
  config: NonNullable<Config['slack']>,
  { http, clock, log }: AdapterSurroundings,
): Promise<Adapter> {
  const { createSlackAdapter } = await import('../adapters/slack/index.ts');
  const api = new URL(config.apiUrl);
  return createSlackAdapter({
    ...config,
    http: http([api.host, 'hooks.slack.com', 'hooks.slack-gov.com']),
    clock,
    log,
  });
}
