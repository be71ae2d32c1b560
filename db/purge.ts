import type { Database } from './database.ts';

/**
 * Requests to be forgotten that are done and answered: their person is deleted already, and what is left is the request
 * itself, its answers, and the way to reach the person that the answers took. Where that way was written down anew since
 * then, it is one of a new acquaintance, and stays.
 */
const forgotten = `
  with forgotten as (
    select id, platform, workspace_id, user_id, finished_at from invocation i
    where state = 'done' and body #>> '{inside,command}' = 'forgotten'
      and finished_at between $1::timestamptz - interval '7 days' and $1::timestamptz - interval '15 minutes'
      and not exists (select from effect e where e.invocation_id = i.id and e.state in ('intended', 'pending'))),
  reachable as (
    select r.tenant_id, r.user_id, r.conversation from conversation_reference r
    join forgotten f on f.platform = 'teams' and f.workspace_id = r.tenant_id and f.user_id = r.user_id
      and f.finished_at >= r.saved_at),
  messages as (
    delete from playground_message
    where effect_id in (select e.id from effect e join forgotten f on f.id = e.invocation_id)),
  installations as (
    delete from teams_installation
    where kind = 'personal' and (tenant_id, conversation) in (select tenant_id, conversation from reachable)),
  reference as (
    delete from conversation_reference where (tenant_id, user_id) in (select tenant_id, user_id from reachable)),
  answers as (
    delete from effect where invocation_id in (select id from forgotten))
  delete from invocation where id in (select id from forgotten)`;

/**
 * Plans that were cancelled or are over: with everything that hangs on them, and where their cards stand. The meeting stays, so that
 * its link leads on. Whoever changes one at this moment holds the row, and may give it another end.
 */
const plansThat = (ended: string) => `
  with past as (
    select meeting_id from schedule where ${ended} limit 1000 for update skip locked),
  cards as (
    delete from card where meeting_id in (select meeting_id from past))
  delete from schedule where meeting_id in (select meeting_id from past)`;

/** What is kept how long, and deleted in batches, so that no table grows with the age of the service. */
const rules = [
  forgotten,
  `delete from invocation where id in (select id from invocation
     where state in ('done', 'failed', 'abandoned') and finished_at < $1::timestamptz - interval '7 days' limit 1000)`,
  `delete from invocation where id in (select id from invocation
     where state = 'waiting' and accepted_at < $1::timestamptz - interval '1 day' limit 1000)`,
  // A card's buttons live in its effect: as it stands now, it stays for as long as its planned meeting is ahead, or its room is a channel's.
  `delete from effect where id in (select id from effect e
     where created_at < $1::timestamptz - interval '30 days' and not exists (
       select from card c join meeting m on m.id = c.meeting_id
         left join schedule s on s.meeting_id = m.id left join life l on l.meeting_id = m.id
       where c.effect_id = e.id
         and (s.state = 'scheduled' and (s.ends_at is null or s.ends_at > $1::timestamptz - interval '1 day')
           or m.kind = 'room' and l.meeting_id is not null)
         and not exists (select from card n
           where n.meeting_id = c.meeting_id and n.reference = c.reference and n.posted_at > c.posted_at))
     limit 1000)`,
  `delete from ticket where id in (select id from ticket where expires_at < $1::timestamptz - interval '1 day' limit 1000)`,
  `delete from sign_in_prompt where (platform, workspace_id, user_id, conversation) in (
     select platform, workspace_id, user_id, conversation from sign_in_prompt
     where asked_at < $1::timestamptz - interval '1 day' limit 1000)`,
  // A conversation ends by itself after that time.
  `delete from talk where (platform, workspace_id, user_id, conversation) in (
     select platform, workspace_id, user_id, conversation from talk
     where changed_at < $1::timestamptz - interval '1 day' limit 1000 for update skip locked)`,
  // Planned meetings 90 days after their last end (a series without one stays as long as it is planned), or after they were cancelled.
  plansThat("state = 'scheduled' and ends_at < $1::timestamptz - interval '90 days'"),
  plansThat("state = 'cancelled' and changed_at < $1::timestamptz - interval '90 days'"),
  // How meetings went that were started, and who came.
  `delete from life where meeting_id in (
     select life.meeting_id from life join meeting on meeting.id = life.meeting_id and meeting.kind <> 'room'
     where news_at < $1::timestamptz - interval '30 days' limit 1000 for update of life skip locked)`,
  // What chat platforms were told of calls goes after how the meetings went.
  `delete from native_call where (meeting_id, platform, workspace_id) in (
     select n.meeting_id, n.platform, n.workspace_id from native_call n
     where $1::timestamptz is not null and n.due_at is null
       and not exists (select from life l where l.meeting_id = n.meeting_id) limit 1000)`,
  // An event that is older than five minutes is refused for that.
  `delete from event_seen where digest in (select digest from event_seen
     where seen_at < $1::timestamptz - interval '1 hour' limit 1000)`,
  // That they were recorded.
  `delete from recording where (meeting_id, held_at) in (select meeting_id, held_at from recording
     where ended_at < $1::timestamptz - interval '30 days' limit 1000 for update skip locked)`,
  `delete from start where (platform, workspace_id, conversation) in (
     select platform, workspace_id, conversation from start
     where until < $1::timestamptz - interval '1 hour' limit 1000 for update skip locked)`,
  // Where nothing is looked at any more. Whoever starts a meeting at this moment holds the row, and gives it a time.
  `delete from watch where key in (
     select key from watch where due_at is null and search_at is null and good_at < $1::timestamptz - interval '30 days' limit 1000)
     and due_at is null`,
  // Reminders go as they are sent, and with what they remind of. Any that did not are found by their time, which few have behind them.
  `delete from reminder where (invitee_id, lead) in (
     select r.invitee_id, r.lead from reminder r join schedule s on s.meeting_id = r.meeting_id
     where r.due_at < $1::timestamptz - interval '1 hour' and (s.state = 'cancelled' or s.ends_at < $1::timestamptz)
     limit 1000 for update of r skip locked)`,
  // What was shown in the console goes with it, and the console within the hour after it ended.
  `delete from console_session where id in (select id from console_session
     where expires_at < $1::timestamptz - interval '15 minutes' limit 1000)`,
  // What was imported from a file: it has names and addresses of other people in it.
  `delete from user_import where id in (select id from user_import
     where created_at < $1::timestamptz - interval '7 days' limit 1000)`,
  // Browsers that were not used for a meeting for 90 days.
  `delete from entry_mark where (meeting_id, mark) in (select meeting_id, mark from entry_mark
     where expires_at < $1::timestamptz limit 1000)`,
  `delete from known_browser where digest in (select digest from known_browser
     where expires_at < $1::timestamptz limit 1000)`,
  // Rights to a status that was not set for 90 days are given back; those that could not be for a day are as good as gone.
  `update slack_status set is_ending = true, due_at = $1::timestamptz where id in (select id from slack_status
     where used_at < $1::timestamptz - interval '90 days' and not is_ending limit 1000)`,
  `delete from slack_status where id in (select id from slack_status
     where is_ending and used_at < $1::timestamptz - interval '91 days' limit 1000)`,
  // Requests for access, once they have been settled for a month.
  `delete from access_request where id in (select id from access_request
     where decided_at < $1::timestamptz - interval '30 days' limit 1000)`,
  `delete from sign_in_try where key in (select key from sign_in_try
     where expire < extract(epoch from $1::timestamptz - interval '1 hour') * 1000 limit 1000)`,
  `delete from playground_message where sequence in (select sequence from playground_message
     where created_at < $1::timestamptz - interval '30 days' limit 1000)`,
  `update link set sealed_token = null where id in (select id from link
     where sealed_token is not null and token_expires_at < $1::timestamptz limit 1000)`,
  // Kept passwords that nothing was done with for 30 days, or that are a year old.
  `update link set sealed_password = null where id in (select id from link
     where sealed_password is not null and (token_expires_at < $1::timestamptz - interval '30 days'
       or linked_at < $1::timestamptz - interval '365 days') limit 1000)`,
  // Accounts that nobody has connected any more. Whoever is signing in at this moment holds the row.
  `delete from account where $1::timestamptz is not null and id in (select id from account a
     where not exists (select from link where account_id = a.id)
       and not exists (select from same_human where account_id = a.id)
     limit 1000 for update skip locked)`,
];

/** Deletes what is past its time; bounded, so that a backlog is worked off over several runs. */
export async function purge({ pool }: Pick<Database, 'pool'>, now: Date): Promise<void> {
  for (const rule of rules) {
    for (let batch = 0; batch < 50; batch += 1) {
      const { rowCount } = await pool.query(rule, [now]);
      if (!rowCount || rowCount < 1000) break;
    }
  }
}
