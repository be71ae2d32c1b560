import { html } from 'ghtml';
import { fullNameOf } from '../caller.ts';
import type { Entry } from '../journal.ts';
import type { Branch, Overview } from '../overview.ts';
import { type Dialect, type Switch, switches } from '../switches.ts';

/** What the page at the root is made of. */
export interface OverviewPage {
  readonly prefix: string;
  readonly overview: Overview;
  readonly requests: readonly Entry[];
  readonly dialect: Dialect;
  /** Where the API begins, as a client is told. */
  readonly baseUrl: string;
  readonly apiId: string;
  readonly password: string;
  /** The emails of those whom the seed has: only of them the password is known. */
  readonly seeded: ReadonlySet<string>;
  readonly now: Date;
  readonly refreshing: boolean;
  /** What was wrong with the switches that were just sent. */
  readonly problem: string;
}

export function overviewView(page: OverviewPage): string {
  const { prefix, overview, requests, refreshing } = page;
  const link = refreshing
    ? html`<a href="${prefix}/">Stop refreshing</a>`
    : html`<a href="${prefix}/?refresh=1">Refresh every 5 seconds</a>`;
  return html`<header><h1>Sandbox</h1><p class="quiet">A stand-in for the UCaaS API. !${link}</p></header>
    !${call(page)}
    <div class="columns">
      <section aria-labelledby="accounts"><h2 id="accounts">Accounts</h2>!${accounts(page)}</section>
      <div>
        <section aria-labelledby="live"><h2 id="live">Live sessions</h2>!${live(page)}</section>
        <section aria-labelledby="mails"><h2 id="mails">Mailbox</h2>!${mails(overview, page.now)}</section>
      </div>
    </div>
    <section aria-labelledby="requests"><h2 id="requests">Last requests</h2>!${requestTable(requests)}</section>
    <section aria-labelledby="switches"><h2 id="switches">Switches</h2>!${switchForm(page)}</section>`;
}

function call({ baseUrl, apiId, password, seeded, overview }: OverviewPage): string {
  const user = firstUser(overview.roots, seeded);
  const login = `curl ${inShell(`${baseUrl}/login`)} -H 'Content-Type: application/json' -H ${inShell(`X-Api-Id: ${apiId}`)} \\
  -d ${inShell(JSON.stringify({ email: user?.email, password }))}`;
  const how = user
    ? html`<pre tabindex="0" aria-label="A sign-in with curl"><code>${login}</code></pre>`
    : html`<p class="quiet">The accounts are those of an earlier start, with passwords of their own.</p>`;
  const known = user
    ? html`<div><dt>X-Api-Id</dt><dd><code>${apiId}</code></dd></div>
      <div><dt>Password of everybody</dt><dd><code>${password}</code></dd></div>`
    : '';
  return html`<section aria-labelledby="call"><h2 id="call">Call it</h2>
    <dl><div><dt>Base URL</dt><dd><code>${baseUrl}</code></dd></div>!${known}</dl>!${how}</section>`;
}

function accounts({ overview: { roots, left }, prefix }: OverviewPage): string {
  if (roots.length === 0) return '<p class="empty">Nobody is here.</p>';
  const hidden = [
    left.organisations > 0 ? `${left.organisations} more organisations` : '',
    left.people > 0 ? `${left.people} more people` : '',
  ].filter(Boolean);
  const more = hidden.length > 0 ? html`<p class="quiet">And ${hidden.join(' and ')}: ask the API for them.</p>` : '';
  return `<ul class="tree">${roots.map((one) => branch(one, prefix)).join('')}</ul>${more}`;
}

function branch({ organisation, people, plans, apiIds, below }: Branch, prefix: string): string {
  const kind = { T: 'tenant', R: 'reseller', C: 'customer' }[organisation.type];
  const held = plans.map(({ name, seats, active }) => `${name}, ${seats} seats${active ? '' : ' (not active)'}`);
  const notes = [kind, organisation.status === 'S' ? 'suspended' : '', ...held].filter(Boolean).join(' · ');
  const ids = apiIds.map((id) => html` · API id <code>${id}</code>`).join('');
  return html`<li><p class="organisation"><strong>${organisation.name}</strong> <span class="quiet">${notes}!${ids}</span></p>
    <ul>!${people.map((one) => person(one, prefix)).join('')}!${below.map((one) => branch(one, prefix)).join('')}</ul></li>`;
}

function person(who: Branch['people'][number], prefix: string): string {
  const notes = [who.role === 'user' ? '' : who.role, who.status === 'S' ? 'suspended' : ''].filter(Boolean).join(', ');
  const name = fullNameOf(who);
  const room = (id: string | undefined, label: string) =>
    id === undefined ? '' : html`<a href="${prefix}/join/${id}" aria-label="${label} of ${name}">${label}</a>`;
  return html`<li class="person"><span>${name}</span> <code>${who.email}</code> <span class="quiet">${notes}</span>
    <span class="rooms">!${room(who.meetingRoomId, 'Room')} !${room(who.webinarRoomId, 'Webinar room')}</span></li>`;
}

function live({ overview, prefix, now }: OverviewPage): string {
  if (overview.live.length === 0)
    return '<p class="empty">Nobody is in a room. Open one from the accounts to enter it.</p>';
  const rows = overview.live.map(
    (one) => html`<li><div><a href="${prefix}/join/${one.roomId}">${one.roomName}</a>
      <span class="quiet">hosted by ${one.hostName}, for ${ago(one.since, now)}${one.locked ? ', locked' : ''}</span><br>
      ${one.inside.join(', ')}</div></li>`,
  );
  return `<ul>${rows.join('')}</ul>`;
}

function mails({ mails: found }: Overview, now: Date): string {
  if (found.length === 0) return '<p class="empty">No mail. Invitations, cancellations and reset keys come here.</p>';
  const rows = found.map(
    (
      one,
    ) => html`<li><details><summary>${one.subject} <span class="quiet">to ${one.to}, ${ago(one.sentAt, now)} ago</span></summary>
      <p>${one.body}</p></details></li>`,
  );
  return `<ul>${rows.join('')}</ul>`;
}

function requestTable(requests: readonly Entry[]): string {
  if (requests.length === 0) return '<p class="empty">Nobody has called the API since it started.</p>';
  const rows = requests.map(
    (one) => html`<tr class="${one.result === 1 ? '' : 'refused'}"><td>${one.at.toISOString().slice(11, 19)}</td>
      <td>${one.method}</td><td><code>${one.path}</code></td><td>${one.caller ?? ''}</td><td>${one.status}</td>
      <td>${one.result ?? ''}</td><td>${one.milliseconds} ms</td><td>${one.fault ?? ''}</td></tr>`,
  );
  return `<div class="scroll" tabindex="0" role="region" aria-labelledby="requests"><table>
    <thead><tr>${['Time (UTC)', 'Method', 'Path', 'Caller', 'Status', 'Result', 'Took', 'Fault'].map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>
    <tbody>${rows.join('')}</tbody></table></div>`;
}

function switchForm({ prefix, dialect, problem }: OverviewPage): string {
  return html`<p class="quiet">How the API speaks where its documentation allows more than one reading, and what goes wrong on purpose.</p>
    <form method="post" action="${prefix}/switches" class="switches">
      !${switches.map((one) => switchField(one, dialect)).join('')}
      <p class="problem" role="alert">${problem}</p><button>Set the switches</button></form>`;
}

function switchField({ name, description, choices, several }: Switch, dialect: Dialect): string {
  const value = dialect[name];
  if (several) {
    const boxes = choices.map(
      (choice) =>
        html`<label class="choice"><input type="checkbox" name="${name}" value="${choice}"!${[value].flat().includes(choice as never) ? ' checked' : ''}> ${choice}</label>`,
    );
    return html`<fieldset><legend><code>${name}</code> ${description}</legend>
      <input type="hidden" name="${name}" value="">!${boxes.join('')}</fieldset>`;
  }
  const options = choices.map((choice) => html`<option!${choice === value ? ' selected' : ''}>${choice}</option>`);
  const field =
    choices.length > 0
      ? html`<select id="${name}" name="${name}">!${options.join('')}</select>`
      : html`<input id="${name}" name="${name}" value="${String(value)}" inputmode="decimal">`;
  return html`<div class="field"><label for="${name}"><code>${name}</code> ${description}</label>!${field}</div>`;
}

function firstUser(branches: readonly Branch[], seeded: ReadonlySet<string>): Branch['people'][number] | undefined {
  for (const { people, below } of branches) {
    const known = people.filter(({ email }) => seeded.has(email));
    const found = known.find(({ role }) => role === 'user') ?? firstUser(below, seeded) ?? known[0];
    if (found) return found;
  }
  return undefined;
}

/** One word of a POSIX shell, whatever is in it. */
function inShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** How long ago, in the largest unit that fits. */
function ago(then: Date, now: Date): string {
  const seconds = Math.max(0, Math.round((now.getTime() - then.getTime()) / 1_000));
  if (seconds < 60) return `${seconds}\u00A0s`;
  return seconds < 3_600 ? `${Math.floor(seconds / 60)}\u00A0min` : `${Math.floor(seconds / 3_600)}\u00A0h`;
}
