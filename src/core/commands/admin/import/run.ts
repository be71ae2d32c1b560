import type { MessageReference } from '../../../address.ts';
import type { CommandContext } from '../../../command.ts';
import type { Outcome } from '../../../effect.ts';
import { DeliveryError } from '../../../errors.ts';
import type { OutgoingMessage } from '../../../ports.ts';
import { someAtOnce } from '../../../some-at-once.ts';
import type { ImportRow, RowCounts, UserImport } from '../../../stores.ts';
import { inPlace, privately } from '../../answer.ts';
import type { Said } from '../cards.ts';
import { noted } from '../noted.ts';
import { type Home, type Office, whyToStay } from '../office.ts';
import { orRefusal, Refused } from '../refusal.ts';
import { roleIn } from '../users/form.ts';
import { left, stateCard } from './cards.ts';
import { changesFor } from './plan.ts';

/** Rows that are taken at a time, and of them so many are done at the same time. */
const rowsAtOnce = 10;
const callsAtOnce = 3;
/** Progress is shown this often. */
const progressMilliseconds = 3_000;

type Became = Pick<ImportRow, 'state' | 'problem' | 'said' | 'userId'>;

/**
 * Does what an import would do, row by row: each is noted as it is done, so that whoever takes over after a crash, or goes on after
 * signing in again, makes nobody twice. Stops where somebody stopped it.
 */
export async function runImport(
  context: CommandContext,
  office: Office,
  one: UserImport,
  { home, isWelcomed }: { readonly home: Home; readonly isWelcomed: boolean },
): Promise<Outcome> {
  const { say, stores, invocation } = context;
  const { imports } = stores;
  if (!(await imports.begin(invocation.from, one.id)))
    return privately(context, stateCard(say, one, await imports.counts(one.id), !isWelcomed));
  const progress = showing(context, one, isWelcomed);
  const work = async (rows: readonly ImportRow[], isLeft: boolean) => {
    await someAtOnce(callsAtOnce, rows, async (row) => {
      const became = await doRow(office, row, { home, isWelcomed, isLeft });
      await imports.note(one.id, { number: row.number, ...became });
    });
    await progress.show();
  };
  try {
    await work(await imports.left(one.id), true);
    for (;;) {
      const rows = await imports.take(one.id, rowsAtOnce);
      if (rows.length === 0) break;
      await work(rows, false);
    }
  } catch (error) {
    await progress.end('stopped');
    throw error;
  }
  await imports.end(invocation.from, one.id, 'done');
  const ended = (await imports.find(invocation.from, one.id)) ?? one;
  const counts = await imports.counts(one.id);
  const reply = { visibleTo: 'caller', ...stateCard(say, ended, counts, !isWelcomed) } as const;
  const shownAt = progress.inPlaceOf();
  if (!shownAt) await progress.end(ended.state);
  const told: Outcome = shownAt
    ? { effects: [{ do: 'replace', key: 'answer', message: shownAt, to: invocation.at, reply }] }
    : inPlace(context, reply);
  const { add, change, refused } = counts;
  return noted(told, {
    action: 'user.import',
    on: { kind: 'import', id: one.id },
    after: {
      ...{ customer: one.customerId, welcomed: isWelcomed, added: add.done, changed: change.done },
      refused: add.refused + change.refused + refused.refused,
    },
  });
}

async function doRow(
  office: Office,
  row: ImportRow,
  how: { readonly home: Home; readonly isWelcomed: boolean; readonly isLeft: boolean },
): Promise<Became> {
  if (!row.wish) return { state: 'refused', problem: row.problem };
  return row.plan === 'add' ? addRow(office, row.wish, how) : changeRow(office, row, row.wish, how.home);
}

async function addRow(
  { session }: Office,
  wish: NonNullable<ImportRow['wish']>,
  { home, isWelcomed, isLeft }: { readonly home: Home; readonly isWelcomed: boolean; readonly isLeft: boolean },
): Promise<Became> {
  const { administers = false, ...fields } = wish;
  const asked = { ...fields, role: roleIn(home, administers), customerId: home.customerId, isWelcomed };
  const added = await orRefusal(session.addUser(asked));
  if (added instanceof Refused) return { state: 'refused', said: added.said };
  if (added) return { state: 'done', userId: added.userId };
  // An earlier run may have got that far, and ended before it could say so.
  const found = isLeft ? await session.findUsers(wish.email) : [];
  const there = found.find(
    ({ email, firstName, lastName }) =>
      email.toLowerCase() === wish.email && firstName === wish.firstName && lastName === wish.lastName,
  );
  return there ? { state: 'done', userId: there.userId } : { state: 'refused', problem: 'taken' };
}

async function changeRow(
  office: Office,
  { userId = '' }: ImportRow,
  wish: NonNullable<ImportRow['wish']>,
  home: Home,
): Promise<Became> {
  const user = await office.session.user(userId);
  if (!user) return { state: 'refused', problem: 'gone' };
  // As it is now: somebody may have changed it since it was asked about.
  const changes = changesFor(user, wish, home);
  if (Object.keys(changes).length === 0) return { state: 'done' };
  const why = changes.role === 'user' ? await whyToStay(office, user) : undefined;
  if (why) return { state: 'refused', problem: why };
  const changed = await orRefusal(office.session.changeUser(userId, changes));
  if (changed instanceof Refused) return { state: 'refused', said: changed.said };
  return changed ? { state: 'done' } : { state: 'refused', problem: 'taken' };
}

/** A message, in the direct chat unless it belongs beside the answer, that says how far it is, where that takes long. What the platform does not take is only not shown. */
function showing(
  { id, chat, clock, invocation, log, say, secrets, stores }: CommandContext,
  one: UserImport,
  isWelcomed: boolean,
) {
  const { imports } = stores;
  let at = invocation.showsProgress ? undefined : one.progress;
  let shownAt = clock().getTime();
  let first: { readonly open: number; readonly at: number } | undefined;

  /** At the pace of this run so far; nothing before there is any, or for what is done in a moment. */
  function minutesLeft(counts: RowCounts): number | undefined {
    const open = left(counts);
    const now = clock().getTime();
    first ??= { open, at: now };
    const perRow = (now - first.at) / (first.open - open);
    return Number.isFinite(perRow) ? Math.round((perRow * open) / 60_000) : undefined;
  }

  const begin = (message: OutgoingMessage) =>
    invocation.showsProgress ? chat.post(invocation.at, message) : chat.direct(invocation.from, message);

  async function put(state: UserImport['state']): Promise<void> {
    const counts = await imports.counts(one.id);
    const { text, card }: Said = stateCard(say, { ...one, state }, counts, !isWelcomed, minutesLeft(counts));
    // Its buttons stand on the answer, whose row they need.
    const reply = { visibleTo: 'caller', text, card: { ...card, buttons: [] } } as const;
    // Beside the answer there is one for each run, however often that is taken up.
    const effectId = invocation.showsProgress ? id : secrets.id();
    const message = { effectId, reply, caller: invocation.from, again: false };
    try {
      const posted = await (at ? chat.replace(at, invocation.at, message) : begin(message));
      if (posted.reference && posted.reference !== at) await imports.showsProgressAt(one.id, posted.reference);
      at = posted.reference ?? at;
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      log.warn({ import: one.id, error }, 'the progress of an import could not be shown');
    }
  }

  return {
    async show(): Promise<void> {
      const now = clock().getTime();
      if (now - shownAt < progressMilliseconds) return;
      shownAt = now;
      if (left(await imports.counts(one.id)) > 0) await put('running');
    },
    /** The message that the answer takes the place of, where it is shown there. */
    inPlaceOf: (): MessageReference | undefined => (invocation.showsProgress ? at : undefined),
    /** What it ended as, where it was shown at all. */
    async end(state: UserImport['state']): Promise<void> {
      if (at) await put(state);
    },
  };
}
