import { createHash, randomUUID } from 'node:crypto';
import { html } from 'ghtml';
import { type Button, type Card, type Fact, type Reply, type RunButton, signInUrl } from '../../../src/core/reply.ts';
import { chartView } from './chart-view.ts';
import type { Reader } from './sessions.ts';
import { addressOf } from './tasks.ts';
import { textView } from './text-view.ts';

/** What the buttons of an answer need to come back. */
export interface Place {
  readonly sessionId: string;
  readonly requestId: string;
  readonly formToken: string;
  readonly reader: Reader;
}

/** One answer. `level` is that of its heading: 1 where the page is about it, 0 where the page says it already. */
export function replyView(
  { id, reply: { card, text } }: { readonly id: string; readonly reply: Reply },
  place: Place,
  level: 0 | 1 | 2,
): string {
  if (!card) return html`<section class="card"><p>!${textView(text, place.reader)}</p></section>`;
  const { title, tone, body = text, facts = [], charts = [], footnote = [] } = card;
  const heading = level === 0 ? '' : level === 1 ? html`<h1>${title}</h1>` : html`<h2>${title}</h2>`;
  // Where what is listed can be opened, nobody has to be told what to type for it.
  const isHint = facts.some(({ look }) => look) && footnote.some((part) => typeof part === 'object' && 'typed' in part);
  return html`<section class="card ${tone}">
    !${heading}
    <p class="said">!${textView(body, place.reader)}</p>
    !${factsView(facts, place.reader)}
    !${charts.map(chartView).join('')}
    !${buttonsView(card, id, place)}
    !${footnote.length > 0 && !isHint ? html`<p class="quiet">!${textView(footnote, place.reader)}</p>` : ''}
  </section>`;
}

function factsView(facts: readonly Fact[], reader: Reader): string {
  if (facts.length === 0) return '';
  const isList = facts.some(({ look }) => look !== undefined);
  const rows = facts.map((fact) => {
    const href = fact.look === undefined ? undefined : addressOf(fact.look);
    const said = html`${fact.label}`;
    const label = href === undefined ? said : html`<a href="${href}">!${said}</a>`;
    return html`<div><dt>!${label}</dt><dd>!${textView(fact.value, reader)}</dd></div>`;
  });
  return html`<dl class="${isList ? 'facts listed' : 'facts'}">!${rows.join('')}</dl>`;
}

function buttonsView({ buttons = [] }: Card, messageId: string, place: Place): string {
  const shown = buttons.map((button) => buttonView(button, messageId, place)).filter((one) => one !== '');
  if (shown.length === 0) return '';
  return html`<form class="actions" method="post" action="/admin/answer/${place.requestId}/press">
    <input type="hidden" name="form_token" value="${place.formToken}">!${shown.join('')}</form>`;
}

function buttonView(button: Button, messageId: string, { requestId, sessionId }: Place): string {
  const look = button.kind === 'run' && button.danger ? 'danger' : button.primary ? 'primary' : 'plain';
  if (button.kind === 'run') {
    if (button.ref === undefined) return '';
    return html`<button class="${look}" name="press" value="${button.ref} ${answerTo(button, sessionId)}">${button.label}</button>`;
  }
  if (button.url !== signInUrl)
    return /^https?:\/\//.test(button.url)
      ? html`<a class="button ${look}" href="${button.url}">${button.label}</a>`
      : '';
  const action = `/admin/answer/${requestId}/open`;
  return html`<button class="${look}" name="message" value="${messageId}" formaction="${action}">${button.label}</button>`;
}

/** By which id a press is answered: a button that does something once has one answer, wherever it is shown. */
function answerTo({ once, repeats, ref }: RunButton, sessionId: string): string {
  if (!once) return randomUUID();
  const digest = createHash('sha256')
    .update(`${sessionId} ${repeats ?? ref}`)
    .digest('hex');
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `8${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-');
}
