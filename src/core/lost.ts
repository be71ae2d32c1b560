import type { Address } from './address.ts';
import type { Effect } from './effect.ts';
import { sameIdentity } from './invocation.ts';
import type { Sentences } from './sentences/index.ts';
import type { StoredEffect } from './stores.ts';

/** As if it had been tried often before: what tells of a loss is tried once. */
const lastAttempt = 8;

/**
 * What their caller is told of messages that will not get through: where it was asked for, if that is known, else in the direct
 * chat. All of them have the same caller.
 */
export function notesOfLost(
  lost: readonly StoredEffect[],
  say: Sentences,
  newId: () => string,
  at?: Address,
  inThread = false,
): readonly StoredEffect[] {
  const [first] = lost;
  if (!first) return [];
  const { caller, invocationId } = first;
  // Nobody is told that they cannot be reached.
  const people = (about: 'access' | undefined) =>
    lost.flatMap(({ effect }) =>
      effect.do === 'direct' && effect.about === about && !sameIdentity(effect.person, caller) ? [effect.name] : [],
    );
  const [toMeet, aboutAccess] = [people(undefined), people('access')];
  const mails = lost.flatMap(({ effect }) =>
    effect.do === 'mail' && effect.about !== 'reminder' ? [effect.name] : [],
  );
  const note = (key: string, text: Effect['reply']['text']): Effect => {
    const reply = { visibleTo: 'caller', text } as const;
    return at === undefined
      ? { do: 'direct', key, person: caller, name: '', reply }
      : { do: 'post', key, to: at, reply };
  };
  const notes: readonly Effect[] = [
    ...(toMeet.length > 0 ? [note('unreached', say.unreached(toMeet))] : []),
    ...(aboutAccess.length > 0 ? [note('unreached', say.access.unreached(aboutAccess))] : []),
    ...(mails.length > 0 ? [note('unmailed', say.unmailed([...new Set(mails)]))] : []),
    ...lost.flatMap(({ effect }): Effect[] => {
      if (effect.do !== 'post') return [];
      const text = [...(inThread ? say.notPostedInThread : say.notPosted), ' ', ...effect.reply.text];
      const reply = { ...effect.reply, visibleTo: 'caller', text } as const;
      return [{ do: 'direct', key: `lost ${effect.key}`, person: caller, name: '', reply }];
    }),
  ];
  return notes.map((effect) => ({ id: newId(), invocationId, caller, effect, attempts: lastAttempt }));
}
