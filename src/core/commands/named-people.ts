import type { CommandContext } from '../command.ts';
import type { Text } from '../reply.ts';
import { answer, type Named, type Reader } from '../when/index.ts';
import { mentionsIn } from './schedule/mentions.ts';

/** Who is named in words that name people, and what was said of whom nobody can be invited. */
export function namedPeople(
  context: CommandContext,
  reader: Reader,
  rest: string,
): { readonly people: readonly Named[]; readonly wrong?: Text } {
  const nobody = { draft: { title: '', timeZone: reader.timeZone, people: [], options: {} }, questions: [] };
  const text = `with ${rest}`;
  const found = answer(nobody, text, { ...reader, mentions: mentionsIn(context, text) });
  if (!found) return { people: [] };
  const { understanding, refused } = found;
  const wrong = refused.filter(({ slot }) => slot === 'who');
  const { people } = understanding.draft;
  return { people, ...(wrong.length > 0 && { wrong: context.say.changeRefused(wrong, reader) }) };
}
