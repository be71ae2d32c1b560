import { expect, test } from 'vitest';
import { createSecretBox } from '../../db/secret-box.ts';

const key = (fill: number, id: string) => ({ id, key: Buffer.alloc(32, fill) });
const box = createSecretBox([key(1, 'new'), key(2, 'old')]);

test('what was sealed opens in its own row, and never looks the same twice', () => {
  const sealed = box.seal('a token', 'link/1');
  expect(box.open(sealed, 'link/1')).toBe('a token');
  expect(box.seal('a token', 'link/1')).not.toBe(sealed);
  expect(sealed).not.toContain('token');
});

test('moved to another row, it does not open', () => {
  expect(() => box.open(box.seal('a token', 'link/1'), 'link/2')).toThrow();
});

test('with any one bit flipped, it does not open', () => {
  const [id = '', encoded = ''] = box.seal('a token', 'link/1').split('.');
  const bytes = Buffer.from(encoded, 'base64url');
  for (let index = 0; index < bytes.length; index += 1) {
    const changed = Buffer.from(bytes);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => box.open(`${id}.${changed.toString('base64url')}`, 'link/1')).toThrow();
  }
});

test('a cut secret, a foreign key id and a relabelled key do not open', () => {
  const sealed = box.seal('a token', 'link/1');
  expect(() => box.open(sealed.slice(0, 20), 'link/1')).toThrow('cut short');
  expect(() => createSecretBox([key(3, 'other')]).open(sealed, 'link/1')).toThrow('not among ENCRYPTION_KEYS');
  expect(() => box.open(sealed.replace('new.', 'old.'), 'link/1')).toThrow();
});

test('an older key still opens what it sealed', () => {
  const before = createSecretBox([key(2, 'old')]).seal('a token', 'link/1');
  expect(box.open(before, 'link/1')).toBe('a token');
});
