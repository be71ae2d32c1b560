import { sentencesFor } from '../sentences/index.ts';
import type { DueEffect } from '../stores.ts';
import { type Asked, isInByName, soonMilliseconds } from './asked.ts';
import { liveReply } from './card.ts';
import { isOver, type Life } from './life.ts';

/** Whoever says it again and again is reminded so often in one meeting. */
const mostReminders = 2;

/** When somebody is to be reminded that they wanted to come; undefined where they are not. */
function dueAt({ answer, answeredAt, reminded = 0 }: Asked): number | undefined {
  const isWanted = answer === 'soon' && answeredAt !== undefined && reminded < mostReminders;
  return isWanted ? Date.parse(answeredAt) + soonMilliseconds : undefined;
}

/**
 * Whoever said five minutes ago that they come in five minutes, and is not in as far as anybody can tell by the name, gets the card once more,
 * below everything else, so that it is noticed. Nobody is reminded of what is over.
 */
export function remindersOfComing(
  life: Life,
  { at, publicUrl, id }: { readonly at: Date; readonly publicUrl: string; readonly id: () => string },
): { readonly effects: readonly DueEffect[]; readonly invited: readonly Asked[]; readonly next: Date | undefined } {
  if (isOver(life)) return { effects: [], invited: life.invited, next: undefined };
  const isIn = (one: Asked) => isInByName(life, one);
  const isDue = (one: Asked) => (dueAt(one) ?? Number.POSITIVE_INFINITY) <= at.getTime();
  const due = life.invited.filter(isDue);
  // Whether or not they are in: it is not looked at again for the same answer.
  const invited = life.invited.map((one) => {
    const reminded = (one.reminded ?? 0) + (isIn(one) ? 0 : 1);
    return isDue(one) ? { ...one, answer: undefined, answeredAt: undefined, reminded } : one;
  });
  const after: Life = { ...life, invited };
  const effects = due
    .filter((one) => !isIn(one))
    .map(({ person, name, answeredAt = '' }): DueEffect => {
      const say = sentencesFor({ from: person, kind: 'direct', locale: undefined });
      const reply = liveReply(after, person, { say, publicUrl });
      return {
        ...{ id: id(), invocationId: life.meeting.id, caller: person, attempts: 0, dueAt: at },
        effect: {
          ...{ do: 'direct', key: `soon ${person.userId} ${answeredAt}`, person, name, meetingId: life.meeting.id },
          reply,
        },
      };
    });
  const times = invited.flatMap((one) => dueAt(one) ?? []);
  return { effects, invited, next: times.length > 0 ? new Date(Math.min(...times)) : undefined };
}
