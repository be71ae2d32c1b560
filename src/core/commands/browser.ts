import type { Command } from '../command.ts';
import { signInUrl } from '../reply.ts';
import { privately } from './answer.ts';
import { signInOrigin } from './sign-in-prompt.ts';

/** `browser`, `browser forget`: in which browsers somebody goes into meetings under their own name. */
export const browser: Command = {
  name: 'browser',
  usage: '[forget]',
  summary: 'Have your browser recognised, so that you go into meetings under your own name',
  examples: ['browser', 'browser forget'],
  needs: 'account.link',
  wish: () => 'have a browser recognised',

  async run(context) {
    const { say, stores, invocation, link, ucaas, arguments: given } = context;
    const words = say.browsers;
    if (/^(?:forget|reset|off)\b/iu.test(given.text))
      return privately(context, { text: words.forgotten(await stores.browsers.forgetAll(invocation.from)) });
    // Whoever is not connected signs in first, by which the browser is recognised already.
    if (!link) ucaas();
    const text = words.text;
    return privately(context, {
      text,
      card: {
        ...{ title: words.title, tone: 'neutral', body: text, footnote: say.signInFootnote },
        buttons: [{ kind: 'open', label: words.open, url: signInUrl, primary: true }],
      },
      signIn: signInOrigin(invocation, { resumes: false, purpose: 'browser' }),
    });
  },
};
