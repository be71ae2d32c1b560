import { contentOf, type FileBehindLink } from './file-behind-link.ts';
import type { Linking } from './linking.ts';
import type { PageJudge } from './page-judge.ts';
import type { Secrets } from './ports.ts';
import { sentencesFor } from './sentences/index.ts';
import type { ImportRow, ImportStore, TicketStore } from './stores.ts';

/** The first ones are those of a file to be imported: what was not taken can be mended here, and imported again. */
const columns = [
  ...(['email', 'first name', 'last name', 'department', 'job title', 'administrator'] as const),
  ...(['row', 'result', 'why', 'user'] as const),
];

type Line = Readonly<Record<(typeof columns)[number], unknown>>;

/** What became of an import as a file: a line for each row, for whoever began it. */
export function createImportFile(deps: {
  readonly linking: Pick<Linking, 'look' | 'use'>;
  readonly tickets: Pick<TicketStore, 'find'>;
  readonly imports: Pick<ImportStore, 'find' | 'all'>;
  readonly mayNot: PageJudge;
  readonly secrets: Pick<Secrets, 'digest'>;
}): FileBehindLink {
  return {
    async give(nonce, browser, format) {
      const page = await deps.linking.look(nonce, browser);
      const ticket = await deps.tickets.find(deps.secrets.digest(nonce));
      if (!ticket || page.step !== 'import') return { ok: false, page };
      const say = sentencesFor({ ...ticket.origin, from: ticket.person });
      const problem = await deps.mayNot(ticket, 'user.see', undefined);
      if (problem) return { ok: false, page, problem };
      const { importId = '' } = ticket.origin.detail ?? {};
      const one = await deps.imports.find(ticket.person, importId);
      if (!one) return { ok: false, page, problem: say.imports.gone.join('') };
      const used = await deps.linking.use(nonce, browser, 'import');
      if (!used.ok) return { ok: false, page: used.page };
      return { ok: true, content: contentOf(format, columns, lines(deps.imports.all(one.id))) };
    },
  };

  async function* lines(rows: AsyncIterable<ImportRow>): AsyncIterable<Line> {
    const { imports } = sentencesFor({ from: { platform: 'web', workspaceId: '', userId: '' }, kind: 'direct' });
    for await (const row of rows) {
      const { number, shown, wish, userId = '' } = row;
      yield {
        ...{ email: wish?.email ?? shown, 'first name': wish?.firstName ?? '', 'last name': wish?.lastName ?? '' },
        ...{ department: wish?.department ?? '', 'job title': wish?.designation ?? '' },
        administrator: wish?.administers === undefined ? '' : wish.administers ? 'yes' : 'no',
        ...{ row: number, result: imports.result(row), why: imports.why(row), user: userId },
      };
    }
  }
}
