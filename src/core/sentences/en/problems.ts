import type { NotConnectedReason, Problem, RefusedWish, ServiceError, ServiceErrorKind } from '../../errors.ts';
import type { Text } from '../../reply.ts';
import { list, shorten, type Typed } from './words.ts';

/** One sentence per problem: what happened, and what to do next. `wish` is what the person wanted. */
export function problemText(problem: Problem, wish: string, typed: Typed): Text {
  switch (problem.code) {
    case 'not_connected':
      return [whySignIn[problem.reason](wish)];
    case 'account_unknown':
      return [
        `You are not connected to an account “${shorten(problem.wanted)}”. You have ${list(problem.known)}; connect another one with `,
        typed('connect'),
        '.',
      ];
    case 'not_allowed':
      if (problem.meeting) {
        const { title, hostName, isGuest } = problem.meeting;
        const away = isGuest ? ' To stay away from it, answer No.' : '';
        return [
          `You may not ${wish}: “${shorten(title)}” belongs to ${shorten(hostName)}, who alone can change it: ask them.${away}`,
        ];
      }
      return [`You may not ${wish}: ${problem.rule}. Who can change that: ${problem.whoCanChange}.`];
    case 'other_account_needed':
      return [
        `You are not connected to the account that planned this meeting, so you cannot ${wish} at the meeting service. Connect that account with `,
        typed('connect'),
        ', then try it again.',
      ];
    case 'address_refused':
      return [
        `The meeting service does not take the address “${shorten(problem.address)}”, so nothing was changed. Use another one for them, such as ann@example.com.`,
      ];
    case 'customer_unknown':
      return ['That customer is not among yours any more. See which ones are with ', typed('admin setup'), '.'];
    case 'pin_not_found':
      return ['No meeting has this PIN. Check it with whoever gave it to you.'];
    case 'too_many_people':
      return [`That is more than ${problem.most} people. Start the meeting and share its link in a channel instead.`];
    case 'button_too_old':
      return ['This button is too old to be used. Type the command instead; ', typed('help'), ' shows them all.'];
    case 'message_gone':
      return ['That message has been deleted, so nothing was started. To meet without it, use ', typed('now'), '.'];
    case 'button_gone':
      return [
        `“${shorten(problem.label)}” is not on this message any more: look at what it says now, and go on from there.`,
      ];
    case 'not_yours':
      return ['This button is meant for somebody else.'];
    case 'not_offered':
      return [`Your meeting service does not offer ${problem.feature}.`];
  }
}

const ended = (wish: string) =>
  `Your sign-in at the meeting service has ended. Sign in again to ${wish}; it goes on by itself afterwards.`;

const whySignIn: { readonly [reason in NotConnectedReason]: (wish: string) => string } = {
  never: (wish) => `To ${wish}, sign in to your meeting account first; it goes on by itself afterwards.`,
  expired: ended,
  signed_out: ended,
  password_rejected: (wish) =>
    `The meeting service does not take your password any more, so I have deleted it here. Sign in again to ${wish}; it goes on by itself afterwards.`,
  not_served: (wish) =>
    `The server of this workspace does not act for your account any more: it may be suspended, or of another customer now. To ${wish}, sign in yourself, or ask an administrator; it goes on by itself afterwards.`,
  server_rejected: (wish) =>
    `The meeting service does not take the credentials of this workspace any more: an administrator has to give new ones. Until then, sign in to ${wish}; it goes on by itself afterwards.`,
};

export function serviceSentence(kind: ServiceErrorKind, said: string | undefined): string {
  switch (kind) {
    case 'unreachable':
      return 'The meeting service cannot be reached, so nothing was done. Try again in a minute.';
    case 'slow':
      return 'The meeting service took too long, so I stopped waiting. Try again: I first look whether it was done after all.';
    case 'garbled':
      return 'The meeting service gave an answer that I cannot read. Try again in a minute.';
    case 'busy':
      return 'The meeting service is busy and asked me to wait. Try again in a minute.';
    case 'signed_out':
      return 'The meeting service did not accept the sign-in. Sign in again.';
    case 'wrong_password':
      return 'The meeting service did not accept the email address and password. Check both and try again.';
    case 'not_found':
      return 'The meeting service does not know this any more. Check what you asked for.';
    case 'not_offered':
      return `Your meeting service does not offer ${said ?? 'this'}. Ask whoever runs it.`;
    case 'overlap':
      return 'You have another meeting at that time, and your meeting service does not allow two at once. Choose another time.';
    case 'refused':
      return said
        ? `The meeting service refused: “${shorten(said)}”. Change what you asked for, or ask whoever runs it.`
        : 'The meeting service refused this without saying why. Ask whoever runs it.';
  }
}

/** What the service does not take of a meeting, and what it says to that: one sentence. */
export function refusedSentence({ kind, said, about }: Pick<ServiceError, 'kind' | 'said' | 'about'>): string {
  if (kind === 'overlap') return 'You have another meeting at that time, and your plan does not allow two at once.';
  return `The meeting service does not take ${about ? refusedWishes[about] : 'this'}${said ? `: “${shorten(said)}”` : ''}.`;
}

const refusedWishes: Readonly<Record<RefusedWish, string>> = {
  minutes: 'a meeting of this length',
  people: 'so many people',
  recording: 'a recording that starts by itself',
};
