/** JSON that PostgreSQL takes: it refuses the null character and unpaired surrogates, which chat text may contain. */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value);
  return refused.test(json)
    ? JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? toText(part) : part))
    : json;
}

/** What JSON writes for a null character or an unpaired surrogate: rare, so that looking for it first is cheaper. */
const refused = /\\u(?:0000|[dD][89a-fA-F])/;

/** The same for a text column. */
export function toText(value: string): string {
  return value.replaceAll('\0', '').toWellFormed();
}
