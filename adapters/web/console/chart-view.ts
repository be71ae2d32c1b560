import { html } from 'ghtml';
import type { Chart } from '../../../src/core/reply.ts';

const number = new Intl.NumberFormat('en');
/** The part of a column's place that is left empty beside it. */
const gap = 0.25;

/** Columns, with the same as a table for whoever reads numbers or has them read out. */
export function chartView({ title, unit, points }: Chart): string {
  if (points.length === 0) return '';
  const most = Math.max(...points.map(({ value }) => value));
  const all = points.reduce((sum, { value }) => sum + value, 0);
  const top = points.find(({ value }) => value === most);
  const said = `${number.format(all)} ${unit} in all${most > 0 ? `, most: ${number.format(most)} (${top?.label})` : ''}.`;
  const share = 100 / points.length;
  const columns = points.map(({ label, value }, index) => {
    const height = most > 0 ? (100 * value) / most : 0;
    const [x, y] = [(index + gap / 2) * share, 100 - height].map((part) => part.toFixed(2));
    return html`<rect x="${x}%" y="${y}%" width="${(share * (1 - gap)).toFixed(2)}%" height="${height.toFixed(2)}%"><title>${label}: ${number.format(value)} ${unit}</title></rect>`;
  });
  const rows = points.map(
    ({ label, value }) => html`<tr><th scope="row">${label}</th><td>${number.format(value)}</td></tr>`,
  );
  return html`<figure class="chart">
    <figcaption><strong>${title}</strong> <span class="quiet">${said}</span></figcaption>
    <svg role="img" aria-label="${title}: ${said}" width="100%" height="160">!${columns.join('')}</svg>
    <p class="ends-of" aria-hidden="true"><span>${points[0]?.label}</span><span>${points.at(-1)?.label}</span></p>
    <details><summary>As a table</summary><table><thead><tr><th scope="col">When</th><th scope="col">${title} (${unit})</th></tr></thead><tbody>!${rows.join('')}</tbody></table></details>
  </figure>`;
}
