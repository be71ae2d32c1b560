import { meetAboutId } from '../adapters/teams/meet-about-id.ts';
import type { Made } from './made.ts';

/** The schema version that the manifest is written for; newer clients take it as well. */
const version = '1.19';

/** The app manifest for Teams. `appId` is the bot's app registration, and names the app as well. */
export function teamsManifest({ publicUrl, commands, appId }: Made & { readonly appId: string }) {
  const { host } = new URL(publicUrl);
  const listed = commands.slice(0, 10).map(({ name, summary }) => ({ title: name, description: summary }));
  return {
    $schema: `https://developer.microsoft.com/en-us/json-schemas/teams/v${version}/MicrosoftTeams.schema.json`,
    manifestVersion: version,
    version: '0.1.0',
    id: appId,
    developer: {
      name: 'Meetwire',
      websiteUrl: publicUrl,
      privacyUrl: `${publicUrl}/privacy`,
      termsOfUseUrl: `${publicUrl}/privacy#terms`,
    },
    name: { short: 'Meetwire', full: 'Meetwire meetings' },
    description: {
      short: 'Start and join video meetings where you talk',
      full: 'Meetwire starts video meetings from a chat, posts their cards and invites people. Each person signs in with a meeting account once; an administrator sets up the service that Meetwire talks to. Type "help" to see everything it can do, "connect" to sign in and "disconnect" to sign out.',
    },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: '#172038',
    bots: [
      {
        botId: appId,
        scopes: ['personal', 'team', 'groupChat'],
        supportsFiles: true,
        isNotificationOnly: false,
        commandLists: [{ scopes: ['personal', 'team', 'groupChat'], commands: listed }],
      },
    ],
    composeExtensions: [
      {
        botId: appId,
        commands: [
          {
            id: meetAboutId,
            type: 'action',
            title: 'Meet about this',
            description: 'Start a meeting about a message, in its thread',
            context: ['message'],
            fetchTask: true,
          },
        ],
      },
    ],
    permissions: ['identity', 'messageTeamMembers'],
    validDomains: [host],
  };
}
