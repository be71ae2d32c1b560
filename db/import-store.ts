import { and, asc, count, desc, eq, gt, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Identity } from '../src/core/invocation.ts';
import type { ImportRow, ImportStore, RowCounts, UserImport } from '../src/core/stores.ts';
import type { Database } from './database.ts';
import { userImport, userImportRow } from './import-schema.ts';
import { toJson, toText } from './json.ts';
import { isOf } from './schema.ts';
import { type By, whileThere } from './while-there.ts';

/** Rows that one statement writes or reads. */
const rowsAtOnce = 1_000;
/** A card shows so many at once. */
const rowsPerPage = 10;

const plans = ['add', 'change', 'same', 'refused'] as const;
const states = ['open', 'trying', 'done', 'refused'] as const;

/** Imports of users, each for whoever began it. */
export function createImportStore({
  database: { orm },
  by,
}: {
  readonly database: Pick<Database, 'orm'>;
  readonly by?: By;
}): ImportStore {
  const isOne = (person: Identity, id: string, ...from: UserImport['state'][]) =>
    and(isOf(userImport, person), eq(userImport.id, id), from.length > 0 ? inArray(userImport.state, from) : undefined);
  const move = async (where: SQL | undefined, state: UserImport['state']) => {
    const moved = await whileThere(orm, by, (change) =>
      change.update(userImport).set({ state }).where(where).returning({ id: userImport.id }),
    );
    return (moved?.length ?? 0) > 0;
  };

  return {
    async create(person, { id, name, customerId, customerName }, rows, at) {
      await whileThere(orm, by, (change) =>
        change.transaction(async (inside) => {
          const { platform, workspaceId, userId } = person;
          const mine = { platform, workspaceId, userId };
          const row = { id, ...mine, name: toText(name), customerId, customerName: toText(customerName) };
          const made = await inside
            .insert(userImport)
            .values({ ...row, state: 'asked', createdAt: at })
            .onConflictDoNothing()
            .returning({ id: userImport.id });
          // Of an invocation that is run again, the first try may have written it.
          if (made.length === 0) return;
          for (let from = 0; from < rows.length; from += rowsAtOnce) {
            await inside.execute(addRows(id, rows.slice(from, from + rowsAtOnce)));
          }
        }),
      );
    },

    async find(person, id) {
      const [row] = await orm.select().from(userImport).where(isOne(person, id));
      return row && toImport(row);
    },

    async unfinished(person) {
      const [row] = await orm
        .select()
        .from(userImport)
        .where(and(isOf(userImport, person), inArray(userImport.state, ['running', 'stopped'])))
        .orderBy(asc(userImport.state), desc(userImport.createdAt))
        .limit(1);
      return row && toImport(row);
    },

    async counts(id) {
      const { plan, state } = userImportRow;
      const rows = await orm
        .select({ plan, state, all: count() })
        .from(userImportRow)
        .where(eq(userImportRow.importId, id))
        .groupBy(plan, state);
      const of = (wantedPlan: string, wantedState: string) =>
        rows.find((row) => row.plan === wantedPlan && row.state === wantedState)?.all ?? 0;
      const entries = plans.map((one) => [one, Object.fromEntries(states.map((other) => [other, of(one, other)]))]);
      return Object.fromEntries(entries) as RowCounts;
    },

    async refused(id, page) {
      const isRefused = or(eq(userImportRow.plan, 'refused'), eq(userImportRow.state, 'refused'));
      const rows = await orm
        .select()
        .from(userImportRow)
        .where(and(eq(userImportRow.importId, id), isRefused))
        .orderBy(asc(userImportRow.number))
        .limit(rowsPerPage + 1)
        .offset((page - 1) * rowsPerPage);
      return { rows: rows.slice(0, rowsPerPage).map(fromRow), isLast: rows.length <= rowsPerPage };
    },

    async *all(id) {
      for (let last = -1; ; ) {
        const rows = await orm
          .select()
          .from(userImportRow)
          .where(and(eq(userImportRow.importId, id), gt(userImportRow.number, last)))
          .orderBy(asc(userImportRow.number))
          .limit(rowsAtOnce);
        yield* rows.map(fromRow);
        if (rows.length < rowsAtOnce) return;
        last = rows.at(-1)?.number ?? last;
      }
    },

    begin: (person, id) => move(isOne(person, id, 'asked', 'running', 'stopped'), 'running'),

    async take(id, most) {
      const next = sql`(select number from user_import_row where import_id = ${id} and state = 'open'
        and exists (select from user_import where id = ${id} and state = 'running')
        order by number limit ${most} for update skip locked)`;
      const rows = await whileThere(orm, by, (change) =>
        change
          .update(userImportRow)
          .set({ state: 'trying' })
          .where(and(eq(userImportRow.importId, id), sql`${userImportRow.number} in ${next}`))
          .returning(),
      );
      return (rows ?? []).map(fromRow).sort((one, other) => one.number - other.number);
    },

    async left(id) {
      const rows = await orm
        .select()
        .from(userImportRow)
        .where(and(eq(userImportRow.importId, id), eq(userImportRow.state, 'trying')))
        .orderBy(asc(userImportRow.number));
      return rows.map(fromRow);
    },

    async note(id, { number, state, problem, said, userId }) {
      const texts = { problem: problem ?? null, said: said === undefined ? null : toText(said) };
      await orm
        .update(userImportRow)
        .set({ state, ...texts, ...(userId === undefined ? {} : { accountId: userId }) })
        .where(and(eq(userImportRow.importId, id), eq(userImportRow.number, number)));
    },

    async showsProgressAt(id, progress) {
      await orm.update(userImport).set({ progress }).where(eq(userImport.id, id));
    },

    end: (person, id, state) => move(isOne(person, id, 'running', 'asked'), state),
  };
}

/** One value for all of them: a hundred thousand rows with a parameter for each cell would keep everybody else waiting. */
function addRows(importId: string, rows: readonly ImportRow[]): SQL {
  return sql`insert into user_import_row (import_id, number, shown, plan, state, problem, said, wish, account_id)
    select ${importId}::uuid, number, shown, plan, state, problem, said, wish, "userId" from jsonb_to_recordset(${toJson(rows)}::jsonb)
      as given (number int, shown text, plan text, state text, problem text, said text, wish jsonb, "userId" text)`;
}

function toImport(row: typeof userImport.$inferSelect): UserImport {
  const { id, name, customerId, customerName, state, progress } = row;
  return {
    ...{ id, name, customerName, state },
    ...{ customerId: customerId ?? undefined, progress: progress ?? undefined },
  };
}

function fromRow(row: typeof userImportRow.$inferSelect): ImportRow {
  const { number, shown, plan, state } = row;
  return {
    ...{ number, shown, plan, state },
    ...{ problem: row.problem ?? undefined, said: row.said ?? undefined },
    ...{ wish: row.wish ?? undefined, userId: row.accountId ?? undefined },
  };
}
