import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import type { Life } from '../../live/life.ts';
import type { UcaasSession } from '../../ucaas.ts';
import { privately } from '../answer.ts';
import { mayChange } from '../schedule/mine.ts';
import { freshest, meetingHere, nothingHere } from '../who.ts';

/** A running meeting, and by which right its host steers it. */
export interface Steered {
  readonly life: Life;
  readonly sessionId: string;
  readonly session: UcaasSession;
}

/**
 * The running meeting that is meant: the one of the button that was pressed, else the one that was started here. Or what the person is
 * told where there is none. Throws `not_allowed` for everybody but its host.
 */
export async function steered(context: CommandContext): Promise<Steered | Outcome> {
  const life = await meantLife(context);
  if (!life) return nothingHere(context);
  await mayChange(context, life.meeting, 'meeting.steer');
  const now = await freshest(context, life);
  const { title } = now.meeting;
  if (now.state === 'ended') return privately(context, { text: context.say.live.endedAlready(title) });
  if (now.state !== 'live' || now.sessionId === undefined)
    return privately(context, { text: context.say.inside.nobodyYet(title) });
  return { life: now, sessionId: now.sessionId, session: await sessionFor(context, now) };
}

/** The meeting of the button that was pressed, else the one that was started here. */
export async function meantLife(context: CommandContext): Promise<Life | undefined> {
  const { button, stores, invocation } = context;
  const id = button?.values?.meeting;
  return typeof id === 'string' ? stores.lives.find(invocation.from, id) : meetingHere(context);
}

/** By the account that started it; where that is not linked any more, by the one that is in use. */
export async function sessionFor(context: CommandContext, life: Life): Promise<UcaasSession> {
  const { stores, invocation } = context;
  const link = (await stores.links.all(invocation.from)).find(({ account }) => account.userId === life.accountId);
  return link ? context.ucaasBy(link) : context.ucaas();
}
