import { html } from 'ghtml';
import type { LinkPage } from '../../../src/core/linking.ts';
import type { ProvenPerson } from '../../adapter.ts';
import type { Page } from '../../page.ts';
import { whom } from './link-views.ts';

/** The browser has still to be proven. Without a code in it, no code is offered. */
type Unproven = Extract<LinkPage, { step: 'code' }>;

/** Where the platform's identity provider can say who this is: that, or a code instead. */
export function proofView(subject: Unproven, provider: string, action: string): Page {
  return {
    title: 'Show that it is you',
    body: html`
      <h1>Show that it is you</h1>
      !${whom(subject)}
      <p>Sign in to ${provider} as this person. Meetwire learns who you are there, and nothing else.</p>
      <p><a class="button" href="${action}/proof">Sign in with ${provider}</a></p>
      !${codeInstead(subject, action)}`,
  };
}

/** Somebody else is signed in at the provider: who came, who is expected, and what to do. */
export function strangerView(subject: Unproven, provider: string, came: ProvenPerson, action: string): Page {
  const where = came.workspaceName ? ` in ${came.workspaceName}` : '';
  return {
    title: 'That is somebody else',
    body: html`
      <h1>That is somebody else</h1>
      <p class="problem" role="alert">You are signed in to ${provider} as ${came.name}${where}. This link is for somebody else:</p>
      !${whom(subject)}
      <p>Nothing was connected, and the link can still be used.</p>
      <p><strong>Is this you, too?</strong> Then choose the other account or workspace in ${provider}, and try again.</p>
      <p><a class="button" href="${action}/proof?another">Try again with ${provider}</a></p>
      !${codeInstead(subject, action)}
      <p class="warning"><strong>Is this not you?</strong> Then close this page: somebody sent you a link of theirs.</p>`,
  };
}

export function proofProblemView(
  subject: Unproven,
  provider: string,
  kind: 'unreachable' | 'refused',
  action: string,
): Page {
  const said =
    kind === 'unreachable'
      ? `${provider} cannot be reached just now.`
      : `What came back from ${provider} was not right, so it does not count.`;
  return {
    title: `Problem: sign in with ${provider}`,
    body: html`
      <h1>Show that it is you</h1>
      <p class="problem" role="alert">${said} Try again${subject.code ? ', or use a code instead' : ''}.</p>
      !${whom(subject)}
      <p><a class="button" href="${action}/proof">Sign in with ${provider}</a></p>
      !${codeInstead(subject, action)}`,
  };
}

/** An answer of a provider to which no question of this browser fits. */
export function strayView(): Page {
  return {
    title: 'This did not begin here',
    body: html`<h1>This did not begin here</h1><p>Nothing was connected. That sign-in was begun in another browser, was finished before, or took longer than 10 minutes. Open the link in your chat again.</p>`,
  };
}

function codeInstead({ code }: Unproven, action: string): string {
  return code === undefined
    ? ''
    : html`<p><a class="button plain" href="${action}?with=code">Use a code instead</a></p>`;
}
