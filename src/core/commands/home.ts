import type { Command } from '../command.ts';
import { type Button, signInUrl } from '../reply.ts';
import { privately } from './answer.ts';
import { signInOrigin } from './sign-in-prompt.ts';

/** What a bare `/meet` shows: the things one most likely wants, one press away. */
export const home: Command = {
  name: 'home',
  hidden: true,
  summary: 'Offer the most likely things',
  examples: [],
  needs: 'help.see',
  wish: () => 'see the start',

  async run({ say, invocation, link }) {
    const body = link ? say.homeConnected(link.account) : say.homeNew;
    const buttons: Button[] = [
      ...(link ? [] : [{ kind: 'open', label: say.signIn, url: signInUrl, primary: true } as const]),
      { kind: 'run', label: say.startNow, command: 'now', primary: link !== undefined },
      { kind: 'run', label: say.planMeeting, command: 'schedule', opensForm: true },
      { kind: 'run', label: say.myMeetings, command: 'list' },
      { kind: 'run', label: say.myRoom, command: 'room' },
      { kind: 'run', label: say.joinByPin, command: 'join', opensForm: true },
      { kind: 'run', label: say.help, command: 'help' },
    ];
    return privately(
      { invocation },
      {
        text: [...body, ' ', ...say.homeFootnote],
        card: { title: say.homeTitle, tone: 'neutral', body, buttons, footnote: say.homeFootnote },
        signIn: link ? undefined : signInOrigin(invocation, { resumes: false }),
      },
    );
  },
};
