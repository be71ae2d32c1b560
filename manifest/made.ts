import type { Command } from '../src/core/command.ts';

/** What both manifests are made from. */
export interface Made {
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly commands: readonly Command[];
}

/** The commands in one line, for the box in which they are typed. */
export function usageHint(commands: readonly Command[]): string {
  return commands
    .map(({ name }) => name)
    .join(' | ')
    .slice(0, 100);
}
