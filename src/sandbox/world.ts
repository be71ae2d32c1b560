import { createHash, randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Database } from '../../db/database.ts';
import type { Journal } from './journal.ts';
import type { Dialect } from './switches.ts';

/** What every part of the sandbox works with. */
export interface World {
  readonly orm: Database['orm'];
  readonly clock: () => Date;
  /** Can be switched while it runs: the page at the root does. */
  readonly dialect: Dialect;
  /** From 0 to 1: decides which requests a fault hits. */
  readonly random: () => number;
  readonly journal: Journal;
  /** Told of what should not have happened: an answer of 500. */
  readonly reportError: (error: Error) => void;
  /** Something has happened in a room: told to whoever wants to hear of it. */
  tell(type: string, roomId: string): void;
  /** The address of the page on which one enters this room. */
  directUrl(roomId: string): string;
  /** The address of a recording. */
  recordingUrl(recordingId: string): string;
}

const slowly = promisify(scrypt) as (
  password: string,
  salt: Buffer,
  length: number,
  options: { cost: number },
) => Promise<Buffer>;
/** A quarter of the usual cost: nobody's real password is here, and programs that test against this sign in often. */
const derive = (password: string, salt: Buffer, length: number) => slowly(password, salt, length, { cost: 4_096 });

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

/** Digits, because Add User answers with a number (S4). */
export function userId(): string {
  return String(randomInt(200_000_000_000, 281_000_000_000_000));
}

export function pin(): string {
  return String(randomInt(10_000_000, 100_000_000));
}

export function secret(): string {
  return randomBytes(32).toString('base64url');
}
