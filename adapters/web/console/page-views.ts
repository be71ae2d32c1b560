import { html } from 'ghtml';
import { isAdminLook } from '../../../src/core/commands/admin/index.ts';
import type { AdminTask } from '../../../src/core/commands/admin/task.ts';
import type { Page } from '../../page.ts';
import { formView } from './form-view.ts';
import { type Place, replyView } from './reply-view.ts';
import type { ConsoleRequest } from './store.ts';
import { pageTasks, taskNamed, titleOf } from './tasks.ts';

/** Without a session: how to get one. */
export function closedView(): Page {
  return {
    title: 'The console is closed',
    body: html`<h1>The console is closed here</h1>
      <p>It is open for half an hour at most, in the browser in which it was opened, and for whoever is connected.</p>
      <p>Ask Meetwire for a new link in your chat: <code>/meet admin console</code> in Slack and in the playground, <code>admin console</code> in Teams.</p>`,
  };
}

export function signedOutView(): Page {
  return {
    title: 'Signed out',
    body: html`<h1>Signed out</h1><p>The console is closed in this browser. What you did stays done.</p>
      <p class="quiet">To open it again, ask Meetwire for <code>admin console</code> in your chat.</p>`,
  };
}

export function unknownView(): { readonly title: string; readonly body: string } {
  return {
    title: 'Not found',
    body: html`<section class="card"><h1>There is no such page</h1><p>It may belong to a console that is closed. <a href="/admin">Back to the overview</a></p></section>`,
  };
}

/** Where a page could not be shown at all. */
export function failedView(status: number): Page {
  const [title, text] = failures[status] ?? (status < 500 ? failures.other : failures.ours);
  return {
    title,
    body: html`<h1>${title}</h1><p>${text}</p><p><a class="button plain" href="/admin">Back to the overview</a></p>`,
  };
}

const ours = [
  'Something went wrong on our side',
  'Nothing was changed by this page. Try it again in a moment.',
] as const;
const other = [
  'That was not right',
  'The page sent something that is not understood here. Go back, load it again, and try once more.',
] as const;
const failures: Readonly<Record<number, readonly [title: string, text: string]>> & {
  readonly ours: typeof ours;
  readonly other: typeof other;
} = {
  ours,
  other,
  413: ['That file is too large', 'A file has up to 20 MB. Nothing was done with it.'],
  429: ['That was a lot', 'There were so many pages within a minute that some have to wait. Try it again in a moment.'],
};

/** The heading of what was answered, for the title of the page. */
export function headingOf({ now, messages, task, line }: ConsoleRequest): string {
  const last = messages.at(-1)?.reply ?? now?.reply;
  const known = now?.form?.title ?? last?.card?.title;
  if (now?.errors && now.form) return `Not right yet: ${now.form.title}`;
  return known ?? titleOfTask(task) ?? line;
}

function titleOfTask(word: string): string | undefined {
  const task = taskNamed(word);
  return task && titleOf(task);
}

/** What was answered. While there may be more to come, the page looks again by itself where it can. */
export function answerView(request: ConsoleRequest, place: Omit<Place, 'requestId'>, level: 0 | 1 | 2 = 1): string {
  const { now, id } = request;
  const here = { ...place, requestId: id };
  // How far something is, or a way to sign in for it, is of no use any more once something else was said.
  const messages = request.messages.filter(
    ({ reply }, index, all) => index === all.length - 1 || (reply.card?.tone !== 'live' && !reply.signIn),
  );
  if (messages.length > 0) {
    const shown = messages.map((message, index) => replyView(message, here, index === 0 ? level : 2)).join('');
    return messages.at(-1)?.reply.card?.tone === 'live' ? again(id, shown) : shown;
  }
  if (now?.form) return formView(now.form, now.errors ?? now.form.errors ?? {}, here, level);
  if (now?.errors)
    return html`<section class="card"><h1>Not right yet</h1><ul>!${Object.values(now.errors)
      .map((text) => html`<li>${text}</li>`)
      .join('')}</ul></section>`;
  if (now?.reply) return replyView({ id: '', reply: now.reply }, here, level);
  return again(
    id,
    html`<section class="card"><h1>Still working</h1><p class="said">This takes longer than usual. It goes on, whether you wait here or not.</p></section>`,
  );
}

function again(id: string, shown: string): string {
  const address = `/admin/answer/${id}`;
  return html`<div data-again="${address}" role="status">!${shown}</div><p><a class="button plain" href="${address}">Look again</a></p>`;
}

/** The way to all of it. */
export function backView(task: AdminTask): string {
  return html`<p class="back"><a href="/admin/${task.word}">${titleOf(task)}</a></p>`;
}

/** Above the answer: where to look for something, and where a file goes. */
export function toolsView(task: AdminTask, words: string, formToken: string): string {
  const { search, file, word } = task;
  const label = `${word}-search`;
  const isLook = search && isAdminLook(`${word} ${search.line('somebody')}`);
  const target = isLook
    ? html`method="get" action="/admin/${word}"`
    : html`method="post" action="/admin/${word}/search"`;
  const looking = search
    ? html`<form class="search" !${target} role="search"><label for="${label}">${search.label}</label>
      <input id="${label}" name="q" type="search" value="${words}" maxlength="200" required autocomplete="off"><button class="primary">Search</button>
      !${isLook ? '' : html`<input type="hidden" name="form_token" value="${formToken}">`}</form>`
    : '';
  const sending = file
    ? html`<details class="file"><summary>${file.label}</summary>
      <form method="post" action="/admin/${word}/file" enctype="multipart/form-data">
        <input type="hidden" name="form_token" value="${formToken}">
        <label for="file">File</label><p class="hint" id="file-hint">${file.hint}</p>
        <input id="file" name="file" type="file" required accept="${file.endings.join(',')}" aria-describedby="file-hint">
        <div class="actions"><button class="primary">Send the file</button></div>
      </form></details>`
    : '';
  return looking + sending;
}

/** All tasks, after what waits. */
export function overviewView(workspaceName: string, waiting: string): string {
  const tasks = pageTasks.map(
    (task) =>
      html`<li><a href="/admin/${task.word}"><strong>${titleOf(task)}</strong> <span>${task.summary}</span></a></li>`,
  );
  return html`<h1>${workspaceName}</h1>!${waiting}<h2>What you can do</h2><ul class="tasks">!${tasks.join('')}</ul>`;
}
