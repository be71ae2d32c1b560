import { request } from 'undici';
import { startEmbedded } from '../../db/embedded/index.ts';
import { temporaryFolder } from '../support/folder.ts';
import { silentLog as log } from '../support/log.ts';
import { endAll, measure, type Program, print, ratio, rounds, start } from './measure.ts';
import { agent, send } from './slack-load.ts';

/**
 * CPU per request, in one run and interleaved, because machines are shared and noisy: only the ratios mean something. Each
 * program is a process of its own and tells its own CPU time; the load comes from this one.
 */
const perRound = { ingress: 1_500, command: 400, calls: 5_000, sandbox: 800 };

const folder = await temporaryFolder('bench');
const server = await startEmbedded({ directory: folder.path, log, fast: true });
const { user, host, database: name } = server.connection;
const databaseUrl = `postgres://${user}@localhost/${name}?host=${encodeURIComponent(String(host))}`;

try {
  const standIns = await start('stand-ins');
  const result = { rounds, ...(await chat(standIns)), ...(await service(standIns)) };
  process.stdout.write(`${JSON.stringify(result)}\n`);
} finally {
  await endAll();
  await agent.close();
  await server.stop();
  await folder.remove();
}

/** What comes in from Slack: the way in alone, and a whole command. */
async function chat(standIns: Program) {
  const app = await start('our-app', standIns.url, databaseUrl);
  const plain = await start('plain-app', standIns.url, databaseUrl);
  const ingress = {
    'node:http, signature only': await start('bare-http'),
    'Bolt HTTPReceiver, acknowledges only': await start('bare-bolt'),
    'ours, before the write': await start('our-ingress', standIns.url),
    'ours, with the write': await start('our-ingress', standIns.url, databaseUrl),
  };
  const ways = await measure(ingress, perRound.ingress, (program, count) => send(program, count, '/slack/events'));
  const commands = { 'straightforward app': plain, ours: app };
  const whole = await measure(commands, perRound.command, async (program, count) => {
    const before = await posted(standIns);
    await send(program, count, '/slack/events');
    while ((await posted(standIns)) < before + count) await new Promise((resolve) => setTimeout(resolve, 5));
  });
  const counted = await countOne(app, standIns);
  const bolt = 'Bolt HTTPReceiver, acknowledges only';
  print('CPU per request on the way in', ways, bolt);
  print('CPU per whole /meet now', whole, 'straightforward app');
  const time = (whole.ours?.time ?? 0) / (whole['straightforward app']?.time ?? 1);
  return {
    ingressToBolt: ratio(ways, 'ours, before the write', bolt),
    durableIngressToBolt: ratio(ways, 'ours, with the write', bolt),
    commandToStraightforward: ratio(whole, 'ours', 'straightforward app'),
    commandTimeToStraightforward: Number(time.toFixed(2)),
    ...counted,
  };
}

/** The UCaaS API from both sides: our client beside bare undici, our sandbox beside a bare fastify route with one query. */
async function service(standIns: Program) {
  const bareCall = 'undici.request, answer parsed';
  const calls = await measure(
    { [bareCall]: await start('bare-client', standIns.url), 'our client': await start('our-client', standIns.url) },
    perRound.calls,
    (program, count) => ask(`${program.url}/${count}`, {}),
  );
  const bareRoute = 'fastify, one query';
  const served = {
    [bareRoute]: await start('bare-sandbox', databaseUrl),
    'our sandbox, permanent room': await start('our-sandbox', databaseUrl),
  };
  const sandbox = await measure(served, perRound.sandbox, async (program, count) => {
    let left = count;
    const worker = async () => {
      while (left > 0) {
        left -= 1;
        await ask(program.url, program.headers);
      }
    };
    await Promise.all(Array.from({ length: 16 }, worker));
  });
  print('CPU per call of the UCaaS API', calls, bareCall);
  print('CPU per request to the sandbox', sandbox, bareRoute);
  return {
    clientToUndici: ratio(calls, 'our client', bareCall),
    sandboxToFastify: ratio(sandbox, 'our sandbox, permanent room', bareRoute),
    sandboxRequestsPerSecond: Math.round(1_000_000 / (sandbox['our sandbox, permanent room']?.time ?? 1)),
    fastifyRequestsPerSecond: Math.round(1_000_000 / (sandbox[bareRoute]?.time ?? 1)),
  };
}

async function ask(url: string, headers: Readonly<Record<string, string>>): Promise<void> {
  const answer = await request(url, { headers, dispatcher: agent });
  await answer.body.dump();
  if (answer.statusCode !== 200) throw new Error(`HTTP ${answer.statusCode} from ${url}`);
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

async function posted(standIns: Program): Promise<number> {
  return (await standIns.report()).counts['/api/chat.postMessage'] ?? 0;
}
