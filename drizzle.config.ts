import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './db/schema.ts',
    './db/schedule-schema.ts',
    './db/life-schema.ts',
    './db/native-call-schema.ts',
    './db/import-schema.ts',
    './db/access-schema.ts',
    './db/policy-schema.ts',
    './db/browser-schema.ts',
    './db/recording-schema.ts',
    './db/console-schema.ts',
    './db/status-schema.ts',
  ],
  out: './db/migrations',
});
