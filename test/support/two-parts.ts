import { createCipheriv, randomBytes } from 'node:crypto';

/** A secret as earlier releases sealed it: directly under the operator's key. */
export function sealedInTwoParts(
  { id, key }: { readonly id: string; readonly key: Buffer },
  plain: string,
  context: string,
): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(`${id}/${context}`));
  const sealed = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${id}.${sealed.toString('base64url')}`;
}
