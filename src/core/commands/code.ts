import type { Command } from '../command.ts';
import { codeFor, codeMilliseconds, mostCodeTries, referenceOf } from '../link-ticket.ts';
import { privately } from './answer.ts';

/** The six digits from our sign-in page, typed in the person's own direct chat: proves that browser and chat are one person. */
export const code: Command = {
  name: 'code',
  hidden: true,
  summary: 'Take the code from the sign-in page',
  examples: [],
  needs: 'account.link',
  wish: () => 'connect an account',

  async run({ say, invocation, stores, secrets, clock, log, arguments: given }) {
    const digits = given.text.replace(/\s/gu, '');
    const text = await judge();
    return privately({ invocation }, { text });

    async function judge() {
      const since = clock().getTime() - codeMilliseconds;
      const open = await stores.tickets.unproven(invocation.from, clock());
      const tickets = open.filter(({ boundAt }) => boundAt && boundAt.getTime() > since);
      if (tickets.length === 0) return say.codeUnexpected(digits);
      let left = 0;
      const counted = await stores.tickets.countCodeTries(tickets.map(({ id }) => id));
      for (const [index, ticket] of tickets.entries()) {
        const tries = counted[index] ?? Number.POSITIVE_INFINITY;
        if (tries <= mostCodeTries && codeFor(secrets, ticket) === digits) {
          await stores.tickets.prove(ticket.id, clock());
          log.info({ reference: referenceOf(ticket), by: 'code' }, 'a browser has shown whom it belongs to');
          return say.codeRight;
        }
        log.warn({ reference: referenceOf(ticket), tries }, 'a wrong code was typed');
        left = Math.max(left, mostCodeTries - tries);
      }
      return say.codeWrong(left);
    }
  },
};
