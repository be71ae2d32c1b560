import { linkColumns } from './link-row.ts';
import { rulesOf } from './policy-row.ts';
import { roomOf } from './preference-row.ts';
import { joinWatch } from './watch-statement.ts';

/** Leases are judged by the database's clock alone: the clocks of replicas differ. */
const lease = (seconds: string) => `now() + make_interval(secs => ${seconds}::float8)`;
const effectColumns = `e.id as effect_id, e.invocation_id, e.platform, e.workspace_id, e.caller_id, e.body, e.attempts`;

export const statements = {
  accept: `
    with wanted as (
      select * from jsonb_to_recordset($1::jsonb) as w (id uuid, platform text, "workspaceId" text, "userId" text,
        "deliveryId" text, conversation text, body jsonb, "withRules" boolean)),
    fresh as (
      insert into invocation (id, platform, workspace_id, user_id, delivery_id, conversation, body, state, attempts,
                              lease_owner, lease_until)
      select id, platform, "workspaceId", "userId", "deliveryId", conversation, body, 'running', 1, $2, ${lease('$3')}
      from wanted
      on conflict (platform, workspace_id, delivery_id) do nothing
      returning id)
    select w.id as wanted_id, fresh.id is not null as fresh, ${linkColumns},
      case when w."withRules" then ${rulesOf('w')} end as rules,
      case when w."withRules" then ${roomOf('w')} end as room
    from wanted w
    left join fresh on fresh.id = w.id
    left join link l on l.platform = w.platform and l.workspace_id = w."workspaceId" and l.user_id = w."userId" and l.chosen
    left join account a on a.id = l.account_id
    left join workspace s on s.platform = l.platform and s.workspace_id = l.workspace_id`,

  decide: `
    with mine as (
      update invocation set state = 'decided', then_state = $3
      where id = $1 and state = 'running' and lease_owner = $2
      returning id, platform, workspace_id, user_id),
    met as (
      insert into meeting (id, join_key, kind, application, title, platform, workspace_id, host_id, host_name,
                           service_meeting_id, service_room_id, join_url, started_at)
      select m.id, m."joinKey", m.kind, m.application, m.title, m.platform, m."workspaceId", m."hostId", m."hostName",
             m."serviceMeetingId", m."serviceRoomId", m."joinUrl", m."startedAt"
      from mine, jsonb_to_recordset($5::jsonb) as m (id uuid, "joinKey" text, kind text, application text, title text,
        platform text, "workspaceId" text, "hostId" text, "hostName" text, "serviceMeetingId" text,
        "serviceRoomId" text, "joinUrl" text, "startedAt" timestamptz)
      on conflict (id) do update
        set title = excluded.title, host_name = excluded.host_name, join_url = excluded.join_url),
    lived as (
      insert into life (meeting_id, platform, workspace_id, conversation, watch, invited, account_id, expected_at, awaited_until,
                        as_of, is_followed, news_at, has_lobby, place, members_in)
      select s.id, s.platform, s."workspaceId", s.conversation, s.watch, s.invited, s."accountId", s."startedAt",
             s."awaitedUntil", s."startedAt", s.watch is not null, s."startedAt", coalesce(s."hasLobby", false), s.place,
             coalesce(s."membersIn", false) and s.place is not null
      from mine, jsonb_to_recordset($9::jsonb) as s (id uuid, platform text, "workspaceId" text, conversation text,
        watch text, invited jsonb, "accountId" text, "startedAt" timestamptz, "awaitedUntil" timestamptz, "hasLobby" boolean,
        place text, "membersIn" boolean)
      on conflict (meeting_id) do nothing),
    watched as (
      ${joinWatch(`select s.watch, s."startedAt" from mine, jsonb_to_recordset($9::jsonb) as s (watch text, "startedAt" timestamptz)`)}),
    intended as (
      insert into effect (id, invocation_id, key, position, platform, workspace_id, user_id, caller_id, visible_to, body,
                          state, attempts)
      select e.id, mine.id, e.key, e.position, e.platform, e."workspaceId", e."userId", e."callerId", e."visibleTo",
             e.body, 'intended', e.attempts
      from mine, jsonb_to_recordset($4::jsonb) as e (id uuid, key text, position int, platform text, "workspaceId" text,
        "userId" text, "callerId" text, "visibleTo" text, body jsonb, attempts int)),
    named as (
      insert into pseudonym (platform, workspace_id, user_id)
      select platform, workspace_id, user_id from mine where jsonb_array_length($10::jsonb) > 0
      on conflict (platform, workspace_id, user_id) do update set id = pseudonym.id
      returning id),
    recorded as (
      insert into audit (platform, workspace_id, pseudonym, action, detail, subject, way, before, after, outcome, reference)
      select mine.platform, mine.workspace_id, named.id, r.action, '{}', r.subject, r.way, r.before, r.after, r.outcome, r.reference
      from mine, named, jsonb_to_recordset($10::jsonb) as r (action text, subject text, way text, before jsonb, after jsonb,
        outcome text, reference text)),
    resumed as (
      update invocation i
      set state = 'running', attempts = i.attempts + 1, lease_owner = $2, lease_until = ${lease('$8')}
      from mine
      where i.id = $6::uuid and i.state = 'waiting' and i.platform = mine.platform and i.workspace_id = mine.workspace_id
      returning i.id, i.body, i.attempts, i.accepted_at),
    abandoned as (
      update invocation i set state = 'abandoned', finished_at = now()
      from mine
      where i.id = any ($7::uuid[]) and i.state = 'waiting' and i.platform = mine.platform
        and i.workspace_id = mine.workspace_id)
    select exists (select from mine) as mine, resumed.*
    from (select 1) as always left join resumed on true`,

  finish: `
    with delivery as (
      select * from jsonb_to_recordset($3::jsonb) as d ("effectId" uuid, state text, reference text, "meetingId" uuid,
        "dueAt" timestamptz, error text)),
    delivered as (
      update effect e
      set state = d.state, reference = d.reference, due_at = d."dueAt", error = d.error
      from delivery d
      where e.id = d."effectId" and e.invocation_id = $1),
    carded as (
      insert into card (meeting_id, effect_id, platform, workspace_id, reference)
      select d."meetingId", d."effectId", i.platform, i.workspace_id, d.reference
      from delivery d, invocation i
      where i.id = $1 and d."meetingId" is not null and d.reference is not null
      on conflict (effect_id) do nothing),
    outdated as (
      -- What was seen of the meeting while its card was on its way is not on it.
      update life set cards_due_at = coalesce(life.cards_due_at, life.as_of)
      from delivery d
      where life.meeting_id = d."meetingId" and d.reference is not null and life.version > 0
        and life.occurrence is null),
    outdated_plan as (
      -- The others were made anew meanwhile: what they show is perhaps not on this one.
      update schedule set cards_due_at = coalesce(schedule.cards_due_at, schedule.changed_at)
      from delivery d, invocation i
      where i.id = $1 and schedule.meeting_id = d."meetingId" and d.reference is not null
        and schedule.cards_shown_at >= i.accepted_at)
    update invocation set state = $2, finished_at = now() where id = $1 and state = 'decided'`,

  undone: `
    select i.then_state, ${effectColumns}
    from invocation i left join effect e on e.invocation_id = i.id and e.state = 'intended'
    where i.id = $1
    order by e.position`,

  takeOver: `
    update invocation i
    set attempts = i.attempts + 1, lease_owner = $1, lease_until = ${lease('$2')}
    where i.id in (
      select id from invocation
      where state in ('running', 'decided') and lease_until < now()
      order by lease_until limit $3
      for update skip locked)
    returning i.id, i.body, i.attempts, i.accepted_at, i.state`,

  keep: `
    update invocation set lease_until = ${lease('$3')}
    where id = any ($1::uuid[]) and lease_owner = $2 and state in ('running', 'decided')`,

  waiting: `
    select id, body, attempts, accepted_at from invocation
    where state = 'waiting' and platform = $1 and workspace_id = $2 and user_id = $3 and conversation = $4
      and accepted_at >= $5
    order by accepted_at desc, id limit 20`,

  button: `
    select e.button, e.platform, e.workspace_id, e.user_id, e.visible_to, i.id as repeated_id, i.body as repeated_body
    from (select *, body #> array['reply', 'card', 'buttons', $2::text] as button from effect where id = $1) e
    left join invocation i on i.id = (e.button ->> 'repeats')::uuid
      and i.platform = e.platform and i.workspace_id = e.workspace_id`,
} as const;
