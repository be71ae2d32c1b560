import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Report } from './programs/child.ts';

/** A measured program: a process of its own that tells its own CPU time; the load comes from elsewhere. */
export interface Program {
  readonly url: string;
  /** With which it wants to be asked. */
  readonly headers: Readonly<Record<string, string>>;
  readonly report: () => Promise<Report>;
}

/** Microseconds per request, of CPU and by the clock; and the CPU of each round, in which all programs had the same machine. */
export type Measured = Record<string, { cpu: number; time: number; rounds: readonly number[] }>;

export const rounds = 9;
const children: ChildProcess[] = [];

/** Microseconds per request: the median over the rounds, each of which runs every program once, in turn. */
export async function measure(
  programs: Record<string, Program>,
  count: number,
  load: (program: Program, count: number) => Promise<void>,
): Promise<Measured> {
  const samples: Record<string, { cpu: number; time: number }[]> = {};
  for (let round = -1; round < rounds; round += 1) {
    // Every other round the other way round: what the machine does meanwhile hits all of them alike.
    const inTurn = Object.entries(programs);
    for (const [title, program] of round % 2 === 0 ? inTurn : inTurn.toReversed()) {
      const [before, begun] = [(await program.report()).cpuMicroseconds, performance.now()];
      await load(program, count);
      const cpu = ((await program.report()).cpuMicroseconds - before) / count;
      // The first round only warms up.
      const sample = { cpu, time: ((performance.now() - begun) * 1000) / count };
      if (round >= 0) samples[title] = [...(samples[title] ?? []), sample];
    }
  }
  return Object.fromEntries(
    Object.entries(samples).map(([title, all]) => [
      title,
      {
        cpu: median(all.map(({ cpu }) => cpu)),
        time: median(all.map(({ time }) => time)),
        rounds: all.map(({ cpu }) => cpu),
      },
    ]),
  );
}

export async function start(program: string, ...given: string[]): Promise<Program> {
  const child = fork(new URL(`./programs/${program}.ts`, import.meta.url), given, { stdio: 'inherit' });
  children.push(child);
  const [{ url, headers }] = (await once(child, 'message')) as [Pick<Program, 'url' | 'headers'>];
  return {
    url,
    headers,
    async report() {
      const answer = once(child, 'message');
      child.send('report');
      return (await answer)[0] as Report;
    },
  };
}

/** Ends every program, and waits until its connections are gone: the server stops only when nobody uses it. */
export async function endAll(): Promise<void> {
  await Promise.all(
    children.map((child) => {
      const exited = once(child, 'exit');
      child.kill();
      return exited;
    }),
  );
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

export function print(title: string, table: Measured, reference: string): void {
  const lines = Object.entries(table).map(
    ([program, { cpu, time }]) =>
      `  ${program.padEnd(40)} ${cpu.toFixed(0).padStart(6)} µs CPU  ${ratio(table, program, reference).toFixed(2).padStart(5)} ×  ${time.toFixed(0).padStart(6)} µs time`,
  );
  process.stdout.write(`${title}\n${lines.join('\n')}\n\n`);
}

/** How many times the CPU of the other one: the median of what it was in each round. */
export function ratio(table: Measured, one: string, other: string): number {
  const base = table[other]?.rounds ?? [];
  const ratios = (table[one]?.rounds ?? []).map((cpu, round) => cpu / (base[round] ?? Number.NaN));
  return Number(median(ratios).toFixed(2));
}
