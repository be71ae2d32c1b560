import type { Mention } from '../../src/core/invocation.ts';

const token = /<([@#!])([^>|]*)(?:\|([^>]*))?>|<(https?:[^>|]*|mailto:[^>|]*)(?:\|([^>]*))?>/g;

/**
 * Slack's escaped text as plain text, with what was mentioned beside it (docs.slack.dev, formatting message text): `&`,
 * `<` and `>` come escaped, mentions and links come in angle brackets. `here`: the channel in which it was said, which `<!here>` and its like mean.
 */
export function readText(escaped: string, here?: string): { text: string; mentions: Mention[] } {
  const mentions: Mention[] = [];
  let text = '';
  let from = 0;
  for (const match of escaped.matchAll(token)) {
    text += unescaped(escaped.slice(from, match.index));
    from = match.index + match[0].length;
    const [, sign, id = '', label, url, urlLabel] = match;
    if (!sign) {
      text += unescaped(urlLabel ?? url ?? '');
      continue;
    }
    const isPlace = sign === '!' && here !== undefined && everybodyThere.test(id);
    const [kind, mentionId] = isPlace ? (['channel', here] as const) : kindOf(sign, id);
    const said = label === undefined || label === '' ? undefined : unescaped(label).replace(/^[@#]/, '');
    const name = isPlace ? (said ?? id) : said;
    const shown = `${sign === '#' ? '#' : '@'}${name ?? mentionId}`;
    mentions.push({ kind, id: mentionId, name, start: text.length, length: shown.length });
    text += shown;
  }
  return { text: text + unescaped(escaped.slice(from)), mentions };
}

const everybodyThere = /^(?:here|channel|everyone)$/;

/** `<!subteam^S1>` is a user group; `<!here>` and its like are groups of nobody where there is no channel. */
function kindOf(sign: string, id: string): [Mention['kind'], string] {
  if (sign === '@') return ['person', id];
  if (sign === '#') return ['channel', id];
  return ['group', id.replace(/^subteam\^/, '')];
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/**
 * Escaped text without the signs that make it bold, a quotation or code (docs.slack.dev, formatting message text), and without emoji by
 * name, which are pictures to those who read it. What stands in angle brackets stays.
 */
export function plainMarkup(escaped: string): string {
  const plain = escaped
    .replace(/```/g, ' ')
    .replace(/^&gt;(?:&gt;&gt;)?[ \t]?/gm, '')
    .replace(/(?<![\w:]):[a-z0-9_+'-]+:(?::skin-tone-\d:)?(?![\w:])/g, ' ');
  // One inside the other: bold and italic and struck through.
  return ['*', '_', '~', '`'].reduce((text) => withoutPairs(text), plain);
}

/** Signs count only where a word begins and ends with them, and not far apart, so that no text takes long. */
function withoutPairs(text: string): string {
  return text.replace(
    /(?<![^\s*_~`([{"'.,;:!?–—-])([*_~`])(?=\S)([^\n]{0,400}?\S)\1(?![^\s*_~`)\]}"'.,;:!?–—-])/g,
    '$2',
  );
}
