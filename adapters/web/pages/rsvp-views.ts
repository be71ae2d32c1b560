import { html } from 'ghtml';
import type { Invited } from '../../../src/core/answers.ts';
import { repetitionWords, timeWords, zoneWordsAt } from '../../../src/core/calendar/words.ts';
import type { Answer } from '../../../src/core/schedule.ts';
import type { Page } from '../../page.ts';

/** An invitation that is there, whatever can still be done with it. */
export type Known = Exclude<Invited, { readonly state: 'unknown' }>;

/** Where else the meeting can be put and entered. */
export interface MeetingLinks {
  readonly join: string;
  readonly file: string;
  readonly google: string;
  readonly outlook: string;
  /** The day of the one occurrence that it takes, of a series. */
  readonly outlookOnly?: string;
}

const labels: { readonly [answer in Answer]: string } = { yes: 'Yes, I will come', maybe: 'Maybe', no: 'No' };
const said: { readonly [answer in Answer]: string } = {
  yes: 'you will come',
  maybe: 'you may come',
  no: 'you will not come',
};

/**
 * The invitation, and a form that answers it. `suggested` is what the link in the mail was for: it only stands out, and nothing is
 * answered before a button is pressed.
 */
export function rsvpView(
  { planned, invitee, shown }: Known,
  action: string,
  links: MeetingLinks,
  { suggested, noted }: { readonly suggested?: Answer; readonly noted?: boolean } = {},
): Page {
  const { answer } = invitee;
  const now = answer ? `Your answer: ${said[answer]}.` : 'You have not answered yet.';
  const first = suggested ?? answer ?? 'yes';
  const buttons = (['yes', 'maybe', 'no'] as const).map(
    (value) =>
      html`<button name="answer" value="${value}"!${value === first && !noted ? '' : ' class="plain"'}!${value === answer ? ' aria-current="true"' : ''}>${labels[value]}</button>`,
  );
  const head =
    noted && answer
      ? html`<h1>Noted: ${said[answer]}</h1><p role="status">${planned.hostName} will hear of it. You can change it as often as you like.</p>`
      : html`<h1>Will you come?</h1>`;
  return {
    title: noted && answer ? `Noted: ${said[answer]}` : `Will you come to “${planned.title}”?`,
    body: html`
      !${head}
      !${facts({ planned, shown })}
      !${noted ? '' : html`<p>${now}</p>`}
      <form method="post" action="${action}" aria-label="!${noted ? 'Change your answer' : 'Your answer'}">
        !${buttons.join('\n')}
      </form>
      !${answer === 'no' ? '' : alsoView(links)}
      <p class="quiet">This link is yours alone, ${invitee.name}: whoever has it can answer for you.</p>`,
  };
}

/** The host looks at an invitation of their own. */
export function hostView({ planned, shown }: Known, links: MeetingLinks): Page {
  return {
    title: planned.title,
    body: html`<h1>Your own meeting</h1>!${facts({ planned, shown })}<p>You are the host: there is nothing to answer.</p>!${alsoView(links)}`,
  };
}

/** What cannot be answered any more, said plainly. */
export function closedView({ state, planned, shown }: Known): Page {
  const reasons = {
    cancelled: ['This meeting is cancelled', 'It does not take place, so there is nothing to answer.'],
    removed: [
      'You are not invited any more',
      `${planned.hostName} has taken you off the list, so there is nothing to answer.`,
    ],
    over: ['This meeting is over', 'It has taken place, so there is nothing to answer.'],
    open: ['This meeting', ''],
  } as const;
  const [title, why] = reasons[state];
  // Whoever is not invited any more is told nothing of it, not even what it is called by now.
  const about = state === 'removed' ? '' : facts({ planned, shown });
  return { title, body: html`<h1>${title}</h1>!${about}<p>${why}</p>` };
}

export function unknownView(): Page {
  return {
    title: 'No invitation here',
    body: html`<h1>No invitation here</h1>
      <p>This link leads to no invitation: it is not complete, or the meeting is not kept any more. Ask whoever invited you.</p>`,
  };
}

/** An answer that was sent by another website, or by nothing we know. */
export function refusedView(action: string): Page {
  return {
    title: 'Not answered',
    body: html`<h1>Nothing was answered</h1><p>That did not come from the page of your invitation. <a href="${action}">Open it</a> and answer there.</p>`,
  };
}

function facts({ planned, shown }: Pick<Known, 'planned' | 'shown'>): string {
  const repeats = repetitionWords(planned);
  return html`<dl class="whom">
    <dt>Meeting</dt><dd>${planned.title}</dd>
    <dt>When</dt><dd>${timeWords(planned, shown)}<br>${zoneWordsAt(planned, shown)}</dd>
    !${repeats ? html`<dt>Repeats</dt><dd>${repeats}</dd>` : ''}
    <dt>Host</dt><dd>${planned.hostName}</dd>
  </dl>`;
}

function alsoView({ join, file, google, outlook, outlookOnly }: MeetingLinks): string {
  return html`<h2>Put it in your calendar</h2>
    <ul>
      <li><a href="${google}">Google Calendar</a></li>
      <li><a href="${outlook}">Outlook${outlookOnly ? `, ${outlookOnly} only` : ''}</a></li>
      <li><a href="${file}">${outlookOnly ? 'A file with the whole series, for any calendar' : 'A file for any other calendar'}</a></li>
    </ul>
    <p><a href="${join}">Join when it begins</a></p>`;
}
