// Messages and cards, from data to elements.

/**
 * One message. `press` is called with a button's reference and label, `meetAbout` where a meeting about it is wanted; `answered` is the message that
 * it answers, where that is shown.
 */
export function renderMessage(message, { mine, press, meetAbout, answered }) {
  const article = element('article', { className: 'message', id: `message-${message.id}` });
  article.classList.toggle('only-you', message.onlyYou);
  article.classList.toggle('mine', mine);
  const face = element('span', {
    className: message.bot ? 'face bot' : 'face',
    textContent: initials(message.authorName),
  });
  face.setAttribute('aria-hidden', 'true');
  if (!message.bot) face.style.setProperty('--hue', String(hue(message.author)));
  const head = element('p', { className: 'head' });
  head.append(
    element('strong', { id: `author-${message.id}`, textContent: message.authorName }),
    time(message.at, 'time'),
  );
  if (message.bot) head.append(element('span', { className: 'badge', textContent: 'App' }));
  if (message.isPinned) head.append(element('span', { className: 'private', textContent: 'Pinned' }));
  if (message.onlyYou) head.append(element('span', { className: 'private', textContent: 'Only visible to you' }));
  if (!message.onlyYou) head.append(aboutButton(message, meetAbout));
  const content = element('div', { className: 'content' });
  content.append(head);
  if (message.inReplyTo) content.append(replyLine(answered));
  const said = message.card ? renderCard(message.card, press) : paragraph('said', message.parts);
  (said.querySelector('h3') ?? said).id = `said-${message.id}`;
  content.append(said);
  article.append(face, content);
  return article;
}

/** There is one such button at each message: what it is about is what describes it. */
function aboutButton({ id }, meetAbout) {
  const button = element('button', { type: 'button', className: 'about', textContent: 'Meet about this' });
  button.setAttribute('aria-describedby', `author-${id} said-${id}`);
  button.addEventListener('click', meetAbout);
  return button;
}

/** What is answered: who said it and how it begins, one press away. */
function replyLine(answered) {
  const line = element('p', { className: 'reply' });
  if (!answered) {
    line.textContent = 'In reply to a message that is not shown';
    return line;
  }
  const { id, authorName, text } = answered;
  const start = text.length > 60 ? `${text.slice(0, 59)}…` : text;
  const back = element('button', { type: 'button', textContent: 'Show it' });
  back.addEventListener('click', () => document.getElementById(`message-${id}`)?.scrollIntoView({ block: 'center' }));
  line.append(`In reply to ${authorName}: ${start} `, back);
  return line;
}

function renderCard(card, press) {
  const box = element('section', { className: `card ${card.tone}` });
  box.append(element('h3', { textContent: card.title }));
  if (card.body.length > 0) box.append(paragraph('body', card.body));
  if (card.facts.length > 0) box.append(facts(card.facts));
  if (card.buttons.length > 0) {
    const row = element('div', { className: 'buttons' });
    row.append(...card.buttons.map((button) => renderButton(button, press)));
    box.append(row);
  }
  for (const { url } of card.buttons.filter((button) => button.url)) {
    const link = element('a', { textContent: url, href: url, target: '_blank', rel: 'noopener noreferrer' });
    const line = element('p', { className: 'plain-link' });
    line.append(link);
    box.append(line);
  }
  if (card.footnote.length > 0) box.append(paragraph('footnote', card.footnote));
  return box;
}

function renderButton({ label, url, press: reference, primary, danger }, press) {
  const look = [primary ? 'primary' : '', danger ? 'danger' : ''].join(' ').trim();
  if (url) {
    return element('a', {
      className: `button ${look}`,
      textContent: label,
      href: url,
      target: '_blank',
      rel: 'noopener noreferrer',
    });
  }
  const button = element('button', { type: 'button', className: look, textContent: label });
  button.addEventListener('click', async () => {
    button.disabled = true;
    await press(reference, label);
    button.disabled = false;
  });
  return button;
}

function facts(rows) {
  const table = element('dl', {});
  for (const { label, value } of rows) {
    const content = element('dd', {});
    content.append(...value.map(piece));
    table.append(element('dt', { textContent: label }), content);
  }
  return table;
}

function paragraph(className, parts) {
  const line = element('p', { className });
  line.append(...parts.map(piece));
  return line;
}

function piece(part) {
  if (part.kind === 'time') return time(part.instant, part.show);
  if (part.kind === 'span') return span(part.from, part.until);
  if (part.kind === 'typed') return element('code', { textContent: part.text });
  if (part.kind === 'person') return element('span', { className: 'person', textContent: part.text });
  if (part.kind === 'link') {
    return element('a', { textContent: part.text, href: part.url, target: '_blank', rel: 'noopener noreferrer' });
  }
  return document.createTextNode(part.text);
}

/** In the zone and language of whoever looks. */
function time(instant, show) {
  const options = show === 'time' ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' };
  return timeElement(new Intl.DateTimeFormat(undefined, options).format(new Date(instant)), instant);
}

/** `Friday 4 December 2026, 15:00–15:45`, as the times beside it are written; the second day where it ends on another one. */
function span(from, until) {
  const days = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
  const day = (instant) =>
    days
      .formatToParts(new Date(instant))
      .map(({ type, value }, at, all) => (type === 'literal' && all[at - 1]?.type === 'weekday' ? ' ' : value))
      .join('');
  const time = (instant) => clock.format(new Date(instant));
  const end = day(from) === day(until) ? `–${time(until)}` : ` – ${day(until)}, ${time(until)}`;
  return timeElement(`${day(from)}, ${time(from)}${end}`, from);
}

function timeElement(textContent, instant) {
  return element('time', { textContent, dateTime: instant, title: new Date(instant).toString() });
}

function initials(name) {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
}

function hue(name) {
  return [...name].reduce((sum, letter) => sum + letter.codePointAt(0) * 47, 0) % 360;
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
