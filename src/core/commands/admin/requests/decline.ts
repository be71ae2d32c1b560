import type { CommandContext } from '../../../command.ts';
import type { Effect, Outcome } from '../../../effect.ts';
import { sameIdentity } from '../../../invocation.ts';
import type { AccessRequest, Decider } from '../../../stores.ts';
import { sayTo, settledCards } from '../../access/cards.ts';
import { lineIn } from '../../access/form.ts';
import { privately } from '../../answer.ts';
import { noted } from '../noted.ts';

/** Who decides. A press that is run again, or repeated, is the same one. */
export function deciderOf({ invocation, link, reference }: CommandContext): Decider {
  return { identity: invocation.from, name: link?.account.name ?? invocation.fromName ?? '', claim: reference };
}

/** Says no, with a reason or without. Whoever decides first decides. */
export async function decline(context: CommandContext, request: AccessRequest): Promise<Outcome> {
  const { say, stores, values, clock } = context;
  const declined = await stores.access.decline(deciderOf(context), request.id, lineIn(values?.reason), clock());
  if (!declined) return overtaken(context, request);
  const { person, origin, name } = declined;
  const theirs = sayTo(person, origin.locale).access;
  const text = theirs.toldDeclined(declined);
  const card = { title: theirs.declinedTitle, tone: 'warning', body: text } as const;
  const told: Effect = {
    ...{ do: 'direct', key: `access told ${declined.id}`, person, name, about: 'access' },
    reply: { visibleTo: 'caller', text, card },
  };
  const answer = privately(context, { text: say.access.declinedByYou(declined) });
  const cards = settledCards(declined, await stores.access.takeCards(declined.id));
  return noted(
    { effects: [...answer.effects, ...cards, told] },
    { action: 'access.decline', on: { kind: 'request', id: declined.id } },
  );
}

/** Somebody else was faster, or it is not wanted any more: the own card says so as well. */
export async function overtaken(context: CommandContext, request: AccessRequest): Promise<Outcome> {
  const { say, stores, invocation } = context;
  const { from } = invocation;
  const now = (await stores.access.find(from, request.id)) ?? request;
  if (now.state === 'deciding') return privately(context, { text: say.access.busy(now) });
  const answer = privately(context, { text: say.access.settled(now) });
  const cards = (await stores.access.takeCards(now.id)).filter(({ administrator }) =>
    sameIdentity(administrator, from),
  );
  return { effects: [...answer.effects, ...settledCards(now, cards)] };
}
