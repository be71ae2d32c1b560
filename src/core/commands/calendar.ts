import { subscribeLinks } from '../calendar/add-links.ts';
import type { Command, CommandContext } from '../command.ts';
import type { Outcome } from '../effect.ts';
import { feedPageUrl, feedUrl } from '../marked-links.ts';
import { privately } from './answer.ts';

/** `calendar`, `calendar reset`: the private address of the person's meetings, and another one after one more question. */
export const calendar: Command = {
  name: 'calendar',
  usage: '[reset]',
  summary: 'Have your meetings in your own calendar, by a private address',
  examples: ['calendar', 'calendar reset'],
  needs: ({ text }) => (firstWord(text) === 'reset' ? 'calendar.reset' : 'calendar.see'),
  wish: ({ text }) => (firstWord(text) === 'reset' ? 'get another calendar address' : 'see your calendar address'),

  async run(context) {
    const { say, arguments: given, invocation, stores } = context;
    switch (given.text.toLowerCase()) {
      case '':
        return shown(context, await stores.feeds.feedId(invocation.from));
      case 'reset':
        return askOnceMore(context);
      case 'reset yes':
        return shown(context, await stores.feeds.feedId(invocation.from, true), true);
      case 'keep':
        return privately(context, { text: say.addressKept });
      default:
        return privately(context, { text: say.calendarUnknownWord(given.text) });
    }
  },
};

function firstWord(text: string): string {
  return text.split(' ', 1)[0]?.toLowerCase() ?? '';
}

function shown({ say, publicUrl, secrets, invocation }: CommandContext, feedId: string, fresh = false): Outcome {
  const url = feedUrl(publicUrl, secrets, feedId);
  const { google, office } = subscribeLinks(url);
  return privately(
    { invocation },
    {
      text: [...(fresh ? [...say.calendarReset, ' '] : []), ...say.calendarText(url)],
      card: {
        title: say.calendarTitle,
        tone: fresh ? 'done' : 'neutral',
        body: fresh ? say.calendarReset : say.calendarWhy,
        facts: [{ label: say.calendarAddress, value: [{ link: url, label: url }] }],
        buttons: [
          { kind: 'open', label: say.addToGoogle, url: google, primary: true },
          { kind: 'open', label: say.addToOutlook, url: office },
          // Chat platforms open nothing but https: our page has the link that Apple's calendar opens.
          { kind: 'open', label: say.addToOthers, url: feedPageUrl(publicUrl, secrets, feedId) },
          { kind: 'run', label: say.resetCalendar, command: 'calendar', input: 'reset', danger: true },
        ],
        footnote: say.calendarFootnote,
      },
    },
  );
}

function askOnceMore(context: CommandContext): Outcome {
  const { say } = context;
  return privately(context, {
    text: say.resetQuestion,
    card: {
      title: say.resetQuestionTitle,
      tone: 'warning',
      body: say.resetQuestion,
      buttons: [
        {
          kind: 'run',
          label: say.yesReset,
          command: 'calendar',
          input: 'reset yes',
          danger: true,
          once: true,
          answers: 'yes',
        },
        { kind: 'run', label: say.keepAddress, command: 'calendar', input: 'keep', answers: 'no' },
      ],
    },
  });
}
