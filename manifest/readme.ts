import type { Command } from '../src/core/command.ts';
import { table, withPart } from './markdown.ts';

/** The commands as a Markdown table, for the README. */
export function commandsTable(commands: readonly Command[]): string {
  const rows = commands.map(({ name, usage, aliases = [], summary, options = [] }) => {
    const line = [name, usage].filter(Boolean).join(' ');
    const also = aliases.map((alias) => `\`${alias}\``).join(' ');
    const choices = options
      .map(
        (option) =>
          `\`--${[option.name, option.value && `<${option.value}>`].filter(Boolean).join(' ')}\`: ${option.summary.toLowerCase()}`,
      )
      .join('; ');
    return [`\`${line}\``, `${summary}${choices ? `. ${choices}` : ''}`, also];
  });
  return table(['command', 'what it does', 'also'], rows);
}

/** The README with the table as it is now. */
export function withCommands(readme: string, commands: readonly Command[]): string {
  return withPart(readme, 'commands', commandsTable(commands));
}
