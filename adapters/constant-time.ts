import { timingSafeEqual } from 'node:crypto';

/** Compares what proves something, so that the time it takes says nothing about how much of a guess was right. */
export function equalInConstantTime(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
