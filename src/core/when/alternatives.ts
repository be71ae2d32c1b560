import { type Item, itemsOf, onlySigns } from './correction-items.ts';
import type { MeetingOptions } from './draft.ts';
import type { Reading } from './read.ts';
import { said, type Token } from './tokens.ts';
import type { Doubt } from './understanding.ts';
import { ordinals, smallNumbers } from './words.ts';
import { zonesOfPlace } from './zone-names.ts';

const either = /\b(?:or|maybe|perhaps|possibly|could be)\b/iu;

/**
 * What was said of a part, and something else or nothing beside it: "weekly or every two weeks", "record it or not", "maybe @bob". Days and
 * times are not looked at where they were read: two of them are several meetings in any case.
 */
export function alternativesIn(reading: Reading): readonly Doubt[] {
  const { text } = reading.tokens;
  const zone = zoneOfSeveral(reading);
  return [...(zone ? [zone] : []), ...(either.test(text) ? joinedByOr(reading) : [])];
}

function joinedByOr(reading: Reading): readonly Doubt[] {
  const { tokens } = reading;
  const { list } = tokens;
  const items = itemsOf(reading);
  const found: Doubt[] = [];
  for (const [index, token] of list.entries()) {
    if (token.atom) continue;
    if (token.lower === 'or') {
      const option = optionOrNot(list, index);
      if (option) found.push(option);
      const before = items.findLast(({ to }) => to <= index && onlySigns(list, to, index));
      const behind = items.find(({ from }) => from > index && onlyLeads(list, index + 1, from));
      const inside = items.find(({ from, to }) => from < index && index < to);
      const slot =
        slotOf(before, behind) ??
        (behind ? undefined : ofNumber(before, list, index)) ??
        ordinalOr(list, index, behind ?? inside);
      if (slot && before) found.push({ slot, said: said(tokens, before.from, behind?.to ?? index + 2) });
      else if (slot) found.push({ slot, said: said(tokens, index - 1, behind?.to ?? inside?.to ?? index + 2) });
    } else if (/^(?:maybe|perhaps|possibly)$/u.test(token.lower)) {
      const behind = items.find(({ from }) => from > index && onlyLeads(list, index + 1, from));
      const option = optionAt(list, index + 1);
      const slot = behind && maybeSlot(behind, items);
      if (slot) found.push({ slot, said: said(tokens, index, behind.to) });
      else if (option) found.push({ slot: 'options', option, said: said(tokens, index, index + 2) });
    } else if (token.lower === 'could' && list[index + 1]?.lower === 'be') {
      const before = items.findLast(({ to }) => to <= index && onlySigns(list, to, index));
      if (before?.kind === 'duration') found.push({ slot: 'duration', said: said(tokens, before.from, index + 3) });
    }
  }
  return found;
}

type Slot = Doubt['slot'];

const slots: Readonly<Partial<Record<Item['kind'], Slot>>> = {
  duration: 'duration',
  recurrence: 'recurrence',
  end: 'recurrence',
  zone: 'zone',
  person: 'who',
  quote: 'title',
};

/** Of two that are joined by “or”: what they are both about. */
function slotOf(before: Item | undefined, behind: Item | undefined): Slot | undefined {
  if (!before || !behind) return undefined;
  const [one, other] = [slots[before.kind], slots[behind.kind]];
  if (one === other) return one;
  // "Monthly on the 1st or the 15th", "every monday or tuesday".
  if (before.kind === 'recurrence' && behind.kind === 'day') return 'recurrence';
  if (before.kind === 'day' && before.day.role === 'until' && behind.kind === 'day') return 'recurrence';
  return undefined;
}

/** "Until 4 or 5", "for six or eight weeks", "until october or november". */
function ofNumber(before: Item | undefined, list: readonly Token[], index: number): Slot | undefined {
  const next = list[index + 1];
  const isNumber = next?.kind === 'number' || smallNumbers.has(next?.lower ?? '');
  if (!before || !next) return undefined;
  if (before.kind === 'clock') return isNumber && before.clock.end ? 'duration' : undefined;
  if (before.kind === 'day') return before.day.role === 'until' ? 'recurrence' : undefined;
  return isNumber ? slots[before.kind] : undefined;
}

/** "The first or second tuesday of every month". */
function ordinalOr(list: readonly Token[], index: number, behind: Item | undefined): Slot | undefined {
  return behind?.kind === 'recurrence' && ordinals.has(list[index - 1]?.lower ?? '') ? 'recurrence' : undefined;
}

function onlyLeads(list: readonly Token[], from: number, to: number): boolean {
  return list.slice(from, to).every(({ kind, lower }) => kind === 'sign' || leads.test(lower));
}

const leads = /^(?:just|only|even|also|maybe|perhaps|possibly|a|an|the|on|for|in|at|with|until|till|to|both|rather)$/u;

/** "Maybe @bob", "possibly tuesday": somebody, or a day of a series, who may be left out as well. */
function maybeSlot(item: Item, items: readonly Item[]): Slot | undefined {
  if (item.kind !== 'day') return slots[item.kind];
  return items.some(({ kind, from }) => kind === 'recurrence' && from < item.from) ? 'recurrence' : undefined;
}

/** "Recorded or not", "with a lobby or without". */
function optionOrNot(list: readonly Token[], index: number): Doubt | undefined {
  if (!/^(?:not|without|no)$/u.test(list[index + 1]?.lower ?? '')) return undefined;
  for (let before = index - 1; before >= Math.max(0, index - 3); before--) {
    const option = optionAt(list, before);
    // "Can record or not" leaves it to others.
    const isFree = list.slice(Math.max(0, before - 2), before).some(({ lower }) => lower === 'can');
    if (option && list[before]?.taken === 'option' && !isFree)
      return {
        slot: 'options',
        option,
        said: list
          .slice(before, index + 2)
          .map(({ text }) => text)
          .join(' '),
      };
  }
  return undefined;
}

function optionAt(list: readonly Token[], index: number): keyof MeetingOptions | undefined {
  const token = list[index];
  if (token?.taken !== 'option') return undefined;
  if (/^record/u.test(token.lower)) return 'recording';
  if (/^lobby$/u.test(token.lower)) return 'lobby';
  return token.lower === 'webinar' ? 'webinar' : undefined;
}

/** "Mon 8pm CST …, dallas and shanghai are both dialing in": where both of the zones that it may be are named. */
function zoneOfSeveral({ zones, tokens }: Reading): Doubt | undefined {
  const several = zones.find((zone) => zone.zones.length > 1);
  if (!several) return undefined;
  const named = new Set(tokens.list.flatMap(({ lower }) => zonesOfPlace(lower)));
  const both = several.zones.filter((one) => named.has(one));
  return both.length > 1 ? { slot: 'zone', said: several.said, zones: both } : undefined;
}
