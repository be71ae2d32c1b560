import { html } from 'ghtml';
import type { LinkSubject } from '../../../src/core/linking.ts';
import type { Page } from '../../page.ts';
import { type FormTarget, problemPart, whom } from './link-views.ts';

/** What a proven browser is shown: two buttons, and nothing of what they lead to. */
export function auditView(
  subject: LinkSubject,
  target: FormTarget,
  { problem }: { readonly problem?: string } = {},
): Page {
  return {
    title: problem ? 'Problem: the audit' : 'The audit',
    body: html`
      <h1>Save the audit of ${subject.workspaceName}</h1>
      !${whom(subject)}
      !${problemPart(problem)}
      <p>The file has a line for each thing that was done here: when, by whom, to what, how it was asked for, what it was before and after, and what came of it. Times are in UTC.</p>
      <form method="post" action="${target.action}/audit">
        <input type="hidden" name="form_token" value="${target.formToken}">
        <button name="format" value="csv">Download for a spreadsheet (CSV)</button>
        <button name="format" value="jsonl">Download for a program (JSON lines)</button>
      </form>
      <p class="quiet">This works once, and is itself a line of the audit. To save it again, ask in your chat for a new link.</p>`,
  };
}
