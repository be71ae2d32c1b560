import { stringify } from 'csv-stringify';
import type { AuditRow, AuditStore } from './audit.ts';
import type { Linking, LinkPage } from './linking.ts';
import type { PageJudge } from './page-judge.ts';
import type { Secrets } from './ports.ts';
import type { TicketStore, WorkspaceStore } from './stores.ts';

export const auditFormats = ['csv', 'jsonl'] as const;
export type AuditFormat = (typeof auditFormats)[number];

export type AuditFileAnswer =
  | { readonly ok: true; readonly content: AsyncIterable<string | Buffer> }
  | { readonly ok: false; readonly page: LinkPage; readonly problem?: string };

/** The audit of a workspace as a file, behind a link with that purpose: once, for the browser that has proven whom it belongs to. */
export interface AuditFile {
  give(nonce: string, browser: string, format: AuditFormat): Promise<AuditFileAnswer>;
}

export function createAuditFile(deps: {
  readonly linking: Pick<Linking, 'look' | 'use'>;
  readonly tickets: Pick<TicketStore, 'find'>;
  readonly workspaces: Pick<WorkspaceStore, 'find'>;
  readonly audit: Pick<AuditStore, 'all'>;
  readonly mayNot: PageJudge;
  readonly secrets: Pick<Secrets, 'digest'>;
}): AuditFile {
  return {
    async give(nonce, browser, format) {
      const page = await deps.linking.look(nonce, browser);
      const ticket = await deps.tickets.find(deps.secrets.digest(nonce));
      if (!ticket || page.step !== 'audit') return { ok: false, page };
      const bound = (await deps.workspaces.find(ticket.person))?.customer;
      const problem = await deps.mayNot(ticket, 'audit.see', bound);
      if (problem) return { ok: false, page, problem };
      const used = await deps.linking.use(nonce, browser, 'audit');
      if (!used.ok) return { ok: false, page: used.page };
      const rows = deps.audit.all(ticket.person);
      return { ok: true, content: format === 'csv' ? asCsv(rows) : asLines(rows) };
    },
  };
}

const columns = [
  ...(['at', 'who', 'name', 'action', 'on', 'way', 'outcome', 'before', 'after', 'reference', 'detail'] as const),
];

function flat(row: AuditRow): Readonly<Record<(typeof columns)[number], unknown>> {
  const { at, pseudonym, name, action, subject, way, outcome, before, after, reference, detail } = row;
  return {
    ...{ at: at.toISOString(), who: pseudonym, name, action, on: subject, way, outcome, before, after, reference },
    detail: Object.keys(detail).length > 0 ? detail : undefined,
  };
}

/** RFC 4180, with what a spreadsheet would work out made plain text (OWASP, CSV injection). */
function asCsv(rows: AsyncIterable<AuditRow>): AsyncIterable<string | Buffer> {
  const lines = stringify({ header: true, columns: [...columns], escape_formulas: true, record_delimiter: 'windows' });
  const write = async () => {
    for await (const row of rows) if (!lines.write(flat(row))) await new Promise((done) => lines.once('drain', done));
    lines.end();
  };
  write().catch((error: unknown) => lines.destroy(error instanceof Error ? error : new Error(String(error))));
  return lines;
}

async function* asLines(rows: AsyncIterable<AuditRow>): AsyncIterable<string> {
  for await (const row of rows) yield `${JSON.stringify(flat(row))}\n`;
}
