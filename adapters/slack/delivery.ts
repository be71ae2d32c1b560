import type { Asked } from './installations.ts';

/** A verified body, as far as it says whom it is for and who did something. */
export interface Delivery {
  readonly kind: 'command' | 'event' | 'action' | 'view' | 'other';
  readonly asked: Asked;
  readonly userId?: string;
  /** The team of that person, which in a shared channel need not be the one that has the app. */
  readonly userTeamId?: string;
  /** True in a channel that is shared with another organisation (Slack Connect). */
  readonly shared: boolean;
  /** Where an answer can be sent without a token. */
  readonly responseUrl?: string;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * The kinds of payload say it in different places. Events name the installations that may see them: `team_id` is where
 * they happened, in a shared channel with any of its teams (docs.slack.dev, Events API; using Slack Connect).
 */
export function readDelivery(body: Json): Delivery {
  if (body.type === 'event_callback') return readEvent(body);
  if (typeof body.command === 'string') {
    const [teamId, userId] = [text(body.team_id), text(body.user_id)];
    const asked = { teamId, enterpriseId: text(body.enterprise_id) };
    // Commands are offered to members of teams that have the app, and to nobody else.
    return { kind: 'command', asked, userId, userTeamId: teamId, shared: false, responseUrl: text(body.response_url) };
  }
  const [user, team, view] = [object(body.user), object(body.team), object(body.view)];
  const enterpriseId = text(object(body.enterprise).id) ?? text(team.enterprise_id);
  const userTeamId = text(user.team_id);
  return {
    kind: body.type === 'block_actions' ? 'action' : body.type === 'view_submission' ? 'view' : 'other',
    // A form that was opened in a shared channel may be sent from another team than the one that has the app.
    asked: { teamId: text(view.app_installed_team_id) ?? text(team.id) ?? userTeamId, enterpriseId },
    userId: text(user.id),
    userTeamId,
    shared: false,
    responseUrl: text(body.response_url),
  };
}

function readEvent(body: Json): Delivery {
  const event = object(body.event);
  const [first] = Array.isArray(body.authorizations) ? body.authorizations : [];
  const allowed = object(first);
  return {
    kind: 'event',
    asked: {
      teamId: text(allowed.team_id) ?? text(body.context_team_id) ?? text(body.team_id),
      enterpriseId: text(allowed.enterprise_id) ?? text(body.context_enterprise_id) ?? text(body.enterprise_id),
    },
    userId: text(event.user),
    userTeamId: text(event.user_team) ?? text(event.team),
    shared: body.is_ext_shared_channel === true,
  };
}

export function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
