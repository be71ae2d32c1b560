import { createFileBehindLink, type FileBehindLink, type FileSurroundings } from './file-behind-link.ts';
import { type Sentences, sentencesFor } from './sentences/index.ts';
import type { ImportRow, ImportStore } from './stores.ts';

/** The first ones are those of a file to be imported: what was not taken can be mended here, and imported again. */
const columns = [
  ...(['email', 'first name', 'last name', 'department', 'job title', 'administrator'] as const),
  ...(['row', 'result', 'why', 'user'] as const),
];

type Line = Readonly<Record<(typeof columns)[number], unknown>>;

/** What became of an import as a file: a line for each row, for whoever began it. */
export function createImportFile(
  deps: FileSurroundings & { readonly imports: Pick<ImportStore, 'find' | 'all'> },
): FileBehindLink {
  return createFileBehindLink(deps, {
    ...{ purpose: 'import', verb: 'user.see', columns },
    async rowsFor({ person, origin }) {
      const say = sentencesFor({ ...origin, from: person });
      const one = await deps.imports.find(person, origin.detail?.importId ?? '');
      return one ? lines(deps.imports.all(one.id), say) : { problem: say.imports.gone.join('') };
    },
  });
}

async function* lines(rows: AsyncIterable<ImportRow>, { imports }: Sentences): AsyncIterable<Line> {
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
