import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { freePort } from '../app.ts';
import { type startTeamsStandIn, tenantId } from './stand-in.ts';

interface PlaygroundConfig {
  readonly config: {
    readonly bot: { readonly id: string; readonly name: string };
    readonly currentUser: { readonly id: string };
    readonly personalChat: { readonly id: string };
    readonly teams: readonly { readonly channels: readonly { readonly id: string }[] }[];
  };
}

/** Something that the playground shows, as it goes to its page. */
export interface Shown {
  readonly actionConversationId?: string;
  readonly message?: {
    readonly text?: string;
    readonly attachments?: readonly {
      readonly content: {
        readonly speak?: string;
        readonly actions?: readonly { readonly title: string; readonly url?: string }[];
      };
    }[];
  };
}

type StandIn = Awaited<ReturnType<typeof startTeamsStandIn>>;

/**
 * Microsoft's own playground for Teams bots, as a process of its own. It sends unsigned and from a tenant whose id is not a
 * GUID, so a proxy stands before our service that signs each activity and names a proper tenant.
 */
export async function startAgentsPlayground(standIn: StandIn) {
  let target = '';
  const proxy = createServer(async (request, response) => {
    // Its page asks now and then whether somebody is there.
    if (request.method !== 'POST' || request.headers['content-length'] === '0') return void response.end();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString().replaceAll('00000000-0000-0000-0000-0000000000001"', `${tenantId}"`);
    const { serviceUrl } = JSON.parse(body) as { serviceUrl: string };
    const authorization = `Bearer ${await standIn.token({ serviceUrl })}`;
    const answer = await fetch(target, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body,
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = proxy.address();
  const proxyPort = typeof address === 'object' ? address?.port : 0;

  const port = await freePort();
  const cli = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js');
  const endpoint = `http://127.0.0.1:${proxyPort}/api/messages`;
  const child = spawn(process.execPath, [cli, 'start', '-e', endpoint, '-c', 'msteams', '-p', String(port), '--dt'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.includes('Listening')) break;
  }
  const url = `http://127.0.0.1:${port}`;
  const { config } = (await (await fetch(`${url}/_internal/v1/testConfig`)).json()) as PlaygroundConfig;
  const shown: Shown[] = [];
  const listeners = new Set<() => void>();
  const stream = new WebSocket(`${url.replace('http', 'ws')}/_ws_conversation/v1/conversations/stream`);
  stream.addEventListener('message', ({ data }) => {
    shown.push(JSON.parse(String(data)) as Shown);
    for (const listener of listeners) listener();
  });
  await new Promise((resolve) => stream.addEventListener('open', resolve));

  return {
    url,
    personalChat: config.personalChat.id,
    channel: config.teams[0]?.channels[0]?.id ?? '',
    environment: { ...standIn.environment, TEAMS_SERVICE_URLS: `localhost:${port},127.0.0.1:${port}` },
    /** Types a line as the playground's own person; in a channel with a mention of the bot. */
    async say(conversation: string, text: string): Promise<void> {
      const mention = { mentioned: { id: config.bot.id }, text: `<at>${config.bot.name}</at>` };
      const inChannel = conversation !== config.personalChat.id;
      const line = inChannel ? { text: `${mention.text} ${text}`, mentions: [mention] } : { text };
      const response = await fetch(`${url}/_conversation/v1/conversations/${conversation}/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...line, textFormat: 'plain', from: { id: config.currentUser.id } }),
      });
      if (!response.ok) throw new Error(await response.text());
    },
    /** Resolves to the first message of the bot for which `wanted` holds, as soon as it is shown. */
    async until(wanted: (message: Shown) => boolean): Promise<Shown> {
      const late = AbortSignal.timeout(20_000);
      for (;;) {
        const found = shown.find(wanted);
        if (found) return found;
        await new Promise<void>((resolve, reject) => {
          listeners.add(resolve);
          late.addEventListener('abort', () => reject(new Error(`not shown; seen so far: ${JSON.stringify(shown)}`)));
        });
      }
    },
    pointAt(publicUrl: string) {
      target = `${publicUrl}/teams/messages`;
    },
    async close() {
      stream.close();
      child.kill('SIGKILL');
      proxy.closeAllConnections();
      proxy.close();
    },
  };
}
