import { type Activity, CardFactory } from 'botbuilder';
import { cut, withoutControls } from '../../src/core/plain.ts';
import type { Button, Card, Fact, OpenButton, Reply, Text } from '../../src/core/reply.ts';
import { utcWords } from '../../src/core/utc-words.ts';

/** Part of an Adaptive Card 1.5; plain data of ours. */
export type CardElement = Readonly<Record<string, unknown>>;

/** A message may have 28 KB in all (learn.microsoft.com, format your bot messages). */
const mostBytes = 28_000;
/** Texts are cut at the first of these lengths, in code points, with which the message is small enough. */
const lengths = [4_000, 1_000, 250, 60] as const;

const limits = { title: 300, text: 4_000, button: 75 } as const;

/** A message as Teams takes it: the card, and the same as plain text for notifications and screen readers. `more`: of the card itself. */
export function render({ text, card }: Reply, more: CardElement = {}): Partial<Activity> {
  if (!card) return { type: 'message', text: flat(text), textFormat: 'plain' };
  const drafts = lengths.map((most) => () => {
    const short = shorten({ text, card }, most);
    const plain = flat(short.text, short.card);
    const content = { ...renderCard(short.card, cut(plain, most)), ...more };
    return { type: 'message', summary: plain, attachments: [CardFactory.adaptiveCard(content)] };
  });
  const fits = (message: object) => Buffer.byteLength(JSON.stringify(message)) < mostBytes;
  return drafts.reduce((message, draft) => (fits(message) ? message : draft()), drafts[0]?.() ?? {});
}

/** The same with every text of the person cut at so many code points. */
function shorten({ text, card }: { text: Text; card: Card }, most: number): { text: Text; card: Card } {
  const all = (parts: Text): Text =>
    parts.map((part) => {
      if (typeof part === 'string') return cut(part, most);
      if ('typed' in part) return { typed: cut(part.typed, most) };
      if ('person' in part) return { ...part, name: cut(part.name, most) };
      return 'link' in part ? { ...part, label: cut(part.label, most) } : part;
    });
  return {
    text: all(text),
    card: {
      ...card,
      title: cut(card.title, most),
      body: card.body && all(card.body),
      facts: card.facts?.map(({ label, value, ...rest }) => ({ ...rest, label: cut(label, most), value: all(value) })),
      footnote: card.footnote && all(card.footnote),
    },
  };
}

/** Wraps elements into a card. `speak` and `fallbackText` say all of it in words. */
export function wrap(body: readonly CardElement[], actions: readonly CardElement[], spoken: string): object {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: spoken,
    speak: spoken,
    body,
    actions,
  };
}

/**
 * Text from outside as one run: a RichTextBlock knows no Markdown, no HTML, no mentions and no date macros, so that a title
 * is shown as it was typed.
 */
export function run(text: string, look: CardElement = {}): CardElement {
  return { type: 'TextRun', text: clean(text) || ' ', ...look };
}

export function line(...inlines: readonly CardElement[]): CardElement {
  return { type: 'RichTextBlock', inlines };
}

function renderCard({ title, body, facts, buttons, footnote }: Card, spoken: string): object {
  const elements = [
    line(run(cut(title, limits.title), { size: 'Large', weight: 'Bolder' })),
    ...(body ? [paragraph(body)] : []),
    ...(facts ?? []).map(fact),
    ...links(buttons ?? []),
    ...(footnote ? [paragraph(footnote, { size: 'Small', isSubtle: true })] : []),
  ];
  return wrap(elements, (buttons ?? []).slice(0, 6).map(action), spoken);
}

function fact({ label, value }: Fact): CardElement {
  const cell = (items: readonly CardElement[], width: string) => ({ type: 'Column', width, items });
  return {
    type: 'ColumnSet',
    spacing: 'Small',
    columns: [cell([line(run(label, { isSubtle: true }))], '1'), cell([paragraph(value)], '2')],
  };
}

/** Only a TextBlock shows times in the zone of whoever looks, so times stand in one, with the rest of the line escaped. */
function paragraph(text: Text, look: CardElement = {}): CardElement {
  const timed = text.some((part) => typeof part === 'object' && ('instant' in part || 'from' in part));
  if (!timed) return line(...text.map((part) => piece(part, look)));
  const content = text.map((part) => {
    if (typeof part === 'string') return escaped(part);
    if ('from' in part) return `${dateOf(part.from, 'LONG')}, ${timeOf(part.from)}–${timeOf(part.until)}`;
    if (!('instant' in part)) return escaped(flat([part]));
    return part.show === 'time' ? timeOf(part.instant) : `${dateOf(part.instant, 'SHORT')} ${timeOf(part.instant)}`;
  });
  return { type: 'TextBlock', wrap: true, text: content.join(''), ...look };
}

/** What Teams puts the viewer's own day and time in place of: `LONG` has the weekday. It takes no fractions of a second. */
const dateOf = (instant: string, length: 'SHORT' | 'LONG') => `{{DATE(${instant.slice(0, 19)}Z, ${length})}}`;
const timeOf = (instant: string) => `{{TIME(${instant.slice(0, 19)}Z)}}`;

function piece(part: Text[number], look: CardElement): CardElement {
  if (typeof part === 'string') return run(part, look);
  if ('typed' in part) return run(part.typed, { ...look, fontType: 'Monospace' });
  if ('link' in part)
    return run(part.label, { ...look, underline: true, selectAction: { type: 'Action.OpenUrl', url: part.link } });
  if ('person' in part) return run(part.name, { ...look, weight: 'Bolder' });
  return run(flat([part]), look);
}

/** The plain link beside the button. */
function links(buttons: readonly Button[]): CardElement[] {
  return buttons
    .filter((button): button is OpenButton => button.kind === 'open')
    .map(({ url }) =>
      line(run(url, { size: 'Small', underline: true, selectAction: { type: 'Action.OpenUrl', url } })),
    );
}

function action(button: Button): CardElement {
  const title = cut(clean(button.label), limits.button);
  const style = button.primary ? 'positive' : button.kind === 'run' && button.danger ? 'destructive' : 'default';
  if (button.kind === 'open') return { type: 'Action.OpenUrl', title, url: button.url, style };
  const meetwire = { ref: button.ref };
  return button.opensForm
    ? { type: 'Action.Submit', title, style, data: { msteams: { type: 'task/fetch' }, meetwire } }
    : { type: 'Action.Execute', title, style, verb: 'press', data: { meetwire } };
}

/** Everything that is said, as one text. */
export function flat(text: Text, card?: Card): string {
  const said = text.map((part) => {
    if (typeof part === 'string') return part;
    if ('typed' in part) return part.typed;
    if ('person' in part) return part.name;
    if ('instant' in part || 'from' in part) return utcWords(part);
    return part.label === part.link ? part.link : `${part.label} (${part.link})`;
  });
  const read = (card?.facts ?? []).filter(({ isAside }) => !isAside);
  const facts = read.map(({ label, value }) => `\n${label}: ${flat(value)}`);
  return cut(clean([...said, ...facts].join('')), limits.text);
}

/** Markdown, and the braces of macros, without effect. */
function escaped(text: string): string {
  return clean(text)
    .replace(/[\\`*_~#+\-.!|<>[\]()&]/gu, '\\$&')
    .replaceAll('{', '\uFF5B');
}

function clean(text: string): string {
  return cut(withoutControls(text, { keepLines: true }), limits.text);
}
