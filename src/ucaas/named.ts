/** What a call names that may not be there: ids, in the path or in a field, and a page after the first. */
export function namedBy(parameters: Readonly<Record<string, string>> | undefined, input: unknown): string | undefined {
  const fields = typeof input === 'object' && input !== null ? Object.entries(input) : [];
  const named = [
    ...Object.entries(parameters ?? {}),
    ...fields.filter(([name, value]) =>
      name === 'page' ? Number(value) > 1 : value !== undefined && /_ids?$/.test(name),
    ),
  ];
  return named.length > 0 ? JSON.stringify(named) : undefined;
}
