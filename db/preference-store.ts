import { and, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Identity } from '../src/core/invocation.ts';
import type { Clock } from '../src/core/ports.ts';
import type { Preferences } from '../src/core/preferences.ts';
import { nextAgenda } from '../src/core/reminders/agenda-time.ts';
import type { PreferenceStore } from '../src/core/stores.ts';
import type { Database } from './database.ts';
import { patiently } from './patiently.ts';
import { identitiesOf, type PreferenceRow, preferencesOf, toPreferences, zoneIn, zoneOf } from './preference-row.ts';
import { replanReminders } from './reminder-rows.ts';
import { isOfHuman } from './same-human.ts';
import { type Change, readPlanned } from './schedule-row.ts';
import { preference, schedule } from './schedule-schema.ts';
import { type By, isThere } from './while-there.ts';

/** For whoever set a zone, and whose language nobody has said. */
const usualLocale = 'en-GB';

type Changes = Parameters<PreferenceStore['set']>[1];

/** How people like things. What a human sets in one chat holds in all of them: what was set last counts. */
export function createPreferenceStore({
  database: { orm },
  clock,
  by,
}: {
  readonly database: Pick<Database, 'orm'>;
  readonly clock: Clock;
  readonly by?: By;
}): PreferenceStore {
  return {
    find: async (person) => (await read(orm, person)).preferences,

    async ownReading(person) {
      const { preferences, locale } = await read(orm, person);
      const { timeZone, hour12, heard } = preferences;
      // Where somebody was at sign-in is too long ago to say where they are.
      const zone = timeZone ?? (hour12 === undefined ? undefined : heard?.timeZone);
      const language = heard?.locale ?? locale;
      return zone === undefined && hour12 === undefined && !language
        ? undefined
        : { timeZone: zone, locale: language ?? usualLocale, hour12 };
    },

    set: (person, changes) =>
      patiently(orm, async (change) => {
        if (!(await isThere(change, by))) return (await read(change, person)).preferences;
        const columns = toColumns(changes);
        if (Object.keys(columns).length > 0) {
          const { platform, workspaceId, userId } = person;
          const empty = Object.fromEntries(Object.keys(columns).map((name) => [name, null]));
          const others = sql`(${preference.platform}, ${preference.workspaceId}, ${preference.userId}) in (
            select w.platform, w.workspace_id, w.user_id from ${identities(person)} where w.place = 1)`;
          await change.update(preference).set(empty).where(others);
          await change
            .insert(preference)
            .values({ platform, workspaceId, userId, ...columns })
            .onConflictDoUpdate({
              target: [preference.platform, preference.workspaceId, preference.userId],
              set: columns,
            });
        }
        const now = clock();
        if ('agenda' in changes || 'timeZone' in changes || 'heard' in changes) await planAgendas(change, person, now);
        if ('leads' in changes) await replanOf(change, person, now);
        return (await read(change, person)).preferences;
      }),

    hear: (person, { timeZone, locale }) =>
      patiently(orm, async (change) => {
        await change
          .update(preference)
          .set({ heardZone: timeZone, heardLocale: locale })
          .where(and(isNotNull(preference.heardZone), isOfHuman(preference, person)));
        await planAgendas(change, person, clock());
      }),

    async followed() {
      const { platform, workspaceId, userId, timeZone, hour12, heardZone, heardLocale, quietFrom, agendaTime } =
        preference;
      const rows = await orm
        .select({ person: { platform, workspaceId, userId }, heardZone, heardLocale })
        .from(preference)
        .where(
          and(
            isNull(timeZone),
            isNotNull(heardZone),
            or(isNotNull(quietFrom), isNotNull(agendaTime), isNotNull(hour12)),
          ),
        );
      return rows.map(({ person, heardZone: zone, heardLocale: language }) => ({
        person,
        heard: { timeZone: zone ?? 'UTC', locale: language ?? 'en' },
      }));
    },
  };
}

async function read(orm: Pick<Change, 'execute'>, person: Identity) {
  const { rows } = await orm.execute<{ preferences: PreferenceRow[]; zone: string | null; locale: string | null }>(sql`
    select ${sql.raw(preferencesOf('i'))} as preferences, ${sql.raw(zoneOf('i'))} as zone,
      (select z.locale from identity z where (z.platform, z.workspace_id, z.user_id) = (i.platform, i.workspace_id, i.user_id))
        as locale
    from ${oneRow(person)}`);
  const preferences = toPreferences(rows[0]?.preferences ?? []);
  const [{ zone, locale } = { zone: null, locale: null }] = rows;
  return { preferences, timeZone: zoneIn(preferences, zone) ?? 'UTC', locale };
}

function oneRow({ platform, workspaceId, userId }: Identity) {
  return sql`(select ${platform}::text as platform, ${workspaceId}::text as workspace_id, ${userId}::text as user_id) i`;
}

function identities(person: Identity) {
  return sql`${oneRow(person)}, lateral ${sql.raw(identitiesOf('i'))} w`;
}

/** What is not there stays as it is. */
function toColumns(changes: Changes): Partial<typeof preference.$inferInsert> {
  const { timeZone, heard, hour12, firstDayOfWeek, leads, quiet, agenda, unaskedIn, room, callsOff } = changes;
  const columns = {
    ...{ timeZone, hour12, firstDayOfWeek, room, callsOff },
    leads: leads === null ? null : leads?.slice(),
    unaskedIn: unaskedIn === null ? null : unaskedIn?.slice(),
    ...(heard !== undefined && { heardZone: heard?.timeZone ?? null, heardLocale: heard?.locale ?? null }),
    ...(quiet !== undefined && { quietFrom: quiet?.from ?? null, quietTo: quiet?.to ?? null }),
    ...(agenda !== undefined && {
      agendaTime: agenda?.time ?? null,
      agendaDays: agenda?.days ?? null,
      agendaDueAt: null,
    }),
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}

/** The next agenda of whichever identity has one: where it is sent is where it was asked for. */
export async function planAgendas(change: Change, person: Identity, now: Date): Promise<void> {
  const { timeZone } = await read(change, person);
  const rows = await change
    .select()
    .from(preference)
    .where(
      sql`${preference.agendaTime} is not null and (${preference.platform}, ${preference.workspaceId}, ${preference.userId}) in (
        select w.platform, w.workspace_id, w.user_id from ${identities(person)})`,
    )
    .for('update');
  for (const { platform, workspaceId, userId, agendaTime, agendaDays } of rows) {
    if (agendaTime === null) continue;
    const agenda: NonNullable<Preferences['agenda']> = { time: agendaTime, days: agendaDays ?? 'daily' };
    await change
      .update(preference)
      .set({ agendaDueAt: nextAgenda(agenda, timeZone, now) })
      .where(
        sql`${preference.platform} = ${platform} and ${preference.workspaceId} = ${workspaceId} and ${preference.userId} = ${userId}`,
      );
  }
}

/** The reminders of a human, in each meeting that is still to come. */
export async function replanOf(change: Change, person: Identity, now: Date): Promise<void> {
  const { rows } = await change.execute<{ id: string; meeting_id: string }>(sql`
    select v.id, v.meeting_id from ${identities(person)}
    join invitee v on v.platform = w.platform and v.workspace_id = w.workspace_id and v.user_id = w.user_id
    join schedule s on s.meeting_id = v.meeting_id
    where v.removed_at is null and s.state = 'scheduled' and (s.ends_at is null or s.ends_at > ${now})`);
  const meetingIds = [...new Set(rows.map(({ meeting_id: id }) => id))].sort();
  if (meetingIds.length === 0) return;
  // In the order of their ids, so that of two people at once one waits for the other.
  await change
    .select({ id: schedule.meetingId })
    .from(schedule)
    .where(inArray(schedule.meetingId, meetingIds))
    .orderBy(schedule.meetingId)
    .for('update');
  for (const planned of await readPlanned(change, inArray(schedule.meetingId, meetingIds), meetingIds.length)) {
    const mine = rows.filter((row) => row.meeting_id === planned.meetingId).map(({ id }) => id);
    await replanReminders(change, planned, now, mine);
  }
}
