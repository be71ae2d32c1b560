import type { Habits } from '../../reader.ts';
import { zoneNamed } from '../../reminders/zones.ts';
import type { Text } from '../../reply.ts';
import type { Sentences } from '../../sentences/index.ts';
import { answer } from '../../when/index.ts';

/** What people put around the name of a city when they are asked for it. */
const around =
  /^(?:i(?:'|’)?m|i am|we(?:'|’)?re|we are|it(?:'|’)?s|that(?:'|’)?s)\s+(?:in\s+|at\s+)?|^in\s+|[\s,]*\b(?:please|thanks|thank you)\b|[.!]+$/giu;
/** What has more words is no name of a city. */
const mostWords = 5;

/** The zone that somebody answers with, by a city, a country of one zone, an abbreviation or an offset. Undefined where it is none, or one of several. */
export function zoneAnswered(said: string, habits: Habits): string | undefined {
  const name = nameIn(said);
  const named = zoneNamed(name);
  if ('zone' in named) return named.zone;
  const draft = { title: '', timeZone: 'UTC', people: [], options: {} };
  const question = { slot: 'zone', why: 'zone_unknown', said: name, choices: [] } as const;
  const found = answer({ draft, questions: [question] }, name, { ...habits, timeZone: 'UTC' });
  // The draft has nothing else in it, so other questions remain.
  const isOpen = !found || found.understanding.questions.some(({ slot }) => slot === 'zone');
  return isOpen ? undefined : found.understanding.draft.timeZone;
}

/** What is said to an answer that is no zone, though it may be meant as one; undefined for anything longer. */
export function zoneUnclear(say: Sentences, said: string): Text | undefined {
  const name = nameIn(said);
  if (name.split(/\s+/u).length > mostWords) return undefined;
  const named = zoneNamed(name);
  if ('several' in named) return say.zoneUnclear(name, named.several);
  return say.zoneUnclear(name, 'near' in named ? named.near : []);
}

function nameIn(said: string): string {
  return said.trim().replace(around, '').trim();
}
