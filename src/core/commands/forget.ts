import type { Command, CommandContext } from '../command.ts';
import type { Outcome } from '../effect.ts';
import { signInUrl } from '../reply.ts';
import { privately } from './answer.ts';
import { signInOrigin } from './sign-in-prompt.ts';

/** `forget me`: says what is kept of the person, leads to a copy of it, and deletes it after one more question. */
export const forget: Command = {
  name: 'forget',
  usage: 'me',
  summary: 'Show what is kept of you here, save it, or delete all of it',
  examples: ['forget me'],
  needs: 'person.forget',
  wish: () => 'see what is kept of you',

  async run(context) {
    const { say, arguments: given } = context;
    switch (given.text.toLowerCase()) {
      case '':
      case 'me':
        return kept(context);
      case 'everything':
        return askOnceMore(context);
      case 'nothing':
        return privately(context, { text: say.nothingForgotten });
      default:
        return privately(context, { text: say.forgetOnlyYou });
    }
  },
};

async function kept(context: CommandContext): Promise<Outcome> {
  const { say, invocation, stores } = context;
  const counts = await stores.people.count(invocation.from);
  return privately(context, {
    text: [...say.kept(counts), ' ', { link: signInUrl, label: say.saveData }],
    card: {
      title: say.keptTitle,
      tone: 'neutral',
      body: say.keptWhy,
      facts: say.keptFacts(counts),
      buttons: [
        { kind: 'open', label: say.saveData, url: signInUrl },
        { kind: 'run', label: say.deleteEverything, command: 'forget', input: 'everything', danger: true },
      ],
      footnote: say.keptFootnote,
    },
    signIn: signInOrigin(invocation, { resumes: false, purpose: 'data' }),
  });
}

function askOnceMore(context: CommandContext): Outcome {
  const { say } = context;
  return privately(context, {
    text: say.forgetQuestion,
    card: {
      title: say.forgetQuestionTitle,
      tone: 'warning',
      body: say.forgetQuestion,
      buttons: [
        { kind: 'run', label: say.yesDeleteEverything, command: 'forgotten', danger: true, answers: 'press' },
        { kind: 'run', label: say.keepIt, command: 'forget', input: 'nothing', answers: 'press' },
      ],
    },
  });
}
