import type { Address, MessageReference } from './address.ts';
import type { AuditEntry } from './audit.ts';
import type { Identity } from './invocation.ts';
import type { NewMeeting } from './meeting.ts';
import type { Button, Person, Reply, Text } from './reply.ts';

/** What a message that reminds says of its occurrence: it is made anew once that is not true any more. */
export interface RemindedOf {
  readonly inviteeId: string;
  /** Its original beginning, and when it begins; both ISO 8601 in UTC. */
  readonly occurrence: string;
  readonly start: string;
  readonly minutes: number;
  readonly is: 'on' | 'cancelled' | 'removed';
}

interface EffectBase {
  /** Unique within its invocation: an effect with this key is done once, however often the invocation is picked up. */
  readonly key: string;
  readonly reply: Reply;
}

/**
 * What a message is to a draft of a meeting that is talked about, or to a question: where the talk goes on elsewhere, it loses its
 * buttons.
 */
export interface DraftCard {
  /** Of the draft, or of the question. */
  readonly id: string;
  /** True while its buttons do something. */
  readonly isLive: boolean;
  /** The effect whose message it takes the place of, by id: what a platform refers to it by may change. */
  readonly insteadOf?: string;
}

/** What a card says of a change above the meeting, as long as nothing else was changed of it. */
export interface CardNote {
  readonly text: Text;
  /** Of the meeting after that change. */
  readonly sequence: number;
}

/**
 * What we do in chat, and by mail where somebody has no chat. `meetingId`: the message is a card that is kept true. `below`: in the thread of a
 * message of ours, where the platform has such.
 */
export type Effect =
  | (EffectBase & {
      readonly do: 'post';
      readonly to: Address;
      readonly meetingId?: string;
      readonly note?: CardNote;
      readonly draft?: DraftCard;
      /** Whether the message is to be pinned there, where the platform lets us. */
      readonly pin?: boolean;
    })
  | (EffectBase & {
      readonly do: 'replace';
      readonly message: MessageReference;
      readonly to: Address;
      readonly meetingId?: string;
      readonly note?: CardNote;
      readonly draft?: DraftCard;
      /** True: it is to be pinned; false: not any more. */
      readonly pin?: boolean;
      /** Whose direct chat the message stands in, where that is not the caller's: its buttons are for that person. */
      readonly for?: Identity;
      readonly reminder?: RemindedOf;
    })
  | (EffectBase & {
      readonly do: 'direct';
      readonly person: Identity;
      readonly name: string;
      readonly meetingId?: string;
      /** Where it is not about a meeting: what the caller is told where it does not get through. */
      readonly about?: 'access';
      readonly reminder?: RemindedOf;
    })
  | (EffectBase & {
      readonly do: 'below';
      readonly message: MessageReference;
      readonly to: Address;
      readonly meetingId?: undefined;
    })
  | MailEffect;

/**
 * A mail to an invitee. It is written at the moment of delivery, from what the meeting is then: nothing of it is stored here, and
 * none says what is not true any more. `reply` is what the caller is told where it could not be sent.
 */
export interface MailEffect extends EffectBase {
  readonly do: 'mail';
  readonly inviteeId: string;
  readonly name: string;
  readonly about: 'invited' | 'changed' | 'cancelled' | 'removed' | 'reminder';
  /** The one occurrence that it is about, by its original beginning, ISO 8601. */
  readonly occurrence?: string;
  /** It was a series, and takes place once now. */
  readonly isOnceNow?: boolean;
  /** How it was before, as those who are invited have heard last, where the meeting itself does not tell that any more. */
  readonly was?: WasBefore;
}

/** What a meeting was called, and when it, or the one occurrence that is spoken of, was to begin (ISO 8601) and how long to take. */
export interface WasBefore {
  readonly title: string;
  readonly start: string;
  readonly minutes: number;
}

/** What there is to know of a meeting that begins now, beside itself. */
export interface StartedMeeting {
  /** When it begins, where that is not when the meeting itself was made. */
  readonly at?: Date;
  /** Where it was started, as `Invocation.conversation`. */
  readonly conversation: string;
  readonly invited: readonly Person[];
  /** With which others it is looked at; absent: nobody may look. */
  readonly watch?: string;
  /** Whose it is at the service, by the service's user id. */
  readonly accountId?: string;
  /** Whether guests knock, and the host lets them in. */
  readonly hasLobby?: boolean;
  /** The channel or group (`Crowd.place`), where its members can be let in by themselves. */
  readonly place?: string;
  readonly membersIn?: boolean;
}

/** What a command decided: written down in one go, before any of it is done. */
export interface Outcome {
  readonly effects: readonly Effect[];
  readonly meeting?: NewMeeting;
  /** The meeting begins now: its cards are to say how it is doing. */
  readonly starts?: StartedMeeting;
  /** An interrupted invocation that goes on now, by id. */
  readonly resumes?: string;
  /** Interrupted invocations that will not go on by themselves any more, by id. */
  readonly abandons?: readonly string[];
  /** What was done to something, for the audit. */
  readonly audit?: readonly AuditEntry[];
}

/** Gives each run button of a reply the reference that leads back to its row. */
export function withReferences(reply: Reply, effectId: string): Reply {
  if (!reply.card?.buttons) return reply;
  const buttons = reply.card.buttons.map(
    (button, index): Button => (button.kind === 'run' ? { ...button, ref: `${effectId}.${index}` } : button),
  );
  return { ...reply, card: { ...reply.card, buttons } };
}
