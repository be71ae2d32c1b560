import type { FormValues, Identity, Platform } from '../../src/core/invocation.ts';

/** What a platform shows somebody: read from what really arrived at the platform's stand-in over HTTP. */
export interface SeenMessage {
  readonly id: string;
  readonly place: 'channel' | 'direct';
  /** Everybody there, or the one user id that can see it. */
  readonly visibleTo: 'everyone' | string;
  /** The plain fallback text. */
  readonly text: string;
  readonly title?: string;
  /** Labels and values of the card, as shown. */
  readonly facts: Readonly<Record<string, string>>;
  readonly buttons: readonly { readonly label: string; readonly url?: string; readonly press?: string }[];
  readonly isPinned?: boolean;
  /** The message below which it stands, where it stands in a thread. */
  readonly thread?: string;
  /** The payload as it came. */
  readonly raw: unknown;
}

export interface SeenForm {
  readonly title: string;
  /** What stands in each field. */
  readonly fields: Readonly<Record<string, string | boolean>>;
  /** What can be chosen where something is chosen from a list. */
  readonly options?: Readonly<Record<string, readonly string[]>>;
  /** What a submission sends back. */
  readonly ref: string;
  readonly raw: unknown;
}

/** The answer to one delivery that the stand-in made to our server. */
export interface Delivered {
  readonly status: number;
  readonly body: string;
  /** A form that was opened, field errors, or something said in the response itself. */
  readonly form?: SeenForm;
  readonly errors?: Readonly<Record<string, string>>;
  /** What stands in the fields after errors, where it is the service that has to say it again. */
  readonly kept?: SeenForm['fields'];
  readonly said?: string;
  /** Delivers the same bytes once more, signature and all. */
  again(): Promise<Delivered>;
}

export type Attack = 'unsigned' | 'forged' | 'stale' | 'future' | 'foreign' | 'malformed' | 'too_large';

/** A message that people have said among themselves. */
export interface Said {
  /** Absent: a bot has said it. */
  readonly author?: Identity;
  /** As people type it there; `@1` stands for the first of those who are mentioned. */
  readonly text: string;
  readonly mentioned?: readonly Identity[];
  /** Whether it has been deleted by the time that it is chosen. */
  readonly isGone?: boolean;
  /** The thread of a message that somebody has chosen before, where it is the same message. */
  readonly thread?: string;
}

/** One chat platform, driven over real HTTP both ways: a stand-in of the platform, its signatures and its people. */
export interface Driver {
  readonly platform: Platform;
  /** What the operator would set to use this platform. */
  readonly environment: Readonly<Record<string, string>>;
  readonly people: { readonly ada: Identity; readonly bob: Identity };
  /** Chen comes to the workspace as well, as a guest perhaps. */
  welcome(as?: 'guest'): Identity;
  /** Attacks that make sense on this platform, and the statuses that refuse them. */
  readonly attacks: Readonly<Partial<Record<Attack, readonly number[]>>>;
  /** Called once our server listens. */
  listening(publicUrl: string): Promise<void>;
  /**
   * Types a command as people do there: slash command or mention of the bot in a channel, plain text in the direct chat. In Teams,
   * `channel` is a reply in one thread of it, and `post` begins another.
   */
  say(
    who: Identity,
    where: 'channel' | 'post' | 'direct',
    text: string,
    mentioned?: readonly Identity[],
  ): Promise<Delivered>;
  /** Drops a file in the direct chat, perhaps with something typed. */
  drop(who: Identity, file: { readonly name: string; readonly bytes: Uint8Array }, text?: string): Promise<Delivered>;
  press(who: Identity, message: SeenMessage, label: string): Promise<Delivered>;
  /** Chooses “Meet about this” on a message in the channel. `thread` is where that message's thread is. */
  meetAbout(who: Identity, said: Said): Promise<Delivered & { readonly thread: string }>;
  /** Submits a form as the platform's own client would. Rejects where nobody could fill it in like this. */
  fillIn(who: Identity, form: SeenForm, values: FormValues): Promise<Delivered>;
  attack(kind: Attack): Promise<{ readonly status: number; readonly body: string }>;
  /** Everything that was posted so far, oldest first. */
  messages(): Promise<readonly SeenMessage[]>;
  /** Resolves as soon as something was posted or replaced after the call. */
  next(): Promise<void>;
  close(): Promise<void>;
}

/** Waits, by what is posted and not by the clock, for a message for which `wanted` holds. */
export async function until(driver: Driver, wanted: (message: SeenMessage) => boolean): Promise<SeenMessage> {
  const deadline = Date.now() + 40_000;
  for (;;) {
    const next = driver.next();
    const seen = await driver.messages();
    const found = seen.findLast(wanted);
    if (found) return found;
    const left = deadline - Date.now();
    const late = new Promise((_resolve, reject) => {
      setTimeout(
        () => reject(new Error(`not posted; seen so far:\n${seen.map(({ text }) => text).join('\n')}`)),
        left,
      ).unref();
    });
    await Promise.race([next, late]);
  }
}

/** A person can choose only what is offered. */
export function checkChoices({ options = {} }: SeenForm, values: FormValues): void {
  const impossible = Object.entries(options).filter(
    ([name, offered]) => values[name] && !offered.includes(String(values[name])),
  );
  if (impossible.length > 0) throw new Error(`not offered: ${impossible.map(([name]) => `${name} ${values[name]}`)}`);
}
