import { html } from 'ghtml';
import type { Platform } from '../../../src/core/invocation.ts';
import type { LinkPage, LinkSubject } from '../../../src/core/linking.ts';
import type { TicketPurpose } from '../../../src/core/stores.ts';
import type { Page } from '../../page.ts';

const platformName: Record<Platform, string> = { slack: 'Slack', teams: 'Microsoft Teams', web: 'the playground' };

/** What a form needs to come back: where to, and the token that binds it to this browser. */
export interface FormTarget {
  readonly action: string;
  readonly formToken: string;
}

/** What a link is for, and what comes next: read before anything is pressed. */
const purposeText: Record<TicketPurpose, { title: string; heading: string; next: string; askedBy: string }> = {
  sign_in: {
    title: 'Connect your account',
    heading: 'Connect your meeting account',
    next: 'Next, you sign in to your meeting account. It is then used for what this person asks Meetwire to do, until they disconnect it.',
    askedBy: 'connect',
  },
  credentials: {
    title: 'API credentials',
    heading: 'Give the API credentials of your customer',
    next: 'Next, you give the credentials that this workspace uses at the meeting service. They are tried at once, and kept encrypted.',
    askedBy: 'admin setup',
  },
  data: {
    title: 'Your data',
    heading: 'Save what is kept of you',
    next: 'Next, you can download everything that is kept of this person here. Nothing is changed by it.',
    askedBy: 'forget me',
  },
  audit: {
    title: 'The audit',
    heading: 'Save the audit of this workspace',
    next: 'Next, you can download what was done in this workspace, and by whom.',
    askedBy: 'admin audit',
  },
  browser: {
    title: 'This browser',
    heading: 'Have this browser recognised',
    next: 'Next, this browser is recognised as that of this person, and goes into meetings under that name.',
    askedBy: 'browser',
  },
  usage: {
    title: 'The use of meetings',
    heading: 'Save the use of meetings',
    next: 'Next, you can download how much meetings are used by those whom you look after.',
    askedBy: 'admin reports export',
  },
  import: {
    title: 'The result of an import',
    heading: 'Save the result of an import',
    next: 'Next, you can download what became of each row.',
    askedBy: 'admin users import',
  },
  console: {
    title: 'The console',
    heading: 'Open the console of this workspace',
    next: 'Next, you can look after users, requests and all the rest in this browser, for half an hour, with the rights that you have in the chat.',
    askedBy: 'admin console',
  },
};

export function beginView(subject: LinkSubject, target: FormTarget): Page {
  const { title, heading, next } = purposeText[subject.purpose];
  return {
    title,
    script: 'once.js',
    body: html`
      <h1>${heading}</h1>
      !${whom(subject)}
      <p>${next}</p>
      <p class="warning"><strong>Is this not you?</strong> Then close this page: somebody sent you a link of theirs.</p>
      !${form(target, 'Continue')}`,
  };
}

/** `provider`: the identity provider that may be asked instead, one page back. */
export function codeView(subject: LinkSubject, code: string, target: FormTarget, provider?: string): Page {
  const stay = provider ? '<input type="hidden" name="with" value="code">' : '';
  const otherWay = provider ? html`<p><a href="${target.action}">Sign in with ${provider} instead</a></p>` : '';
  const where = subject.platform === 'web' ? 'in the playground' : `in ${platformName[subject.platform]}`;
  return {
    title: 'Show that it is you',
    script: 'link.js',
    body: html`
      <h1>Show that it is you</h1>
      !${whom(subject)}
      <p>Open your direct messages with <strong>Meetwire</strong> ${where} and send this code there:</p>
      <p class="code"><span class="spoken">${[...code].join(' ')}</span><span aria-hidden="true">${code.slice(0, 3)} ${code.slice(3)}</span></p>
      <p>Never give the code to anybody, not even to an administrator: nobody but you has to type it.</p>
      <p role="status" class="quiet" id="waiting">This page goes on once the code has arrived.</p>
      <form method="get" action="${target.action}">!${stay}<button class="plain">I have sent it</button></form>
      !${otherWay}`,
  };
}

export function signInView(
  subject: LinkSubject,
  target: FormTarget,
  filled: { email?: string; problem?: string } = {},
): Page {
  const stay = subject.mayStay
    ? html`<label class="choice" for="stay"><input id="stay" name="stay" type="checkbox" value="yes" aria-describedby="stay-about"> Stay signed in</label>
        <p class="quiet" id="stay-about">Then the password is kept, encrypted, until you disconnect or have not used it for 30 days, a year at most, and you are not asked again every 15 minutes.</p>`
    : '';
  return {
    title: filled.problem ? 'Problem: sign in' : 'Sign in',
    script: 'once.js',
    body: html`
      <h1>Sign in to your meeting account</h1>
      !${whom(subject)}
      !${problemPart(filled.problem)}
      <form method="post" action="${target.action}/sign-in">
        <input type="hidden" name="form_token" value="${target.formToken}">
        <label for="email">Email address of your meeting account</label>
        <input id="email" name="email" type="email" required maxlength="254" autocomplete="username" value="${filled.email ?? subject.personEmail ?? ''}"!${described(filled.problem)}>
        <label for="password">Password</label>
        <input id="password" name="password" type="password" required maxlength="1000" autocomplete="current-password"!${described(filled.problem)}>
        !${stay}
        <button>Sign in and connect</button>
      </form>
      <p class="quiet">The password goes to the meeting service once and is not kept${subject.mayStay ? ', unless you stay signed in' : ''}.</p>`,
  };
}

export function doneView(
  subject: LinkSubject,
  {
    accountName,
    email,
    hasConsole,
  }: { readonly accountName: string; readonly email: string; readonly hasConsole: boolean },
): Page {
  const { personEmail } = subject;
  const other =
    personEmail !== undefined && personEmail.toLowerCase() !== email.toLowerCase()
      ? html`<p class="warning">Its email address is not the one of the chat person, which is ${personEmail}. If that is not what you want, disconnect it again.</p>`
      : '';
  const back =
    subject.platform === 'web' ? '<p><a class="button" href="/playground">Back to the playground</a></p>' : '';
  return {
    title: 'Connected',
    body: html`
      <h1>Connected</h1>
      <p><strong>${subject.personName}</strong> in ${subject.workspaceName} now acts as <strong>${accountName}</strong> (${email}).</p>
      !${other}
      <p>Go back to your chat: what you asked for goes on there by itself. To undo this, type <code>disconnect</code> after the command.</p>
      !${hasConsole ? '<p><a class="button" href="/admin">Back to the console</a></p>' : ''}
      !${back}`,
  };
}

const goneText: Record<Extract<LinkPage, { step: 'gone' }>['reason'], [title: string, text: string]> = {
  unknown: ['This link is not known', 'It may have been cut off when it was copied.'],
  expired: ['This link has expired', 'A link works for 10 minutes, and its code for 5.'],
  used: ['This link has been used', 'Each link works once.'],
  other_browser: [
    'This link was opened elsewhere',
    'It only goes on in the browser that opened it first. If that was not you, do not type any code into your chat.',
  ],
  too_many_tries: ['This link is closed', 'There were too many wrong tries.'],
};

/** Too many wrong codes over several links, and no other proof to be had. */
export function noCodeView(subject: LinkSubject): Page {
  return {
    title: 'Too many wrong codes',
    body: html`<h1>Too many wrong codes</h1>!${whom(subject)}<p>So many wrong codes were typed in the chat of this person that none is accepted for the next hour. Ask for a new link then.</p>`,
  };
}

export function goneView(
  { reason, purpose = 'sign_in', canBeSentAgain }: Extract<LinkPage, { step: 'gone' }>,
  another: string,
): Page {
  const [title, text] = goneText[reason];
  const { askedBy } = purposeText[purpose];
  const offer = canBeSentAgain
    ? html`<form method="post" action="${another}"><button>Send me a new link in the chat</button></form>`
    : html`<p>Ask Meetwire for a new one in your chat: <code>/meet ${askedBy}</code> in Slack and in the playground, <code>${askedBy}</code> in Teams.</p>`;
  return { title, body: html`<h1>${title}</h1><p>${text}</p>!${offer}` };
}

export function sentView(): Page {
  return {
    title: 'Look into your chat',
    body: html`<h1>Look into your chat</h1><p>Meetwire has sent a new link there, to the person whom this one was for. What you asked for goes on from there.</p>`,
  };
}

export function forgedView(): Page {
  return {
    title: 'That did not come from this page',
    body: html`<h1>That did not come from this page</h1><p>Cookies may be switched off, or another website sent you here. Open the link in your chat again.</p>`,
  };
}

/** Always before anything is asked for: who will be linked, in which workspace. */
export function whom({ personName, workspaceName, platform }: LinkSubject): string {
  return html`<dl class="whom">
    <dt>Chat person</dt><dd>${personName}</dd>
    <dt>Workspace</dt><dd>${platform === 'web' ? workspaceName : `${workspaceName}, on ${platformName[platform]}`}</dd>
  </dl>`;
}

function form({ action, formToken }: FormTarget, label: string): string {
  return html`<form method="post" action="${action}"><input type="hidden" name="form_token" value="${formToken}"><button>${label}</button></form>`;
}

/** What went wrong with a form, above it. */
export function problemPart(problem: string | undefined): string {
  return problem ? html`<p class="problem" role="alert" id="problem" tabindex="-1" autofocus>${problem}</p>` : '';
}

export function described(problem: string | undefined): string {
  return problem ? ' aria-invalid="true" aria-describedby="problem"' : '';
}
