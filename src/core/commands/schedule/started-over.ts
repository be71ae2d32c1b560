import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import { privately } from '../answer.ts';
import { dropped, type Open } from './open-draft.ts';

const over = /^(?:all )?over(?: again)?(?: please)?[.!]*$/iu;
const again = /^(?:again|anew|afresh|from (?:scratch|the (?:beginning|start)))(?: please)?[.!]*$/iu;

/**
 * “Start over” begins anew with what is planned here, and starts no meeting of that name. undefined: a meeting is to be started.
 */
export async function startedOver(context: CommandContext): Promise<Outcome | undefined> {
  const { invocation, stores, button, values, arguments: given, say } = context;
  if (button || values || !/^\s*(?:\/?meet\s+)?start\s/iu.test(invocation.text)) return undefined;
  const isOver = over.test(given.text);
  if (!isOver && !again.test(given.text)) return undefined;
  const { from, conversation } = invocation;
  const talk = await stores.talks.find(from, conversation);
  const open = talk?.body as Open | undefined;
  if (talk && open) return dropped(context, { ...talk, conversation }, say.draftAnew);
  return isOver ? privately(context, { text: say.nothingToStartOver }) : undefined;
}
