import { replyAnew } from '../commands/schedule/planned-card.ts';
import type { Clock, Secrets } from '../ports.ts';
import { sentencesFor } from '../sentences/index.ts';
import type { MakeCard } from './gathering.ts';

/** Cards of planned meetings that are made anew without anybody having asked. */
export function cardMaker({
  publicUrl,
  clock,
  secrets,
}: {
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly secrets: Pick<Secrets, 'mark'>;
}): MakeCard {
  return (planned, shownTo, note) => {
    const kind = shownTo === 'everyone' ? 'channel' : 'direct';
    const say = sentencesFor({ from: shownTo === 'everyone' ? planned.host : shownTo, kind, locale: planned.locale });
    return replyAnew(planned, shownTo, { say, publicUrl, now: clock(), secrets }, note);
  };
}
