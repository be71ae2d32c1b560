import type { Identity, Platform } from './invocation.ts';
import type { TicketPurpose } from './stores.ts';
import type { ServerCredentials } from './ucaas.ts';

/** What the page behind a link shows next: once the browser has proven whom it belongs to, what the link is for. */
export type LinkPage =
  | {
      readonly step: 'gone';
      readonly reason: GoneReason;
      readonly purpose?: TicketPurpose;
      /** True if its person may have another one sent by `sendAnother`. */
      readonly canBeSentAgain?: boolean;
    }
  | ({ readonly step: 'begin' | TicketPurpose } & LinkSubject)
  /**
   * The browser has to prove whom it belongs to. `code`: six digits to be typed in the person's own direct chat with the
   * bot; absent where so many wrong ones were typed lately that only another proof will do.
   */
  | ({ readonly step: 'code'; readonly code?: string } & LinkSubject);

export type GoneReason = 'unknown' | 'expired' | 'used' | 'other_browser' | 'too_many_tries';

/** Whom the page is about: always shown before anything is asked for. */
export interface LinkSubject {
  readonly purpose: TicketPurpose;
  readonly platform: Platform;
  readonly person: Identity;
  readonly personName: string;
  /** As the chat platform knows it. */
  readonly personEmail?: string;
  readonly workspaceName: string;
  readonly expiresAt: Date;
  /** True where the workspace allows to stay signed in. */
  readonly mayStay: boolean;
}

export type LinkUse =
  | { readonly ok: true; readonly subject: LinkSubject }
  | { readonly ok: false; readonly page: LinkPage };

export type SignInAnswer =
  | { readonly ok: true; readonly email: string; readonly accountName: string; readonly subject: LinkSubject }
  | {
      readonly ok: false;
      readonly page: LinkPage;
      readonly problem?: string;
      /** There were too many tries: how long to wait. */
      readonly retryAfterSeconds?: number;
    };

/**
 * Linking an account from a browser. `nonce` is the secret in the link, `browser` the secret in the browser's cookie:
 * both are given as they came, and only their digests are kept. Design section 6; the flow is in docs/linking.md.
 */
export interface Linking {
  /** For GET: changes nothing. */
  look(nonce: string, browser: string | undefined): Promise<LinkPage>;
  /** The first POST binds the browser, and shows the code. */
  begin(nonce: string, browser: string): Promise<LinkPage>;
  /** The bound browser has proven by a login of its own that it is this chat identity. */
  prove(nonce: string, browser: string, proven: Identity): Promise<LinkPage>;
  /** True for the first who brings this state of a proof: whoever brings it again is refused. */
  takeProof(state: string): Promise<boolean>;
  /**
   * The link is of no use any more: its person gets a new one in the chat, where the old one was, once for each link. False
   * where the link is not known, or still good, or was used.
   */
  sendAnother(nonce: string): Promise<boolean>;
  /** Uses a link up for its purpose, once, if this browser has proven whom it belongs to. `signIn` does so by itself. */
  use(nonce: string, browser: string, purpose: TicketPurpose): Promise<LinkUse>;
  /** What comes of it is said in the chat, once for each link: by a command that nobody types. */
  tell(nonce: string, command: string): Promise<void>;
  /** Checks the password at the service, saves the link, and lets what was interrupted go on. */
  signIn(
    nonce: string,
    browser: string,
    given: {
      readonly email: string;
      readonly password: string;
      readonly address?: string;
      /** The person wants to stay signed in; counts only where the workspace allows it. */
      readonly stay?: boolean;
    },
  ): Promise<SignInAnswer>;
}

export type CredentialsAnswer =
  | { readonly ok: true; readonly customerName: string }
  | {
      readonly ok: false;
      readonly page: LinkPage;
      readonly problem?: string;
      readonly retryAfterSeconds?: number;
    };

/** Giving the server credentials of the customer that a workspace is bound to, behind a link with that purpose. */
export interface CredentialsPage {
  /** Tries them at the service, keeps them sealed, and says so in the chat. */
  give(
    nonce: string,
    browser: string,
    given: ServerCredentials & { readonly address?: string },
  ): Promise<CredentialsAnswer>;
}
