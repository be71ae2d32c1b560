/** What the app asks of Slack, and what for: the manifest, the install page and the OAuth request are made from it. */
export interface Scope {
  readonly scope: string;
  /** As the person who installs it reads it: what the app does with it. */
  readonly why: string;
  /** Everything else works without it; whoever installs the app may leave it out. */
  readonly optional?: true;
}

export const scopes = [
  {
    scope: 'commands',
    why: 'offers /meet and “Meet about this” at messages, and the buttons and forms that come with them',
  },
  { scope: 'app_mentions:read', why: 'hears what is said to it by mention, in threads above all' },
  { scope: 'chat:write', why: 'posts meeting cards where it is a member, and keeps them up to date' },
  { scope: 'im:history', why: 'reads what is written to it in direct messages, and no others' },
  { scope: 'im:write', why: 'opens a direct message for invitations and sign-in links' },
  {
    scope: 'users:read',
    why: 'finds invited people by name, shows names, times in their own zone, and tells who administers the workspace',
  },
  {
    scope: 'users:read.email',
    why: 'says so where the email of a person differs from that of the meeting account they connect, and knows contacts who are in the workspace',
    optional: true,
  },
  {
    scope: 'chat:write.public',
    why: 'posts cards in public channels without having to be invited first',
    optional: true,
  },
  {
    scope: 'channels:history',
    why: 'looks, after a failure, whether a card was posted before, so that none comes twice',
    optional: true,
  },
  { scope: 'groups:history', why: 'the same in private channels of which it is a member', optional: true },
  {
    scope: 'channels:read',
    why: 'asks before a card goes to many people in a public channel, and invites everybody there, where somebody asks for that; lists the channels of administrators in their forms',
    optional: true,
  },
  { scope: 'groups:read', why: 'the same in private channels of which it is a member', optional: true },
  { scope: 'mpim:read', why: 'the same in group messages of which it is a member', optional: true },
  {
    scope: 'calls:write',
    why: 'shows a running meeting as a call of Slack’s own, with who is in it',
    optional: true,
  },
  { scope: 'pins:write', why: 'pins the card of the room that a channel has', optional: true },
  {
    scope: 'files:read',
    why: 'reads the lists of users that administrators drop in its direct messages',
    optional: true,
  },
  { scope: 'usergroups:read', why: 'invites everybody in a user group that is mentioned', optional: true },
] as const satisfies readonly Scope[];

/** What is asked of somebody who wants their status to follow their meetings; nobody else is asked for it. */
export const statusScopes = ['users.profile:read', 'users.profile:write'] as const;
/** Where Slack sends them back to, below the public URL. */
export const statusPath = '/slack/status';
