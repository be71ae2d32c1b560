/**
 * `YYYY-MM-DD HH:mm:ss` in UTC (S8), or ISO 8601; undefined where it is neither, or no time at which there were calls: databases
 * write `0000-00-00 00:00:00` for what is not there.
 */
export function toDate(text: string | undefined): Date | undefined {
  if (!text) return undefined;
  const isPlain = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text);
  const date = new Date(isPlain ? `${text.replace(' ', 'T')}Z` : text);
  const year = date.getUTCFullYear();
  return year >= 1970 && year < 10_000 ? date : undefined;
}

/** `YYYY-MM-DD HH:mm:ss` in UTC (S8). */
export function toServiceTime(moment: Date): string {
  return moment.toISOString().slice(0, 19).replace('T', ' ');
}
