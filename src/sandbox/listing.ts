import { asc, desc, eq, gte, ilike, lte, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { z } from 'zod';
import { type listing, serviceTime } from '../ucaas/routes/fields.ts';
import { refusals, roleNamed } from './answers.ts';
import { fromServiceTime } from './times.ts';

export type Query = z.output<typeof listing>;

/** What `search_by` and `order_by` of one listing may name: a column each. */
export type Columns = Readonly<Record<string, PgColumn | SQL>>;

/** How a listing is asked for, as parts of a query. */
export interface Listed {
  readonly where: SQL | undefined;
  readonly orderBy: SQL[];
  readonly limit: number;
  readonly offset: number;
}

/** Throws 1103 and 1104. `last` decides between rows that are otherwise equal, so that pages never overlap. */
export function listed(query: Query, columns: Columns, last: SQL, ...usual: SQL[]): Listed {
  const known = Object.keys(columns);
  const column = (name: string) => (Object.hasOwn(columns, name) ? columns[name] : undefined);
  const { search_by: by, search_string: text, order_by: order } = query;
  if ((by === undefined) !== (text === undefined)) throw refusals.search(known);
  const searched = by === undefined ? undefined : column(by);
  if (by !== undefined && !searched) throw refusals.search(known);
  const names = order === undefined || order === '' ? [] : order.split(',').map((name) => name.trim());
  const sorted = names.map((name) => {
    const found = column(name);
    if (!found) throw refusals.orderBy(known);
    return query.order_qualify === 'desc' ? desc(found) : asc(found);
  });
  return {
    where: searched && text !== undefined && by !== undefined ? matches(by, searched, text) : undefined,
    orderBy: [...sorted, ...(sorted.length > 0 ? [] : usual), last],
    limit: query.page_length,
    offset: (query.page - 1) * query.page_length,
  };
}

/** Ids and single letters are searched for exactly, everything else by a part of it. */
function matches(name: string, column: PgColumn | SQL, text: string): SQL {
  if (name.startsWith('from_')) return gte(sql`${column}`, instant(name, text));
  if (name.startsWith('to_')) return lte(sql`${column}`, instant(name, text));
  if (name.endsWith('_id') || name === 'status' || name === 'app_const') return eq(sql`${column}::text`, text);
  const part = name === 'user_type' ? roleNamed(text) : text;
  return ilike(sql`${column}::text`, `%${part.replace(/[\\%_]/g, '\\$&')}%`);
}

function instant(name: string, text: string): Date {
  const time = serviceTime.safeParse(text);
  if (!time.success) throw refusals.invalid({ [name]: 'YYYY-MM-DD HH:mm:ss in UTC' });
  return fromServiceTime(time.data);
}
