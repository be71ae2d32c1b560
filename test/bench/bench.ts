import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'undici';
import { startEmbedded } from '../../db/embedded/index.ts';
import { temporaryFolder } from '../support/folder.ts';
import { silentLog as log } from '../support/log.ts';
import { form, formType, sign } from '../support/slack/signer.ts';
import type { Report } from './programs/child.ts';

/**
 * CPU per request, in one run and interleaved, because machines are shared and noisy: only the ratios mean something. Each
 * program is a process of its own and tells its own CPU time; the load comes from this one.
 */
const rounds = 9;
const perRound = { ingress: 1_500, command: 400 };
const inFlight = 16;

interface Program {
  readonly url: string;
  readonly child: ChildProcess;
  readonly report: () => Promise<Report>;
}

const folder = await temporaryFolder('bench');
const server = await startEmbedded({ directory: folder.path, log, fast: true });
const { user, host, database: name } = server.connection;
const databaseUrl = `postgres://${user}@localhost/${name}?host=${encodeURIComponent(String(host))}`;
const agent = new Agent({ connections: inFlight, pipelining: 1 });
const children: ChildProcess[] = [];

try {
  const standIns = await start('stand-ins');
  const app = await start('our-app', standIns.url, databaseUrl);
  const plain = await start('plain-app', standIns.url, databaseUrl);
  const ingress = {
    'node:http, signature only': await start('bare-http'),
    'Bolt HTTPReceiver, acknowledges only': await start('bare-bolt'),
    'ours, before the write': await start('our-ingress', standIns.url),
    'ours, with the write': await start('our-ingress', standIns.url, databaseUrl),
  };
  const commands = { 'straightforward app': plain, ours: app };

  const ways = await measure(ingress, perRound.ingress, (program, count) => send(program, count, '/slack/events'));
  const whole = await measure(commands, perRound.command, async (program, count) => {
    const before = await posted(standIns);
    await send(program, count, '/slack/events');
    while ((await posted(standIns)) < before + count) await new Promise((resolve) => setTimeout(resolve, 5));
  });
  const counted = await countOne(app, standIns);

  print('CPU per request on the way in', ways, 'Bolt HTTPReceiver, acknowledges only');
  print('CPU per whole /meet now', whole, 'straightforward app');
  const ratio = (table: Measured, one: string, other: string) =>
    Number(((table[one]?.cpu ?? 0) / (table[other]?.cpu ?? 1)).toFixed(2));
  const bolt = 'Bolt HTTPReceiver, acknowledges only';
  const result = {
    rounds,
    ingressToBolt: ratio(ways, 'ours, before the write', bolt),
    durableIngressToBolt: ratio(ways, 'ours, with the write', bolt),
    commandToStraightforward: ratio(whole, 'ours', 'straightforward app'),
    commandTimeToStraightforward: Number(
      ((whole.ours?.time ?? 0) / (whole['straightforward app']?.time ?? 1)).toFixed(2),
    ),
    ...counted,
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
} finally {
  await Promise.all(children.map(end));
  await agent.close();
  await server.stop();
  await folder.remove();
}

type Measured = Record<string, { cpu: number; time: number }>;

/** Microseconds per request: the median over the rounds, each of which runs every program once, in turn. */
async function measure(
  programs: Record<string, Program>,
  count: number,
  load: (program: Program, count: number) => Promise<void>,
): Promise<Measured> {
  const samples: Record<string, { cpu: number; time: number }[]> = {};
  for (let round = -1; round < rounds; round += 1) {
    for (const [title, program] of Object.entries(programs)) {
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
      { cpu: median(all.map(({ cpu }) => cpu)), time: median(all.map(({ time }) => time)) },
    ]),
  );
}

/** Round trips and outgoing calls of one command, exactly. */
async function countOne(app: Program, standIns: Program) {
  const state = async () => ({
    trips: (await app.report()).counts.trips ?? 0,
    calls: Object.values((await standIns.report()).counts).reduce((sum, one) => sum + one, 0),
  });
  const before = await state();
  await send(app, 1, '/slack/events');
  const acknowledged = await state();
  while ((await state()).trips < before.trips + 3) await new Promise((resolve) => setTimeout(resolve, 5));
  const after = await state();
  return {
    databaseTrips: after.trips - before.trips,
    outgoingCalls: after.calls - before.calls,
    tripsBeforeAnswer: Math.min(acknowledged.trips - before.trips, 1),
  };
}

async function send({ url }: Program, count: number, path: string): Promise<void> {
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

async function posted(standIns: Program): Promise<number> {
  return (await standIns.report()).counts['/api/chat.postMessage'] ?? 0;
}

async function start(program: string, ...given: string[]): Promise<Program> {
  const child = fork(new URL(`./programs/${program}.ts`, import.meta.url), given, { stdio: 'inherit' });
  children.push(child);
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  return {
    url,
    child,
    async report() {
      const answer = once(child, 'message');
      child.send('report');
      return (await answer)[0] as Report;
    },
  };
}

/** Ends a program, and waits until its connections are gone: the server stops only when nobody uses it. */
async function end(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill();
  await exited;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function print(title: string, table: Measured, reference: string): void {
  const base = table[reference]?.cpu ?? 1;
  const lines = Object.entries(table).map(
    ([program, { cpu, time }]) =>
      `  ${program.padEnd(40)} ${cpu.toFixed(0).padStart(6)} µs CPU  ${(cpu / base).toFixed(2).padStart(5)} ×  ${time.toFixed(0).padStart(6)} µs time`,
  );
  process.stdout.write(`${title}\n${lines.join('\n')}\n\n`);
}
