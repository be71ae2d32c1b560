import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Check } from '../context.ts';
import { refuses, unknownId } from '../expect.ts';
import { freshEmail, makeUser, ownRoom } from '../things.ts';

/** Longer than either of the two lifetimes of a token that are documented, 15 and 20. */
const tokenIsOldMinutes = 21;

/** Signing in, tokens, and the way to a new password. */
export const access: readonly Check[] = [
  {
    name: 'Email and password give a token that opens what is one’s own',
    group: 'access',
    routes: ['login'],
    writes: false,
    async run(context) {
      const { email, password } = context.people.user;
      const { token, user } = await context.api.login({ email, password });
      assert.ok(/^\S+$/.test(token), 'the token fits into a header');
      if (user?.email !== undefined) assert.equal(user.email.toLowerCase(), email.toLowerCase());
      const room = await ownRoom(context, context.api.as({ token }));
      if (user && room.user_id !== undefined) assert.equal(room.user_id, user.user_id);
    },
  },
  {
    name: 'An email that nobody has is refused, and what is missing is named',
    group: 'access',
    routes: ['login'],
    writes: false,
    async run({ api }) {
      await refuses(api.login({ email: freshEmail(), password: randomUUID() }), { kinds: ['wrong_password'] });
      await refuses(api.login({ email: '', password: randomUUID() }), { result: 406, field: 'email' });
      await refuses(api.login({ email: freshEmail(), password: '' }), { result: 406, field: 'password' });
    },
  },
  {
    name: 'A wrong password and an unknown email are refused alike',
    group: 'access',
    routes: ['login'],
    // Of a user made for it: tries with the account of a real person could lock that out.
    writes: true,
    roles: ['customer'],
    async run(context) {
      const { email } = await makeUser(context, await context.as('customer'));
      const wrong = { kinds: ['wrong_password'] } as const;
      await refuses(context.api.login({ email, password: randomUUID() }), wrong);
      await refuses(context.api.login({ email: freshEmail(), password: randomUUID() }), wrong);
    },
  },
  {
    name: 'A token and credentials that nobody has open nothing',
    group: 'access',
    routes: ['getRoom'],
    writes: false,
    async run(context) {
      await refuses(ownRoom(context, context.api.as({ token: randomUUID() })), { result: 1001, kinds: ['signed_out'] });
      const nobody = context.api.as({ apiId: randomUUID(), apiKey: randomUUID() });
      await refuses(ownRoom(context, nobody), { kinds: ['signed_out'] });
    },
  },
  {
    name: 'A token that has expired is refused as expired, and a new one can be had',
    group: 'access',
    routes: ['login', 'getRoom'],
    writes: false,
    needs: 'sandbox',
    async run(context) {
      const user = await context.signIn(context.people.user);
      await ownRoom(context, user);
      await context.hands.passMinutes(tokenIsOldMinutes);
      // As expired or as not valid (inconsistency 10): either says to sign in again.
      await refuses(ownRoom(context, user), { kinds: ['signed_out'] });
      await ownRoom(context, await context.signIn(context.people.user));
    },
  },
  {
    name: 'A link to a new password can be asked for, and a key that nobody has opens nothing',
    group: 'access',
    routes: ['requestPasswordReset', 'validateResetKey', 'resetPassword'],
    writes: true,
    async run({ api, people }) {
      await api.requestPasswordReset({ email: people.user.email });
      await refuses(api.requestPasswordReset({ email: 'nobody' }), { result: 406, field: 'email' });
      await refuses(api.validateResetKey({ reset_key: unknownId }), 404);
      await refuses(api.resetPassword({ reset_key: unknownId, password: randomUUID() }), 404);
    },
  },
  {
    name: 'The key in the mail sets a new password, once',
    group: 'access',
    routes: ['requestPasswordReset', 'validateResetKey', 'resetPassword', 'login'],
    writes: true,
    roles: ['customer'],
    needs: 'sandbox',
    async run(context) {
      const { api, hands } = context;
      const { email, password } = await makeUser(context, await context.as('customer'));
      await api.requestPasswordReset({ email });
      const [mail] = await hands.mailsTo(email);
      const key = mail?.body.match(/[\w-]{32,}/)?.[0] ?? '';
      assert.ok(key !== '', 'there is a key in the mail');
      await api.validateResetKey({ reset_key: key });
      await refuses(api.resetPassword({ reset_key: key, password: 'short' }), { result: 406, field: 'password' });
      const fresh = randomUUID();
      await api.resetPassword({ reset_key: key, password: fresh });
      await context.signIn({ email, password: fresh });
      await refuses(context.signIn({ email, password }), { kinds: ['wrong_password'] });
      await refuses(api.validateResetKey({ reset_key: key }), 404);
      await refuses(api.resetPassword({ reset_key: key, password: randomUUID() }), 404);
    },
  },
];
