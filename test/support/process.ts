import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

/** What `npm start` and the other programs load before anything else. */
const first = 'src/node-version.mjs';

/** The service, or another program of the project, as a process of its own, as an operator starts it. Whatever becomes of the test, it does not outlive it. */
export function startProcess(
  environment: Readonly<Record<string, string>>,
  cwd = process.cwd(),
  /** Below the project, and what follows on its command line. */
  [program, ...line]: readonly [string, ...string[]] = ['src/main.ts'],
) {
  const pathOf = (file: string) => new URL(`../../${file}`, import.meta.url).pathname;
  const child: ChildProcess = spawn(process.execPath, ['--import', pathOf(first), pathOf(program), ...line], {
    cwd,
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let [out, err] = ['', ''];
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as string | null,
    out,
    err,
  }));
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (out.includes('Stop with Ctrl+C')) resolve();
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    ended.then(({ code }) => reject(new Error(`ended with ${code} before it was ready: ${err}`)), reject);
  });
  ready.catch(() => undefined);
  return { ready, ended, kill: (signal: NodeJS.Signals) => child.kill(signal), said: () => out };
}
