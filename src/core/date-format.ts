import { createMemory } from './memory.ts';

/** Locales and zones come from people, and are thousands at most. */
const mostKept = 500;
const kept = createMemory<Intl.DateTimeFormat>({ milliseconds: Number.POSITIVE_INFINITY, most: mostKept });

/** The formatter for a locale and options, which is made once: to make one takes a hundred times as long as to format by it. Throws as Intl does. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = kept.get(key, 0);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  kept.set(key, made, 0);
  return made;
}
