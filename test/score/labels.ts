import { readFileSync } from 'node:fs';
import { z } from 'zod';

const text = z.union([z.string(), z.null()]).optional();
const options = z.union([z.array(z.string()), z.record(z.string(), z.unknown()), z.null()]).optional();

/** What a sentence is to come to; a key that is absent is not judged. */
const expectSchema = z.looseObject({
  ask: z.union([z.array(z.string()), z.string()]).optional(),
  title: text,
  start: text,
  minutes: z.union([z.number(), z.null()]).optional(),
  rrule: text,
  people: z.union([z.array(z.string()), z.null()]).optional(),
  options,
});

const labelSchema = z.looseObject({
  say: z.string(),
  now: z.string().refine((now) => !Number.isNaN(Date.parse(now)), 'no time'),
  zone: z.string(),
  locale: z.string(),
  expect: expectSchema,
});

export type Expect = z.infer<typeof expectSchema>;
export type Label = z.infer<typeof labelSchema>;

/** A line of a labelled file: what it says, or why nobody can tell. */
export type Line = { readonly number: number } & ({ readonly label: Label } | { readonly malformed: string });

/** Every line of a labelled file that is not empty. */
export function readLabels(file: string): readonly Line[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => ({ number, ...parsed(line) }));
}

function parsed(line: string): { readonly label: Label } | { readonly malformed: string } {
  try {
    const read = labelSchema.safeParse(JSON.parse(line));
    return read.success ? { label: read.data } : { malformed: z.prettifyError(read.error) };
  } catch (error) {
    return { malformed: String(error) };
  }
}
