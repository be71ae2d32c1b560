import type { Command } from '../command.ts';
import type { Effect } from '../effect.ts';
import type { RunButton } from '../reply.ts';
import type { Sentences } from '../sentences/index.ts';
import type { SameHumanQuestion } from '../stores.ts';

/** “Is this also you?”: the answer of one side. Never typed: it comes from the question's buttons. */
export const sameHuman: Command = {
  name: 'same-human',
  hidden: true,
  summary: 'Take down whether another identity is the same human',
  examples: [],
  needs: 'account.see',
  wish: () => 'say who you are',

  async run({ say, invocation, stores, clock, arguments: given }) {
    const [id = '', word] = given.text.split(' ');
    const answered = await stores.humans.answer(id, invocation.from, word === 'yes', clock());
    const text = answered ? say.sameHumanAnswered(answered) : say.sameHumanGone;
    const told: Effect = { do: 'post', key: 'answer', to: invocation.at, reply: { visibleTo: 'caller', text } };
    if (!answered || answered.state === 'two' || answered.said === 'again') return { effects: [told] };
    const { me, other } = answered;
    // The other side is asked, or told that it is so now.
    const reply =
      answered.state === 'half'
        ? sameHumanReply(say, { ...answered, me: other, other: me })
        : ({ visibleTo: 'caller', text: say.sameHumanAnswered({ ...answered, other: me }) } as const);
    return { effects: [told, { do: 'direct', key: 'other side', person: other.identity, name: other.name, reply }] };
  },
};

/** The question as one side sees it. */
export function sameHumanReply(say: Sentences, question: SameHumanQuestion) {
  const text = say.sameHumanText(question);
  const button = (label: string, word: string, primary = false): RunButton => ({
    kind: 'run',
    label,
    command: 'same-human',
    input: `${question.id} ${word}`,
    once: true,
    primary,
  });
  const buttons = [button(say.sameHumanYes, 'yes', true), button(say.sameHumanNo, 'no')];
  return {
    visibleTo: 'caller',
    text,
    card: { title: say.sameHumanTitle, tone: 'neutral', body: text, buttons, footnote: say.sameHumanFootnote },
  } as const;
}
