import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The two cookies of the web adapter, and what binds forms to them. */
export interface Cookies {
  /** The secret of this browser, if it has one. */
  browser(request: FastifyRequest): string | undefined;
  /** Gives the browser a secret, unless it has one. */
  giveBrowser(request: FastifyRequest, reply: FastifyReply): string;
  /** What a form of the page `about` has to send back from this browser. */
  formToken(browser: string, about: string): string;
  checkFormToken(browser: string, about: string, given: unknown): boolean;
  /** Who this browser is in the playground. */
  person(request: FastifyRequest): string | undefined;
  givePerson(reply: FastifyReply, person: string): void;
}

const browserSecret = /^[\w-]{43}$/;

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
  const browser = (request: FastifyRequest) => {
    const value = request.cookies[`${prefix}meetwire`];
    return value !== undefined && browserSecret.test(value) ? value : undefined;
  };

  return {
    browser,

    giveBrowser(request, reply) {
      const known = browser(request);
      if (known) return known;
      const fresh = randomBytes(32).toString('base64url');
      reply.setCookie(`${prefix}meetwire`, fresh, options);
      return fresh;
    },

    formToken: (secret, about) => mac(`form/${secret}/${about}`),

    checkFormToken(secret, about, given) {
      return typeof given === 'string' && equal(given, mac(`form/${secret}/${about}`));
    },

    person(request) {
      const [person = '', signature = ''] = (request.cookies[`${prefix}meetwire-playground`] ?? '').split('.', 2);
      return equal(signature, mac(`person/${person}`)) ? person : undefined;
    },

    givePerson(reply, person) {
      reply.setCookie(`${prefix}meetwire-playground`, `${person}.${mac(`person/${person}`)}`, options);
    },
  };
}

function equal(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
