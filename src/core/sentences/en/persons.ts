import type { Text } from '../../reply.ts';
import { named } from './words.ts';

/** About people of a workspace who are called by name. */
export const persons = {
  notFound: ['I could not find whom you mentioned.'] as Text,
  unknown: (names: readonly string[]): Text => [
    `I find nobody called ${named(names.map((name) => `“${name}”`))} among those whom this chat shows me. Give the name as the chat shows it, or mention them there.`,
  ],
};
