import { createServer, type RequestListener } from 'node:http';

/** What a measured program tells the bench when it is asked: its own CPU time so far, and whatever it counted. */
export interface Report {
  readonly cpuMicroseconds: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** Tells the bench where it listens and with which headers it wants to be asked, and answers each message with a report. */
export function serveReports(
  url: string,
  counts: Record<string, number> = {},
  headers: Readonly<Record<string, string>> = {},
): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMicroseconds: user + system, counts } satisfies Report);
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.({ url, headers });
}

/** Listens on a free port of loopback. Resolves to the address. */
export function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
    });
  });
}

/** For programs that call instead of being called: `GET /2000` makes 2,000 runs, 16 at a time. */
export async function serveRuns(run: () => Promise<void>): Promise<void> {
  const url = await listen((request, response) => {
    let left = Number(request.url?.slice(1));
    const worker = async () => {
      while (left > 0) {
        left -= 1;
        await run();
      }
    };
    Promise.all(Array.from({ length: 16 }, worker)).then(
      () => response.end('done'),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  serveReports(url);
}
