import type { Invocation } from '../invocation.ts';
import { type Reply, type SignInOrigin, signInUrl, type Text } from '../reply.ts';
import type { Sentences } from '../sentences/index.ts';

/** The private message with the link to our sign-in page. The link itself is made on delivery. */
export function signInPrompt(
  invocation: Invocation,
  say: Sentences,
  {
    title,
    why,
    resumes,
    isNew = false,
  }: {
    readonly title: string;
    readonly why: Text;
    readonly resumes: boolean;
    /** Whoever never had an account here may have none at all. */
    readonly isNew?: boolean;
  },
): Reply {
  const values = { origin: JSON.stringify(signInOrigin(invocation, { resumes: true })) };
  return {
    visibleTo: 'caller',
    text: say.signInText(why),
    card: {
      title,
      tone: 'neutral',
      body: why,
      buttons: [
        { kind: 'open', label: say.signIn, url: signInUrl, primary: true },
        ...(isNew ? [{ kind: 'run', label: say.access.noAccount, command: 'access', values } as const] : []),
      ],
      footnote: say.signInFootnote,
    },
    signIn: signInOrigin(invocation, { resumes }),
  };
}

/** Where a link to one of our pages is asked for, so that what it leads to comes back there. */
export function signInOrigin(
  { at, conversation, kind, inThread, locale, timeZone }: Invocation,
  wanted: Pick<SignInOrigin, 'resumes' | 'purpose'>,
): SignInOrigin {
  return { at, conversation, kind, inThread, locale, timeZone, ...wanted };
}
