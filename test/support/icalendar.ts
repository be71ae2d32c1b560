import ICAL from 'ical.js';

/** A calendar as a parser reads it that has nothing to do with whatever wrote it. */
export function readCalendar(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const components = calendar.getAllSubcomponents('vevent');
  const events = components.map((component) => new ICAL.Event(component));
  return { calendar, components, events, line: (name: string) => String(calendar.getFirstPropertyValue(name)) };
}

/** When a series takes place, as the parser works it out: from its rule, exceptions and moved occurrences. */
export function expanded(
  text: string,
  until: Date,
  most: number,
): readonly { readonly start: string; readonly end: string }[] {
  const { events } = readCalendar(text);
  const series = events.find((event) => !event.isRecurrenceException());
  if (!series) return [];
  for (const event of events) if (event.isRecurrenceException()) series.relateException(event);
  const found: { start: string; end: string }[] = [];
  const iterator = series.iterator();
  for (let next = iterator.next(); next && found.length < most && next.toJSDate() < until; next = iterator.next()) {
    const { startDate, endDate } = series.getOccurrenceDetails(next);
    found.push({ start: startDate.toJSDate().toISOString(), end: endDate.toJSDate().toISOString() });
  }
  return found.sort((one, other) => one.start.localeCompare(other.start));
}

/**
 * The lines of a calendar that break RFC 5545, 3.1: too long, with control characters, or folded within a character; and its properties
 * that stand behind a component (3.6), those of an event behind an alarm as well.
 */
export function brokenLines(text: string): readonly string[] {
  if (!text.endsWith('\r\n')) return ['it does not end in a line break'];
  const control = /(?!\t)\p{Cc}/u;
  const lines = text.slice(0, -2).split('\r\n');
  const broken = lines.filter((line) => {
    const octets = Buffer.from(line);
    return octets.length > 75 || line === '' || control.test(line) || octets.toString() !== line;
  });
  return [...broken, ...behindComponents(lines)];
}

function behindComponents(lines: readonly string[]): readonly string[] {
  const open: { readonly name: string; hasComponent: boolean }[] = [];
  return lines.filter((line) => {
    const [, edge, name = ''] = /^(BEGIN|END):(.+)$/.exec(line) ?? [];
    const around = open.at(-1);
    if (edge === 'BEGIN') {
      if (around) around.hasComponent = true;
      open.push({ name, hasComponent: false });
    } else if (edge === 'END') open.pop();
    else return around?.hasComponent === true;
    return false;
  });
}
