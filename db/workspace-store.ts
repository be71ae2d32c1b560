import { and, eq, inArray, isNotNull, or, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Identity } from '../src/core/invocation.ts';
import type { Log } from '../src/core/ports.ts';
import type { WorkspaceStore } from '../src/core/stores.ts';
import type { WorkspaceKey, Workspaces } from '../src/core/workspace.ts';
import { accessRequest } from './access-schema.ts';
import { record } from './audit.ts';
import { knownBrowser } from './browser-schema.ts';
import { consoleSession } from './console-schema.ts';
import type { Database } from './database.ts';
import { userImport } from './import-schema.ts';
import { toText } from './json.ts';
import { apiKeyContext, type SettingsRow, settingsColumns, toSettings } from './link-row.ts';
import { patiently } from './patiently.ts';
import { policyRule } from './policy-schema.ts';
import type { Change } from './schedule-row.ts';
import { preference, reminder, schedule, talk } from './schedule-schema.ts';
import { effect, link, signInPrompt, ticket, workspace } from './schema.ts';
import type { SecretBox } from './secret-box.ts';
import { slackStatus } from './status-schema.ts';
import { useTicket } from './use-ticket.ts';

const unbound = {
  tokenMode: 'ask_again',
  customerId: null,
  customerName: null,
  boundAt: null,
  apiId: null,
  sealedApiKey: null,
} as const;

/** Workspaces as a whole, and what they are bound to. */
export function createWorkspaceStore(deps: {
  readonly database: Pick<Database, 'pool' | 'orm'>;
  readonly box: SecretBox;
  readonly log: Log;
}): WorkspaceStore & Workspaces {
  const { pool, orm } = deps.database;
  return {
    async find({ platform, workspaceId }) {
      const { rows } = await pool.query<SettingsRow>(
        `select ${settingsColumns} from workspace s where s.platform = $1 and s.workspace_id = $2`,
        [platform, workspaceId],
      );
      return rows[0] && toSettings(rows[0], deps.box, deps.log);
    },

    async bind(by, { customer, tokenMode }) {
      await patiently(orm, async (change) => {
        const [before] = await change.select().from(workspace).where(inside(workspace, by)).for('update');
        if (!before) throw new Error('a workspace that nobody is linked in cannot be bound');
        const keeps = tokenMode === 'on_behalf' && before.customerId === customer.customerId;
        await change
          .update(workspace)
          .set({
            tokenMode,
            customerId: customer.customerId,
            customerName: toText(customer.name),
            boundAt: new Date(),
            ...(keeps ? {} : { apiId: null, sealedApiKey: null }),
          })
          .where(inside(workspace, by));
        if (tokenMode !== 'stay_signed_in')
          await change.update(link).set({ sealedPassword: null }).where(inside(link, by));
        await record(change, by, 'workspace.bind', { customerId: customer.customerId, tokenMode });
      });
    },

    async giveCredentials(by, { customerId, server, ticketId, at }) {
      return patiently(orm, async (change) => {
        if (!(await useTicket(change, ticketId, at))) return 'used';
        const given = await change
          .update(workspace)
          .set({ apiId: server.apiId, sealedApiKey: deps.box.seal(server.apiKey, apiKeyContext(by)) })
          .where(and(inside(workspace, by), eq(workspace.customerId, customerId), eq(workspace.tokenMode, 'on_behalf')))
          .returning({ workspaceId: workspace.workspaceId });
        if (given.length === 0) return 'bound_otherwise';
        await record(change, by, 'workspace.credentials', { customerId });
        return 'saved';
      });
    },

    async unbind(by: Identity) {
      await patiently(orm, async (change) => {
        await change.update(workspace).set(unbound).where(inside(workspace, by));
        await change.update(link).set({ sealedPassword: null }).where(inside(link, by));
        await record(change, by, 'workspace.unbind');
      });
    },

    async removed(key) {
      await patiently(orm, async (change) => {
        // Tickets first: a sign-in that is being saved is waited for, and none can be saved after.
        for (const table of [
          ticket,
          consoleSession,
          accessRequest,
          link,
          signInPrompt,
          talk,
          userImport,
          policyRule,
          knownBrowser,
          // Slack has taken their tokens back with the app.
          slackStatus,
        ])
          await change.delete(table).where(inside(table, key));
        await change.update(workspace).set(unbound).where(inside(workspace, key));
        await silence(change, key);
      });
    },
  };
}

/** Nothing is sent there any more. What was planned stays, and nobody is reminded of it there until it is changed. */
async function silence(change: Change, key: WorkspaceKey): Promise<void> {
  const isDue = isNotNull(preference.agendaDueAt);
  await change
    .update(preference)
    .set({ agendaDueAt: null })
    .where(and(inside(preference, key), isDue));
  // In the order in which everybody takes these rows: plans by their ids, then reminders.
  const plans = await change
    .select({ id: schedule.meetingId })
    .from(schedule)
    .where(and(inside(schedule, key), or(isNotNull(schedule.cardsDueAt), isNotNull(schedule.hostDueAt))))
    .orderBy(schedule.meetingId)
    .for('update');
  const ids = plans.map(({ id }) => id);
  await change.update(schedule).set({ cardsDueAt: null, hostDueAt: null }).where(inArray(schedule.meetingId, ids));
  const reminders = change
    .select({ inviteeId: reminder.inviteeId, lead: reminder.lead })
    .from(reminder)
    .where(inside(reminder, key))
    .orderBy(reminder.meetingId, reminder.inviteeId, reminder.lead)
    .for('update');
  await change.delete(reminder).where(sql`(${reminder.inviteeId}, ${reminder.lead}) in ${reminders}`);
  // A mail goes elsewhere, but for reminders: those of this workspace's meetings end as well.
  const goesThere = sql`(${effect.body} ->> 'do' <> 'mail' or ${effect.key} like 'reminder %')`;
  await change.delete(effect).where(and(inside(effect, key), eq(effect.state, 'pending'), goesThere));
}

function inside(
  table: { readonly platform: PgColumn; readonly workspaceId: PgColumn },
  { platform, workspaceId }: WorkspaceKey,
) {
  return and(eq(table.platform, platform), eq(table.workspaceId, workspaceId));
}
