import type { Invocation } from '../invocation.ts';
import { english } from './en/index.ts';

/** Everything the bot says, in one language, with commands written as one types them in this place. */
export type Sentences = ReturnType<typeof english>;

const catalogues: ReadonlyMap<string, typeof english> = new Map([['en', english]]);

/** The catalogue for somebody's locale and place; English where there is none for the locale. */
export function sentencesFor(place: Pick<Invocation, 'locale' | 'from' | 'kind' | 'inThread'>): Sentences {
  const language = place.locale?.split('-')[0]?.toLowerCase() ?? 'en';
  const prefix = prefixIn(place);
  const name = `${catalogues.has(language) ? language : 'en'} ${prefix}`;
  const known = made.get(name);
  if (known) return known;
  const sentences = (catalogues.get(language) ?? english)(prefix);
  made.set(name, sentences);
  return sentences;
}

/** One per language and prefix. */
const made = new Map<string, Sentences>();

/** Slack lets no slash command through in threads (docs.slack.dev, slash commands); Teams has none at all. */
function prefixIn({ from, kind, inThread }: Pick<Invocation, 'from' | 'kind' | 'inThread'>): string {
  const isMentioned = from.platform === 'teams' || (from.platform === 'slack' && inThread === true);
  if (!isMentioned) return '/meet ';
  return kind === 'direct' ? '' : '@Meetwire ';
}
