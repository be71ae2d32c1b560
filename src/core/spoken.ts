import type { Invocation } from './invocation.ts';

/** A day of the week, or several, as people say it; a part of a regular expression. */
export const dayOfWeek = '(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?';

/** A day of the week, as people say it. */
export const speaksOfWeekday = new RegExp(`\\b${dayOfWeek}\\b`, 'iu');

/** A day or a time of day, as people say it. */
export const speaksOfTime = new RegExp(
  `\\b(?:today|tonight|tomorrow|noon|midday|every|${dayOfWeek}|\\d{1,2}(?:[:.]\\d\\d|\\s?[ap]m|(?:st|nd|rd|th)\\b))`,
  'iu',
);

/** What is said of somebody, or asked: no title that anybody gives. */
const tells =
  /\b(?:is|are|was|were|can|could|will|would|has|have|had|needs?|wants?|should|must|may|said|says|asked|does|did|\p{L}+n['’]?t|cannot|not|please|instead|too|also)\b|\?/iu;

/** True for a line that begins with a mention: in a channel, that starts a meeting with whoever is mentioned. */
export function beginsWithMention({ text, mentions }: Pick<Invocation, 'text' | 'mentions'>): boolean {
  return mentions.some(({ start }) => text.slice(0, start).trim() === '');
}

/**
 * True for such a line in the direct chat that goes on like a sentence, of a time or of somebody: “@Bob design review friday 3pm”,
 * “@Bob is away”.
 *
 * @param title what stands beside the mentions
 */
export function isSentence({ kind }: Pick<Invocation, 'kind'>, title: string): boolean {
  return kind === 'direct' && (speaksOfTime.test(title) || tells.test(title));
}
