import type { Text } from '../../reply.ts';

/** About questions of whatever command, and what words answer to them. */
export const asking = {
  answeredBelow: ['Answered below.'] as Text,
  /** Where what is asked below is the same again, or something else about the same meeting. */
  askedAgain: ['Replaced by the question below.'] as Text,
  questionOver: ['This question is not open any more, so nothing was changed: say again what you want.'] as Text,
  noneOfThem: ['All right, nothing was changed.'] as Text,
  /** `by`: what words answer to it; `press`: none. */
  choiceStands: (by: 'yes' | 'which' | 'who' | 'press'): Text => [
    by === 'press'
      ? 'What I asked last is answered by a press alone: press one of its buttons.'
      : `I did not understand that here. What I asked last is still open: answer ${
          {
            yes: '“yes” or “no”, or press a button',
            which: 'with a name or “the first one”, say “none”, or press a button',
            who: 'with a name or an email address, or say “leave out”',
          }[by]
        }.`,
  ],
};
