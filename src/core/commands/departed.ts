import type { Command } from '../command.ts';
import type { Effect } from '../effect.ts';
import type { RunButton } from '../reply.ts';
import { sayTo } from './access/cards.ts';
import { whoDecides } from './access/who-decides.ts';
import { press } from './admin/cards.ts';
import { byId } from './contacts/find.ts';

/**
 * Somebody has left the workspace and is still connected: those who look after its customer are told, each with a proposal. Suspending and
 * disconnecting go the usual way, with its question and by their own right.
 */
export const departed: Command = {
  name: 'departed',
  hidden: true,
  summary: 'Tell administrators that somebody has left',
  examples: [],
  needs: 'account.see',
  wish: () => 'tell that somebody has left',

  async run(context) {
    const { stores, invocation, log, chat } = context;
    const { from, fromName = '' } = invocation;
    const links = await stores.links.all(from);
    // They came back, or were disconnected, while this waited.
    if (links.length === 0) return { effects: [] };
    const recipients = await whoDecides(context);
    if (recipients.length === 0) log.warn({ platform: from.platform }, 'nobody could be told that somebody has left');
    const accounts = links.map(({ account }) => account);
    const effects = recipients.map(({ identity, name }): Effect => {
      const say = sayTo(identity);
      const text = say.departures.text(fromName, accounts, chat.platform);
      const suspend = accounts.slice(0, 2).map(
        (account): RunButton =>
          press(say.departures.suspend(account, accounts.length), `users suspend ${byId(account.userId)}`, {
            danger: true,
          }),
      );
      const disconnect = press(say.departures.disconnect, `linked remove #${from.userId}`);
      return {
        ...{ do: 'direct', key: `departed ${identity.userId}`, person: identity, name },
        reply: {
          visibleTo: 'caller',
          text,
          card: {
            ...{ title: say.departures.title(fromName), tone: 'neutral', body: text },
            ...{ buttons: [...suspend, disconnect], footnote: say.departures.footnote },
          },
        },
      };
    });
    return { effects };
  },
};
