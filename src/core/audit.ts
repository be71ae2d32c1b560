import type { Verb } from './authorize.ts';
import type { Identity, Invocation } from './invocation.ts';

/** What somebody did that is written into the audit by itself, and kept when everything else of its person is forgotten. */
export type AuditedAction =
  | `user.${'add' | 'change' | 'suspend' | 'activate' | 'reset' | 'remove' | 'import'}`
  | `customer.${'add' | 'change' | 'suspend' | 'activate' | 'remove'}`
  | `subscription.${'add' | 'change' | 'suspend' | 'activate'}`
  | 'link.remove'
  | 'policy.set'
  | 'room.change'
  | 'meeting.cancel'
  | `access.${'approve' | 'decline'}`
  | 'audit.read'
  | 'audit.export'
  | 'report.export';

export type AuditOutcome = 'done' | 'refused' | 'failed';
/** How it was asked for. */
export type AuditWay = 'command' | 'button' | 'form' | 'page' | 'console';

/**
 * What something was before or after: only what names nobody has its value. Of names and addresses, `fields` says which were
 * changed, and never from what to what.
 */
export interface AuditedValues {
  readonly role?: string;
  readonly suspended?: boolean;
  readonly customer?: string;
  readonly plan?: string;
  readonly seats?: number;
  /** ISO 8601. */
  readonly until?: string;
  readonly trial?: boolean;
  readonly overlap?: boolean;
  readonly welcomed?: boolean;
  /** Of a rule of the workspace: what it says. */
  readonly rule?: string;
  /** Of an import: how many rows came to what. */
  readonly added?: number;
  readonly changed?: number;
  readonly refused?: number;
  readonly fields?: readonly string[];
}

/** What a command did to something. Written down in the same statement as what is said about it. */
export interface AuditEntry {
  readonly action: AuditedAction | Verb;
  /** A kind of thing and its id at the service. */
  readonly on?: {
    readonly kind: 'user' | 'customer' | 'subscription' | 'import' | 'request' | 'policy' | 'room' | 'meeting';
    readonly id: string;
  };
  readonly before?: AuditedValues;
  readonly after?: AuditedValues;
  /** Done, unless it says otherwise. */
  readonly outcome?: AuditOutcome;
}

/** Verbs of which a refusal, and a failure, is written down as well. */
export const auditedVerbs: ReadonlySet<Verb> = new Set<Verb>([
  'workspace.setup',
  'workspace.examine',
  'policy.change',
  'access.decide',
  'user.see',
  'user.change',
  'customer.see',
  'customer.change',
  'subscription.see',
  'subscription.change',
  'audit.see',
  'link.see',
  'link.change',
  'report.see',
  'estate.see',
  'estate.change',
  'console.open',
]);

export function auditWay({ values, pressed, way }: Pick<Invocation, 'values' | 'pressed' | 'way'>): AuditWay {
  if (way) return way;
  if (values) return 'form';
  return pressed ? 'button' : 'command';
}

/** A line of the audit, as it is read. */
export interface AuditRow {
  readonly sequence: number;
  readonly at: Date;
  /** Who did it, by a name of no meaning. */
  readonly pseudonym: string;
  /** What they are called here; absent where they were forgotten, or never known by name. */
  readonly name?: string;
  readonly action: string;
  readonly subject?: string;
  readonly way?: AuditWay;
  readonly before?: AuditedValues;
  readonly after?: AuditedValues;
  readonly outcome: AuditOutcome;
  readonly reference?: string;
  readonly detail: Readonly<Record<string, string>>;
}

/** Which lines: all that is given has to hold. */
export interface AuditSearch {
  readonly who?: Identity;
  /** Words of the action, all of which it has: `user` and `suspend`. */
  readonly words?: readonly string[];
  readonly outcome?: AuditOutcome;
  readonly from?: Date;
  readonly to?: Date;
}

type Workspace = Pick<Identity, 'platform' | 'workspaceId'>;

/** Reading the audit of one workspace: never of another one. */
export interface AuditStore {
  /** Newest first, in pages of ten, from 1 on. */
  page(
    workspace: Workspace,
    search: AuditSearch,
    page: number,
  ): Promise<{ readonly rows: readonly AuditRow[]; readonly isLast: boolean }>;
  /** All of it, oldest first, as it is asked for; leaves a line itself, by whom it is read. */
  all(person: Identity): AsyncIterable<AuditRow>;
  /** Writes down what was done on a page, where nothing else is written with it. */
  note(person: Identity, action: AuditedAction): Promise<void>;
}
