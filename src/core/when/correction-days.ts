import { ordinalEnding } from '../ordinal.ts';
import { type Item, onlySigns } from './correction-items.ts';
import { leadOf } from './correction-leads.ts';
import { type Edit, replace, type Sides, targetOf, textOf } from './correction-sides.ts';
import type { Token } from './tokens.ts';
import { smallWords, weekdayPlurals, weekdays } from './words.ts';

type DayItem = Item & { readonly kind: 'day' };

const isDay = (item: Item): item is DayItem => item.kind === 'day';

/** "Tuesday, no, Wednesday", "4 June, no, the 7th": of a day, what was said otherwise. */
export function dayEdits(said: readonly Item[], sides: Sides): readonly Edit[] | undefined {
  const days = said.filter(isDay);
  const [only] = days;
  const group = groupBefore(sides);
  if (group === 'several' || !only) return undefined;
  if (group.length === 0) return repeatedDay(only, days.length, sides);
  const [first, last] = [group[0], group.at(-1)];
  if (!first || !last) return [];
  const whole: Item = { ...first, to: last.to };
  const led = leadOf(sides.list, only) > only.from;
  const all = (item: Pick<Item, 'from' | 'to'> = { from: only.from, to: days.at(-1)?.to ?? only.to }) => [
    replace(whole, textOf(sides, item), sides, led || only.day.day.kind === 'relative'),
  ];
  const weekday = group.find(({ day }) => day.day.kind === 'weekday');
  const date = group.find(({ day }) => day.day.kind === 'date' || day.day.kind === 'nth');
  const { day } = only.day;
  if (days.length > 1) return all();
  if (day.kind === 'weekday') {
    if (date) return undefined;
    if (weekday) {
      if (day.which !== undefined || day.weeks !== undefined)
        return group.length > 1 ? undefined : [replace(weekday, textOf(sides, only), sides, led)];
      const [from, to] = [weekdayIn(sides.list, weekday), weekdayIn(sides.list, only)];
      return from === undefined || to === undefined
        ? undefined
        : [{ from, to: from + 1, text: sides.list[to]?.text ?? '' }];
    }
    return group.length === 1 && first.day.day.kind === 'relative' ? all() : undefined;
  }
  if (day.kind === 'date' && day.month === undefined)
    return dayOfMonth(only, day.day, { date, weekday, group }, sides, all);
  if (day.kind === 'date' || day.kind === 'relative' || day.kind === 'nth') return all();
  return group.length === 1 && (day.kind === 'past' || day.kind === 'vague') ? all() : undefined;
}

/** "On 4 June, no, the 7th" is one of June; a weekday that was said with the first one goes with it. */
function dayOfMonth(
  item: DayItem,
  number: number,
  { date, weekday, group }: { date: DayItem | undefined; weekday: DayItem | undefined; group: readonly DayItem[] },
  sides: Sides,
  all: () => readonly Edit[],
): readonly Edit[] | undefined {
  if (!date) return group.length === 1 ? all() : undefined;
  const without = weekday ? [{ from: weekday.from, to: weekday.to, text: '' }] : [];
  if (date.day.day.kind !== 'date') return undefined;
  if (date.day.day.month === undefined)
    return [replace(date, textOf(sides, item), sides, leadOf(sides.list, item) > item.from), ...without];
  const edit = numberEdit(sides.list, date, date.day.day.day, number);
  return edit && [edit, ...without];
}

function numberEdit(list: readonly Token[], { from, to }: Item, before: number, number: number): Edit | undefined {
  const index = list.findIndex(({ text }, at) => at >= from && at < to && Number(text) === before);
  if (index < 0) return undefined;
  const suffix = /^(?:st|nd|rd|th)$/u.test(list[index + 1]?.lower ?? '');
  return {
    from: index,
    to: suffix ? index + 2 : index + 1,
    text: suffix ? `${number}${ordinalEnding(number)}` : String(number),
  };
}

/** The days that are said together, and are meant. */
function groupBefore(sides: Sides): readonly DayItem[] | 'several' {
  const target = targetOf('day', sides);
  const days = sides.before.filter(isDay);
  const last = days.at(-1);
  if (!last) return [];
  const group: DayItem[] = [];
  for (const day of days.toReversed())
    if (group.length === 0 || goesOn(sides.list, day.to, group[0]?.from ?? day.to)) group.unshift(day);
    else break;
  return target !== 'several' || group.length === days.length ? group : 'several';
}

function goesOn(list: readonly Token[], from: number, to: number): boolean {
  return to - from < 3 && list.slice(from, to).every(({ kind, lower }) => kind === 'sign' || smallWords.has(lower));
}

/** The one weekday in an item. */
function weekdayIn(list: readonly Token[], { from, to }: Item): number | undefined {
  const found = list.flatMap(({ lower }, index) =>
    index >= from && index < to && (weekdays.has(lower) || weekdayPlurals.has(lower)) ? [index] : [],
  );
  return found.length === 1 ? found[0] : undefined;
}

/** "Every tuesday at 10, no, wednesday": on another day as often. */
function repeatedDay(item: DayItem, count: number, sides: Sides): readonly Edit[] | undefined {
  const target = targetOf('recurrence', sides);
  if (target === undefined) return [];
  if (target === 'several' || target.kind !== 'recurrence' || count > 1 || item.day.role !== 'on') return undefined;
  const { day } = item.day;
  const [rule] = target.recurrence.rules;
  if (day.kind === 'weekday' && day.which === undefined) {
    const [from, to] = [weekdayIn(sides.list, target), weekdayIn(sides.list, item)];
    if (from === undefined || to === undefined) return undefined;
    const plural = weekdayPlurals.has(sides.list[from]?.lower ?? '') && weekdays.has(sides.list[to]?.lower ?? '');
    return [{ from, to: from + 1, text: `${sides.list[to]?.text}${plural ? 's' : ''}` }];
  }
  if (day.kind !== 'date' || day.month !== undefined || rule?.monthDays?.length !== 1) return undefined;
  const edit = numberEdit(sides.list, target, rule.monthDays[0] ?? 0, day.day);
  return edit && [edit];
}

/** "Weekly, no, every two weeks"; "every tuesday, actually make it every two weeks" says more, and keeps the day. */
export function recurrenceEdits(said: readonly Item[], sides: Sides): readonly Edit[] | undefined {
  const [item, ...more] = said;
  if (item?.kind !== 'recurrence' || more.length > 0) return undefined;
  const target = targetOf('recurrence', sides);
  if (target === undefined) return [];
  if (target === 'several' || target.kind !== 'recurrence') return undefined;
  // "Every day except no weekends, I mean mon-fri": said twice, and nothing else.
  if (sides.before.some((one) => one.kind === 'recurrence' && one.recurrence.except)) return [];
  const onDays = ({ recurrence }: typeof item) =>
    recurrence.rules.some(({ weekdays: days, monthDays }) => days !== undefined || monthDays !== undefined);
  const isOften = item.recurrence.rules.every(({ frequency, interval = 1 }) => frequency === 'WEEKLY' && interval > 1);
  if (onDays(target) && !onDays(item)) return isOften || !onlySigns(sides.list, target.to, sides.end) ? [] : undefined;
  return [{ from: target.from, to: target.to, text: textOf(sides, item) }];
}
