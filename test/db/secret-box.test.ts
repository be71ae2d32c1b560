import { expect, test } from 'vitest';
import { createSecretBox } from '../../db/secret-box.ts';
import { sealedInTwoParts } from '../support/two-parts.ts';

const key = (fill: number, id: string) => ({ id, key: Buffer.alloc(32, fill) });
const [newKey, oldKey, foreignKey] = [key(1, 'new'), key(2, 'old'), key(3, 'foreign')];
const box = createSecretBox([newKey, oldKey]);
const before = createSecretBox([oldKey]);
const context = 'link/1';

const parts = (sealed: string) => {
  const [id = '', wrapped = '', secret = ''] = sealed.split('.');
  return { id, wrapped, secret };
};

test.each([
  ['a token', 'a token'],
  ['nothing', ''],
  ['more than one block, beyond ASCII', '🔑 パスワード '.repeat(500)],
])('what was sealed opens in its own row, and never looks the same twice: %s', (_name, plain) => {
  const [one, other] = [box.seal(plain, context), box.seal(plain, context)];
  expect([box.open(one, context), box.open(other, context)]).toEqual([plain, plain]);
  expect(one).toMatch(/^new\.[\w-]{80}\.[\w-]{38,}$/);
  expect(parts(one).wrapped).not.toBe(parts(other).wrapped);
  expect(parts(one).secret).not.toBe(parts(other).secret);
  if (plain !== '') expect(one).not.toContain(Buffer.from(plain).toString('base64url').slice(0, 8));
});

test('with any one bit of any part flipped, it does not open, and its key is not wrapped anew for it', () => {
  const sealed = box.seal('a token', context);
  let flipped = 0;
  for (const part of ['wrapped', 'secret'] as const) {
    const bytes = Buffer.from(parts(sealed)[part], 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const whole = { ...parts(sealed), [part]: changed.toString('base64url') };
      const forged = `${whole.id}.${whole.wrapped}.${whole.secret}`;
      expect(() => box.open(forged, context)).toThrow();
      if (part === 'wrapped') expect(() => box.rewrap(forged, context)).toThrow();
      flipped += 1;
    }
  }
  expect(flipped).toBe((60 + 35) * 8);
});

test('with any one bit of any character flipped, it does not open', () => {
  const sealed = Buffer.from(box.seal('a token!', context));
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const changed = Buffer.from(sealed);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(() => box.open(changed.toString('latin1'), context)).toThrow();
  }
});

const [mine, other] = [box.seal('mine', context), box.seal('other', context)];
const { id, wrapped, secret } = parts(mine);
test.each<[what: string, sealed: string, why: string | undefined]>([
  ['the data key of another secret of the same row', `${id}.${parts(other).wrapped}.${secret}`, undefined],
  ['the secret of another data key of the same row', `${id}.${wrapped}.${parts(other).secret}`, undefined],
  ['the two parts the other way round', `${id}.${secret}.${wrapped}`, undefined],
  ['the data key alone, as if it were a secret of the old kind', `${id}.${wrapped}`, undefined],
  ['the secret alone, as if it were one of the old kind', `${id}.${secret}`, undefined],
  ['the id of another known key', `old.${wrapped}.${secret}`, undefined],
  ['an unknown key', `gone.${wrapped}.${secret}`, 'the key "gone" is not among ENCRYPTION_KEYS'],
  ['no key', `.${wrapped}.${secret}`, 'not among ENCRYPTION_KEYS'],
  ['nothing at all', '', 'not among ENCRYPTION_KEYS'],
  ['no parts', 'new', 'cut short'],
  ['a data key that is cut short', `${id}.${wrapped.slice(0, 20)}.${secret}`, 'cut short'],
  ['a data key without its end', `${id}.${wrapped.slice(0, -4)}.${secret}`, undefined],
  ['a secret that is cut short', `${id}.${wrapped}.${secret.slice(0, 20)}`, 'cut short'],
  ['a secret without its end', `${id}.${wrapped}.${secret.slice(0, -4)}`, undefined],
  ['an empty secret', `${id}.${wrapped}.`, 'cut short'],
  ['a part too many', `${mine}.${secret}`, 'too many parts'],
  ['something appended that base64url does not know', `${mine}=`, 'not written as it was'],
  ['white space within', `${id}.${wrapped}. ${secret}`, 'not written as it was'],
])('it does not open with %s', (_what, sealed, why) => {
  expect(() => box.open(sealed, context)).toThrow(why);
});

test.each([
  ['link/2', 'another row'],
  ['link/1/', 'a longer name'],
  ['', 'no row'],
])('it does not open in %j, %s, and its key is not wrapped anew for it', (foreign) => {
  for (const sealed of [mine, sealedInTwoParts(newKey, 'mine', context)]) {
    expect(() => box.open(sealed, foreign)).toThrow();
    expect(() => box.rewrap(sealed, foreign)).toThrow();
  }
});

test('whoever has another key under the same id opens nothing', () => {
  expect(() => createSecretBox([{ ...foreignKey, id: 'new' }]).open(mine, context)).toThrow();
});

test('an older key still opens what it sealed, in envelopes and in the form of earlier releases', () => {
  expect(box.open(before.seal('a token', context), context)).toBe('a token');
  expect(box.open(sealedInTwoParts(oldKey, 'a token', context), context)).toBe('a token');
});

test('wrapped anew, the secret is the same to the letter, only the new key is needed, and the old one opens it no more', () => {
  const sealed = before.seal('a token', context);
  const anew = box.rewrap(sealed, context);
  expect(parts(anew)).toMatchObject({ id: 'new', secret: parts(sealed).secret });
  expect(parts(anew).wrapped).not.toBe(parts(sealed).wrapped);
  expect(createSecretBox([newKey]).open(anew, context)).toBe('a token');
  expect(() => before.open(anew, context)).toThrow('not among ENCRYPTION_KEYS');
});

test('wrapping anew does not open the secret: also one that is spoilt is passed on as it is, and still does not open', () => {
  const { id: key, wrapped: dataKey } = parts(before.seal('a token', context));
  const anew = box.rewrap(`${key}.${dataKey}.${secret}`, context);
  expect(parts(anew).secret).toBe(secret);
  expect(() => box.open(anew, context)).toThrow();
});

test('the form of earlier releases becomes an envelope', () => {
  const anew = box.rewrap(sealedInTwoParts(newKey, 'a token', context), context);
  expect(anew.split('.')).toHaveLength(3);
  expect(createSecretBox([newKey]).open(anew, context)).toBe('a token');
});

test('a box without a key is refused', () => {
  expect(() => createSecretBox([])).toThrow('at least one key');
});
