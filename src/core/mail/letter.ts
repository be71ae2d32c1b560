import { html } from 'ghtml';

/** What a mail says, as data: its text and its HTML are made of the same. Strings are plain text, whoever typed them. */
export interface Letter {
  readonly heading: string;
  readonly lead: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly main?: LetterLink;
  /** A question, and the links that answer it. */
  readonly question?: { readonly text: string; readonly links: readonly LetterLink[] };
  readonly notes: readonly string[];
}

interface LetterLink {
  readonly label: string;
  readonly url: string;
}

export function letterText({ heading, lead, facts, main, question, notes }: Letter): string {
  const parts = [
    heading,
    lead,
    facts.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    ...(main ? [linkLine(main)] : []),
    ...(question ? [[question.text, ...question.links.map(linkLine)].join('\n')] : []),
    ['--', ...notes].join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Every sign as it is, which is what programs expect that rewrite links; none of those in an address can end the attribute. */
function hrefOf({ url }: LetterLink): string {
  return new URL(url).href.replaceAll('&', '&amp;');
}

function linkLine({ label, url }: LetterLink): string {
  return `${label}: ${url}`;
}

const font = 'font-family:-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif';
const button = 'display:inline-block;padding:11px 20px;border-radius:8px;font-weight:600;text-decoration:none';

/**
 * Styles stand at their elements, as many mail programs know no others; the sheet only has what the dark needs. Nothing is loaded
 * from anywhere, so that opening a mail tells nobody of it.
 */
export function letterHtml({ heading, lead, facts, main, question, notes }: Letter): string {
  const rows = facts.map(
    ({ label, value }) => html`<tr>
<th scope="row" class="quiet" style="padding:4px 16px 4px 0;text-align:left;vertical-align:top;font-weight:400;color:#556078;white-space:nowrap">${label}</th>
<td style="padding:4px 0;vertical-align:top;font-weight:600">${value}</td>
</tr>`,
  );
  const mainPart = main
    ? html`<p style="margin:24px 0"><a href="!${hrefOf(main)}" class="main" style="${button};background:#1f5eff;border:1px solid #1f5eff;color:#ffffff">${main.label}</a><br>
<span class="quiet" style="font-size:13px;color:#556078;word-break:break-all">${main.url}</span></p>`
    : '';
  const links = question?.links.map(
    ({ label, url }) =>
      html`<a href="!${hrefOf({ label, url })}" class="choice" style="${button};margin:0 8px 8px 0;border:1px solid #1f5eff;color:#1f5eff">${label}</a>`,
  );
  const questionPart = question
    ? html`<p style="margin:24px 0 8px">${question.text}</p>
<p style="margin:0 0 16px">!${links?.join('\n') ?? ''}</p>`
    : '';
  const notePart = notes.map((note) => html`<p style="margin:0 0 8px">${note}</p>`).join('\n');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${heading}</title>
<style>
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  .ground { background: #10151f !important; }
  .card { background: #1c2536 !important; border-color: #2c374d !important; color: #e9eef7 !important; }
  .quiet { color: #a3afc6 !important; }
  .main { background: #8fb0ff !important; border-color: #8fb0ff !important; color: #0b1020 !important; }
  .choice { border-color: #8fb0ff !important; color: #8fb0ff !important; }
}
</style>
</head>
<body class="ground" style="margin:0;padding:24px 12px;background:#eef1f7">
<div class="card" style="max-width:560px;margin:0 auto;padding:28px;background:#ffffff;border:1px solid #dde2ec;border-radius:14px;color:#17202e;${font};font-size:16px;line-height:1.5;overflow-wrap:anywhere">
<h1 style="margin:0 0 12px;font-size:22px;line-height:1.25">${heading}</h1>
<p style="margin:0 0 16px">${lead}</p>
<table style="border-collapse:collapse;font-size:16px;line-height:1.5">
!${rows.join('\n')}
</table>
!${mainPart}
!${questionPart}
<div class="quiet" style="margin-top:24px;font-size:13px;color:#556078">
!${notePart}
</div>
</div>
</body>
</html>
`;
}
