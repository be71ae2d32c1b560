import type { Switch } from '../src/sandbox/switches.ts';
import { table, withPart } from './markdown.ts';

/** `docs/ucaas-sandbox.md` with the table of switches as it is now. */
export function withSwitches(page: string, switches: readonly Switch[]): string {
  const rows = switches.map(({ name, description, choices, usual, several }) => [
    `\`${name}\``,
    description,
    choices.length === 0 ? 'a number' : `${choices.map((one) => `\`${one}\``).join(', ')}${several ? '; several' : ''}`,
    usual,
  ]);
  return withPart(page, 'switches', `\n${table(['switch', 'meaning', 'values', 'usual'], rows)}\n`);
}
