import { Temporal } from 'temporal-polyfill';
import type { Preferences } from '../preferences.ts';
import { inZone } from '../zoned.ts';

/** Whether a moment lies within somebody's quiet hours: from the first time on, up to the second, on the clock of the zone. */
export function isQuiet(quiet: Preferences['quiet'], timeZone: string, moment: Date): boolean {
  if (!quiet) return false;
  const time = inZone(moment, timeZone).toPlainTime();
  const [from, to] = [Temporal.PlainTime.from(quiet.from), Temporal.PlainTime.from(quiet.to)];
  const isAfter = Temporal.PlainTime.compare(time, from) >= 0;
  const isBefore = Temporal.PlainTime.compare(time, to) < 0;
  return Temporal.PlainTime.compare(from, to) < 0 ? isAfter && isBefore : isAfter || isBefore;
}
