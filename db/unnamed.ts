import { and, asc, eq, gt, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Effect } from '../src/core/effect.ts';
import type { Identity } from '../src/core/invocation.ts';
import type { Change } from './schedule-row.ts';
import { effect, playgroundMessage } from './schema.ts';

/** What somebody who is forgotten is called in what was said to others. */
export const nobody = 'Somebody';
const batch = 500;

/** Whom to take out of what was said about which meetings: all names and addresses, and whatever names the meetings. */
export interface Traces {
  readonly names: readonly string[];
  readonly meetings: readonly string[];
}

/**
 * Takes a person out of what was said to others about meetings: who comes, who was invited, who the host is. What they were sent stays
 * theirs, buttons and all, without that person; what still waits to be sent is sent without.
 */
export async function unname(change: Change, person: Identity, { names, meetings }: Traces): Promise<void> {
  const known = [...new Set(names)].filter((name) => name !== '');
  if (known.length === 0 || meetings.length === 0) return;
  const without = createUnnaming(person, known);
  const { platform, workspaceId } = person;
  const inside = and(eq(effect.platform, platform), eq(effect.workspaceId, workspaceId));
  const named = isAbout(effect.body, effect.invocationId, known, meetings);
  for (let after = '00000000-0000-0000-0000-000000000000', more = true; more; ) {
    const rows = await change
      .select({ id: effect.id, body: effect.body })
      .from(effect)
      .where(and(gt(effect.id, after), inside, named))
      .orderBy(asc(effect.id))
      .limit(batch);
    for (const { id, body } of rows) {
      const reply = without(body.reply);
      await change
        .update(effect)
        .set({ body: { ...body, reply } as Effect })
        .where(eq(effect.id, id));
    }
    after = rows.at(-1)?.id ?? after;
    more = rows.length === batch;
  }
  if (platform === 'web') await unnamePlayground(change, without, known, meetings);
}

/** The playground is the one chat whose messages are ours. */
async function unnamePlayground(
  change: Change,
  without: <Value>(value: Value) => Value,
  names: readonly string[],
  meetings: readonly string[],
): Promise<void> {
  const { sequence, body, effectId } = playgroundMessage;
  const cause = sql`(select ${effect.invocationId} from ${effect} where ${effect.id} = ${effectId})`;
  const ours = and(sql`${body} ? 'reply'`, isAbout(body, cause, names, meetings));
  for (let after = 0, more = true; more; ) {
    const rows = await change
      .select({ sequence, body })
      .from(playgroundMessage)
      .where(and(gt(sequence, after), ours))
      .orderBy(asc(sequence))
      .limit(batch);
    for (const row of rows)
      await change
        .update(playgroundMessage)
        .set({ body: without(row.body), version: sql`${playgroundMessage.version} + 1` })
        .where(eq(sequence, row.sequence));
    after = rows.at(-1)?.sequence ?? after;
    more = rows.length === batch;
  }
}

/** Names somebody, and one of the meetings: in this order, as most rows do not do the first. */
function isAbout(body: PgColumn, cause: PgColumn | SQL, names: readonly string[], meetings: readonly string[]): SQL {
  const isNamed = names.map((name) => sql`position(${JSON.stringify(name).slice(1, -1)} in ${body}::text) > 0`);
  return sql`case when ${or(...isNamed)} then exists (select from unnest(${sql.param(meetings)}::text[]) as about (meeting)
    where about.meeting = ${cause}::text or position(about.meeting in ${body}::text) > 0) else false end`;
}

/** Takes a person out of anything that a reply is made of: as `Person`, by name, and from the lists that buttons carry. */
export function createUnnaming({ platform, workspaceId, userId }: Identity, names: readonly string[]) {
  const longestFirst = [...names].sort((one, other) => other.length - one.length);
  const words = longestFirst.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  const ids = new Set([userId, ...names.filter((name) => name.includes('@'))]);
  const quoted = [userId, ...names].map((name) => JSON.stringify(name));

  return without;

  function without<Value>(value: Value): Value {
    return part(value) as Value;
  }

  function part(value: unknown): unknown {
    if (typeof value === 'string') return value.replace(pattern, nobody);
    if (Array.isArray(value)) return value.map(part);
    if (value === null || typeof value !== 'object') return value;
    if ('person' in value && isThem(value.person)) return nobody;
    const fields = Object.entries(value).map(([key, field]) => [key, key === 'values' ? carried(field) : part(field)]);
    return Object.fromEntries(fields);
  }

  function isThem(who: unknown): boolean {
    const given = who as Partial<Identity> | null;
    return given?.platform === platform && given.workspaceId === workspaceId && given.userId === userId;
  }

  /** What a form opens filled in with: ids and addresses with commas between, or JSON. */
  function carried(values: unknown): unknown {
    if (values === null || typeof values !== 'object') return part(values);
    return Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, typeof value === 'string' ? fromList(value) : part(value)]),
    );
  }

  function fromList(value: string): string {
    const all = value.startsWith('[') ? parsed(value) : undefined;
    if (all) return JSON.stringify(all.filter((one) => !quoted.some((name) => JSON.stringify(one).includes(name))));
    const items = value.split(/,\s*/);
    if (!items.some((item) => ids.has(item))) return value.replace(pattern, nobody);
    return items.filter((item) => !ids.has(item)).join(value.includes(', ') ? ', ' : ',');
  }
}

function parsed(value: string): readonly unknown[] | undefined {
  try {
    const all: unknown = JSON.parse(value);
    return Array.isArray(all) ? all : undefined;
  } catch {
    return undefined;
  }
}
