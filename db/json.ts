/** JSON that PostgreSQL takes: it refuses the null character and unpaired surrogates, which chat text may contain. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? toText(part) : part));
}

/** The same for a text column. */
export function toText(value: string): string {
  return value.replaceAll('\0', '').toWellFormed();
}
