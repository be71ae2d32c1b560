import type { AuditRow, AuditStore } from './audit.ts';
import { createFileBehindLink, type FileBehindLink, type FileSurroundings } from './file-behind-link.ts';
import type { WorkspaceStore } from './stores.ts';

const columns = [
  ...(['at', 'who', 'name', 'action', 'on', 'way', 'outcome', 'before', 'after', 'reference', 'detail'] as const),
];

/** The audit of a workspace as a file: for the administrators of the customer that it is bound to. */
export function createAuditFile(
  deps: FileSurroundings & {
    readonly workspaces: Pick<WorkspaceStore, 'find'>;
    readonly audit: Pick<AuditStore, 'all'>;
  },
): FileBehindLink {
  return createFileBehindLink(deps, {
    ...{ purpose: 'audit', verb: 'audit.see', columns },
    boundTo: async ({ person }) => (await deps.workspaces.find(person))?.customer,
    rowsFor: async ({ person }) => flat(deps.audit.all(person)),
  });
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
