import type { Option } from '../command.ts';

/** Chooses one of several accounts for this one command. */
export const asOption: Option = { name: 'as', value: 'account', summary: 'Use another account of yours this once' };
