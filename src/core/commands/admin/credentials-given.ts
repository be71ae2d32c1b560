import type { Command } from '../../command.ts';
import { privately } from '../answer.ts';

/** What happens in chat after server credentials were given on our page. */
export const credentialsGiven: Command = {
  name: 'credentials-given',
  hidden: true,
  summary: 'Confirm that the server credentials of a customer work',
  examples: [],
  needs: 'account.see',
  wish: () => 'set up this workspace',

  async run(context) {
    const { say, invocation, stores } = context;
    const settings = await stores.workspaces.find(invocation.from);
    if (!settings?.customer || !settings.server) return { effects: [] };
    const text = say.credentialsGiven(settings.customer);
    return privately(context, {
      text,
      card: { title: say.setupTitle, tone: 'done', body: text },
    });
  },
};
