import { fileURLToPath } from 'node:url';

export const sandboxMigrations = {
  folder: fileURLToPath(new URL('./migrations', import.meta.url)),
  table: 'sandbox',
};
