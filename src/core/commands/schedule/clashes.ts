import type { Temporal } from 'temporal-polyfill';
import type { CommandContext } from '../../command.ts';
import { occurrencesBetween } from '../../occurrences.ts';
import type { Fact } from '../../reply.ts';
import { endOf, type OccurrenceChange, overlap, type Times } from '../../schedule.ts';
import type { Reader } from '../../when/index.ts';
import { dayAndTime } from '../../when/wording.ts';
import { inZone } from '../../zoned.ts';

/** A meeting of the person that takes place at the same time. `start` is in the zone of what it clashes with. */
export interface Clash {
  readonly title: string;
  readonly start: Temporal.ZonedDateTime;
  readonly minutes: number;
}

/** Of a series, so many days and occurrences are looked at: whoever plans for years sees clashes soon enough. */
const daysAhead = 90;
const mostOccurrences = 20;
const dayMilliseconds = 24 * 3_600_000;

/** The person's own meetings that take place at the same time, soonest first. One that the person declined does not count. */
export async function clashesOf(
  { stores, invocation, clock }: Pick<CommandContext, 'stores' | 'invocation' | 'clock'>,
  times: Times & { readonly changes?: readonly OccurrenceChange[] },
  except?: string,
): Promise<readonly Clash[]> {
  // Of a series that has begun, what is over clashes with nothing any more.
  const from = new Date(Math.max(times.startsAt.getTime(), clock().getTime()));
  const to = new Date(from.getTime() + Math.max(daysAhead * dayMilliseconds, times.minutes * 60_000));
  const ours = occurrencesBetween(times, from, to, mostOccurrences);
  const last = ours.at(-1);
  if (!last) return [];
  const others = (await stores.schedules.of(invocation.from, from, endOf(last))).filter(
    ({ meetingId, invitees }) =>
      meetingId !== except &&
      !invitees.some(({ identity, answer }) => identity?.userId === invocation.from.userId && answer === 'no'),
  );
  const theirs = others.flatMap((planned) =>
    occurrencesBetween(planned, from, endOf(last), mostOccurrences * 5).map((one) => ({
      ...one,
      title: planned.title,
    })),
  );
  return theirs
    .filter((one) => ours.some((our) => overlap(our, one)))
    .sort((one, other) => one.start.getTime() - other.start.getTime())
    .map(({ title, start, minutes }) => ({
      title,
      minutes,
      start: inZone(start, times.timeZone),
    }));
}

/** What a card says of them; nothing where there are none. */
export function overlapFacts(say: CommandContext['say'], clashes: readonly Clash[], reader: Reader): readonly Fact[] {
  if (clashes.length === 0) return [];
  const named = clashes.map(({ title, start, minutes }) => ({ title, when: dayAndTime(start, minutes, reader) }));
  return [{ label: say.overlaps, value: say.overlapFact(named) }];
}
