// The playground's page: everything that is shown is built with DOM calls from data, never from markup.
import { call, follow } from './playground-api.js';
import { askForm } from './playground-form.js';
import { renderMessage } from './playground-messages.js';

const byId = (id) => document.getElementById(id);
const list = byId('messages');
const composer = byId('composer');
const text = byId('composer-text');
const state = { person: undefined, people: [], conversations: [], conversation: undefined, feed: undefined };

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
  const { messages } = await call(`conversations/${id}/messages`);
  if (state.conversation.id !== id || state.person !== person) return;
  notify('');
  list.replaceChildren(...(messages.length === 0 ? [emptyState()] : messages.map(draw)));
  list.scrollTop = list.scrollHeight;
}

function received(message) {
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
  if (old) old.replaceWith(draw(message));
  else list.append(draw(message));
  if (atEnd) list.scrollTop = list.scrollHeight;
}

function draw(message) {
  return renderMessage(message, {
    mine: message.author === state.person.id,
    press: (button) => ask('press', { message: message.id, button }),
  });
}

/** Sends something that is asked of the bot, and shows what comes back at once. */
async function ask(route, body) {
  try {
    // Whoever is quicker than the page is heard once it knows who speaks, and where.
    await started;
    await turn;
    const answer = await call(route, { conversation: state.conversation.id, ...body });
    notify(answer.reply?.text ?? '');
    if (answer.form) {
      askForm(answer.form, (values) =>
        call('submit', { conversation: state.conversation.id, form: answer.form.ref, values }).then((sent) => {
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
  if (line === '') return;
  text.value = '';
  if (!(await ask('say', { text: line }))) text.value = line;
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
