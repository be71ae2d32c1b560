import { html } from 'ghtml';
import type { Door } from '../attendance.ts';

type Person = Door['inside'][number];
type Poll = Door['openPolls'][number];

/** A room from outside, with a form to enter, or from inside. */
export function doorView(
  door: Door,
  { action, me, problem, ...coming }: Coming & { action: string; me?: string; problem: string },
): string {
  const inside = door.inside.find(({ id }) => id === me);
  return html`!${heading(door)}
    <section aria-labelledby="people">
      <h2 id="people">${peopleHeading(door.inside.length)}</h2>
      !${people(door, me)}
    </section>
    !${inside ? door.openPolls.map((poll) => pollForm(action, inside, poll)).join('') : ''}
    !${inside ? leaveForm(action, inside, problem) : enterForm(action, problem, coming)}`;
}

/** Somebody waits to be let in; the page asks again by itself. */
export function waitingView(door: Door, name: string): string {
  return html`!${heading(door)}
    <section><h2>Waiting to be let in</h2>
      <p class="in" role="status">${name}, ${door.hostName} has been told that you are here. This page lets you in by itself.</p></section>`;
}

export function turnedAwayView(door: Door): string {
  return html`!${heading(door)}
    <section><h2>You were not let in</h2>
      <p class="in" role="status">${door.hostName} has turned this request away. If that was a mistake, write to the host.</p></section>`;
}

export function noRoomView(): string {
  return html`<h1>No such room</h1>
    <p>This link leads nowhere: the meeting may have been cancelled. Ask the host for a new one.</p>`;
}

function heading({ room, hostName, locked }: Door): string {
  const kind = room.appType === 'wb' ? 'Webinar' : 'Meeting';
  return html`<p class="kind">${kind}, hosted by ${hostName}${locked ? ' · locked' : ''}</p><h1>${room.roomName}</h1>`;
}

function people(door: Door, me: string | undefined): string {
  if (door.inside.length === 0) return '<p class="empty">Nobody is here yet.</p>';
  const rows = door.inside.map((one) => {
    const notes = [one.id === me ? 'you' : '', one.role === 'moderator' ? 'host' : '', one.muted ? 'muted' : ''];
    return html`<li><span class="face" aria-hidden="true">${initials(one.name)}</span> ${one.name} <small>${notes.filter(Boolean).join(', ')}</small></li>`;
  });
  return `<ul>${rows.join('')}</ul>`;
}

/** Who is led here, as far as whoever leads them knows. */
interface Coming {
  /** What they are called; they may change it. */
  readonly name?: string;
  /** With which they go in as `as`. */
  readonly token?: string;
  readonly as?: { readonly name: string; readonly role: 'moderator' | 'participant' };
}

function enterForm(action: string, problem: string, { name = '', token, as }: Coming): string {
  if (as && token !== undefined)
    return html`<form method="post" action="${action}/enter">
    <p class="in">You go in as <strong>${as.name}</strong>${as.role === 'moderator' ? ', the host' : ''}.</p>
    <input type="hidden" name="token" value="${token}">
    <p id="problem" class="problem" role="alert">${problem}</p>
    <button>Enter</button>
  </form>`;
  return html`<form method="post" action="${action}/enter">
    <label for="name">Your name</label>
    <input id="name" name="name" required maxlength="80" autocomplete="name" aria-describedby="problem" value="${name}">
    <details><summary>I have a PIN</summary>
      <label for="pin">PIN of host or participants</label>
      <input id="pin" name="pin" inputmode="numeric" maxlength="40" autocomplete="off"></details>
    <p id="problem" class="problem" role="alert">${problem}</p>
    <button>Enter</button>
  </form>`;
}

function leaveForm(action: string, { id, name }: Person, problem: string): string {
  return html`<form method="post" action="${action}/leave">
    <p class="in">You are in as <strong>${name}</strong>. A real service would show your video here.</p>
    <p class="problem" role="alert">${problem}</p>
    <input type="hidden" name="participant" value="${id}">
    <button class="leave">Leave</button>
  </form>`;
}

function pollForm(action: string, { id }: Person, poll: Poll): string {
  const options = poll.options.map(
    (option, index) => html`<button name="option" value="${index}" class="option">${option}</button>`,
  );
  return html`<form method="post" action="${action}/vote">
    <h2>${poll.question}</h2>
    <input type="hidden" name="participant" value="${id}"><input type="hidden" name="poll" value="${poll.pollId}">
    !${options.join('')}
  </form>`;
}

function peopleHeading(count: number): string {
  if (count === 0) return 'Waiting for the first one';
  return count === 1 ? '1 person is in' : `${count} people are in`;
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
}
