import { type Seed, seedSchema } from './seed-file.ts';

/** One tenant, one reseller, two customers and six users. Nothing of it is secret: the sandbox never runs in production. */
export const demo: Seed = seedSchema.parse({
  password: 'meetwire-demo',
  organisations: [
    {
      name: 'EnableX',
      type: 'tenant',
      people: [{ email: 'admin@enablex.example', first_name: 'Tara', last_name: 'Tenant', role: 'admin' }],
      api: [{ id: 'sandbox-api-id', key: 'sandbox-api-key' }],
    },
    {
      name: 'Northwind',
      type: 'reseller',
      people: [{ email: 'reseller@northwind.example', first_name: 'Rafa', last_name: 'Northwind', role: 'admin' }],
      api: [{ id: 'northwind-api-id', key: 'northwind-api-key' }],
    },
    {
      name: 'Acme',
      under: 'Northwind',
      subscriptions: [{ plan: 'vc-business' }, { plan: 'wb-standard' }],
      people: [
        { email: 'admin@acme.example', first_name: 'Amara', last_name: 'Acme', role: 'admin' },
        { email: 'ada@acme.example', first_name: 'Ada', last_name: 'Almeida' },
        { email: 'bob@acme.example', first_name: 'Bob', last_name: 'Brandt' },
        { email: 'chen@acme.example', first_name: 'Chen', last_name: 'Castillo' },
      ],
      api: [{ id: 'acme-api-id', key: 'acme-api-key' }],
    },
    {
      name: 'Globex',
      under: 'Northwind',
      subscriptions: [
        { plan: 'vc-basic', seats: 10, allow_meeting_overlap: false },
        { plan: 'wb-standard', seats: 10 },
      ],
      people: [
        { email: 'admin@globex.example', first_name: 'Gino', last_name: 'Globex', role: 'admin' },
        { email: 'dana@globex.example', first_name: 'Dana', last_name: 'Duarte' },
        { email: 'emil@globex.example', first_name: 'Emil', last_name: 'Ekström' },
        { email: 'fay@globex.example', first_name: 'Fay', last_name: 'Fontaine' },
      ],
      api: [{ id: 'globex-api-id', key: 'globex-api-key' }],
    },
  ],
});
