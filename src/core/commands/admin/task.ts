import type { Verb } from '../../authorize.ts';
import type { Arguments, CommandContext, NowContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import type { FieldErrors, Form } from '../../form.ts';

/** One of the things that administrators do: what follows the word `admin`. */
export interface AdminTask {
  /** The first word after `admin`. */
  readonly word: string;
  /** One line, no full stop. */
  readonly summary: string;
  readonly examples: readonly string[];
  /** Where it looks for something by words: what the words may be, and the rest of the line, which changes nothing, for them. */
  readonly search?: { readonly label: string; line(words: string): string };
  /** What a file is for that comes with it: the rest of the line, and what is said beside the place for the file. */
  readonly file?: {
    readonly line: string;
    readonly label: string;
    readonly hint: string;
    readonly endings: readonly string[];
  };
  /** True where it lists what waits for administrators, so that it is looked at first. */
  readonly isWaiting?: boolean;
  /** `rest` is what was typed after the word: without any, it only looks. */
  needs(rest: string): Verb;
  /** What the person wants with it, as it follows "to" and "may not". */
  wish(rest: string): string;
  /** The first phase: pure and fast, as that of a command. */
  now?(context: NowContext, rest: string): { form: Omit<Form, 'ref'> } | { errors: FieldErrors } | undefined;
  run(context: CommandContext, rest: string): Promise<Outcome>;
}

/** The first word of a line, in small letters, and what comes after it. */
export function wordAndRest({ text }: Pick<Arguments, 'text'>): { readonly word: string; readonly rest: string } {
  const word = text.split(' ', 1)[0] ?? '';
  return { word: word.toLowerCase(), rest: text.slice(word.length).trim() };
}
