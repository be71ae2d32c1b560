import type { Address } from '../../address.ts';
import type { Effect } from '../../effect.ts';
import type { Identity } from '../../invocation.ts';
import type { Reply, Text } from '../../reply.ts';
import { type Sentences, sentencesFor } from '../../sentences/index.ts';
import type { AccessCard, AccessRequest } from '../../stores.ts';
import { press } from '../admin/cards.ts';
import type { Home } from '../admin/office.ts';
import { splitName } from '../admin/users/form.ts';
import { byId } from '../contacts/find.ts';

/** What is said to somebody in their direct chat. */
export function sayTo(person: Identity, locale?: string): Sentences {
  return sentencesFor({ from: person, kind: 'direct', locale });
}

/**
 * The card by which an administrator decides: in one press, with what was asked for, or by a form. `homes`: where the account can be made, once
 * that is known; without it, the service is asked before the form opens. `values`: what was typed into the form before.
 */
export function requestReply(
  say: Sentences,
  request: AccessRequest,
  {
    homes,
    values,
    told,
    isWrong = false,
    mustFillIn = isWrong,
  }: {
    readonly homes?: readonly Home[];
    readonly values?: Readonly<Record<string, string | boolean>>;
    readonly told?: Text;
    readonly isWrong?: boolean;
    /** Nothing can be done in one press. */
    readonly mustFillIn?: boolean;
  } = {},
): Reply {
  const { access } = say;
  const { id, chatName, name, email } = request;
  const text = told ?? access.asksText(request);
  const filled = values ?? { ...splitName(name), email };
  const form = homes && {
    opensForm: true,
    values: { ...filled, name: chatName || name, homes: JSON.stringify(homes) },
  };
  return {
    visibleTo: 'caller',
    text,
    card: {
      ...{
        title: access.asks(request),
        tone: isWrong ? 'warning' : 'neutral',
        body: text,
        facts: access.facts(request),
      },
      buttons: [
        ...(mustFillIn ? [] : [press(access.approve, `requests approve ${byId(id)}`, { primary: true })]),
        press(mustFillIn ? access.fillIn : access.change, `requests change ${byId(id)}`, {
          primary: mustFillIn,
          ...form,
        }),
        press(access.decline, `requests decline ${byId(id)}`, { opensForm: true, values: { name: chatName || name } }),
      ],
    },
  };
}

/** The same once there is nothing to decide any more. */
export function settledReply({ access }: Sentences, request: AccessRequest): Reply {
  const text = access.settled(request);
  // Whoever takes a request back, to be forgotten perhaps, takes their name back.
  const isNobodys = request.state === 'withdrawn';
  const title = isNobodys ? access.withdrawnTitle : access.asks(request);
  const facts = isNobodys ? [] : access.facts({ ...request, note: '', hasOtherEmail: false });
  return { visibleTo: 'caller', text, card: { title, tone: 'done', body: text, facts } };
}

/** All cards say what became of it, those of the others as well. */
export function settledCards(
  request: AccessRequest,
  cards: readonly AccessCard[],
): readonly Extract<Effect, { do: 'replace' }>[] {
  return cards.map(({ administrator, message }, index) => ({
    ...{ do: 'replace', key: `access settled ${request.id} ${index}`, message, to: '' as Address, for: administrator },
    reply: settledReply(sayTo(administrator), request),
  }));
}
