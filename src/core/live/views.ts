import { authorize } from '../authorize.ts';
import { type Identity, type Invocation, sameIdentity } from '../invocation.ts';
import type { Look } from '../ports.ts';
import type { Button, Reply, RunButton } from '../reply.ts';
import { type Sentences, sentencesFor } from '../sentences/index.ts';
import type { FoundButton, LifeStore, ShownLife, ShownLives } from '../stores.ts';
import { afterwards, answerButtons, everyAnswerButton, liveReply, ownAnswer } from './card.ts';
import { isOver, type Life } from './life.ts';
import { steerButtons, steering } from './steering.ts';

/** A button of a view names a meeting and what is done: no row of ours is made for whoever only looks. */
const reference = /^view\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([a-z-]+)$/;

/**
 * One and the same card as this person sees it: the common one, and what is this person's to press: the host steers the meeting, and
 * whoever was called answers. Made from the meeting as it is then, and always the same for the same meeting and viewer.
 */
export function createLook({ lives, publicUrl }: { readonly lives: ShownLives; readonly publicUrl: string }): Look {
  return async (viewer, meetingId, here) => {
    const found = await lives.withPlaces(viewer, meetingId);
    // Whoever knows its id, and is not where its card stands, sees nothing of it. Planned ones have cards of another kind.
    if (!found || found.life.occurrence || !isShown(found, here)) return undefined;
    const { platform, workspaceId } = found.life.meeting.host;
    const mayLook = authorize({ identity: viewer }, 'meeting.see', { platform, workspaceId, owner: viewer });
    const say = sentencesFor({ from: viewer, kind: 'channel', locale: undefined });
    return mayLook.allowed ? viewOf(found.life, viewer, { say, publicUrl }) : undefined;
  };
}

/** Clients may ask before it is noted that the first card was posted, which goes where the meeting is started. */
function isShown({ startedIn, cards }: ShownLife, here: Parameters<Look>[2]): boolean {
  return here.is(startedIn) || cards.some(here.has);
}

/** The card in a channel or group, as this person sees it there. */
export function viewOf(
  life: Life,
  viewer: Identity,
  { say, publicUrl }: { readonly say: Sentences; readonly publicUrl: string },
): Reply {
  const common = liveReply(life, 'everyone', { say, publicUrl });
  const isHost = sameIdentity(life.meeting.host, viewer);
  const own = isHost ? steerButtons(life, say) : isOver(life) ? [] : answerButtons(life, viewer, say);
  const buttons = [...(common.card?.buttons ?? []), ...own].map((button) => withReference(button, life));
  const facts = [...(common.card?.facts ?? []), ...ownAnswer(life, viewer, say.calling)];
  return { ...common, card: common.card && { ...common.card, facts, buttons } };
}

function withReference(button: Button, { meeting }: Life): Button {
  return button.kind === 'run' ? { ...button, ref: `view.${meeting.id}.${nameOf(button)}` } : button;
}

function nameOf({ command, input }: RunButton): string {
  return input === undefined ? command : `${command}-${input}`;
}

/** Whether a press came from a view, and not from the message that all see. */
export function isOfView(ref: string): boolean {
  return reference.test(ref);
}

/**
 * The button that such a reference names, in the presser's own workspace. Any button that some view has can be named by anybody: whether
 * this person may is decided by the command, as for what is typed.
 */
export async function viewButton(
  lives: Pick<LifeStore, 'find'>,
  invocation: Invocation,
  ref: string,
): Promise<FoundButton | undefined> {
  const [, meetingId = '', name] = reference.exec(ref) ?? [];
  const life = await lives.find(invocation.from, meetingId);
  if (!life) return undefined;
  const say = sentencesFor(invocation);
  const all = [
    ...Object.values(steering(life, say)),
    ...everyAnswerButton(life, say),
    ...afterwards(life.meeting, say, life.hasLobby),
  ];
  const button = all.find((one): one is RunButton => one.kind === 'run' && nameOf(one) === name);
  return button && { button, owner: life.meeting.host, visibleTo: 'everyone' };
}
