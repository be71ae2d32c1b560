import { html } from 'ghtml';
import type { LinkSubject } from '../../../src/core/linking.ts';
import type { Page } from '../../page.ts';
import { type FormTarget, whom } from '../pages/link-views.ts';

/** What a proven browser is shown: one button. */
export function openingView(subject: LinkSubject, target: FormTarget): Page {
  return {
    title: 'The console',
    script: 'once.js',
    body: html`
      <h1>Open the console of ${subject.workspaceName}</h1>
      !${whom(subject)}
      <p>It is open in this browser for half an hour, or until you sign out. Do not open it on a computer that others use after you.</p>
      <form method="post" action="${target.action}/console">
        <input type="hidden" name="form_token" value="${target.formToken}">
        <button>Open the console</button>
      </form>
      <p class="quiet">You have the rights there that you have in the chat. What you do is written into the audit.</p>`,
  };
}
