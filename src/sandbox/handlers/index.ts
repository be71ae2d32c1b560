import type { RouteName } from '../../ucaas/routes/index.ts';
import { access } from './access.ts';
import { contacts } from './contacts.ts';
import { customers } from './customers.ts';
import { groups } from './groups.ts';
import type { Handlers } from './handler.ts';
import { lobby } from './lobby.ts';
import { meetings } from './meetings.ts';
import { polls } from './polls.ts';
import { pool } from './pool.ts';
import { reports } from './reports.ts';
import { rooms } from './rooms.ts';
import { sessions } from './sessions.ts';
import { subscriptions } from './subscriptions.ts';
import { users } from './users.ts';

/** What the sandbox does for each route of the table. */
export const handlers: Handlers<RouteName> = {
  ...access,
  ...customers,
  ...subscriptions,
  ...users,
  ...rooms,
  ...meetings,
  ...lobby,
  ...polls,
  ...contacts,
  ...groups,
  ...sessions,
  ...reports,
  ...pool,
};
