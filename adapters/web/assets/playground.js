// The playground's page: everything that is shown is built with DOM calls from data, never from markup.
import { call, follow } from './playground-api.js';
import { askForm } from './playground-form.js';
import { renderMessage } from './playground-messages.js';

const byId = (id) => document.getElementById(id);
const list = byId('messages');
const composer = byId('composer');
const text = byId('composer-text');
const state = { person: undefined, people: [], conversations: [], conversation: undefined, feed: undefined };
/** What is shown, by message: the element, and the data it was made of. */
const shown = new Map();
/** What was said while the conversation is being read: it may be newer than what was read. */
let meanwhile = [];

async function start() {
  state.people = (await call('people')).people;
  byId('person').replaceChildren(...state.people.map(({ id, name }) => new Option(name, id)));
  const { person } = await call('me');
  await become(person?.id ?? state.people[0].id);
}

/** Becomes somebody, one after the other: of two quick choices, the last one holds. */
let turn = Promise.resolve();
function become(id) {
  turn = turn.then(() => signInAs(id)).catch((error) => notify(error.message));
  return turn;
}

/** Signs in as somebody, and shows what they see. The body then says who it is shown for. */
async function signInAs(id) {
  // What one person saw must not stand there for a moment as another's.
  list.replaceChildren();
  shown.clear();
  delete document.body.dataset.person;
  state.feed?.close();
  const { person } = await call('sign-in', { person: id });
  state.person = person;
  byId('person').value = person.id;
  state.conversations = (await call('conversations')).conversations;
  drawConversations();
  const kept = state.conversations.find(({ id: other }) => other === location.hash.slice(1));
  await open(kept ?? state.conversations[0]);
  state.feed = follow({
    message: received,
    ready: reload,
    lost: () => notify('The connection was lost. Trying again.'),
  });
  document.body.dataset.person = person.id;
}

async function open(conversation) {
  state.conversation = conversation;
  history.replaceState(null, '', `#${conversation.id}`);
  const direct = conversation.kind === 'direct';
  byId('title').textContent = direct ? conversation.name : `# ${conversation.name}`;
  byId('about').textContent = direct ? 'Your direct messages with the bot' : 'Everybody in the playground is here';
  text.placeholder = direct ? 'now Weekly sync' : '/meet now Weekly sync';
  document.body.classList.remove('menu-open');
  byId('menu').setAttribute('aria-expanded', 'false');
  drawConversations();
  await reload();
}

async function reload() {
  const { id } = state.conversation;
  const { person } = state;
  const said = [];
  meanwhile.push(said);
  const { messages } = await call(`conversations/${id}/messages`).finally(() => {
    meanwhile = meanwhile.filter((other) => other !== said);
  });
  if (state.conversation.id !== id || state.person !== person) return;
  notify('');
  show(messages.length === 0 ? [emptyState()] : messages.map(draw));
  for (const message of said) received(message);
  list.scrollTop = list.scrollHeight;
}

/** Shows these elements in this order. Those that stay are not touched: somebody may be about to press one. */
function show(elements) {
  const staying = new Set(elements);
  for (const element of [...list.children]) if (!staying.has(element)) element.remove();
  for (const [index, element] of elements.entries()) {
    if (list.children[index] !== element) list.insertBefore(element, list.children[index] ?? null);
  }
}

function received(message) {
  for (const said of meanwhile) said.push(message);
  if (message.conversation !== state.conversation.id) {
    state.conversations = state.conversations.map((conversation) =>
      conversation.id === message.conversation ? { ...conversation, unread: true } : conversation,
    );
    drawConversations();
    return;
  }
  list.querySelector('.empty')?.remove();
  const old = document.getElementById(`message-${message.id}`);
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 120;
  const element = draw(message);
  if (!old) list.append(element);
  else if (old !== element) old.replaceWith(element);
  if (atEnd) list.scrollTop = list.scrollHeight;
}

/** The element of a message: the one that is already there, if nothing in it has changed. */
function draw(message) {
  const data = JSON.stringify(message);
  const kept = shown.get(message.id);
  if (kept?.data === data) return kept.element;
  const element = renderMessage(message, {
    mine: message.author === state.person.id,
    press: (button, label) => ask('press', { message: message.id, button, label }),
    meetAbout: () => ask('about', { message: message.id }),
    answered: shown.get(message.inReplyTo)?.message,
  });
  shown.set(message.id, { data, element, message });
  return element;
}

const { timeZone } = Intl.DateTimeFormat().resolvedOptions();

/** Sends something that is asked of the bot, and shows what comes back at once. */
async function ask(route, body) {
  try {
    // Whoever is quicker than the page is heard once it knows who speaks, and where.
    await started;
    await turn;
    const answer = await call(route, { conversation: state.conversation.id, timeZone, ...body });
    notify(answer.reply?.text ?? '');
    if (answer.form) {
      askForm(answer.form, (values) =>
        call('submit', {
          ...{ conversation: state.conversation.id, timeZone, form: answer.form.ref, about: answer.about, values },
        }).then((sent) => {
          notify(sent.reply?.text ?? '');
          return sent.errors;
        }),
      );
    }
    return true;
  } catch (error) {
    notify(error.message);
    return false;
  }
}

function drawConversations() {
  const item = (conversation) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = conversation.kind === 'direct' ? conversation.name : `# ${conversation.name}`;
    if (conversation.id === state.conversation?.id) button.setAttribute('aria-current', 'page');
    else if (conversation.unread) button.append(unreadMark());
    button.addEventListener('click', () => {
      conversation.unread = false;
      open(conversation);
    });
    const entry = document.createElement('li');
    entry.append(button);
    return entry;
  };
  const of = (direct) => state.conversations.filter(({ kind }) => (kind === 'direct') === direct).map(item);
  byId('channels').replaceChildren(...of(false));
  byId('directs').replaceChildren(...of(true));
}

function unreadMark() {
  const mark = document.createElement('span');
  mark.className = 'unread';
  mark.textContent = 'new';
  return mark;
}

function emptyState() {
  const box = document.createElement('div');
  box.className = 'empty';
  const title = document.createElement('h2');
  title.textContent = 'Nothing has been said here yet';
  const hint = document.createElement('p');
  hint.textContent = 'Start a meeting, and its card appears here:';
  const line = state.conversation.kind === 'direct' ? 'now Weekly sync' : '/meet now Weekly sync';
  const example = document.createElement('button');
  example.type = 'button';
  example.textContent = line;
  example.addEventListener('click', () => {
    text.value = line;
    text.focus();
  });
  box.append(title, hint, example);
  return box;
}

function notify(message) {
  byId('notice').textContent = message;
}

composer.addEventListener('submit', async (event) => {
  event.preventDefault();
  const line = text.value.trim();
  const sent = file;
  if (line === '' && !sent) return;
  text.value = '';
  attach(undefined);
  const isSent = await ask('say', { text: line, ...(sent ? { file: await packed(sent) } : {}) });
  if (isSent) return;
  text.value = line;
  attach(sent);
});

/** The file that goes with the next line. */
let file;
function attach(chosen) {
  file = chosen;
  const note = byId('attached');
  note.hidden = !chosen;
  note.querySelector('span').textContent = chosen?.name ?? '';
  byId('file').value = '';
}

async function packed(chosen) {
  const bytes = new Uint8Array(await chosen.arrayBuffer());
  let letters = '';
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return { name: chosen.name, base64: btoa(letters) };
}

byId('attach').addEventListener('click', () => byId('file').click());
byId('file').addEventListener('change', ({ target }) => target.files[0] && attach(target.files[0]));
byId('attached')
  .querySelector('button')
  .addEventListener('click', () => {
    attach(undefined);
    text.focus();
  });
list.addEventListener('dragover', (event) => event.preventDefault());
list.addEventListener('drop', (event) => {
  event.preventDefault();
  if (event.dataTransfer.files[0]) attach(event.dataTransfer.files[0]);
});

text.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  composer.requestSubmit();
});

byId('person').addEventListener('change', (event) => become(event.target.value));
byId('menu').addEventListener('click', () => {
  const isOpen = document.body.classList.toggle('menu-open');
  byId('menu').setAttribute('aria-expanded', String(isOpen));
});

const started = start().catch((error) => notify(error.message));
