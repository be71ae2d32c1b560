import { type Made, usageHint } from './made.ts';

/** The least that each feature needs; whoever installs the app may leave the optional ones out. */
const scopes = {
  bot: ['app_mentions:read', 'chat:write', 'commands', 'im:history', 'im:write', 'users:read'],
  /**
   * `chat:write.public` posts and updates cards in public channels without an invitation. The histories are read after a
   * crash alone: to see whether a card was posted before, so that none is posted twice.
   */
  bot_optional: ['chat:write.public', 'channels:history', 'groups:history'],
} as const;

const botEvents = ['app_mention', 'message.im'] as const;

/** The app manifest for api.slack.com/apps, "From a manifest". */
export function slackManifest({ publicUrl, commands }: Made) {
  const url = `${publicUrl}/slack/events`;
  return {
    display_information: {
      name: 'Meetwire',
      description: 'Start and join video meetings where you talk',
      background_color: '#172038',
    },
    features: {
      bot_user: { display_name: 'Meetwire', always_online: true },
      app_home: { home_tab_enabled: false, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      slash_commands: [
        {
          command: '/meet',
          url,
          description: 'Start, join and manage meetings',
          usage_hint: usageHint(commands),
          should_escape: true,
        },
      ],
    },
    oauth_config: { scopes: { bot: [...scopes.bot], bot_optional: [...scopes.bot_optional] } },
    settings: {
      event_subscriptions: { request_url: url, bot_events: [...botEvents] },
      interactivity: { is_enabled: true, request_url: url },
      org_deploy_enabled: false,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    },
  };
}
