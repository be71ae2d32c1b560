import { html } from 'ghtml';
import type { LinkSubject } from '../../../src/core/linking.ts';
import type { Page } from '../../page.ts';
import { type FormTarget, problemPart, whom } from './link-views.ts';

/** What links to files are for. */
export const filePurposes = ['audit', 'usage', 'import'] as const;
export type FilePurpose = (typeof filePurposes)[number];

const words: Readonly<
  Record<FilePurpose, { readonly title: string; heading(workspaceName: string): string; readonly about: string }>
> = {
  audit: {
    title: 'The audit',
    heading: (workspaceName) => `Save the audit of ${workspaceName}`,
    about:
      'The file has a line for each thing that was done here: when, by whom, to what, how it was asked for, what it was before and after, and what came of it. Times are in UTC.',
  },
  usage: {
    title: 'The use of meetings',
    heading: () => 'Save the use of meetings',
    about:
      'The file has a line for each meeting of the days that you asked for: when it began and ended, how many minutes it took, who hosted it, for which customer, and how much was recorded. Times are in UTC.',
  },
  import: {
    title: 'The result of an import',
    heading: () => 'Save the result of an import',
    about:
      'The file has a line for each row: what it was to be, what became of it and, where it was not taken, why. Rows can be mended in it, and the file imported again.',
  },
};

/** What a proven browser is shown: two buttons, and nothing of what they lead to. */
export function fileView(purpose: FilePurpose) {
  const { title, heading, about } = words[purpose];
  return (subject: LinkSubject, target: FormTarget, { problem }: { readonly problem?: string } = {}): Page => ({
    title: problem ? `Problem: ${title.toLowerCase()}` : title,
    body: html`
      <h1>${heading(subject.workspaceName)}</h1>
      !${whom(subject)}
      !${problemPart(problem)}
      <p>${about}</p>
      <form method="post" action="${target.action}/${purpose}">
        <input type="hidden" name="form_token" value="${target.formToken}">
        <button name="format" value="csv">Download for a spreadsheet (CSV)</button>
        <button name="format" value="jsonl">Download for a program (JSON lines)</button>
      </form>
      <p class="quiet">This works once${purpose === 'import' ? '' : ', and is itself a line of the audit'}. To save it again, ask in your chat for a new link.</p>`,
  });
}
