type Sql = (text: string, values: unknown[]) => Promise<unknown>;

/** A call of somebody, so many days ago, that took so many minutes. */
export async function held(
  sql: Sql,
  email: string,
  daysAgo: number,
  minutes: number,
  recordedSeconds = 0,
): Promise<string> {
  const id = crypto.randomUUID();
  const began = new Date(Date.now() - daysAgo * 24 * 3_600_000 - 3 * 3_600_000);
  await sql(
    `insert into sandbox.session (session_id, room_id, user_id, customer_id, app_type, started_at, ended_at)
     select $1, 'room', a.id, a.organisation_id, 'vc', $3, $4 from sandbox.account a where a.email = $2`,
    [id, email, began, new Date(began.getTime() + minutes * 60_000)],
  );
  if (recordedSeconds > 0)
    await sql('insert into sandbox.recording (recording_id, session_id, started_at, seconds) values ($1, $2, $3, $4)', [
      `rec-${id}`,
      ...[id, began, recordedSeconds],
    ]);
  return id;
}
