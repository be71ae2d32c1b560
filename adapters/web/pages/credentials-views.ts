import { html } from 'ghtml';
import type { LinkSubject } from '../../../src/core/linking.ts';
import type { Page } from '../../page.ts';
import { described, type FormTarget, problemPart, whom } from './link-views.ts';

export function credentialsView(
  subject: LinkSubject,
  target: FormTarget,
  filled: { readonly problem?: string; readonly apiId?: string } = {},
): Page {
  return {
    title: filled.problem ? 'Problem: API credentials' : 'API credentials',
    body: html`
      <h1>API credentials of your customer</h1>
      !${whom(subject)}
      !${problemPart(filled.problem)}
      <form method="post" action="${target.action}/credentials">
        <input type="hidden" name="form_token" value="${target.formToken}">
        <label for="api_id">API id</label>
        <input id="api_id" name="api_id" required maxlength="200" autocomplete="off" spellcheck="false" value="${filled.apiId ?? ''}"!${described(filled.problem)}>
        <label for="api_key">API key</label>
        <input id="api_key" name="api_key" type="password" required maxlength="1000" autocomplete="off"!${described(filled.problem)}>
        <button>Try and save</button>
      </form>
      <p class="quiet">Both stand in the portal of the meeting service, under Developers / API Access. They are tried at once, and the key is kept encrypted, until this workspace is unbound.</p>`,
  };
}

export function credentialsDoneView(customerName: string): Page {
  return {
    title: 'Saved',
    body: html`
      <h1>Saved</h1>
      <p>The credentials of <strong>${customerName}</strong> were tried and work. Go back to your chat: nobody there has to sign in again.</p>`,
  };
}
