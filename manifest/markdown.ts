/** A Markdown table. What stands in a cell is escaped here, and nowhere else. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A page with `body` in place of whatever stands between `<!-- name -->` and `<!-- /name -->`. */
export function withPart(page: string, name: string, body: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before = '', rest = ''] = page.split(begin);
  return `${before}${begin}\n${body}\n${end}${rest.split(end)[1] ?? ''}`;
}
