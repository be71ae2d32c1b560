import type { Field, Form, PeopleField } from '../../../src/core/form.ts';
import type { Now } from '../../../src/core/ports.ts';
import type { Reply, Text } from '../../../src/core/reply.ts';
import { utcWords } from '../../../src/core/utc-words.ts';
import type { StoredMessage } from '../store.ts';
import { people } from './world.ts';

/** What is kept of a message: a person's words, or a reply of the bot. */
export type MessageBody = ({ readonly said: string } | { readonly reply: Reply }) & {
  readonly isPinned?: boolean;
  /** The id of the message that it answers. */
  readonly inReplyTo?: string;
};

/** A piece of text as the page shows it: everything but `text` is data of ours. Times in `text` are for scripts; the page shows the viewer's own zone. */
export type PartView =
  | { readonly kind: 'text' | 'typed' | 'person'; readonly text: string }
  | { readonly kind: 'time'; readonly text: string; readonly instant: string; readonly show: 'time' | 'day-time' }
  | { readonly kind: 'span'; readonly text: string; readonly from: string; readonly until: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string };

export interface CardView {
  readonly title: string;
  readonly tone: string;
  readonly body: readonly PartView[];
  readonly facts: readonly { readonly label: string; readonly value: readonly PartView[] }[];
  /** `press` is what a script or the page sends back; `url` opens in the browser. */
  readonly buttons: readonly {
    readonly label: string;
    readonly url?: string;
    readonly press?: string;
    readonly primary: boolean;
    readonly danger: boolean;
  }[];
  readonly footnote: readonly PartView[];
}

/** A message as one person sees it. */
export interface MessageView {
  readonly id: string;
  readonly sequence: number;
  readonly conversation: string;
  readonly author: string;
  readonly authorName: string;
  readonly bot: boolean;
  /** True if nobody else sees it. */
  readonly onlyYou: boolean;
  readonly isPinned: boolean;
  /** The id of the message that it answers: there are no threads, so it stands with the others. */
  readonly inReplyTo?: string;
  /** All of it as plain text. */
  readonly text: string;
  readonly parts: readonly PartView[];
  readonly card?: CardView;
  /** How often it was replaced, plus one. */
  readonly version: number;
  readonly at: string;
}

export function viewMessage(message: StoredMessage): MessageView {
  const { id, sequence, conversation, author, authorName, visibleTo, version, createdAt } = message;
  const body = message.body as MessageBody;
  const parts = 'reply' in body ? viewText(body.reply.text) : [{ kind: 'text', text: body.said } as const];
  return {
    id,
    sequence,
    conversation,
    author,
    authorName,
    bot: 'reply' in body,
    onlyYou: visibleTo !== null,
    isPinned: body.isPinned === true,
    ...(body.inReplyTo ? { inReplyTo: body.inReplyTo } : {}),
    text: plain(parts),
    parts,
    ...('reply' in body && body.reply.card ? { card: viewCard(body.reply.card) } : {}),
    version,
    at: createdAt.toISOString(),
  };
}

/** A form as one person sees it: where people are asked for, with those who can be chosen. */
export interface FormView extends Omit<Form, 'fields'> {
  readonly fields: readonly (
    | Exclude<Field, PeopleField>
    | (PeopleField & { readonly people: readonly { readonly id: string; readonly name: string }[] })
  )[];
}

/** What goes back at once: a form, field errors, or something said to this person alone. */
export function viewNow(
  now: Now | undefined,
  viewer: string,
): {
  form?: FormView;
  errors?: object;
  reply?: { text: string; parts: readonly PartView[] };
} {
  if (now?.form) return { form: viewForm(now.form, viewer) };
  if (now?.errors) return { errors: now.errors };
  if (!now?.reply) return {};
  const parts = viewText(now.reply.text);
  return { reply: { text: plain(parts), parts } };
}

function viewForm(form: Form, viewer: string): FormView {
  const others = people.filter(({ id }) => id !== viewer);
  return {
    ...form,
    fields: form.fields.map((field) => (field.kind === 'people' ? { ...field, people: others } : field)),
  };
}

function viewCard(card: NonNullable<Reply['card']>): CardView {
  return {
    title: card.title,
    tone: card.tone,
    body: viewText(card.body ?? []),
    facts: (card.facts ?? []).map(({ label, value }) => ({ label, value: viewText(value) })),
    buttons: (card.buttons ?? []).map((button) => ({
      label: button.label,
      ...(button.kind === 'open' ? { url: button.url } : { press: button.ref }),
      primary: button.primary === true,
      danger: button.kind === 'run' && button.danger === true,
    })),
    footnote: viewText(card.footnote ?? []),
  };
}

/** Data as plain text. */
export function flat(text: Text): string {
  return plain(viewText(text));
}

function viewText(text: Text): readonly PartView[] {
  return text.map((part): PartView => {
    if (typeof part === 'string') return { kind: 'text', text: part };
    if ('instant' in part) return { kind: 'time', text: utcWords(part), instant: part.instant, show: part.show };
    if ('from' in part) return { kind: 'span', text: utcWords(part), ...part };
    if ('person' in part) return { kind: 'person', text: part.name };
    if ('typed' in part) return { kind: 'typed', text: part.typed };
    return { kind: 'link', text: part.label, url: part.link };
  });
}

function plain(parts: readonly PartView[]): string {
  return parts
    .map((part) => (part.kind === 'link' && part.url !== part.text ? `${part.text} (${part.url})` : part.text))
    .join('');
}
