import { createHash, randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Database } from '../../db/database.ts';
import type { Dialect } from './answers.ts';

/** What every part of the sandbox works with. */
export interface World {
  readonly orm: Database['orm'];
  readonly clock: () => Date;
  readonly dialect: Dialect;
  /** The address of the page on which one enters this room. */
  directUrl(roomId: string): string;
}

const derive = promisify(scrypt) as (password: string, salt: Buffer, length: number) => Promise<Buffer>;

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `${salt.toString('base64url')}.${(await derive(password, salt, 32)).toString('base64url')}`;
}

export async function checkPassword(password: string, hash: string): Promise<boolean> {
  const [salt = '', expected = ''] = hash.split('.');
  const wanted = Buffer.from(expected, 'base64url');
  const given = await derive(password, Buffer.from(salt, 'base64url'), 32);
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

export function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** 24 hex digits: the contacts sample of the documentation speaks of object ids. */
export function objectId(): string {
  return randomBytes(12).toString('hex');
}

export function pin(): string {
  return String(randomInt(10_000_000, 100_000_000));
}
