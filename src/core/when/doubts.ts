import type { Named } from './draft.ts';
import type { Reading } from './read.ts';
import type { Doubt, Question } from './understanding.ts';

/**
 * What was left open by whoever said it, each part once: "weekly or every two weeks", "with @ann and @bob, no, @carl".
 *
 * @param people who would be invited otherwise
 */
export function doubtQuestions(reading: Reading, people: readonly Named[]): readonly Question[] {
  return reading.doubts
    .filter(({ slot }, index, all) => all.findIndex((one) => one.slot === slot) === index)
    .map((doubt) => questionOf(doubt, reading, people));
}

function questionOf(
  { slot, said, option, zones = [] }: Doubt,
  { options, durations, tokens }: Reading,
  people: readonly Named[],
): Question {
  if (slot === 'who') return { slot, why: 'who_unclear', said, choices: [{ people }] };
  if (slot === 'start') return { slot, why: 'vague_time', said, choices: [] };
  if (slot === 'zone')
    return { slot, why: 'zone_ambiguous', said, choices: zones.map((timeZone) => ({ timeZone, zoneSaid: true })) };
  if (slot === 'title') return { slot, why: 'title_unclear', choices: quoted(tokens).map((title) => ({ title })) };
  if (slot === 'duration') {
    const minutes = [...new Set(durations.flatMap((one) => one.minutes ?? []))];
    return { slot, why: 'duration_vague', said, choices: minutes.map((one) => ({ minutes: one })) };
  }
  if (slot === 'recurrence') return { slot, why: 'recurrence_ambiguous', said, choices: [] };
  const choices = [true, false].map((on) => ({ options: { ...options, [option ?? 'recording']: on } }));
  return { slot, why: 'option_unclear', option: option ?? 'recording', choices };
}

function quoted({ list }: Reading['tokens']): readonly string[] {
  return list.flatMap(({ atom }) => (atom?.kind === 'quote' ? [atom.text] : []));
}
