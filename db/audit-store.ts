import { and, asc, desc, eq, gt, gte, lt, type SQL, sql } from 'drizzle-orm';
import type { AuditRow, AuditSearch, AuditStore } from '../src/core/audit.ts';
import type { Identity } from '../src/core/invocation.ts';
import { record } from './audit.ts';
import type { Database } from './database.ts';
import { audit, identity, isOf, pseudonym } from './schema.ts';

/** A card shows so many at once. */
const rowsPerPage = 10;
/** Rows that are read at a time: a file of any length is never in memory. */
const rowsAtOnce = 1_000;

type Workspace = Pick<Identity, 'platform' | 'workspaceId'>;

/** Reading the audit of one workspace. */
export function createAuditStore({ database: { orm } }: { readonly database: Pick<Database, 'orm'> }): AuditStore {
  const select = () =>
    orm
      .select({ line: audit, name: identity.name })
      .from(audit)
      .leftJoin(
        pseudonym,
        and(
          eq(pseudonym.id, audit.pseudonym),
          eq(pseudonym.platform, audit.platform),
          eq(pseudonym.workspaceId, audit.workspaceId),
        ),
      )
      .leftJoin(
        identity,
        and(
          eq(identity.platform, pseudonym.platform),
          eq(identity.workspaceId, pseudonym.workspaceId),
          eq(identity.userId, pseudonym.userId),
        ),
      );

  return {
    async page(workspace, search, page) {
      const rows = await select()
        .where(and(isIn(workspace), matches(search)))
        .orderBy(desc(audit.at), desc(audit.sequence))
        .limit(rowsPerPage + 1)
        .offset((page - 1) * rowsPerPage);
      return { rows: rows.slice(0, rowsPerPage).map(toRow), isLast: rows.length <= rowsPerPage };
    },

    note: (person, action) => record(orm, person, action),

    async *all(person) {
      await record(orm, person, 'audit.export');
      let last = -1;
      for (;;) {
        const rows = await select()
          .where(and(isIn(person), gt(audit.sequence, last)))
          .orderBy(asc(audit.sequence))
          .limit(rowsAtOnce);
        yield* rows.map(toRow);
        if (rows.length < rowsAtOnce) return;
        last = rows.at(-1)?.line.sequence ?? last;
      }
    },
  };
}

function isIn({ platform, workspaceId }: Workspace): SQL | undefined {
  return and(eq(audit.platform, platform), eq(audit.workspaceId, workspaceId));
}

function matches({ who, words = [], outcome, from, to }: AuditSearch): SQL | undefined {
  const mine =
    who && sql`${audit.pseudonym} in (select ${pseudonym.id} from ${pseudonym} where ${isOf(pseudonym, who)})`;
  return and(
    mine,
    ...words.map((word) => sql`${word} = any(string_to_array(${audit.action}, '.'))`),
    outcome && eq(audit.outcome, outcome),
    from && gte(audit.at, from),
    to && lt(audit.at, to),
  );
}

function toRow({ line, name }: { readonly line: typeof audit.$inferSelect; readonly name: string | null }): AuditRow {
  const { sequence, at, action, outcome, detail } = line;
  return {
    ...{ sequence, at, pseudonym: line.pseudonym, action, outcome, detail },
    ...{ name: name ?? undefined, subject: line.subject ?? undefined, way: line.way ?? undefined },
    ...{ before: line.before ?? undefined, after: line.after ?? undefined, reference: line.reference ?? undefined },
  };
}
