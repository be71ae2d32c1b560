import { z } from 'zod';
import { readLeads } from '../reminders/reading.ts';
import { type PolicySetting, settingValues } from './settings.ts';

/** Domains that one rule names at most. */
const mostDomains = 20;

/** A host name with a dot in it (RFC 1123, 2.1), of at most 253 characters. */
const domain = z
  .string()
  .max(253)
  .regex(/^(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))+$/u);

const otherWords: { readonly [setting in PolicySetting]?: Readonly<Record<string, string>> } = {
  start: { allow: 'yes', allowed: 'yes', on: 'yes', deny: 'no', off: 'no', never: 'no' },
  plan: { allow: 'yes', allowed: 'yes', on: 'yes', deny: 'no', off: 'no', never: 'no' },
  large: { allow: 'yes', never: 'no', off: 'no' },
  room: { own: 'personal', permanent: 'personal', fresh: 'new' },
  lobby: { yes: 'on', no: 'off' },
  members: { yes: 'in', straight: 'in', 'straight in': 'in', on: 'in', no: 'knock', wait: 'knock', off: 'knock' },
  recording: { yes: 'on', no: 'off' },
  recordings: {
    post: 'posted',
    yes: 'posted',
    all: 'posted',
    everybody: 'posted',
    no: 'host',
    never: 'host',
    hosts: 'host',
  },
  outsiders: { yes: 'anyone', everybody: 'anyone', all: 'anyone', no: 'nobody', none: 'nobody', never: 'nobody' },
  reminders: { no: 'off', none: 'off', never: 'off' },
};

/** A value as it is kept; undefined where the setting has no such value. */
export function readValue(setting: PolicySetting, text: string): string | undefined {
  const said = text.trim().toLowerCase();
  const known = otherWords[setting]?.[said] ?? said;
  if (settingValues[setting].includes(known)) return known;
  if (setting === 'outsiders') return readDomains(said);
  if (setting !== 'reminders') return undefined;
  const read = readLeads(said);
  return 'leads' in read ? read.leads.join(' ') : undefined;
}

function readDomains(text: string): string | undefined {
  const all = text.split(/[\s,;]+|\band\b/u).map((one) => one.replace(/^@/u, ''));
  const named = [...new Set(all.filter((one) => one !== ''))];
  const isRight =
    named.length > 0 && named.length <= mostDomains && named.every((one) => domain.safeParse(one).success);
  return isRight ? named.join(' ') : undefined;
}

/** Whether somebody at this address may be invited. A domain does not stand for those below it. */
export function admits(outsiders: string, email: string): boolean {
  if (outsiders === 'anyone') return true;
  if (outsiders === 'nobody') return false;
  const [, host = ''] = /@([^@]+)$/u.exec(email.toLowerCase()) ?? [];
  return outsiders.split(' ').includes(host);
}

/** Minutes before a meeting, longest first; none where nobody is reminded. */
export function leadsOf(reminders: string): readonly number[] {
  return reminders === 'off' ? [] : reminders.split(' ').map(Number);
}
