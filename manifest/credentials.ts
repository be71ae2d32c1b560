import { credentialsFor, type UnattendedPurpose, unattendedPurposes } from '../src/core/credentials.ts';
import type { Text } from '../src/core/reply.ts';
import { english } from '../src/core/sentences/en/index.ts';
import { table, withPart } from './markdown.ts';

/** `docs/permissions.md` with the table of credentials as it is now. */
export function withCredentials(page: string): string {
  const { withoutCredential } = english('');
  const isUnattended = (purpose: string): purpose is UnattendedPurpose =>
    (unattendedPurposes as readonly string[]).includes(purpose);
  const rows = Object.entries(credentialsFor).map(([purpose, kinds]) => [
    `\`${purpose}\``,
    kinds.map((kind) => `\`${kind}\``).join(', then '),
    isUnattended(purpose) ? flat(withoutCredential[purpose](new Date(0))) : 'the person is asked to sign in',
  ]);
  return withPart(
    page,
    'credentials',
    `\n${table(['what for', 'with which credential', 'where there is none'], rows)}\n`,
  );
}

function flat(text: Text): string {
  return text.map((part) => (typeof part === 'string' ? part : '…')).join('');
}
