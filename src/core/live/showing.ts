import type { Address } from '../address.ts';
import type { Clock, Log, Secrets } from '../ports.ts';
import { type HandsOver, inBatches } from '../reminders/hands-over.ts';
import { replacements } from '../reminders/replacements.ts';
import { sentencesFor } from '../sentences/index.ts';
import type { DueEffect, DuePrompt, DueStore, StaleLife } from '../stores.ts';
import { liveReply } from './card.ts';
import { remindersOfComing } from './coming-soon.ts';
import { promptReply } from './prompt.ts';
import { recordingMessages } from './recording-card.ts';

const most = 20;

/** Makes the cards of meetings anew that do not show what is known of them, tells hosts who waits, and of recordings. */
export function createShowing(deps: {
  readonly due: Pick<DueStore, 'handLives' | 'handPrompts' | 'handSoon' | 'handRecordings'>;
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly secrets: Pick<Secrets, 'id'>;
  readonly log: Log;
}): HandsOver {
  return {
    async hand() {
      const cards = await inBatches(most, (batch) => {
        const now = deps.clock();
        return deps.due.handLives(now, batch, (stale) => stale.flatMap((one) => safely(one, now)));
      });
      const prompts = await inBatches(most, (batch) => {
        const now = deps.clock();
        return deps.due.handPrompts(now, batch, (due) => promptOf(due, now));
      });
      const coming = await inBatches(most, (batch) => {
        const at = deps.clock();
        const { publicUrl, secrets } = deps;
        return deps.due.handSoon(at, batch, (life) => remindersOfComing(life, { at, publicUrl, id: secrets.id }));
      });
      const recordings = await inBatches(most, (batch) => {
        const now = deps.clock();
        return deps.due.handRecordings(now, batch, (due) => recordingMessages(due, { ...deps, now }));
      });
      return cards + prompts + coming + recordings;
    },
  };

  /** Nobody is told that nobody waits, unless they were told that somebody does. */
  function promptOf({ life, message }: DuePrompt, dueAt: Date): DueEffect | undefined {
    const { id: meetingId, host, hostName } = life.meeting;
    if ((life.waiting ?? []).length === 0 && !message) return undefined;
    const say = sentencesFor({ from: host, kind: 'direct', locale: undefined });
    const common = { key: `prompt ${life.version} ${dueAt.toISOString()}`, reply: promptReply(life, say) };
    return {
      ...{ id: deps.secrets.id(), invocationId: meetingId, caller: host, attempts: 0, dueAt },
      effect: message
        ? { do: 'replace', ...common, message, to: '' as Address, for: host }
        : { do: 'direct', ...common, person: host, name: hostName },
    };
  }

  /** One that cannot be made must not hold up all others. */
  function safely(one: StaleLife, now: Date) {
    const { meeting } = one.life;
    try {
      const name = `${one.life.version} ${one.dueAt.toISOString()}`;
      return replacements(meeting.id, { name, cards: one.cards }, { ...deps, now }, (shownTo) => {
        const viewer = shownTo === 'everyone' ? meeting.host : shownTo;
        const say = sentencesFor({
          from: viewer,
          kind: shownTo === 'everyone' ? 'channel' : 'direct',
          locale: undefined,
        });
        return liveReply(one.life, shownTo, { say, publicUrl: deps.publicUrl });
      });
    } catch (error) {
      deps.log.error({ meeting: meeting.id, error }, 'how a meeting is doing could not be shown');
      return [];
    }
  }
}
