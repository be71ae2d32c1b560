import { meetAboutId } from '../adapters/slack/meet-about-id.ts';
import { scopes, statusPath, statusScopes } from '../adapters/slack/scopes.ts';
import { type Made, usageHint } from './made.ts';

/** Sign in with Slack (docs.slack.dev, sign in with Slack): asked for only where somebody connects an account. */
const signInScopes = ['openid', 'profile', 'email'] as const;
const botEvents = ['app_mention', 'message.im', 'app_uninstalled', 'tokens_revoked'] as const;

/**
 * How the app is run.
 * - `one`: one workspace, by its bot token. That token must not end, so tokens do not rotate (and once they do, Slack
 *   cannot be told to stop)
 * - `many`: any number of workspaces and organisations, which install it by themselves; tokens rotate
 * - `socket`: as `one`, with a connection that we open instead of addresses that Slack calls
 */
export type SlackUse = 'one' | 'many' | 'socket';

/** The app manifest for api.slack.com/apps, "From a manifest". */
export function slackManifest({ publicUrl, commands }: Made, use: SlackUse = 'one') {
  const many = use === 'many';
  const socket = use === 'socket';
  const url = `${publicUrl}/slack/events`;
  const redirects = [
    `${publicUrl}/connect/proof/slack`,
    `${publicUrl}${statusPath}`,
    ...(many ? [`${publicUrl}/slack/oauth_redirect`] : []),
  ];
  const request = socket ? {} : { request_url: url };
  return {
    display_information: {
      name: 'Meetwire',
      description: 'Start and join video meetings where you talk',
      background_color: '#172038',
    },
    features: {
      bot_user: { display_name: 'Meetwire', always_online: true },
      app_home: { home_tab_enabled: false, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      shortcuts: [
        {
          ...({ name: 'Meet about this', type: 'message', callback_id: meetAboutId } as const),
          description: 'Start a meeting about a message, in its thread',
        },
      ],
      slash_commands: [
        {
          command: '/meet',
          ...(socket ? {} : { url }),
          description: 'Start, join and manage meetings',
          usage_hint: usageHint(commands),
          should_escape: true,
        },
      ],
    },
    oauth_config: {
      ...(socket ? {} : { redirect_urls: redirects }),
      scopes: {
        bot: named(false),
        bot_optional: named(true),
        ...(socket ? {} : { user: [...signInScopes, ...statusScopes] }),
      },
    },
    settings: {
      event_subscriptions: { ...request, bot_events: [...botEvents] },
      interactivity: { is_enabled: true, ...request },
      org_deploy_enabled: many,
      socket_mode_enabled: socket,
      token_rotation_enabled: many,
    },
  };
}

function named(optional: boolean) {
  return scopes.filter((one) => 'optional' in one === optional).map(({ scope }) => scope);
}
