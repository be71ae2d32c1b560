import type { Invocation } from '../invocation.ts';
import { type Reply, signInUrl, type Text } from '../reply.ts';
import type { Sentences } from '../sentences/index.ts';

/** The private message with the link to our sign-in page. The link itself is made on delivery. */
export function signInPrompt(
  invocation: Invocation,
  say: Sentences,
  { title, why, resumes }: { title: string; why: Text; resumes: boolean },
): Reply {
  const { at, conversation, kind, locale, timeZone } = invocation;
  return {
    visibleTo: 'caller',
    text: say.signInText(why),
    card: {
      title,
      tone: 'neutral',
      body: why,
      buttons: [{ kind: 'open', label: say.signIn, url: signInUrl, primary: true }],
      footnote: say.signInFootnote,
    },
    signIn: { at, conversation, kind, locale, timeZone, resumes },
  };
}
