import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';

/** Seals small secrets for storage: AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D, 8.2.2). */
export interface SecretBox {
  /** `context` names the row and column the secret belongs to; it is authenticated, not stored. */
  seal(plain: string, context: string): string;
  /** Throws if the key is unknown, or if secret or context are not what was sealed. */
  open(sealed: string, context: string): string;
  /** The id of the key that seals. */
  readonly sealsWith: string;
}

const nonceBytes = 12;
const tagBytes = 16;

/** The first key seals; all of them open. The id of the key stands in front of what it sealed. */
export function createSecretBox(keys: readonly { readonly id: string; readonly key: Buffer }[]): SecretBox {
  const [sealing] = keys.map(({ id, key }) => ({ id, key: createSecretKey(key) }));
  if (!sealing) throw new Error('a secret box needs at least one key');
  const byId = new Map(keys.map(({ id, key }) => [id, createSecretKey(key)]));

  return {
    sealsWith: sealing.id,

    seal(plain, context) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', sealing.key, nonce).setAAD(Buffer.from(`${sealing.id}/${context}`));
      const sealed = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${sealing.id}.${sealed.toString('base64url')}`;
    },

    open(sealed, context) {
      const [id = '', encoded = ''] = sealed.split('.', 2);
      const key = byId.get(id);
      if (!key) throw new Error(`the key ${JSON.stringify(id)} is not among ENCRYPTION_KEYS`);
      const bytes = Buffer.from(encoded, 'base64url');
      if (bytes.length < nonceBytes + tagBytes) throw new Error('a sealed secret is cut short');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
        .setAAD(Buffer.from(`${id}/${context}`))
        .setAuthTag(bytes.subarray(-tagBytes));
      const plain = decipher.update(bytes.subarray(nonceBytes, -tagBytes));
      return Buffer.concat([plain, decipher.final()]).toString('utf8');
    },
  };
}
