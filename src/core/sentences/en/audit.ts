import type { AuditedValues, AuditOutcome, AuditRow, AuditWay } from '../../audit.ts';
import type { Fact, Text } from '../../reply.ts';
import { shown } from './contacts.ts';
import { list, named, type Typed, yesNo } from './words.ts';

/** What was done, as it is said of a line. What is not here is said as it is written. */
const actions: Readonly<Record<string, string>> = {
  'user.add': 'Added a user',
  'user.change': 'Changed a user',
  'user.suspend': 'Suspended a user',
  'user.activate': 'Activated a user',
  'user.reset': 'Had a password reset',
  'user.remove': 'Removed a user',
  'user.import': 'Imported users',
  'user.see': 'Looked at users',
  'customer.add': 'Added a customer',
  'customer.change': 'Changed a customer',
  'customer.suspend': 'Suspended a customer',
  'customer.activate': 'Activated a customer',
  'customer.remove': 'Removed a customer',
  'customer.see': 'Looked at customers',
  'subscription.add': 'Added a subscription',
  'subscription.change': 'Changed a subscription',
  'subscription.suspend': 'Suspended a subscription',
  'subscription.activate': 'Activated a subscription',
  'subscription.see': 'Looked at subscriptions',
  'workspace.setup': 'Set up this workspace',
  'policy.change': 'Changed a rule',
  'policy.set': 'Changed a rule',
  'workspace.examine': 'Had this workspace examined',
  'workspace.bind': 'Bound this workspace',
  'workspace.unbind': 'Unbound this workspace',
  'workspace.credentials': 'Gave server credentials',
  'account.link': 'Connected an account',
  'account.unlink': 'Disconnected an account',
  'account.password_forgotten': 'Had a kept password deleted',
  'account.password_rejected': 'A kept password was not right any more',
  'access.decide': 'Decided about access',
  'access.approve': 'Approved a request for access',
  'access.decline': 'Declined a request for access',
  'person.forget': 'Was forgotten',
  'person.read': 'Saved what is kept of them',
  'link.see': 'Looked at who is connected',
  'link.change': 'Changed who is connected',
  'link.remove': 'Disconnected somebody',
  'estate.see': 'Looked at meetings of others',
  'estate.change': 'Looked after rooms and meetings of others',
  'room.change': 'Changed the room of somebody',
  'meeting.cancel': 'Cancelled the meeting of somebody',
  'report.see': 'Looked at the use of meetings',
  'report.export': 'Saved the use of meetings',
  'audit.see': 'Looked at the audit',
  'audit.read': 'Looked at the audit',
  'audit.export': 'Saved the audit',
  'console.open': 'Opened the console',
};

const outcomes: Readonly<Record<AuditOutcome, string>> = { done: '', refused: ': refused', failed: ': failed' };
const ways: Readonly<Record<AuditWay, string>> = {
  command: 'by a typed line',
  button: 'by a button',
  form: 'by a form',
  page: 'on a page',
  console: 'in the console',
};

/** What something was and became, in a few words. */
function valuesText(before: AuditedValues | undefined, after: AuditedValues | undefined): string {
  const { fields = [], ...to } = after ?? {};
  const from: Readonly<Record<string, unknown>> = { ...before };
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  const parts = names.flatMap((name) => {
    const [old, now] = [from[name], (to as Readonly<Record<string, unknown>>)[name]].map(say);
    if (old === undefined && now === undefined) return [];
    if (now === undefined) return [`${name} was ${old}`];
    return [old === undefined ? `${name} ${now}` : `${name} ${old} → ${now}`];
  });
  return [...parts, ...(fields.length > 0 ? [`changed ${list(fields)}`] : [])].join(', ');
}

function say(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'boolean' ? yesNo(value).toLowerCase() : shown(String(value));
}

/** About what was done, and by whom. */
export const audit = (typed: Typed) => ({
  title: 'Audit of this workspace',
  none: ['Nothing of that kind was done here.'] as Text,
  fact: ({ action, at, name, subject, way, before, after, outcome, reference, detail }: AuditRow): Fact => {
    const values = valuesText(before, after);
    const details = Object.entries(detail).map(([key, value]) => `${key} ${shown(value)}`);
    const rest = [
      ...(subject ? [shown(subject)] : []),
      ...(values === '' ? [] : [values]),
      ...details,
      ...(way ? [ways[way]] : []),
      ...(reference ? [`reference ${reference}`] : []),
    ];
    return {
      label: `${actions[action] ?? action}${outcomes[outcome]}`,
      value: [
        { instant: at.toISOString(), show: 'day-time' },
        `, ${name === undefined ? 'somebody who was forgotten' : shown(name)}${rest.length > 0 ? `; ${rest.join('; ')}` : ''}`,
      ],
    };
  },
  unknown: (words: readonly string[]): Text => [
    `I do not know what ${named(words.map((word) => `“${word}”`))} means here. Say what was done, what came of it, a person or a day, such as `,
    typed('admin audit users suspended 2026-11-26'),
    '.',
  ],
  export: 'Save all of it',
  exportText: [
    'The audit is saved on a page of mine, as a table or as JSON lines, and not in the chat. The page asks you to show that it is you.',
  ] as Text,
  open: 'Save the audit',
});
