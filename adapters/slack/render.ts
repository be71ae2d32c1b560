import type { ActionsBlock, ColorScheme, KnownBlock, RichTextElement, RichTextSection } from '@slack/types';
import { cut, withoutControls } from '../../src/core/plain.ts';
import type { Button, Card, OpenButton, Reply, Span, Text } from '../../src/core/reply.ts';
import { utcWords } from '../../src/core/utc-words.ts';

/** A message as Slack takes it. */
export interface SlackMessage {
  /** For notifications, screen readers and clients without blocks. */
  readonly text: string;
  readonly blocks: (KnownBlock | CallBlock)[];
}

/** A call as Slack itself shows it (docs.slack.dev, Using the Calls API). */
interface CallBlock {
  readonly type: 'call';
  readonly call_id: string;
}

/** Limits of docs.slack.dev, Block Kit reference; the text limit is ours, well under the 40,000 that are cut off. */
const limits = { header: 150, text: 3_000, button: 75, buttons: 25, url: 3_000 } as const;

/**
 * Data is shown in `plain_text` and `rich_text`, in which nothing is markup: no title can ping a channel or become a link.
 * Only the fallback text is read as markup, so it is escaped.
 */
export function render({ text, card, nativeCall }: Reply, note?: string): SlackMessage {
  const footnotes = note ? [footnote([note])] : [];
  const calls: CallBlock[] = nativeCall === undefined ? [] : [{ type: 'call', call_id: nativeCall }];
  const blocks = card ? renderCard(card) : [richText([section(text)])];
  return { text: fallback(text, card), blocks: [...blocks, ...calls, ...footnotes].slice(0, 50) };
}

function renderCard({ title, body, facts, buttons, footnote: small }: Card): KnownBlock[] {
  const header: KnownBlock = { type: 'header', text: plainText(title, limits.header) };
  const sections = [
    ...(body ? [section(body)] : []),
    ...(facts ?? []).map(({ label, value }) => section([{ bold: `${label}: ` }, ...value])),
    ...links(buttons ?? []),
  ];
  return [
    header,
    ...(sections.length > 0 ? [richText(sections)] : []),
    ...(buttons?.length ? [actions(buttons)] : []),
    ...(small ? [footnote(small)] : []),
  ];
}

/** The plain link beside the button: a button alone does not say where it leads. */
function links(buttons: readonly Button[]): RichTextSection[] {
  return buttons
    .filter((button): button is OpenButton => button.kind === 'open')
    .map(({ url }) => ({ type: 'rich_text_section', elements: [{ type: 'link', url: cut(url, limits.url) }] }));
}

function actions(buttons: readonly Button[]): ActionsBlock {
  return {
    type: 'actions',
    elements: buttons.slice(0, limits.buttons).map((button, index) => {
      const danger = button.kind === 'run' && button.danger;
      const style: ColorScheme | undefined = button.primary ? 'primary' : danger ? 'danger' : undefined;
      const common = {
        type: 'button',
        text: plainText(button.label, limits.button),
        ...(style ? { style } : {}),
      } as const;
      return button.kind === 'open'
        ? { ...common, action_id: `open-${index}`, url: button.url }
        : { ...common, action_id: `run-${index}`, value: button.ref ?? '' };
    }),
  };
}

type Piece = Text[number] | { readonly bold: string };

function section(pieces: readonly Piece[]): RichTextSection {
  return { type: 'rich_text_section', elements: pieces.flatMap(spread).filter((element) => element !== undefined) };
}

/** A date that is shown has one moment. */
function spread(part: Piece): readonly (RichTextElement | undefined)[] {
  if (typeof part === 'string' || !('from' in part)) return [piece(part)];
  return [
    moment(part.from, '{date_long}, {time}', utcWords({ instant: part.from, show: 'day-time' })),
    literal('–'),
    moment(part.until, '{time}', utcWords({ instant: part.until, show: 'time' })),
  ];
}

/** Slack refuses empty text elements. */
function piece(part: Exclude<Piece, Span>): RichTextElement | undefined {
  if (typeof part === 'string') return literal(part);
  if ('bold' in part) return { type: 'text', text: clean(part.bold), style: { bold: true } };
  if ('typed' in part) return { type: 'text', text: clean(part.typed), style: { code: true } };
  if ('link' in part)
    return { type: 'link', url: part.link, ...(part.label === part.link ? {} : { text: clean(part.label) }) };
  if ('person' in part) return part.ping ? { type: 'user', user_id: part.person.userId } : literal(part.name);
  return moment(part.instant, part.show === 'time' ? '{time}' : '{date_short_pretty}, {time}', utcWords(part));
}

function moment(instant: string, format: string, fallback: string): RichTextElement {
  return { type: 'date', timestamp: Math.floor(Date.parse(instant) / 1000), format, fallback };
}

function literal(text: string): RichTextElement | undefined {
  const shown = clean(text);
  return shown === '' ? undefined : { type: 'text', text: shown };
}

function richText(elements: RichTextSection[]): KnownBlock {
  const lines = elements.flatMap((element, index): RichTextSection[] =>
    index === 0 ? [element] : [{ ...element, elements: [{ type: 'text', text: '\n' }, ...element.elements] }],
  );
  return { type: 'rich_text', elements: lines };
}

function footnote(text: Text): KnownBlock {
  return { type: 'context', elements: [plainText(flat(text), limits.text)] };
}

/** Everything that the card says, as one text; escaped, because Slack reads this field as markup. */
function fallback(text: Text, card: Card | undefined): string {
  const said = (card?.facts ?? []).filter(({ isAside }) => !isAside);
  const facts = said.map(({ label, value }) => `${label}: ${flat(value)}`);
  const all = [flat(text), ...facts].join('\n');
  return cut(clean(all), limits.text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function flat(text: Text): string {
  return text
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('typed' in part) return part.typed;
      if ('person' in part) return part.name;
      if ('instant' in part || 'from' in part) return utcWords(part);
      return part.label === part.link ? part.link : `${part.label} (${part.link})`;
    })
    .join('');
}

function plainText(text: string, most: number) {
  return { type: 'plain_text', text: cut(clean(text), most) || ' ', emoji: false } as const;
}

function clean(text: string): string {
  return cut(withoutControls(text, { keepLines: true }), limits.text);
}
