import type { CommandContext } from '../command.ts';
import type { Person } from '../reply.ts';

/** People who were called so often that they are left alone for a while. */
export interface CalledOften {
  readonly people: readonly Person[];
  /** From then on all of them may be called again. */
  readonly until: Date;
}

/** Counts that these are called; undefined where all of them may be. To be asked once the rest is sure: it uses up their calls. */
export async function calledOften(
  { stores, reference, again }: CommandContext,
  people: readonly Person[],
): Promise<CalledOften | undefined> {
  const waits = await Promise.all(people.map(({ person }) => stores.callLimits.count(person, { reference, again })));
  const times = waits.flatMap((until) => until?.getTime() ?? []);
  if (times.length === 0) return undefined;
  return { people: people.filter((_person, index) => waits[index]), until: new Date(Math.max(...times)) };
}
