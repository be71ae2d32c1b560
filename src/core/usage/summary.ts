import type { RecordingRow, UsedCall } from '../ucaas.ts';

/** So many calls, and how long they were. */
export interface Sum {
  readonly calls: number;
  /** Whole minutes; of calls that run, up to now. */
  readonly minutes: number;
}

/** How long a call was: what the service says, else from its beginning to its end or to now. In minutes. */
export function minutesOfCall({ minutes, startedAt, endedAt }: UsedCall, now: Date): number {
  if (minutes !== undefined) return minutes;
  return Math.max(0, Math.ceil(((endedAt ?? now).getTime() - startedAt.getTime()) / 60_000));
}

export function sumOf(calls: readonly UsedCall[], now: Date): Sum {
  return { calls: calls.length, minutes: calls.reduce((sum, call) => sum + minutesOfCall(call, now), 0) };
}

/** The calls by something they have in common, those with the most minutes first. Calls without it are left out. */
export function sumsBy(
  calls: readonly UsedCall[],
  keyOf: (call: UsedCall) => string | undefined,
  now: Date,
): readonly (Sum & { readonly key: string })[] {
  const groups = new Map<string, UsedCall[]>();
  for (const call of calls) {
    const key = keyOf(call);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), call]);
  }
  return [...groups]
    .map(([key, some]) => ({ key, ...sumOf(some, now) }))
    .sort((one, other) => other.minutes - one.minutes || other.calls - one.calls || one.key.localeCompare(other.key));
}

/** In whole minutes. */
export function recordedMinutes(recordings: readonly RecordingRow[]): number {
  return Math.round(recordings.reduce((sum, { seconds = 0 }) => sum + seconds, 0) / 60);
}
