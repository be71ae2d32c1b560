import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { signingSecret } from '../../support/slack/signer.ts';
import { listen, serveReports } from './child.ts';

// Bolt as its documentation begins: an app that acknowledges a command.
const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR });
const app = new App({
  receiver,
  logLevel: LogLevel.ERROR,
  authorize: async () => ({ botToken: 'xoxb-x', botId: 'B1', botUserId: 'U1' }),
});
app.command('/meet', async ({ ack }) => ack());
serveReports(await listen(receiver.requestListener));
