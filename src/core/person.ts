import type { Identity } from './invocation.ts';

/** How much is kept of one person here, by kind. */
export interface KeptCounts {
  readonly accounts: number;
  readonly commands: number;
  readonly answers: number;
  /** Meetings and rooms whose links are ours. */
  readonly meetings: number;
  /** Planned meetings: when they are, and who is invited. */
  readonly plans: number;
  /** Invitations by others, those that were taken back among them. */
  readonly invitations: number;
  /** One where this person has set anything, or has a private calendar. */
  readonly settings: number;
  /** What is being talked about, in each place. */
  readonly conversations: number;
  /** Links to pages of ours, used or not. */
  readonly pages: number;
  /** What was said in the playground: the only chat that is ours to keep. */
  readonly messages: number;
  /** Half hours of the console that are not over. */
  readonly consoles: number;
  /** Files of users that this person imported, for a week. */
  readonly imports: number;
  /** Browsers that are recognised. */
  readonly browsers: number;
  /** One where this person lets their status be kept. */
  readonly statuses: number;
  /** Requests for access, for a month after they were settled. */
  readonly requests: number;
  /** Lines of the audit, under a pseudonym. */
  readonly records: number;
}

/** Everything that is kept of one person, by kind, in names that people can read. No secret, digest or nonce is in it. */
export interface PersonRecord {
  readonly madeAt: Date;
  readonly person: object;
  readonly [kind: string]: unknown;
}

/** What is kept of one person, wherever it stands. */
export interface PersonStore {
  count(person: Identity): Promise<KeptCounts>;
  /** Everything, without secrets; leaves an audit row. */
  read(person: Identity): Promise<PersonRecord>;
  /**
   * In one transaction: deletes everything of this person and nothing of anybody else, after an audit row under a pseudonym
   * whose key goes with the rest. Spares the invocation `running`, so that it can be answered: `purge` deletes it, with its
   * answers and with the way to reach the person, within the hour after it is done. Meetings keep their links and lose
   * their titles, hosts and plans; invitations of others go, and what was said to others of them loses the name. Safe to call
   * twice.
   */
  forget(person: Identity, running: string): Promise<void>;
}
