import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { Secrets } from '../src/core/ports.ts';

/** Randomness and one-way functions for the core. */
export function createSecrets(sessionSecret: string): Secrets {
  return {
    id: randomUUID,
    token: () => randomBytes(32).toString('base64url'),
    digest: (token) => createHash('sha256').update(token).digest('base64url'),
    mark: (seed) => createHmac('sha256', sessionSecret).update(`mark/${seed}`).digest('base64url'),
    code(seed) {
      const mac = createHmac('sha256', sessionSecret).update(`code/${seed}`).digest();
      return String(Number(mac.readBigUInt64BE() % 1_000_000n)).padStart(6, '0');
    },
  };
}
