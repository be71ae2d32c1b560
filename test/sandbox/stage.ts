import { randomUUID } from 'node:crypto';
import { createHttp, hostRule } from '../../src/http/create-http.ts';
import { createApi } from '../../src/ucaas/api.ts';
import { UcaasError } from '../../src/ucaas/errors.ts';
import { sandboxHands } from '../conformance/sandbox-hands.ts';
import { testDatabase } from '../support/database.ts';
import { silentLog as log } from '../support/log.ts';
import { startSandbox } from '../support/sandbox.ts';
import { twoResellers } from './matrix/hierarchy.ts';

/** A sandbox with customers of its own for each test, and the reseller above them all. */
export async function startStage() {
  const database = await testDatabase();
  const service = await startSandbox(database.database, { seed: twoResellers });
  const http = createHttp({ allowHost: hostRule(['127.0.0.1:*']) });
  const api = createApi({ http, baseUrl: service.url, apiId: service.apiId, clock: () => new Date(), log });
  const { password } = service;
  const signIn = async (email: string, word = password) =>
    api.as({ token: (await api.login({ email, password: word })).token });
  const reseller = await signIn('reseller@northwind.example');

  async function makeCustomer(seats?: number, overlap = true): Promise<string> {
    const { customer } = await reseller.addCustomer({
      customer_name: 'Stage',
      contact_name: 'Stage',
      contact_email: `${randomUUID()}@stage.example`,
    });
    const { customer_id } = customer;
    if (seats !== undefined) {
      const plan = { plan_id: 'vc-basic', user_license: { qty: seats }, allow_meeting_overlap: overlap };
      await reseller.addSubscription({ customer_id, ...plan });
    }
    return customer_id;
  }

  /** Also signs the person in. `customer` administers the customer. */
  async function makePerson(customer_id: string, user_type: 'user' | 'customer' = 'user') {
    const email = `${randomUUID()}@stage.example`;
    const { user } = await reseller.addUser({ first_name: 'Somebody', email, password, user_type, customer_id });
    return { email, id: user.user_id, api: await signIn(email) };
  }

  return {
    service,
    api,
    reseller,
    signIn,
    makeCustomer,
    makePerson,
    hands: sandboxHands(service),
    async close() {
      await http.close();
      await service.close();
      await database.drop();
    },
  };
}

export type Stage = Awaited<ReturnType<typeof startStage>>;

/** How a call ended: 1, or the code with which it was refused. */
export async function resultOf(call: Promise<unknown>): Promise<number | undefined> {
  return call.then(
    () => 1,
    (error: unknown) => {
      if (error instanceof UcaasError) return error.result;
      throw error;
    },
  );
}

/** So many at once. Resolves to what became of each. */
export function atOnce<Result>(count: number, one: (index: number) => Promise<Result>): Promise<Result[]> {
  return Promise.all(Array.from({ length: count }, (_none, index) => one(index)));
}
