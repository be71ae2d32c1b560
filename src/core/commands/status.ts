import type { Command } from '../command.ts';
import { ServiceError } from '../errors.ts';
import { signInPrompt } from './sign-in-prompt.ts';

/** `status`: says who one is here, after asking the service: a stored token proves nothing. */
export const status: Command = {
  name: 'status',
  aliases: ['me', 'whoami'],
  summary: 'Show which account you are connected with, and whether it works',
  examples: ['status'],
  needs: 'account.see',
  wish: () => 'see your connection',

  async run({ say, invocation, link, stores, service, clock }) {
    const answer = (reply: Parameters<typeof post>[1]) => ({ effects: [post(invocation.at, reply)] });
    if (!link)
      return answer(signInPrompt(invocation, say, { title: say.statusTitle, why: say.statusNone, resumes: false }));
    const works = await alive();
    if (!works) {
      const why = say.statusSignedOut(link.account);
      return answer(signInPrompt(invocation, say, { title: say.statusTitle, why, resumes: false }));
    }
    const text = say.statusGood(link.account);
    const facts = say.statusFacts(link.account, link.linkedAt, link.tokenExpiresAt);
    return answer({ visibleTo: 'caller', text, card: { title: say.statusTitle, tone: 'done', body: text, facts } });

    async function alive(): Promise<boolean> {
      if (!link?.token || link.tokenExpiresAt <= clock()) return false;
      try {
        await service.as({ token: link.token }).room('meeting');
        return true;
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        if (error.kind === 'not_found' || error.kind === 'not_offered') return true;
        if (error.kind !== 'signed_out') throw error;
        await stores.links.discardToken(link.id, link.token);
        return false;
      }
    }
  },
};

function post(to: Parameters<Command['run']>[0]['invocation']['at'], reply: import('../reply.ts').Reply) {
  return { do: 'post', key: 'answer', to, reply } as const;
}
