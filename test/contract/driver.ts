import type { Server } from 'node:http';
import type { Adapter } from '../../adapters/adapter.ts';
import type { FormValues, Identity, Platform } from '../../src/core/invocation.ts';

/** What a platform shows somebody: read from what really arrived at the platform's stand-in over HTTP. */
export interface SeenMessage {
  readonly id: string;
  /** The stand-in's own name of the conversation it stands in. */
  readonly place: string;
  /** Everybody there, or the one user id that can see it (an ephemeral message, a one-to-one chat). */
  readonly visibleTo: 'everyone' | string;
  /** The plain fallback text. */
  readonly text: string;
  readonly title?: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly buttons: readonly { readonly label: string; readonly url?: string }[];
  /** How often it was replaced since it was posted. */
  readonly version: number;
  /** The payload as it came. */
  readonly raw: unknown;
}

/** A form as the platform shows it. */
export interface SeenForm {
  readonly title: string;
  readonly fields: readonly { readonly name: string; readonly label: string; readonly value?: string | boolean }[];
  readonly raw: unknown;
}

/** The answer to one delivery that the stand-in made to our server. */
export interface Delivered {
  readonly status: number;
  readonly body: string;
  /** A form that was opened by this delivery, or field errors or text that came back in the response itself. */
  readonly form?: SeenForm;
  readonly errors?: Readonly<Record<string, string>>;
  readonly said?: string;
  /** Delivers the same bytes once more, signature and all. */
  again(): Promise<Delivered>;
}

export type Attack = 'unsigned' | 'forged' | 'stale' | 'future' | 'foreign_tenant' | 'malformed' | 'too_large';

/** One chat platform, driven over real HTTP both ways: a stand-in of the platform, its signatures and its people. */
export interface Driver {
  readonly platform: Platform;
  /** Made before the server listens, and pointing at the stand-in. */
  readonly adapter: Adapter;
  /** Two people of the installed workspace, and one whom the platform knows in another. */
  readonly people: { readonly ada: Identity; readonly bob: Identity };
  /** Called once our server listens. */
  listening(server: Server | string): void;
  /** Types a line, as people do there: slash command or mention of the bot in the channel, plain text in the direct chat. */
  say(who: Identity, where: 'channel' | 'direct', text: string, mentioned?: readonly Identity[]): Promise<Delivered>;
  press(who: Identity, message: SeenMessage, label: string): Promise<Delivered>;
  fillIn(who: Identity, form: SeenForm, values: FormValues): Promise<Delivered>;
  attack(kind: Attack): Promise<{ readonly status: number; readonly body: string }>;
  messages(): readonly SeenMessage[];
  /** Resolves as soon as a message for which `wanted` holds is there; rejects after 20 seconds with what was seen. */
  until(wanted: (message: SeenMessage) => boolean): Promise<SeenMessage>;
  /** How often the stand-in was called, by API method or route. */
  calls(): Readonly<Record<string, number>>;
  close(): Promise<void>;
}
