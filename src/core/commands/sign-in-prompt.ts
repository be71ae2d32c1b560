import { type Reply, type RunButton, type SignInOrigin, signInUrl, type Text } from '../reply.ts';
import type { Sentences } from '../sentences/index.ts';

type Place = Pick<SignInOrigin, 'at' | 'conversation' | 'kind' | 'inThread' | 'locale' | 'timeZone'>;

/** The private message with the link to our sign-in page. The link itself is made on delivery. */
export function signInPrompt(
  place: Place,
  say: Sentences,
  {
    title,
    why,
    resumes,
    first,
    beside,
  }: {
    readonly title: string;
    readonly why: Text;
    readonly resumes: boolean;
    /** What is offered before signing in, where that is not what comes first. */
    readonly first?: RunButton;
    /** What is offered beside it. */
    readonly beside?: RunButton;
  },
): Reply {
  const buttons = [
    ...(first ? [first] : []),
    { kind: 'open', label: say.signIn, url: signInUrl, primary: first === undefined } as const,
    ...(beside ? [beside] : []),
  ];
  return {
    visibleTo: 'caller',
    text: say.signInText(why),
    card: { title, tone: 'neutral', body: why, buttons, footnote: say.signInFootnote },
    signIn: signInOrigin(place, { resumes }),
  };
}

/** Where a link to one of our pages is asked for, so that what it leads to comes back there. */
export function signInOrigin(
  { at, conversation, kind, inThread, locale, timeZone }: Place,
  wanted: Pick<SignInOrigin, 'resumes' | 'purpose' | 'detail'>,
): SignInOrigin {
  return { at, conversation, kind, inThread, locale, timeZone, ...wanted };
}
