import type { Identity } from '../src/core/invocation.ts';
import type { WorkspaceKey } from '../src/core/workspace.ts';
import { apiKeyContext, passwordContext, tokenContext } from './link-row.ts';

/** A column that holds sealed secrets, as the rotation of keys needs to know it. Names are those of the database. */
export interface SealedColumn {
  /** What is in it, for people: `sign-in token`. */
  readonly name: string;
  readonly table: string;
  /** The primary key. */
  readonly ids: readonly string[];
  readonly column: string;
  /** What else of the row the context is made of. */
  readonly about: readonly string[];
  /** What a secret of this row is bound to: moved to another row or column, it does not open. */
  context(row: SealedRow): string;
}

/** The columns of `ids` and `about`, by name. */
export type SealedRow = Readonly<Record<string, string>>;

const person = ['platform', 'workspace_id', 'user_id', 'account_id'];

/** Every column of the database that holds sealed secrets. A new one is named `sealed_…`, and has its line here. */
export const sealedColumns: readonly SealedColumn[] = [
  {
    name: 'sign-in token',
    table: 'link',
    ids: ['id'],
    column: 'sealed_token',
    about: person,
    context: (row) => tokenContext(identityOf(row), row.account_id ?? ''),
  },
  {
    name: 'password',
    table: 'link',
    ids: ['id'],
    column: 'sealed_password',
    about: person,
    context: (row) => passwordContext(identityOf(row), row.account_id ?? ''),
  },
  {
    name: 'server key',
    table: 'workspace',
    ids: ['platform', 'workspace_id'],
    column: 'sealed_api_key',
    about: [],
    context: (row) => apiKeyContext(workspaceOf(row)),
  },
  {
    name: 'Slack bot token',
    table: 'slack_installation',
    ids: ['workspace_id'],
    column: 'sealed_bot_token',
    about: [],
    context: ({ workspace_id: id = '' }) => slackTokenContext(id, 'bot_token'),
  },
  {
    name: 'Slack refresh token',
    table: 'slack_installation',
    ids: ['workspace_id'],
    column: 'sealed_refresh_token',
    about: [],
    context: ({ workspace_id: id = '' }) => slackTokenContext(id, 'refresh_token'),
  },
  {
    name: 'Slack status token',
    table: 'slack_status',
    ids: ['id'],
    column: 'sealed_token',
    about: [],
    context: ({ id = '' }) => slackStatusContext(id, 'token'),
  },
  {
    name: 'Slack status refresh token',
    table: 'slack_status',
    ids: ['id'],
    column: 'sealed_refresh_token',
    about: [],
    context: ({ id = '' }) => slackStatusContext(id, 'refresh_token'),
  },
];

/** What the right to somebody's status is bound to: its row. */
export function slackStatusContext(id: string, what: 'token' | 'refresh_token'): string {
  return `slack_status/${encodeURIComponent(id)}/${what}`;
}

/** What a token of an installation in Slack is bound to: the team or organisation. */
export function slackTokenContext(workspaceId: string, token: 'bot_token' | 'refresh_token'): string {
  return `slack_installation/${encodeURIComponent(workspaceId)}/${token}`;
}

function workspaceOf(row: SealedRow): WorkspaceKey {
  return { platform: row.platform as Identity['platform'], workspaceId: row.workspace_id ?? '' };
}

function identityOf(row: SealedRow): Identity {
  return { ...workspaceOf(row), userId: row.user_id ?? '' };
}
