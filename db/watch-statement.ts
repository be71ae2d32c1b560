/**
 * Lets meetings be looked at together with others, at once, by a query of keys and moments; those without a key are not looked at. A
 * watch that had nothing to look at begins anew.
 */
export function joinWatch(keysAndMoments: string): string {
  return `insert into watch as w (key, due_at, good_at)
      select j.key, j.at, j.at from (${keysAndMoments}) as j (key, at) where j.key is not null
      on conflict (key) do update set due_at = greatest(excluded.due_at, w.not_before),
        good_at = case when w.due_at is null then excluded.good_at else w.good_at end,
        failures = case when w.due_at is null then 0 else w.failures end`;
}
