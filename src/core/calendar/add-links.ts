import { joinUrl } from '../commands/join-url.ts';
import { nextOccurrence } from '../occurrences.ts';
import { endOf, type Occurrence, type Planned } from '../schedule.ts';
import { compactLocal, compactUtc, firstOf, lineOf, ruleWords } from './event.ts';

/** Written out in an address, a longer title would pass what chat platforms take (Slack: 3,000 characters). */
const longestTitle = 80;

/**
 * Opens Google Calendar with the meeting filled in. Of a series it takes the rule, not what was changed of it. Not documented by
 * Google any more; as collected at https://github.com/InteractionDesignFoundation/add-event-to-calendar-docs.
 */
export function addToGoogle(planned: Planned, { publicUrl }: { readonly publicUrl: string }): string {
  const { recurrence, minutes, timeZone } = planned;
  const url = joinUrl(publicUrl, planned);
  const first = recurrence ? firstOf(planned) : undefined;
  const times = first
    ? { dates: `${compactLocal(first)}/${compactLocal(first.add({ minutes }))}`, ctz: timeZone }
    : { dates: `${compactUtc(theOne(planned).start)}/${compactUtc(endOf(theOne(planned)))}` };
  const recur = recurrence ? { recur: `RRULE:${ruleWords(planned, recurrence)}` } : {};
  const text = lineOf(planned.title, longestTitle);
  return address('https://calendar.google.com/calendar/render', {
    ...{ action: 'TEMPLATE', text, ...times, ...recur, location: url, details: `Join: ${url}` },
  });
}

/**
 * The same for Outlook on the web, at work (`office`) and at home (`live`). It knows no rules there: of a series, it takes
 * `shown`, or else the next one after `now`, which is then `only`.
 */
export function addToOutlook(
  planned: Planned,
  { publicUrl, now, shown }: { readonly publicUrl: string; readonly now: Date; readonly shown?: Occurrence },
): { readonly office: string; readonly live: string; readonly only?: Occurrence } {
  const url = joinUrl(publicUrl, planned);
  const next = planned.recurrence ? (shown ?? nextOccurrence(planned, now)) : undefined;
  const occurrence = next ?? theOne(planned);
  const fields = {
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: lineOf(planned.title, longestTitle),
    startdt: secondsOf(occurrence.start),
    enddt: secondsOf(endOf(occurrence)),
    location: url,
    body: `Join: ${url}`,
  };
  const at = (host: string) => address(`https://${host}/calendar/0/deeplink/compose`, fields);
  return { office: at('outlook.office.com'), live: at('outlook.live.com'), only: next };
}

/** Where somebody's own calendar is added, so that it stays as it is here. `webcal` is what Apple's calendar opens. */
export function subscribeLinks(feedUrl: string) {
  const webcal = feedUrl.replace(/^https?:/, 'webcal:');
  const fields = { url: feedUrl, name: 'Meetwire' };
  return {
    // Google takes the address of a calendar only under this scheme here, and fetches it by https.
    google: address('https://calendar.google.com/calendar/render', { cid: webcal }),
    office: address('https://outlook.office.com/calendar/0/addfromweb', fields),
    live: address('https://outlook.live.com/calendar/0/addfromweb', fields),
    webcal,
  };
}

/** Outlook shows a `+` as such, so that a space is always `%20`. */
function address(base: string, fields: Readonly<Record<string, string | undefined>>): string {
  const query = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return `${base}?${query.join('&')}`;
}

function theOne(planned: Planned) {
  const { startsAt: start, minutes } = planned;
  return nextOccurrence(planned, new Date(0)) ?? { start, minutes };
}

function secondsOf(at: Date): string {
  return at.toISOString().replace(/\.\d{3}/, '');
}
