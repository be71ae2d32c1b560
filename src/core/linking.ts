import type { Identity, Platform } from './invocation.ts';

/** What the page behind a link shows next. */
export type LinkPage =
  | { readonly step: 'gone'; readonly reason: GoneReason }
  | ({ readonly step: 'begin' | 'sign_in' } & LinkSubject)
  /**
   * The browser has to prove whom it belongs to. `code`: six digits to be typed in the person's own direct chat with the
   * bot; absent where so many wrong ones were typed lately that only another proof will do.
   */
  | ({ readonly step: 'code'; readonly code?: string } & LinkSubject);

export type GoneReason = 'unknown' | 'expired' | 'used' | 'other_browser' | 'too_many_tries';

/** Whom the page is about to link: always shown before anything is asked for. */
export interface LinkSubject {
  readonly platform: Platform;
  readonly person: Identity;
  readonly personName: string;
  /** As the chat platform knows it. */
  readonly personEmail?: string;
  readonly workspaceName: string;
  readonly expiresAt: Date;
}

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
  /** Checks the password at the service, saves the link, and lets what was interrupted go on. */
  signIn(
    nonce: string,
    browser: string,
    given: { readonly email: string; readonly password: string; readonly address?: string },
  ): Promise<SignInAnswer>;
}
