import type { Identity } from '../invocation.ts';
import type { Secrets } from '../ports.ts';
import type { Fact, Reply, RunButton } from '../reply.ts';
import type { Sentences } from '../sentences/index.ts';
import { sentencesFor } from '../sentences/index.ts';
import type { DueEffect, DueRecording, RecordedMeeting } from '../stores.ts';
import type { Progress } from './life.ts';

/** Our own link to a recording: who may see it is decided at the click. */
export function recordingUrl(publicUrl: string, key: string): string {
  return `${publicUrl}/r/${key}`;
}

/** That there is a recording, on the card of its meeting; its link, where more than the host may see it. */
export function recordingFacts(
  { recording }: Pick<Progress, 'recording'>,
  publicUrl: string,
  { recordings: words }: Sentences,
): readonly Fact[] {
  if (!recording) return [];
  const link = { link: recordingUrl(publicUrl, recording.key), label: words.watch };
  return [{ label: words.label, value: [recording.isShared ? link : words.withHost] }];
}

/** What tells of a recording: one message below each card of its meeting or, where the host alone has it, one to the host. */
export function recordingMessages(
  { recorded, cards }: DueRecording,
  {
    publicUrl,
    secrets,
    now,
  }: { readonly publicUrl: string; readonly secrets: Pick<Secrets, 'id'>; readonly now: Date },
): readonly DueEffect[] {
  const { meeting, heldAt, isShared } = recorded;
  // Whoever is forgotten is told nothing.
  if (meeting.host.userId === '') return [];
  const common = { invocationId: meeting.id, attempts: 0, dueAt: now } as const;
  const name = `recording ${heldAt.toISOString()}`;
  if (!isShared || cards.length === 0) {
    const reply = hostReply(recorded, !isShared && cards.length > 0, publicUrl, sayTo(meeting.host, 'direct'));
    const effect = { do: 'direct', key: `${name} host`, person: meeting.host, name: meeting.hostName, reply } as const;
    return [{ ...common, id: secrets.id(), caller: meeting.host, effect }];
  }
  const url = recordingUrl(publicUrl, recorded.linkKey);
  return cards.map(({ reference: message, shownTo, caller, to }) => {
    const isPublic = shownTo === 'everyone';
    const say = sayTo(isPublic ? meeting.host : shownTo, isPublic ? 'channel' : 'direct');
    const reply: Reply = {
      visibleTo: isPublic ? 'everyone' : 'caller',
      text: say.recordings.ready(meeting.title, url),
    };
    return {
      ...common,
      id: secrets.id(),
      caller: isPublic ? caller : shownTo,
      // One below each card: told again, it is there already.
      effect: { do: 'below', key: `${name} ${message}`, message, to: to ?? ('' as NonNullable<typeof to>), reply },
    };
  });

  function sayTo(from: Identity, kind: 'channel' | 'direct'): Sentences {
    return sentencesFor({ from, kind, locale: undefined });
  }
}

function hostReply(
  { meeting, heldAt, liveSince, linkKey }: RecordedMeeting,
  canPost: boolean,
  publicUrl: string,
  { recordings: words }: Sentences,
): Reply {
  const url = recordingUrl(publicUrl, linkKey);
  const text = words.readyForHost(meeting.title, liveSince, url);
  const post: RunButton = {
    ...{ kind: 'run', label: words.post, command: 'recordings', input: 'post', once: true },
    values: { meeting: meeting.id, held: heldAt.toISOString() },
  };
  const watch = { kind: 'open', label: words.watch, url, primary: true } as const;
  const buttons = canPost ? [watch, post] : [watch];
  return {
    visibleTo: 'caller',
    text,
    card: { title: words.readyTitle(meeting.title), tone: 'neutral', body: text, buttons },
  };
}
