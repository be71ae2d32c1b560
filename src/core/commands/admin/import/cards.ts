import type { Card, RunButton, Text } from '../../../reply.ts';
import type { Sentences } from '../../../sentences/index.ts';
import type { ImportRow, RowCounts, UserImport } from '../../../stores.ts';
import { byId } from '../../contacts/find.ts';
import { pageButtons, press, type Said } from '../cards.ts';

/** Rows that are named one by one before the rest is counted. */
const mostNamed = 5;

/** What an import would do, before anything is done. */
export function askCard(say: Sentences, one: Omit<UserImport, 'state'>, rows: readonly ImportRow[]): Said {
  const { imports: words } = say;
  const of = (plan: ImportRow['plan']) => rows.filter((row) => row.plan === plan);
  const [add, change, same, refused] = [of('add'), of('change'), of('same'), of('refused')];
  const text = words.would(rows.length, {
    ...{ add: add.length, change: change.length, same: same.length, refused: refused.length },
  });
  const line = `users import ${byId(one.id)}`;
  const isWork = add.length + change.length > 0;
  return {
    text,
    card: {
      ...{ title: words.title(one.name), tone: refused.length > 0 ? 'warning' : 'neutral', body: text },
      facts: [
        { label: say.users.form.customer, value: [one.customerName] },
        ...(add.length > 0 ? [words.named(words.toAdd, add)] : []),
        ...(change.length > 0 ? [words.named(words.toChange, change)] : []),
        ...refused.slice(0, mostNamed).map(words.rowFact),
      ],
      buttons: [
        ...(isWork ? [press(words.doIt(add.length + change.length), `${line} go`, { primary: true, once: true })] : []),
        ...(add.length > 0 ? [press(words.doItQuietly, `${line} go quietly`, { once: true })] : []),
        ...(refused.length > mostNamed ? [press(words.seeRefused(refused.length), `${line} refused 1`)] : []),
        ...(isWork ? [press(say.lists.cancel, `${line} stop`, { once: true })] : []),
      ],
      footnote: isWork ? words.nothingYet : undefined,
    },
  };
}

/** How far an import is and how long it may still take, or what came of it. */
export function stateCard(
  say: Sentences,
  one: UserImport,
  counts: RowCounts,
  isQuiet: boolean,
  minutesLeft?: number,
): Said {
  const { imports: words } = say;
  const line = `users import ${byId(one.id)}`;
  const open = left(counts);
  const refused = counts.refused.refused + counts.add.refused + counts.change.refused;
  const text = one.state === 'running' ? words.far(counts, minutesLeft) : words.became(counts, one.state === 'stopped');
  const buttons: RunButton[] = [
    ...(one.state === 'running' ? [press(words.stop, `${line} stop`)] : []),
    ...(one.state === 'stopped' && open > 0
      ? [press(words.goOn(open), `${line} go${isQuiet ? ' quietly' : ''}`, { primary: true })]
      : []),
    ...(refused > 0 && one.state !== 'running' ? [press(words.seeRefused(refused), `${line} refused 1`)] : []),
    ...(one.state === 'running' ? [] : [press(words.save, `${line} save`)]),
  ];
  const tone: Card['tone'] = one.state === 'running' ? 'live' : refused > 0 || open > 0 ? 'warning' : 'done';
  return {
    text,
    card: {
      ...{ title: words.title(one.name), tone, body: text },
      facts: [{ label: say.users.form.customer, value: [one.customerName] }],
      buttons,
    },
  };
}

/** Rows that were not taken, with why. */
export function refusedCard(
  say: Sentences,
  one: UserImport,
  page: number,
  { rows, isLast }: { readonly rows: readonly ImportRow[]; readonly isLast: boolean },
): Said {
  const { imports: words } = say;
  const text: Text = say.lists.text({ count: rows.length, page, isLast }, 'row', words.noneRefused);
  const line = `users import ${byId(one.id)} refused`;
  return {
    text,
    card: {
      ...{ title: words.refusedTitle(one.name), tone: 'neutral', body: text },
      facts: rows.map(words.rowFact),
      buttons: pageButtons(say, { line, page, isLast }),
    },
  };
}

/** How many rows are still to be done. */
export function left({ add, change }: RowCounts): number {
  return add.open + add.trying + change.open + change.trying;
}
