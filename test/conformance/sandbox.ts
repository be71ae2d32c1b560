import type { Database } from '../../db/database.ts';
import { createHttp, hostRule } from '../../src/http/create-http.ts';
import { demo } from '../../src/sandbox/demo.ts';
import { type Seed, seedSchema } from '../../src/sandbox/seed-file.ts';
import { createApi } from '../../src/ucaas/api.ts';
import { silentLog as log } from '../support/log.ts';
import { startSandbox } from '../support/sandbox.ts';
import { sandboxHands } from './sandbox-hands.ts';
import { type ConformanceResult, runConformance } from './suite.ts';
import { sequence, type Variant } from './variants.ts';

/** The demo, with seats for those who stay behind where users cannot be deleted. */
const roomy: Seed = seedSchema.parse({
  ...demo,
  organisations: demo.organisations.map((one) => ({
    ...one,
    subscriptions: one.subscriptions.map((held) => ({ ...held, seats: 500 })),
  })),
});

/** Runs the suite once through our client against our sandbox. Resolves to what it did, and what ended in a 500. */
export async function conformanceOf(
  database: Pick<Database, 'orm'>,
  { name, mode, dialect, repeatTransient }: Variant,
): Promise<ConformanceResult & { readonly failures: readonly Error[] }> {
  const service = await startSandbox(database, { dialect, random: sequence(name), seed: roomy, anew: true });
  const http = createHttp({ allowHost: hostRule(['127.0.0.1:*']) });
  const clock = () => new Date();
  const person = (email: string) => ({ email, password: service.password });
  try {
    const result = await runConformance(
      {
        api: createApi({ http, baseUrl: service.url, apiId: service.apiId, clock, log }),
        mode,
        people: {
          admin: person('admin@enablex.example'),
          reseller: person('reseller@northwind.example'),
          customer: person('admin@acme.example'),
          user: person('ada@acme.example'),
        },
        basic: {
          reseller: { apiId: 'northwind-api-id', apiKey: 'northwind-api-key' },
          customer: { apiId: 'acme-api-id', apiKey: 'acme-api-key' },
        },
        appTypes: ['vc', 'wb'],
        sandbox: sandboxHands(service),
        note: () => undefined,
      },
      { repeatTransient },
    );
    return { ...result, failures: service.failures };
  } finally {
    await http.close();
    await service.close();
  }
}
