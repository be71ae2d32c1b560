import { randomUUID } from 'node:crypto';
import type { Identity } from '../../src/core/invocation.ts';
import { form, formType, type SignedRequest, sign, signingSecret } from '../support/slack/signer.ts';
import { type KeptMessage, startSlackStandIn, workspace } from '../support/slack/stand-in.ts';
import { type Attack, checkChoices, type Delivered, type Driver, type SeenForm, type SeenMessage } from './driver.ts';

const person = (userId: string): Identity => ({ platform: 'slack', workspaceId: workspace.teamId, userId });

/** Slack, driven by signed requests against a stand-in of its Web API. */
export async function createSlackDriver(): Promise<Driver & { slack: Awaited<ReturnType<typeof startSlackStandIn>> }> {
  const slack = await startSlackStandIn();
  let url = '';
  let said = 0;

  async function send(request: SignedRequest): Promise<Delivered> {
    const seenViews = slack.views.length;
    const response = await fetch(`${url}/slack/events`, {
      method: 'POST',
      body: request.body,
      headers: request.headers,
    });
    const body = await response.text();
    const answer = body.startsWith('{') ? (JSON.parse(body) as { text?: string; errors?: Record<string, string> }) : {};
    const opened = slack.views.slice(seenViews).at(-1);
    return {
      status: response.status,
      body,
      said: answer.text,
      errors: answer.errors,
      form: opened && seeForm(opened.view),
      again: () => send(request),
    };
  }

  const command = (who: Identity, text: string, channel = 'C0GENERAL') =>
    form({
      command: '/meet',
      text,
      team_id: who.workspaceId,
      team_domain: 'acme',
      user_id: who.userId,
      user_name: who.userId.toLowerCase(),
      channel_id: channel,
      channel_name: 'general',
      trigger_id: randomUUID(),
      response_url: slack.responseUrl(channel, who.userId, who.workspaceId),
    });
  /** A line in the direct chat. */
  const written = (who: Identity, text: string, more: object = {}) => {
    const channel = `D-${who.userId}`;
    const event = { type: 'message', channel_type: 'im', channel, user: who.userId, text, ts: '1.2', ...more };
    const envelope = { type: 'event_callback', team_id: who.workspaceId, event_id: randomUUID(), event };
    return sign(JSON.stringify(envelope), 'application/json');
  };
  const interaction = (payload: object) => send(sign(form({ payload: JSON.stringify(payload) }), formType));
  const ada = person('U0ADA');

  const attacks: Record<Attack, () => SignedRequest> = {
    unsigned: () => ({ body: command(ada, 'now'), headers: { 'content-type': formType } }),
    forged: () => sign(command(ada, 'now'), formType, { secret: 'another secret than the one we share' }),
    stale: () => sign(command(ada, 'now'), formType, { at: Math.floor(Date.now() / 1000) - 310 }),
    future: () => sign(command(ada, 'now'), formType, { at: Math.floor(Date.now() / 1000) + 310 }),
    foreign: () => sign(command({ ...ada, workspaceId: 'T0STRANGER' }, 'now'), formType),
    malformed: () => sign('{"type":', 'application/json'),
    too_large: () => sign(command(ada, 'x'.repeat(1_100_000)), formType),
  };

  return {
    slack,
    platform: 'slack',
    environment: {
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_BOT_TOKEN: workspace.botToken,
      SLACK_API_URL: slack.apiUrl,
    },
    people: { ada, bob: person('U0BOB') },
    welcome(as) {
      const email = 'chen@acme.example';
      const chen = { name: 'chen', real_name: 'Chen Castillo', profile: { display_name: 'Chen', email } };
      slack.joined.set(workspace.teamId, { U0CHEN: { ...chen, is_restricted: as === 'guest' } });
      return person('U0CHEN');
    },
    attacks: {
      unsigned: [401],
      forged: [401],
      stale: [401],
      future: [401],
      // Answered in the response itself: where the app is not installed, it has no other way to say so.
      foreign: [200],
      malformed: [400],
      too_large: [413],
    },
    async listening(publicUrl) {
      url = publicUrl;
    },

    say(who, where, text, mentioned = []) {
      const line = [text, ...mentioned.map(({ userId }) => `<@${userId}>`)].join(' ');
      if (where !== 'direct') return send(sign(command(who, line), formType));
      return send(written(who, line));
    },

    drop(who, { name, bytes }, text = '') {
      const file = { id: 'F1', name, size: bytes.length, url_private_download: slack.keepFile(bytes) };
      return send(written(who, text, { subtype: 'file_share', files: [file] }));
    },

    press(who, message, label) {
      const button = message.buttons.find((one) => one.label === label);
      const kept = message.raw as KeptMessage;
      const ephemeral = message.visibleTo !== 'everyone' && !kept.channel.startsWith('D');
      return interaction({
        type: 'block_actions',
        team: { id: who.workspaceId, domain: 'acme' },
        user: { id: who.userId, name: who.userId.toLowerCase(), team_id: who.workspaceId },
        channel: { id: kept.channel, name: 'general' },
        container: { type: 'message', message_ts: kept.id, channel_id: kept.channel, is_ephemeral: ephemeral },
        response_url: slack.responseUrl(kept.channel, who.userId, who.workspaceId, kept.id),
        trigger_id: randomUUID(),
        actions: [
          {
            type: 'button',
            block_id: 'b',
            action_id: 'run-0',
            value: button?.press,
            text: { type: 'plain_text', text: label },
          },
        ],
      });
    },

    async meetAbout(who, { author, text, mentioned = [], isGone, thread }) {
      said += 1;
      const ts = thread ?? `16${said}.000200`;
      const marked = text.replace(/@(\d)/g, (_all, place) => `<@${mentioned[Number(place) - 1]?.userId}>`);
      const by = author ? { user: author.userId, team: author.workspaceId } : { bot_id: 'B0OTHER' };
      if (isGone) slack.gone.add(ts);
      const delivered = await interaction({
        ...{ type: 'message_action', callback_id: 'meet_about', trigger_id: randomUUID(), message_ts: ts },
        team: { id: who.workspaceId, domain: 'acme' },
        user: { id: who.userId, name: who.userId.toLowerCase(), team_id: who.workspaceId },
        channel: { id: 'C0GENERAL', name: 'general' },
        response_url: slack.responseUrl('C0GENERAL', who.userId, who.workspaceId),
        message: { type: 'message', ts, text: marked, ...by },
      });
      return { ...delivered, thread: ts };
    },

    async fillIn(who, seen, values) {
      checkChoices(seen, values);
      const view = seen.raw as { private_metadata: string; blocks: readonly ViewBlock[] };
      const state = view.blocks.flatMap(({ block_id: name, element }) =>
        name && element ? [[name, { value: fill(element.type, values[name]) }]] : [],
      );
      return interaction({
        type: 'view_submission',
        team: { id: who.workspaceId, domain: 'acme' },
        user: { id: who.userId, name: 'somebody', team_id: who.workspaceId },
        view: {
          id: randomUUID(),
          hash: '1',
          callback_id: 'form',
          private_metadata: view.private_metadata,
          state: { values: Object.fromEntries(state) },
        },
      });
    },

    async attack(kind) {
      const { status, body } = await send(attacks[kind]());
      return { status, body };
    },

    messages: async () => slack.messages.map(seeMessage),
    next: slack.next,
    close: slack.close,
  };
}

/** What Slack sends of a field (docs.slack.dev, view interaction payloads): null, or an empty list, where nothing is in it. */
function fill(type: string, value: string | boolean | undefined) {
  switch (type) {
    case 'checkboxes':
      return { type, selected_options: value ? [{ value: 'yes' }] : [] };
    case 'static_select':
      return { type, selected_option: value ? { value } : null };
    case 'datepicker':
      return { type, selected_date: value || null };
    case 'timepicker':
      return { type, selected_time: value || null };
    case 'multi_users_select':
      return { type, selected_users: value ? String(value).split(',') : [] };
    default:
      return { type, value: value || null };
  }
}

interface ViewOption {
  readonly value: string;
}
interface ViewBlock {
  readonly block_id?: string;
  readonly element?: {
    readonly type: string;
    readonly initial_value?: string;
    readonly initial_options?: readonly ViewOption[];
    readonly initial_option?: ViewOption;
    readonly initial_date?: string;
    readonly initial_time?: string;
    readonly initial_users?: readonly string[];
    readonly options?: readonly ViewOption[];
    readonly option_groups?: readonly { readonly options: readonly ViewOption[] }[];
  };
}
interface Block {
  readonly type: string;
  readonly text?: { text: string };
  readonly elements?: { elements?: Element[]; text?: unknown; url?: string; value?: string; type: string }[];
}
interface Element {
  readonly type: string;
  readonly text?: string;
  readonly url?: string;
  readonly user_id?: string;
  readonly fallback?: string;
  readonly style?: { bold?: boolean };
}

function seeMessage(kept: KeptMessage): SeenMessage {
  const blocks = (kept.body.blocks ?? []) as Block[];
  const rich = blocks.find(({ type }) => type === 'rich_text')?.elements ?? [];
  const facts = rich.flatMap(({ elements = [] }) => {
    const [label, ...value] = elements.filter(({ text }) => text !== '\n');
    return label?.style?.bold ? [[label.text?.replace(/: $/, '') ?? '', value.map(seeElement).join('')]] : [];
  });
  const buttons = blocks.find(({ type }) => type === 'actions')?.elements ?? [];
  return {
    id: kept.id,
    place: kept.channel.startsWith('D') ? 'direct' : 'channel',
    visibleTo: kept.only ?? 'everyone',
    text: String(kept.body.text).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
    title: blocks.find(({ type }) => type === 'header')?.text?.text,
    facts: Object.fromEntries(facts),
    buttons: buttons.map(({ text, url, value: press }) => ({ label: (text as { text: string }).text, url, press })),
    isPinned: kept.isPinned ?? false,
    thread: kept.thread,
    raw: kept,
  };
}

function seeElement({ text, url, fallback, user_id: user }: Element): string {
  return text ?? fallback ?? url ?? user ?? '';
}

function seeForm(view: Record<string, unknown>): SeenForm {
  const inputs = (view.blocks as readonly ViewBlock[]).flatMap(({ block_id: name, element }) =>
    name && element ? [{ name, element }] : [],
  );
  const selects = inputs.filter(({ element }) => element.type === 'static_select');
  const offered = ({ options = [], option_groups: groups = [] }: NonNullable<ViewBlock['element']>) =>
    [...options, ...groups.flatMap((group) => group.options)].map(({ value }) => value);
  const { ref } = JSON.parse(String(view.private_metadata)) as { ref: string };
  return {
    title: (view.title as { text: string }).text,
    fields: Object.fromEntries(inputs.map(({ name, element }) => [name, held(element)])),
    options: Object.fromEntries(selects.map(({ name, element }) => [name, offered(element)])),
    ref,
    raw: view,
  };
}

function held(element: NonNullable<ViewBlock['element']>): string | boolean {
  if (element.type === 'checkboxes') return element.initial_options !== undefined;
  const { initial_value: text, initial_option: option, initial_date: date, initial_time: time } = element;
  return text ?? option?.value ?? date ?? time ?? element.initial_users?.join(',') ?? '';
}
