import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';

/**
 * Seals small secrets for storage, in envelopes: each one under a data key of its own, which is used once, and the data
 * key under one of the operator's keys. So the operator's keys meet nothing but random keys, and are changed without
 * opening a single secret. AES-256-GCM throughout, with random 96-bit nonces (NIST SP 800-38D, 8.2.2).
 *
 * What is stored: `<id of the operator's key>.<sealed data key>.<sealed secret>`, the two parts in base64url.
 */
export interface SecretBox {
  /** `context` names the row and column the secret belongs to; it is authenticated with both parts, and not stored. */
  seal(plain: string, context: string): string;
  /** Throws if the key is unknown, or if anything of it, or the context, is not what was sealed. */
  open(sealed: string, context: string): string;
  /** The same secret with its data key sealed by the first key: the secret itself is not opened. Throws as `open` does. */
  rewrap(sealed: string, context: string): string;
  /** The id of the key that seals. */
  readonly sealsWith: string;
}

const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;

/** The first key seals; all of them open. */
export function createSecretBox(keys: readonly { readonly id: string; readonly key: Buffer }[]): SecretBox {
  const [sealing] = keys.map(({ id, key }) => ({ id, key: createSecretKey(key) }));
  if (!sealing) throw new Error('a secret box needs at least one key');
  const byId = new Map(keys.map(({ id, key }) => [id, createSecretKey(key)]));

  const wrap = (dataKey: Buffer, context: string) =>
    `${sealing.id}.${encrypt(sealing.key, dataKey, bound('data key', sealing.id, context))}`;

  const unwrap = (id: string, wrapped: string, context: string): Buffer => {
    const dataKey = decrypt(keyNamed(id), wrapped, bound('data key', id, context));
    if (dataKey.length !== keyBytes) throw new Error('a sealed data key is not a key');
    return dataKey;
  };

  function keyNamed(id: string): KeyObject {
    const key = byId.get(id);
    if (!key) throw new Error(`the key ${JSON.stringify(id)} is not among ENCRYPTION_KEYS`);
    return key;
  }

  const box: SecretBox = {
    sealsWith: sealing.id,

    seal(plain, context) {
      const dataKey = randomBytes(keyBytes);
      const sealed = encrypt(createSecretKey(dataKey), Buffer.from(plain), bound('secret', context));
      const wrapped = wrap(dataKey, context);
      dataKey.fill(0);
      return `${wrapped}.${sealed}`;
    },

    open(sealed, context) {
      const { id, wrapped, secret } = partsOf(sealed);
      if (wrapped === undefined) return decrypt(keyNamed(id), secret, Buffer.from(`${id}/${context}`)).toString();
      const dataKey = unwrap(id, wrapped, context);
      const plain = decrypt(createSecretKey(dataKey), secret, bound('secret', context)).toString();
      dataKey.fill(0);
      return plain;
    },

    rewrap(sealed, context) {
      const { id, wrapped, secret } = partsOf(sealed);
      if (wrapped === undefined) return box.seal(box.open(sealed, context), context);
      const dataKey = unwrap(id, wrapped, context);
      const anew = wrap(dataKey, context);
      dataKey.fill(0);
      return `${anew}.${secret}`;
    },
  };
  return box;
}

/** Two parts are what earlier releases sealed, directly under the operator's key: they still open. */
function partsOf(sealed: string): { readonly id: string; readonly wrapped?: string; readonly secret: string } {
  const [id = '', ...parts] = sealed.split('.');
  const [first = '', second] = parts;
  if (parts.length > 2) throw new Error('a sealed secret has too many parts');
  return second === undefined ? { id, secret: first } : { id, wrapped: first, secret: second };
}

/** What is authenticated and not stored. JSON, so that no two lists of parts give the same bytes. */
function bound(...parts: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify(parts));
}

function encrypt(key: KeyObject, plain: Buffer, context: Buffer): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(context);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

function decrypt(key: KeyObject, encoded: string, context: Buffer): Buffer {
  const bytes = Buffer.from(encoded, 'base64url');
  if (bytes.length < nonceBytes + tagBytes) throw new Error('a sealed secret is cut short');
  // Node reads base64url leniently: without this, a changed character could go unnoticed.
  if (bytes.toString('base64url') !== encoded) throw new Error('a sealed secret is not written as it was');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
    .setAAD(context)
    .setAuthTag(bytes.subarray(-tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
}
