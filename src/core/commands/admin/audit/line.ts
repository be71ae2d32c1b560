import { Temporal } from 'temporal-polyfill';
import type { AuditOutcome, AuditSearch } from '../../../audit.ts';
import { inZone } from '../../../zoned.ts';

/** What is asked for of the audit. */
export interface AuditTask {
  readonly search: Omit<AuditSearch, 'who'>;
  /** Whose lines, by the id that one of our buttons gave. */
  readonly userId?: string;
  /** Which part, from 1 on. */
  readonly page: number;
  readonly isExport: boolean;
  /** Words that mean nothing here: they may be somebody's name. */
  readonly unknown: readonly string[];
  /** The line without them and its page, for the buttons that turn pages. */
  readonly line: string;
}

const outcomes: Readonly<Record<string, AuditOutcome>> = {
  done: 'done',
  refused: 'refused',
  denied: 'refused',
  failed: 'failed',
};

/** What people call what was done, as words of the action. */
const actionWords: Readonly<Record<string, string>> = {
  user: 'user',
  users: 'user',
  customer: 'customer',
  customers: 'customer',
  subscription: 'subscription',
  subscriptions: 'subscription',
  workspace: 'workspace',
  setup: 'workspace',
  account: 'account',
  accounts: 'account',
  person: 'person',
  audit: 'audit',
  access: 'access',
  policy: 'policy',
  rule: 'policy',
  rules: 'policy',
  request: 'access',
  requests: 'access',
  approve: 'approve',
  approved: 'approve',
  decline: 'decline',
  declined: 'decline',
  add: 'add',
  added: 'add',
  change: 'change',
  changed: 'change',
  suspend: 'suspend',
  suspended: 'suspend',
  activate: 'activate',
  activated: 'activate',
  reset: 'reset',
  remove: 'remove',
  removed: 'remove',
  import: 'import',
  imported: 'import',
  link: 'link',
  linked: 'link',
  unlink: 'unlink',
  forget: 'forget',
  bind: 'bind',
  unbind: 'unbind',
  credentials: 'credentials',
};

const mostPages = 1_000;

/** Understands what was typed after `admin audit`: words of what was done, an outcome, a day or two, in any order. */
export function readAuditTask(text: string, timeZone: string, now: Date): AuditTask {
  const [, line = text, page = '1'] = /^(.*?) ?\bpage (\d{1,4})$/i.exec(text) ?? [];
  const words: string[] = [];
  const unknown: string[] = [];
  const known: string[] = [];
  const days: Temporal.PlainDate[] = [];
  let outcome: AuditOutcome | undefined;
  let userId: string | undefined;
  let isExport = false;
  const today = inZone(now, timeZone).toPlainDate();
  for (const typed of line.split(' ').filter((word) => word !== '')) {
    const word = typed.toLowerCase().replace(/[,.]$/, '');
    const day = word === 'today' ? today : word === 'yesterday' ? today.subtract({ days: 1 }) : dayIn(word);
    const before = unknown.length;
    if (day) days.push(day);
    else if (Object.hasOwn(outcomes, word)) outcome = outcomes[word];
    else if (Object.hasOwn(actionWords, word)) words.push(actionWords[word] ?? word);
    else if (word === 'export') isExport = true;
    else if (/^#[\w-]{1,64}$/.test(typed)) userId = typed.slice(1);
    else if (!['of', 'by', 'from', 'to', 'on', 'since', 'and', 'the', '-'].includes(word)) unknown.push(typed);
    if (unknown.length === before) known.push(typed);
  }
  const [first, last = first] = days.sort(Temporal.PlainDate.compare);
  const start = (date: Temporal.PlainDate | undefined) =>
    date && new Date(date.toZonedDateTime({ timeZone }).epochMilliseconds);
  const search = { words, outcome, from: start(first), to: start(last?.add({ days: 1 })) };
  const at = Math.min(Math.max(Number(page), 1), mostPages);
  return { search, userId, page: at, isExport, unknown, line: known.join(' ') };
}

/** A day as `2026-11-26` (ISO 8601). */
function dayIn(word: string): Temporal.PlainDate | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(word)) return undefined;
  try {
    return Temporal.PlainDate.from(word, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}
