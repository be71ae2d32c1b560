import type { Clock, Log } from '../src/core/ports.ts';

const quietMilliseconds = 1_000;

/**
 * Says that something was refused, in one short line at most every second, with how many there were since the last one: a
 * flood of forgeries must not fill the disk.
 */
export function createRefusals({ log, clock }: { readonly log: Log; readonly clock: Clock }, message: string) {
  let refused = 0;
  let quietUntil = 0;
  return (fields: object): void => {
    refused += 1;
    const now = clock().getTime();
    if (now < quietUntil) return;
    log.warn({ ...fields, refused }, message);
    refused = 0;
    quietUntil = now + quietMilliseconds;
  };
}
