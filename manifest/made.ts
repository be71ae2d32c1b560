import type { Command } from '../src/core/command.ts';

/** What both manifests are made from. */
export interface Made {
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly commands: readonly Command[];
}

/** UTF-16 units; a name that does not fit is left out as a whole. */
const longestHint = 100;

/** The commands in one line, for the box in which they are typed. */
export function usageHint(commands: readonly Command[]): string {
  const all = commands.map(({ name }) => name).join(' | ');
  return all.length > longestHint ? all.slice(0, all.lastIndexOf(' | ', longestHint)) : all;
}
