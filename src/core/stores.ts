/** What the core wants to have kept: ports that `db` implements. */

export type * from './stores/humans.ts';
export type * from './stores/invocations.ts';
export type * from './stores/links.ts';
export type * from './stores/meetings.ts';
export type * from './stores/sign-in-limits.ts';
export type * from './stores/tickets.ts';
export type * from './stores/workspaces.ts';
