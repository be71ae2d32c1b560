import { scopeKey } from '../src/core/policy/scope.ts';
import { leadsOf } from '../src/core/policy/values.ts';
import { type Preferences, type RoomChoice, usualPreferences } from '../src/core/preferences.ts';

/** What somebody has set, as JSON has it: the columns of `preference`. */
export interface PreferenceRow {
  readonly time_zone: string | null;
  readonly heard_zone: string | null;
  readonly heard_locale: string | null;
  readonly hour12: boolean | null;
  readonly first_day_of_week: number | null;
  readonly leads: readonly number[] | null;
  readonly quiet_from: string | null;
  readonly quiet_to: string | null;
  readonly agenda_time: string | null;
  readonly agenda_days: 'daily' | 'weekdays' | null;
  readonly unasked_in: readonly string[] | null;
  readonly room: RoomChoice | null;
  readonly calls_off: boolean | null;
}

/** Behind those: what the workspace has decided for whoever has chosen nothing. */
interface WorkspaceRow {
  readonly usual_leads: string;
}

/**
 * SQL for the identities of the human to whom a row `alias` with `platform`, `workspace_id` and `user_id` belongs: that one itself
 * has place 0, the others have 1.
 */
export function identitiesOf(alias: 'i'): string {
  return `(select 0 as place, ${alias}.platform, ${alias}.workspace_id, ${alias}.user_id
    union all
    select 1, also.platform, also.workspace_id, also.user_id
    from identity me join identity also on also.human_id = me.human_id
      and (also.platform, also.workspace_id, also.user_id) <> (me.platform, me.workspace_id, me.user_id)
    where me.platform = ${alias}.platform and me.workspace_id = ${alias}.workspace_id and me.user_id = ${alias}.user_id)`;
}

/** SQL for what they have set, as a JSON array in that order, and behind it what is usual in the workspace of `alias`. */
export function preferencesOf(alias: 'i'): string {
  return `(select coalesce(jsonb_agg(to_jsonb(p) order by w.place, p.platform, p.workspace_id, p.user_id), '[]')
    from ${identitiesOf(alias)} w
    join preference p on p.platform = w.platform and p.workspace_id = w.workspace_id and p.user_id = w.user_id)
    || (select coalesce(jsonb_agg(jsonb_build_object('usual_leads', r.value)), '[]') from policy_rule r
    where r.platform = ${alias}.platform and r.workspace_id = ${alias}.workspace_id
      and r.setting = 'reminders' and r.scope = '${scopeKey({})}')`;
}

/** SQL for where they want to meet, for a row `alias` as an invocation is written down from; null where nobody has said. */
export function roomOf(alias: string): string {
  return `(select p.room
    from (select ${alias}.platform, ${alias}."workspaceId" as workspace_id, ${alias}."userId" as user_id) i,
      lateral ${identitiesOf('i')} o
    join preference p on p.platform = o.platform and p.workspace_id = o.workspace_id and p.user_id = o.user_id
    where p.room is not null
    order by o.place, p.platform, p.workspace_id, p.user_id limit 1)`;
}

/** The zone in which times of day are meant: what was set, then what the platform said last, then what it said at sign-in. */
export function zoneIn({ timeZone, heard }: Preferences, atSignIn: string | null | undefined): string | undefined {
  return timeZone ?? heard?.timeZone ?? atSignIn ?? undefined;
}

/** SQL for the time zone that the chat platform says, of this identity or of another one. */
export function zoneOf(alias: 'i'): string {
  return `(select z.time_zone from ${identitiesOf(alias)} w
    join identity z on z.platform = w.platform and z.workspace_id = w.workspace_id and z.user_id = w.user_id
    where z.time_zone is not null
    order by w.place, z.platform, z.workspace_id, z.user_id limit 1)`;
}

/** What holds: of each thing what was set first in the rows, then what is usual in the workspace, then what is usual. */
export function toPreferences(rows: readonly (PreferenceRow | WorkspaceRow)[]): Preferences {
  const theirs = rows.filter((row): row is PreferenceRow => !('usual_leads' in row));
  const usual = rows.find((row): row is WorkspaceRow => 'usual_leads' in row);
  const first = <Name extends keyof PreferenceRow>(name: Name) =>
    theirs.find((row) => row[name] !== null)?.[name] ?? undefined;
  const quiet = theirs.find(({ quiet_from: from, quiet_to: to }) => from !== null && to !== null);
  const heard = theirs.find(({ heard_zone: zone }) => zone !== null);
  const agenda = theirs.find(({ agenda_time: time }) => time !== null);
  return {
    timeZone: first('time_zone'),
    heard: heard?.heard_zone ? { timeZone: heard.heard_zone, locale: heard.heard_locale ?? 'en' } : undefined,
    hour12: first('hour12'),
    firstDayOfWeek: first('first_day_of_week'),
    leads: first('leads') ?? (usual ? leadsOf(usual.usual_leads) : usualPreferences.leads),
    quiet: quiet?.quiet_from && quiet.quiet_to ? { from: quiet.quiet_from, to: quiet.quiet_to } : undefined,
    unaskedIn: first('unasked_in'),
    room: first('room'),
    callsOff: first('calls_off'),
    agenda: agenda?.agenda_time ? { time: agenda.agenda_time, days: agenda.agenda_days ?? 'daily' } : undefined,
  };
}
