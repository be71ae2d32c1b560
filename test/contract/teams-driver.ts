import { randomUUID } from 'node:crypto';
import type { FormValues, Identity } from '../../src/core/invocation.ts';
import { botId, type KeptActivity, startTeamsStandIn, type TeamsStandIn, tenantId } from '../support/teams/stand-in.ts';
import { type Attack, checkChoices, type Delivered, type Driver, type SeenForm, type SeenMessage } from './driver.ts';

const channelOf = (root: string) => `19:general@thread.tacv2;messageid=${root}`;
const channel = channelOf('1700000000000');
const ada: Identity = { platform: 'teams', workspaceId: tenantId, userId: 'ada00000-0000-4000-8000-000000000001' };
const bob: Identity = { platform: 'teams', workspaceId: tenantId, userId: 'b0b00000-0000-4000-8000-000000000002' };
const chen: Identity = { platform: 'teams', workspaceId: tenantId, userId: 'c4e00000-0000-4000-8000-000000000003' };
const members: Readonly<Record<string, { id: string; name: string }>> = {
  [ada.userId]: { id: '29:ada', name: 'Ada Almeida' },
  [bob.userId]: { id: '29:bob', name: 'Bob Brandt' },
  [chen.userId]: { id: '29:chen', name: 'Chen Castillo' },
  // The channel itself, and another bot, as they are mentioned.
  bot: { id: '28:poll', name: 'Poll' },
  channel: { id: '19:general@thread.tacv2', name: 'General' },
};

/** Teams, driven by activities with genuine tokens against a stand-in of the Bot Connector. */
export async function createTeamsDriver(): Promise<Driver & { teams: TeamsStandIn }> {
  const teams = await startTeamsStandIn();
  /** What dialogs were opened by, where that was a message. */
  const chosen = new WeakMap<object, { value?: unknown; conversation?: unknown }>();
  let said = 0;
  let url = '';

  async function send(body: string, authorization: string | undefined): Promise<Delivered> {
    const headers = { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) };
    const response = await fetch(`${url}/teams/messages`, { method: 'POST', headers, body });
    const text = await response.text();
    const answer = text.startsWith('{') ? (JSON.parse(text) as { value?: string; task?: Task }) : {};
    const form = answer.task?.type === 'continue' ? seeForm(answer.task) : undefined;
    // What stands in a dialog as it opens is no answer to anything that was sent.
    const isOpened = ['task/fetch', 'composeExtension/fetchTask'].some((name) => body.includes(`"name":"${name}"`));
    const errors = form && !isOpened ? errorsOf(answer.task) : undefined;
    return {
      status: response.status,
      body: text,
      form: errors ? undefined : form,
      errors,
      kept: errors && form?.fields,
      said: typeof answer.value === 'string' ? answer.value : noticeIn(answer.task),
      again: () => send(body, authorization),
    };
  }

  const activity = (who: Identity, conversation: string, more: object) => ({
    id: randomUUID(),
    channelId: 'msteams',
    serviceUrl: teams.url,
    from: { ...members[who.userId], aadObjectId: who.userId },
    recipient: { id: botId, name: 'Meetwire' },
    conversation: {
      id: conversation,
      tenantId: who.workspaceId,
      conversationType: conversation.startsWith('19:') ? 'channel' : 'personal',
    },
    channelData: { tenant: { id: who.workspaceId } },
    locale: 'en-GB',
    localTimezone: 'Europe/Lisbon',
    ...more,
  });
  const deliver = async (body: object) => send(JSON.stringify(body), `Bearer ${await teams.token()}`);
  const direct = (who: Identity) => `a:${members[who.userId]?.id}`;
  const command = (who: Identity, text: string) =>
    activity(who, channel, { type: 'message', text: `<at>Meetwire</at> ${text}`, entities: [bot] });

  const attacks: Partial<Record<Attack, () => Promise<Delivered>>> = {
    unsigned: () => send(JSON.stringify(command(ada, 'now')), undefined),
    forged: async () =>
      send(JSON.stringify(command(ada, 'now')), `Bearer ${await teams.token({ key: teams.keys.unendorsed })}`),
    stale: async () =>
      send(
        JSON.stringify(command(ada, 'now')),
        `Bearer ${await teams.token({ at: Math.floor(Date.now() / 1000) - 4000 })}`,
      ),
    future: async () =>
      send(
        JSON.stringify(command(ada, 'now')),
        `Bearer ${await teams.token({ at: Math.floor(Date.now() / 1000) + 400 })}`,
      ),
    foreign: async () => deliver(command({ ...ada, workspaceId: randomUUID() }, 'now')),
    malformed: async () => send('{"type":', `Bearer ${await teams.token()}`),
    too_large: async () => deliver(command(ada, 'x'.repeat(1_100_000))),
  };

  return {
    teams,
    platform: 'teams',
    environment: teams.environment,
    people: { ada, bob },
    welcome(as) {
      const userRole = as ?? 'user';
      teams.members.set('29:chen', { name: 'Chen Castillo', aadObjectId: chen.userId, userRole });
      return chen;
    },
    attacks: {
      unsigned: [401],
      forged: [401],
      stale: [401],
      future: [401],
      foreign: [403],
      malformed: [400],
      too_large: [413],
    },
    async listening(publicUrl) {
      url = publicUrl;
    },

    say(who, where, text, mentioned = []) {
      const entities = mentioned.map((one) => ({
        type: 'mention',
        mentioned: members[one.userId],
        text: `<at>${members[one.userId]?.name}</at>`,
      }));
      const line = [text, ...entities.map((entity) => entity.text)].join(' ');
      if (where === 'direct') return deliver(activity(who, direct(who), { type: 'message', text: line, entities }));
      said += 1;
      const id = String(1_650_000_000_000 + said);
      const begun = { id, conversation: { id: channelOf(id), tenantId: who.workspaceId, conversationType: 'channel' } };
      const body = { ...command(who, line), ...(where === 'post' ? begun : {}) };
      return deliver({ ...body, entities: [bot, ...entities] });
    },

    drop(who, { name, bytes }, text = '') {
      const content = { downloadUrl: teams.keepFile(bytes), uniqueId: randomUUID(), fileType: name.split('.').at(-1) };
      const contentType = 'application/vnd.microsoft.teams.file.download.info';
      const attachments = [{ contentType, name, contentUrl: 'https://acme.sharepoint.example', content }];
      return deliver(activity(who, direct(who), { type: 'message', text, entities: [], attachments }));
    },

    press(who, message, label) {
      const kept = message.raw as KeptActivity;
      const action = actionsOf(kept).find(({ title }) => title === label);
      const place = { replyToId: kept.id, type: 'invoke' };
      // Nobody can press anything in the one-to-one chat of somebody else.
      const where = kept.conversation.startsWith('19:') ? kept.conversation : direct(who);
      if (action?.type === 'Action.Submit')
        return deliver(activity(who, where, { ...place, name: 'task/fetch', value: { data: action.data } }));
      const value = { action: { type: 'Action.Execute', verb: action?.verb, data: action?.data } };
      return deliver(activity(who, where, { ...place, name: 'adaptiveCard/action', value }));
    },

    async meetAbout(who, { author, text, mentioned = [], isGone, thread }) {
      said += 1;
      const id = thread ?? String(1_600_000_000_000 + said);
      const at = (place: string) =>
        `<at id="${Number(place) - 1}">${members[mentioned[Number(place) - 1]?.userId ?? '']?.name}</at>`;
      const user = ({ userId }: Identity) => ({
        user: { userIdentityType: 'aadUser', id: userId, displayName: members[userId]?.name },
      });
      const messagePayload = {
        ...{
          id,
          messageType: 'message',
          createdDateTime: new Date().toISOString(),
          ...(isGone ? { deleted: true } : {}),
        },
        from: author
          ? user(author)
          : { application: { applicationIdentityType: 'bot', id: 'b', displayName: 'Builder' } },
        body: {
          contentType: 'html',
          content: `<div><p>${text.replace(/@(\d)/g, (_all, place) => at(place))}</p></div>`,
        },
        mentions: mentioned.map((one, index) => ({
          id: index,
          mentionText: members[one.userId]?.name,
          mentioned: user(one),
        })),
      };
      const value = { commandId: 'meetAbout', commandContext: 'message', messagePayload };
      const body = activity(who, channelOf(id), { type: 'invoke', name: 'composeExtension/fetchTask', value });
      const delivered = await deliver(body);
      if (delivered.form) chosen.set(delivered.form.raw as object, body);
      return { ...delivered, thread: id };
    },

    async fillIn(who, form, values) {
      checkChoices(form, values);
      const data = { ...submitOf(form), ...asText(values) };
      const opened = chosen.get(form.raw as object);
      if (opened) {
        const value = { ...(opened.value as object), data };
        const at = opened.conversation as { id: string };
        return deliver(activity(who, at.id, { type: 'invoke', name: 'composeExtension/submitAction', value }));
      }
      return deliver(activity(who, direct(who), { type: 'invoke', name: 'task/submit', value: { data } }));
    },

    async attack(kind) {
      const answer = await attacks[kind]?.();
      return { status: answer?.status ?? 0, body: answer?.body ?? '' };
    },

    messages: async () => teams.activities.map(seeMessage),
    next: teams.next,
    close: teams.close,
  };
}

const bot = { type: 'mention', mentioned: { id: botId, name: 'Meetwire' }, text: '<at>Meetwire</at>' };

interface Action {
  readonly type: string;
  readonly title: string;
  readonly url?: string;
  readonly verb?: string;
  readonly data?: object;
}
interface CardPart {
  readonly type: string;
  readonly id?: string;
  readonly value?: string;
  readonly choices?: readonly { readonly value: string }[];
  readonly 'choices.data'?: object;
  readonly color?: string;
  readonly text?: string;
  readonly inlines?: readonly CardPart[];
  readonly columns?: readonly { readonly items: readonly CardPart[] }[];
}
interface AdaptiveCard {
  readonly body: readonly CardPart[];
  readonly actions: readonly Action[];
}
interface Task {
  readonly type: string;
  readonly value: { readonly title: string; readonly card: { readonly content: AdaptiveCard } };
}

function cardOf({ body }: KeptActivity): AdaptiveCard | undefined {
  return (body.attachments as { content: AdaptiveCard }[] | undefined)?.[0]?.content;
}

function actionsOf(kept: KeptActivity): readonly Action[] {
  return cardOf(kept)?.actions ?? [];
}

function seeMessage(kept: KeptActivity): SeenMessage {
  const card = cardOf(kept);
  const rows = (card?.body ?? []).flatMap(({ columns }) =>
    columns ? [columns.map(({ items }) => items.map(shown).join(''))] : [],
  );
  const personal = !kept.conversation.startsWith('19:');
  const owner = Object.entries(members).find(([, { id }]) => kept.conversation === `a:${id}`)?.[0];
  return {
    id: kept.id,
    place: personal ? 'direct' : 'channel',
    visibleTo: personal ? (owner ?? 'nobody') : 'everyone',
    text: String(kept.body.text ?? kept.body.summary),
    title: card?.body[0] && shown(card.body[0]),
    facts: Object.fromEntries(rows.map(([label = '', value = '']) => [label, value])),
    buttons: actionsOf(kept).map(({ title: label, url }) => ({ label, url })),
    // As it was when it was seen: a client may still show what was replaced since.
    thread: /;messageid=(\d+)/.exec(kept.conversation)?.[1],
    raw: { ...kept },
  };
}

function shown({ text, inlines = [] }: CardPart): string {
  return text ?? inlines.map(shown).join('');
}

function seeForm({ value }: Task): SeenForm {
  const { body, actions } = value.card.content;
  const fields = body.flatMap(({ id, type, value: held = '' }) =>
    id ? [[id, type === 'Input.Toggle' ? held === 'true' : held]] : [],
  );
  const selects = body.flatMap(({ id, choices, 'choices.data': more }) =>
    id && choices && !more ? [[id, choices.map((choice) => choice.value)]] : [],
  );
  const [submit] = actions;
  return {
    title: value.title,
    fields: Object.fromEntries(fields),
    options: Object.fromEntries(selects),
    ref: refOf(submit),
    raw: value,
  };
}

function refOf(action: Action | undefined): string {
  const data = action?.data as { meetwire?: { ref?: string } } | undefined;
  return data?.meetwire?.ref ?? '';
}

/** What a dialog says that asks nothing. */
function noticeIn(task: Task | undefined): string | undefined {
  return typeof task?.value === 'string' ? task.value : undefined;
}

/** What goes back with the button. */
function submitOf({ raw }: SeenForm): object | undefined {
  return (raw as Task['value']).card.content.actions[0]?.data;
}

/** A sentence in the colour for attention stands below its field. */
function errorsOf(task: Task | undefined): Record<string, string> | undefined {
  const body = task?.value.card.content.body ?? [];
  const found = body.flatMap((part, index) => {
    const [inline] = part.inlines ?? [];
    return inline?.color === 'Attention' ? [[body[index - 1]?.id ?? '', inline.text ?? '']] : [];
  });
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

/** Clients send text, and nothing of what is empty. */
function asText(values: FormValues): Record<string, string> {
  const filled = Object.entries(values).filter(([, value]) => value !== '');
  return Object.fromEntries(filled.map(([name, value]) => [name, String(value)]));
}
