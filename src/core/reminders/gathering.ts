import type { Clock, Log, Secrets } from '../ports.ts';
import type { Reply } from '../reply.ts';
import type { Planned } from '../schedule.ts';
import { sentencesFor } from '../sentences/index.ts';
import type { CardPlace, DueEffect, DueStore, NewAnswers, StaleCards } from '../stores.ts';
import { type HandsOver, inBatches } from './hands-over.ts';
import { remindersAnew } from './reminded.ts';
import { replacements } from './replacements.ts';

const most = 20;

/** Makes the card of a meeting as it is now; undefined where there is nothing to show any more. */
export type MakeCard = (planned: Planned, shownTo: CardPlace['shownTo'], note?: CardPlace['note']) => Reply | undefined;

/** Answers are gathered for a moment: then the cards show all of them, and the host hears of them in one message. */
export function createGathering(deps: {
  readonly due: Pick<DueStore, 'handCards' | 'handAnswers'>;
  readonly card: MakeCard;
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly secrets: Pick<Secrets, 'id'>;
  readonly log: Log;
}): HandsOver {
  return {
    async hand() {
      const cards = await inBatches(most, (batch) => handCards(deps.clock(), batch));
      return cards + (await inBatches(most, (batch) => handAnswers(deps.clock(), batch)));
    },
  };

  function handCards(now: Date, batch: number) {
    return deps.due.handCards(now, batch, (stale) => stale.flatMap((one) => safely(one.planned, () => anew(one, now))));
  }

  function handAnswers(now: Date, batch: number) {
    return deps.due.handAnswers(now, batch, (news) =>
      news.flatMap((one) => safely(one.planned, () => summary(one, now))),
    );
  }

  /** One that cannot be made must not hold up all others. */
  function safely({ meetingId }: Planned, make: () => DueEffect[]): DueEffect[] {
    try {
      return make();
    } catch (error) {
      deps.log.error({ meeting: meetingId, error }, 'new answers could not be shown');
      return [];
    }
  }

  function anew(one: StaleCards, now: Date): DueEffect[] {
    // It may be due twice as of one moment: what is made anew the second time is not what was made the first time.
    const name = `${one.dueAt.toISOString()} ${deps.secrets.id()}`;
    const { cards, planned } = one;
    const made = replacements(planned.meetingId, { name, cards }, { ...deps, now }, (shownTo, note) =>
      deps.card(planned, shownTo, note),
    );
    return [...made, ...remindersAnew(planned, one.reminders, { ...deps, name, now })];
  }

  function summary({ planned, dueAt: due, changed }: NewAnswers, dueAt: Date): DueEffect[] {
    const { host, hostName, meetingId } = planned;
    if (changed.length === 0 || planned.state === 'cancelled' || host.userId === '') return [];
    const say = sentencesFor({ from: host, kind: 'direct', locale: undefined });
    const named = (answer: string) => changed.filter((one) => one.answer === answer).map(({ name }) => name);
    const open = planned.invitees.filter(({ isHost, answer }) => !isHost && !answer).length;
    const text = say.reminding.answers(
      planned.title,
      { yes: named('yes'), maybe: named('maybe'), no: named('no') },
      open,
    );
    const key = `host ${due.toISOString()}`;
    return [
      {
        id: deps.secrets.id(),
        invocationId: meetingId,
        caller: host,
        effect: { do: 'direct', key, person: host, name: hostName, reply: { visibleTo: 'caller', text } },
        attempts: 0,
        dueAt,
      },
    ];
  }
}
