import { once } from 'node:events';
import { request as ask, createServer } from 'node:http';

/** What passed by: where to, with what headers, and what came back. What was sent to our own service is not kept. */
export interface Passed {
  readonly url: string;
  readonly asked: object;
  readonly answered: object;
  body: string;
}

/** Stands before our service like a proxy of the operator, and keeps everything that the service gives away. */
export async function startRecordingProxy() {
  const passed: Passed[] = [];
  let target = 0;
  const server = createServer((request, response) => {
    const { method, url = '', headers } = request;
    const onward = ask({ host: '127.0.0.1', port: target, method, path: url, headers }, (answer) => {
      const one: Passed = { url, asked: headers, answered: answer.headers, body: '' };
      passed.push(one);
      answer.on('data', (chunk: Buffer) => {
        one.body += chunk.toString('latin1');
      });
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://localhost:${port}`,
    passed,
    leadTo(to: number): void {
      target = to;
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
