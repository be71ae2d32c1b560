import { afterwards, footnoteOf, hostNote, peopleFacts } from '../../live/card.ts';
import { attendees } from '../../live/people.ts';
import { recordingFacts } from '../../live/recording-card.ts';
import type { Card, Fact, Text } from '../../reply.ts';
import type { Occurrence, Planned } from '../../schedule.ts';
import type { Sentences } from '../../sentences/index.ts';

/** What a planned meeting's card says of how it is doing: of one that is live now, or of the last one of a series that was. */
export function progressFacts(
  { progress, application, recurrence }: Planned,
  say: Sentences,
  publicUrl: string,
): readonly Fact[] {
  const { live, lobby } = say;
  const waiting = progress?.waiting?.length ?? 0;
  const door = waiting > 0 ? [{ label: lobby.doorLabel, value: lobby.count(waiting) }] : [];
  if (!progress?.liveSince) return door;
  const { state, liveSince, endedAt } = progress;
  if (state === 'live') {
    const people = peopleFacts(progress, application, live);
    return [{ label: live.nowLabel, value: live.liveSince(liveSince) }, ...people, ...door];
  }
  // The people of last time would be taken for those who are in now.
  if (!recurrence || !endedAt) return [];
  const lastTime = { label: live.lastTimeLabel, value: live.tookPlaceOn(liveSince, endedAt) };
  return [lastTime, ...recordingFacts(progress, publicUrl, say)];
}

export function isLive({ progress }: Planned): boolean {
  return progress?.state === 'live';
}

/** What stands above the facts, and below them, of one that is live now. */
export function progressNotes(
  { progress }: Planned,
  say: Sentences,
): { readonly body?: Text; readonly footnote?: Text } {
  if (progress?.state !== 'live') return {};
  return { body: hostNote(progress, say), footnote: footnoteOf(progress, say) };
}

/**
 * The card of a meeting that took place and will not again; undefined where it did not yet, or nobody knows. Until its planned end people
 * may come back to it, and it is looked at.
 */
export function overCard(
  planned: Planned,
  shown: Occurrence,
  say: Sentences,
  publicUrl: string,
): { text: Text; card: Card } | undefined {
  const { progress, recurrence, title, application, host, hostName } = planned;
  if (recurrence || progress?.state !== 'ended' || !progress.liveSince || !progress.endedAt) return undefined;
  if (progress.occurrence.getTime() !== shown.original.getTime()) return undefined;
  if (progress.isFollowed && !progress.isClosed) return undefined;
  const { live } = say;
  const { liveSince, endedAt, presences } = progress;
  const people = presences && attendees({ presences });
  return {
    text: live.endedText(title, liveSince, endedAt, people?.length),
    card: {
      title: live.endedTitle(title),
      tone: 'neutral',
      facts: [
        { label: say.host, value: [{ person: host, name: hostName }] },
        { label: live.startedLabel, value: live.tookPlaceOn(liveSince, endedAt) },
        ...peopleFacts(progress, application, live),
        ...recordingFacts(progress, publicUrl, say),
      ],
      buttons: afterwards({ title, application }, say),
    },
  };
}
