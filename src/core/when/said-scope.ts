import { Temporal } from 'temporal-polyfill';
import type { Reader } from './draft.ts';
import { givesUp } from './intent.ts';
import { findRange } from './range.ts';
import { weekdays } from './words.ts';

/** What can be done with a meeting that there is, after a question. */
export type Act = 'cancel' | 'move' | 'edit' | 'invite' | 'uninvite';

/** What is asked about a series: one occurrence or all of it. `days`, `2026-12-04`: those on which the one may be said to be. */
export interface ScopeQuestion {
  readonly act: Act;
  readonly days: readonly string[];
  /** The one is the next one of the series. */
  readonly isNext?: boolean;
}

/**
 * A word that answers `this one or all of it?` or `really?`; `other`: one occurrence, but not the one that was asked about. Undefined:
 * it is no answer.
 */
export function readScope(
  said: string,
  { act, days, isNext }: ScopeQuestion,
  reader: Reader,
): 'one' | 'all' | 'yes' | 'no' | 'other' | undefined {
  if (said.length > longest || said.includes('?')) return undefined;
  const text = said
    .toLowerCase()
    .replace(/[\s,;]+/gu, ' ')
    .replace(/[\s.!]+$/u, '')
    .trim();
  // "Don't cancel it, but move it to monday" says more than that.
  if ((givesUp(text) && text.split(' ').length <= mostWords) || keeps.test(text)) return 'no';
  const lead = leads.exec(text)?.[0] ?? '';
  const rest = text.slice(lead.length).replace(trailing, '').trim();
  const verb = verbs[act].exec(rest)?.[0] ?? '';
  const object = rest.slice(verb.length).trim();
  if (object === '') return verb === '' ? yesOrNo(text) : 'yes';
  if (verb !== '' && /^(?:it|this|that|the meeting)$/u.test(object)) return 'yes';
  if (all.test(object)) return 'all';
  if (one.test(object)) return 'one';
  if (next.test(object)) return isNext ? 'one' : 'other';
  return onDay(object, days, reader) ?? (confirms.test(rest) ? 'yes' : undefined);
}

/** No answer to such a question is so long, or a question itself. UTF-16 units. */
const longest = 100;
const mostWords = 5;

const leads =
  /^(?:(?:ok(?:ay)?|so|well|please|pls|um+|hm+|yes|yeah|yep|yup|y|sure|no|nope|nah|n|i mean|i meant)(?: |$))+/u;
const trailing = / ?(?:\b(?:please|pls|thanks|thank you|then|instead|now|for now)$)+/u;
const verbs: { readonly [act in Act]: RegExp } = {
  cancel: /^(?:cancel|delete|remove|drop|call off|skip)(?= |$)/u,
  move: /^(?:move|reschedule|push|shift|change)(?= |$)/u,
  edit: /^(?:edit|change|open)(?= |$)/u,
  invite: /^(?:invite|add|include)(?= |$)/u,
  uninvite: /^(?:uninvite|remove|take off)(?= |$)/u,
};
const keeps =
  /^(?:(?:no )?(?:keep|leave) (?:it|that|this|them|all)?(?: ?as it is| alone)?|keep|nothing|neither|none)$/u;
const confirms =
  /^(?:do it|do that|do so|go ahead|go on|confirm(?:ed)?|of course|absolutely|definitely|correct|right|really)$/u;
const all =
  /^(?:(?:the )?(?:whole|entire|full|complete)(?: (?:series|thing|lot))?|(?:the |this |that )?series|all(?: of)?(?: (?:it|them|these|those|the series|the meetings|occurrences))?|it all|them all|everything|every (?:one|single one|time|occurrence)|each(?: one| of them)?|the lot|all (?:the )?(?:meetings|occurrences|events|sessions|times))$/u;
const one =
  /^(?:(?:only|just) )?(?:(?:for )?(?:this|that|the|a) (?:one|time|once|single one|one time|occurrence|instance|date|day)|(?:this|that)(?: (?:meeting|event|session|call))?|once|one|one time)(?: only| alone)?$/u;

const next =
  /^(?:(?:only|just) )?(?:for )?(?:the )?(?:next|upcoming|coming) ?(?:one|time|once|occurrence|instance|date|meeting|event|session|call)?(?: only| alone)?$/u;

function yesOrNo(text: string): 'yes' | 'no' | undefined {
  if (/\b(?:no|nope|nah|n)\b/u.test(text)) return /\b(?:yes|yeah|yep|yup|y|sure)\b/u.test(text) ? undefined : 'no';
  return /\b(?:yes|yeah|yep|yup|y|sure|ok|okay)\b|^please$/u.test(text) ? 'yes' : undefined;
}

/** `friday`, `just friday's`, `only the one on 4 december`. A bare other day may be anything. */
function onDay(object: string, days: readonly string[], reader: Reader): 'one' | 'other' | undefined {
  const weekday = weekdays.get(withoutFillers(object));
  // Whoever is asked about a friday in three weeks means that one.
  if (weekday !== undefined && days.some((day) => Temporal.PlainDate.from(day).dayOfWeek === weekday)) return 'one';
  const found = findRange(object, reader);
  if (!found || found.timed || !found.range.from.add({ days: 1 }).equals(found.range.to)) return undefined;
  if (withoutFillers(`${found.before} ${found.after}`) !== '') return undefined;
  const said = [found.range.from, ...(found.other ? [found.other] : [])].map(String);
  if (said.some((day) => days.includes(day))) return 'one';
  return /\b(?:only|just)\b/u.test(object) ? 'other' : undefined;
}

function withoutFillers(words: string): string {
  return words
    .replace(/['’]s\b/gu, ' ')
    .replace(/\b(?:only|just|on|for|the|this|one|of|meeting|alone)\b/gu, ' ')
    .trim();
}
