import type { AuditRow, AuditStore } from './audit.ts';
import { contentOf, type FileBehindLink } from './file-behind-link.ts';
import type { Linking } from './linking.ts';
import type { PageJudge } from './page-judge.ts';
import type { Secrets } from './ports.ts';
import type { TicketStore, WorkspaceStore } from './stores.ts';

const columns = [
  ...(['at', 'who', 'name', 'action', 'on', 'way', 'outcome', 'before', 'after', 'reference', 'detail'] as const),
];

/** The audit of a workspace as a file. */
export function createAuditFile(deps: {
  readonly linking: Pick<Linking, 'look' | 'use'>;
  readonly tickets: Pick<TicketStore, 'find'>;
  readonly workspaces: Pick<WorkspaceStore, 'find'>;
  readonly audit: Pick<AuditStore, 'all'>;
  readonly mayNot: PageJudge;
  readonly secrets: Pick<Secrets, 'digest'>;
}): FileBehindLink {
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
      return { ok: true, content: contentOf(format, columns, flat(deps.audit.all(ticket.person))) };
    },
  };
}

async function* flat(
  rows: AsyncIterable<AuditRow>,
): AsyncIterable<Readonly<Record<(typeof columns)[number], unknown>>> {
  for await (const row of rows) {
    const { at, pseudonym, name, action, subject, way, outcome, before, after, reference, detail } = row;
    yield {
      ...{ at: at.toISOString(), who: pseudonym, name, action, on: subject, way, outcome, before, after, reference },
      detail: Object.keys(detail).length > 0 ? detail : undefined,
    };
  }
}
