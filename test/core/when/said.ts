import { minutesOf, type Reader, startOf, type Understanding, understand } from '../../../src/core/when/index.ts';

/** A Wednesday morning in Berlin, of somebody who reads 24 hours and weeks from Monday. */
export const berlin: Reader = { now: new Date('2026-11-25T09:30:00Z'), timeZone: 'Europe/Berlin', locale: 'en-GB' };
/** The same moment in New York, of somebody who reads am and pm, months before days, and weeks from Sunday. */
export const newYork: Reader = { ...berlin, timeZone: 'America/New_York', locale: 'en-US' };

/** What was understood in one line: the questions, or when, how long, how often, who, with what, and the title. */
export function shown({ draft, questions }: Understanding): string {
  if (questions.length > 0) return `? ${questions.map(({ slot, why }) => `${slot} ${why}`).join(', ')}`;
  const people = draft.people.map((one) =>
    one.kind === 'mention' ? `@${one.handle}` : one.kind === 'email' ? one.email : `${one.kind}:${one.name}`,
  );
  const options = Object.entries(draft.options).flatMap(([name, on]) => (on ? [`+${name}`] : []));
  return [
    startOf(draft)?.toString({ smallestUnit: 'minute', timeZoneName: draft.zoneSaid ? 'auto' : 'never' }),
    `${minutesOf(draft)}m`,
    ...(draft.recurrence ? [draft.recurrence] : []),
    ...people,
    ...options,
    `“${draft.title}”`,
  ].join(' ');
}

export function read(said: string, reader: Reader = berlin): string {
  return shown(understand(said, reader));
}
