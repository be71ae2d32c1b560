import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './src/sandbox/schema.ts',
  out: './src/sandbox/migrations',
});
