import type { MessageReference } from '../address.ts';
import type { RowProblem, RowWish } from '../commands/admin/import/row.ts';
import type { Identity } from '../invocation.ts';

/** What will be done for a row, and what became of it. */
export type RowPlan = 'add' | 'change' | 'same' | 'refused';
/** `trying`: somebody was at it, and has not said yet what came of it. */
export type RowState = 'open' | 'trying' | 'done' | 'refused';

/** One row of an import. */
export interface ImportRow {
  /** Its line in the file, from 1 on. */
  readonly number: number;
  /** The email as it was written, or the first thing in the row. */
  readonly shown: string;
  readonly plan: RowPlan;
  readonly state: RowState;
  /** Of a row that is refused: why, by a code of ours or in the service's words. */
  readonly problem?: RowProblem | 'last' | 'taken' | 'gone';
  readonly said?: string;
  /** Absent where the row is no good. */
  readonly wish?: RowWish;
  /** Whom it changes. */
  readonly userId?: string;
}

/**
 * Users from a file, or from a channel.
 * - `asked`: what it would do was shown
 * - `running`: it is being done, or waits to be gone on with
 * - `done`: every row is done or refused
 * - `stopped`: it was stopped before its end; what was done stays done
 */
export interface UserImport {
  readonly id: string;
  /** The file, as it was called; where it came from otherwise. */
  readonly name: string;
  readonly customerId?: string;
  readonly customerName: string;
  readonly state: 'asked' | 'running' | 'done' | 'stopped';
  /** Where its progress is shown. */
  readonly progress?: MessageReference;
}

/** How many rows there are of each plan in each state. */
export type RowCounts = Readonly<Record<RowPlan, Readonly<Record<RowState, number>>>>;

/** Imports of users, each for the eyes of whoever began it; `purge` deletes them after a week. */
export interface ImportStore {
  create(person: Identity, one: Omit<UserImport, 'state'>, rows: readonly ImportRow[], at: Date): Promise<void>;
  find(person: Identity, id: string): Promise<UserImport | undefined>;
  /** The one that was begun last of those that are running, or were stopped. */
  unfinished(person: Identity): Promise<UserImport | undefined>;
  counts(id: string): Promise<RowCounts>;
  /** Rows that are refused, or will be, in the order of the file; in pages of ten, from 1 on. */
  refused(id: string, page: number): Promise<{ readonly rows: readonly ImportRow[]; readonly isLast: boolean }>;
  /** All rows, in the order of the file. */
  all(id: string): AsyncIterable<ImportRow>;
  /** From `asked` or `stopped` to `running`. False where it is neither, nor running already. */
  begin(person: Identity, id: string): Promise<boolean>;
  /** The next rows to be done, which are `trying` from then on; none where the import is not running any more. */
  take(id: string, most: number): Promise<readonly ImportRow[]>;
  /** Rows that an earlier run was at and did not end. */
  left(id: string): Promise<readonly ImportRow[]>;
  note(id: string, row: Pick<ImportRow, 'number' | 'state' | 'problem' | 'said' | 'userId'>): Promise<void>;
  showsProgressAt(id: string, progress: MessageReference): Promise<void>;
  /** From `running` or `asked` to this; false where it is in neither. */
  end(person: Identity, id: string, state: 'done' | 'stopped'): Promise<boolean>;
}
