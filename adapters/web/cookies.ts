import { createHash, createHmac, randomBytes } from 'node:crypto';
import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { equalInConstantTime } from '../constant-time.ts';

/** The cookies of the web adapter, and what binds forms and proofs to them. */
export interface Cookies {
  /** The secret of this browser: the one that it has for the link of this request, else the one that it came with, if any. */
  browser(request: FastifyRequest): string | undefined;
  /** All that it may be known by on this page: a form may have been made before it was bound, and be sent twice. */
  browsers(request: FastifyRequest): readonly string[];
  /** Gives the browser a secret, unless it has one. */
  giveBrowser(request: FastifyRequest, reply: FastifyReply): string;
  /** The secret that this browser was given when it was bound to the link with this nonce. */
  bound(request: FastifyRequest, nonce: string): string | undefined;
  /**
   * A secret to bind a browser by. Never the one that it came with: whoever planted that, or read it before, gains
   * nothing by it.
   */
  freshSecret(): string;
  /** Gives it to the browser, for the link with this nonce. */
  bind(reply: FastifyReply, nonce: string, secret: string): void;
  /** The link is of no use any more. */
  release(reply: FastifyReply, nonce: string): void;
  /** Something that only this service can derive from `about`. */
  derive(about: string): string;
  /** The link for which this browser is at the identity provider, and a mark of this one try. */
  proving(request: FastifyRequest): { readonly nonce: string; readonly mark: string } | undefined;
  beginProving(reply: FastifyReply, nonce: string): string;
  endProving(reply: FastifyReply): void;
  /** What a form of the page `about` has to send back from this browser. */
  formToken(browser: string, about: string): string;
  checkFormToken(browser: string, about: string, given: unknown): boolean;
  /** What this browser is recognised by when it goes into meetings, if it is. */
  known(request: FastifyRequest): string | undefined;
  /** Gives it a secret to be recognised by: another one each time, so that whoever planted one gains nothing. */
  giveKnown(reply: FastifyReply): string;
  dropKnown(reply: FastifyReply): void;
  /** The secret of the console that is open in this browser. */
  console(request: FastifyRequest): string | undefined;
  /** Never sent along with what another website leads to. */
  giveConsole(reply: FastifyReply, secret: string, seconds: number): void;
  endConsole(reply: FastifyReply): void;
  /** Who this browser is in the playground. */
  person(request: FastifyRequest): string | undefined;
  givePerson(reply: FastifyReply, person: string): void;
}

const browserSecret = /^[\w-]{43}$/;
const provingSecret = /^([\w-]{1,100})\.([\w-]{22})$/;

/** As long as a link lives. */
const linkSeconds = 10 * 60;

/** A browser is recognised for so long at most (RFC 6265bis lets none be kept for more than 400 days). */
const knownSeconds = 400 * 24 * 60 * 60;

/** `__Host-` where the service is reached over https: no other host or path can then set them (RFC 6265bis, 4.1.3.2). */
export function createCookies({
  publicUrl,
  sessionSecret,
}: {
  readonly publicUrl: string;
  readonly sessionSecret: string;
}): Cookies {
  const secure = publicUrl.startsWith('https:');
  const prefix = secure ? '__Host-' : '';
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  const mac = (text: string) => createHmac('sha256', sessionSecret).update(text).digest('base64url');
  const brief = { ...options, maxAge: linkSeconds };
  const names = {
    known: `${prefix}meetwire-me`,
    browser: `${prefix}meetwire`,
    proving: `${prefix}meetwire-proof`,
    console: `${prefix}meetwire-console`,
  };
  const strict = { ...options, sameSite: 'strict' } as const;
  const nameFor = (nonce: string) =>
    `${names.browser}-${createHash('sha256').update(nonce).digest('base64url').slice(0, 12)}`;
  const secretIn = (request: FastifyRequest, name: string) => {
    const value = request.cookies[name];
    return value !== undefined && browserSecret.test(value) ? value : undefined;
  };
  const freshSecret = () => randomBytes(32).toString('base64url');
  const bound: Cookies['bound'] = (request, nonce) => secretIn(request, nameFor(nonce));
  const browsers: Cookies['browsers'] = (request) => {
    const { nonce } = request.params as { readonly nonce?: string };
    const secrets = [nonce === undefined ? undefined : bound(request, nonce), secretIn(request, names.browser)];
    return secrets.filter((secret) => secret !== undefined);
  };
  const browser: Cookies['browser'] = (request) => browsers(request)[0];

  return {
    browser,
    browsers,
    freshSecret,

    giveBrowser(request, reply) {
      const known = browser(request);
      if (known) return known;
      const fresh = freshSecret();
      reply.setCookie(names.browser, fresh, options);
      return fresh;
    },

    bound,
    bind: (reply, nonce, secret) => void reply.setCookie(nameFor(nonce), secret, brief),
    release: (reply, nonce) => void reply.clearCookie(nameFor(nonce), options),
    derive: mac,

    proving(request) {
      const [, nonce, mark] = provingSecret.exec(request.cookies[names.proving] ?? '') ?? [];
      return nonce && mark ? { nonce, mark } : undefined;
    },

    beginProving(reply, nonce) {
      const mark = randomBytes(16).toString('base64url');
      reply.setCookie(names.proving, `${nonce}.${mark}`, brief);
      return mark;
    },

    endProving: (reply) => void reply.clearCookie(names.proving, options),

    known: (request) => secretIn(request, names.known),
    giveKnown(reply) {
      const secret = freshSecret();
      reply.setCookie(names.known, secret, { ...options, maxAge: knownSeconds });
      return secret;
    },
    dropKnown: (reply) => void reply.clearCookie(names.known, options),

    formToken: (secret, about) => mac(`form/${secret}/${about}`),

    checkFormToken(secret, about, given) {
      return typeof given === 'string' && equalInConstantTime(given, mac(`form/${secret}/${about}`));
    },

    console: (request) => secretIn(request, names.console),
    giveConsole: (reply, secret, maxAge) => void reply.setCookie(names.console, secret, { ...strict, maxAge }),
    endConsole: (reply) => void reply.clearCookie(names.console, strict),

    person(request) {
      const [person = '', signature = ''] = (request.cookies[`${prefix}meetwire-playground`] ?? '').split('.', 2);
      return equalInConstantTime(signature, mac(`person/${person}`)) ? person : undefined;
    },

    givePerson(reply, person) {
      reply.setCookie(`${prefix}meetwire-playground`, `${person}.${mac(`person/${person}`)}`, options);
    },
  };
}
