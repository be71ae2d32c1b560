import { lineOf, type Mailbox } from '../calendar/event.ts';
import { invitationFor } from '../calendar/invitation.ts';
import { repetitionWords, timeWords, zoneNameAt, zoneWordsAt } from '../calendar/words.ts';
import { joinUrl } from '../commands/join-url.ts';
import type { MailEffect } from '../effect.ts';
import { answerUrl } from '../marked-links.ts';
import { elsewhereAhead, nextOccurrence, ruledOccurrence } from '../occurrences.ts';
import type { Mail, Secrets } from '../ports.ts';
import type { Answer, Invitee, Occurrence, Planned } from '../schedule.ts';
import { sentencesFor } from '../sentences/index.ts';
import { type Letter, letterHtml, letterText } from './letter.ts';

/** What a mail is written with. `from` is the mailbox that all our mails come from. */
export interface Surroundings {
  readonly publicUrl: string;
  readonly secrets: Secrets;
  readonly from: Mailbox;
  readonly now: Date;
}

/** What a mail is about: a meeting as it is now, and the one occurrence of it, where it is about one. */
export interface Matter {
  readonly about: MailEffect['about'];
  readonly planned: Planned;
  readonly invitee: Invitee;
  /** In lower case, and an address for sure. */
  readonly address: string;
  readonly occurrence?: Occurrence;
  /** It was a series before. */
  readonly isOnceNow?: boolean;
  /** How it was before, where the meeting itself does not tell that any more. */
  readonly was?: { readonly title: string; readonly start: Date; readonly minutes: number };
}

/** Writes a mail: subject, text, HTML that says the same, and what it does to the calendar of whoever gets it. */
export function compose(matter: Matter, messageId: string, surroundings: Surroundings): Mail {
  const { about, planned, invitee, address } = matter;
  const { mail: say } = sentencesFor({ locale: planned.locale, from: planned.host, kind: 'direct' });
  const letter = letterOf(matter, surroundings);
  const hostAddress = hostAddressOf(matter);
  const calendar = calendarPart(matter, surroundings);
  const shown = shownOf(matter, surroundings.now);
  // With its zone: where that alone was changed, the same time is another one.
  const when = `${timeWords(planned, shown)}, ${zoneNameAt(planned, shown)}`;
  return {
    messageId,
    to: { name: lineOf(invitee.name, 100), address },
    replyTo: hostAddress ? { name: lineOf(planned.hostName, 100), address: hostAddress } : undefined,
    subject: say.subject(about, titleOf(matter), when),
    text: letterText(letter),
    html: letterHtml(letter),
    calendar,
  };
}

/** Whether mail can be sent to it, and nothing but an address can stand in it (a narrow reading of RFC 5321, 4.1.2). */
export function isMailAddress(address: string): boolean {
  return (
    address.length <= 254 && /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*$/u.test(address)
  );
}

function letterOf(matter: Matter, { publicUrl, secrets, now }: Surroundings): Letter {
  const { about, planned, invitee, address, occurrence, isOnceNow, was } = matter;
  const { mail: say } = sentencesFor({ locale: planned.locale, from: planned.host, kind: 'direct' });
  const isOnce = isOnceNow === true && planned.recurrence === undefined;
  const [title, host] = [titleOf(matter), lineOf(planned.hostName, 100) || 'Somebody'];
  const shown = shownOf(matter, now);
  const single = occurrence !== undefined && planned.recurrence !== undefined;
  // Whoever is taken off as it is changed has not heard how often it repeats now.
  const repeats = single || isAsBefore(matter) ? undefined : repetitionWords(planned);
  const elsewhere = repeats ? elsewhereAhead(planned, now).map((one) => timeWords(planned, one)) : [];
  const isOther = shown.start.getTime() !== shown.original.getTime() || shown.minutes !== planned.minutes;
  const moved = single && about === 'changed' && isOther;
  const before = { ...shown, start: shown.original, minutes: planned.minutes };
  const isGone = about === 'cancelled' || about === 'removed';
  const canReply = hostAddressOf(matter) !== undefined;
  const answers: readonly Answer[] = ['yes', 'maybe', 'no'];
  const url = answerUrl(publicUrl, secrets, invitee.id);
  const why = !isGone ? say.howToStop : single ? say.whyOneGone : say.whyGone;
  return {
    heading: title,
    lead: say.lead(about, {
      title,
      host,
      application: planned.application,
      single,
      isOnce,
      isSeries: repeats !== undefined,
      before: about === 'changed' && was && was.title !== planned.title ? lineOf(was.title, 200) : undefined,
    }),
    facts: [
      { label: say.when, value: timeWords(planned, shown) },
      { label: say.zone, value: zoneWordsAt(planned, shown) },
      ...(moved ? [{ label: say.insteadOf, value: timeWords(planned, before) }] : []),
      ...(repeats ? [{ label: say.repeats, value: repeats }] : []),
      ...(elsewhere.length > 0 && !isGone ? [{ label: say.elsewhere, value: say.elsewhereTimes(elsewhere) }] : []),
      { label: say.host, value: host },
    ],
    ...(isGone
      ? {}
      : {
          main: { label: say.join(planned.application), url: joinUrl(publicUrl, planned) },
          question: {
            text: invitee.answer ? say.youSaid[invitee.answer] : say.willYouCome,
            links: answers.map((answer) => ({ label: say.answer[answer], url: `${url}?answer=${answer}` })),
          },
        }),
    notes: [...(isGone ? [] : [say.unread(host, canReply)]), why(host, address)],
  };
}

function calendarPart(matter: Matter, { publicUrl, from, now }: Surroundings): Mail['calendar'] {
  const { about, planned, invitee, address, occurrence } = matter;
  if (about === 'reminder') return undefined;
  const method = about === 'cancelled' || about === 'removed' ? 'CANCEL' : 'REQUEST';
  const content = invitationFor(
    planned,
    { ...invitee, email: address },
    // Whoever has missed an earlier mail has the whole series with this one; only what is taken away goes by itself.
    {
      publicUrl,
      method,
      organizer: from,
      stamp: now,
      occurrence: method === 'CANCEL' ? occurrence?.original : undefined,
    },
  );
  return { method, content };
}

/** The occurrence that the mail speaks of: the one that it is about, else the next one, else the first. */
function shownOf(matter: Matter, now: Date): Occurrence {
  const { about, planned, occurrence, was } = matter;
  if (was && isAsBefore(matter)) return { ...was, original: was.start };
  const { startsAt: start, minutes } = planned;
  // One that was put elsewhere does not say when the series takes place now.
  if (about === 'changed' && !occurrence && planned.recurrence) return ruledOccurrence(planned, now);
  return occurrence ?? nextOccurrence(planned, now) ?? { original: start, start, minutes };
}

/** Where a reply goes: to the host, where we know an address. */
function hostAddressOf({ planned, address }: Matter): string | undefined {
  const email = planned.invitees.find(({ isHost }) => isHost)?.email;
  return email && email !== address && isMailAddress(email) ? email : undefined;
}

/** True of what is told as it was before it was changed. */
function isAsBefore({ about, was }: Matter): boolean {
  return about === 'removed' && was !== undefined;
}

function titleOf(matter: Matter): string {
  const { title } = isAsBefore(matter) && matter.was ? matter.was : matter.planned;
  return lineOf(title, 200) || 'Meeting';
}
