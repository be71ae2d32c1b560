import { z } from 'zod';
import type { FormValues } from '../../invocation.ts';
import type { Guest, Invitee, Planned } from '../../schedule.ts';
import { addressListText } from './address-list.ts';
import { idsOf, listOf, lowerCased, openedWith } from './form-values.ts';

const fields = [
  'title',
  'date',
  'time',
  'minutes',
  'timeZone',
  'repeats',
  'until',
  'lobby',
  'recording',
  'webinar',
] as const;
const named = z.array(z.object({ id: z.string(), name: z.string() }));

/**
 * What somebody filled in, put into what is there by now: a field counts where it was filled in otherwise than it was opened with, and
 * people where they were added or taken out. The rest is as somebody else may have made it meanwhile. What comes out can fill in the
 * form again.
 */
export function merged(shown: FormValues, filled: FormValues, current: FormValues): FormValues {
  const opened = openedWith(shown);
  const people = mergedList(idsOf(opened.people), idsOf(filled.people), idsOf(current.people));
  const names = [...knownIn(current), ...knownIn(shown)];
  const { known: _known, ...base } = current;
  return {
    ...current,
    ...changedIn(filled, opened),
    people: people.join(','),
    known: JSON.stringify(people.map((id) => names.find((one) => one.id === id) ?? { id, name: id })),
    guests: addressListText(mergedList(listOf(opened.guests), listOf(filled.guests), listOf(current.guests))),
    base: JSON.stringify(base),
  };
}

/** The same for a form without people. */
export function mergedPlain(shown: FormValues, filled: FormValues, current: FormValues): FormValues {
  return { ...current, ...changedIn(filled, openedWith(shown)), base: JSON.stringify(current) };
}

function changedIn(filled: FormValues, opened: FormValues): FormValues {
  const changed = fields.filter((name) => filled[name] !== undefined && filled[name] !== opened[name]);
  return Object.fromEntries(changed.map((name) => [name, filled[name] ?? '']));
}

/** Who of those that were in the form when it was opened was taken out of it. Nobody who was invited meanwhile, or not shown. */
export function takenOff({ invitees }: Planned, shown: FormValues, filled: FormValues): readonly string[] {
  const opened = openedWith(shown);
  const [people, ids] = [new Set(idsOf(opened.people)), new Set(idsOf(filled.people))];
  const [guests, emails] = [lowered(opened.guests), lowered(filled.guests)];
  const isGone = ({ identity, email = '' }: Invitee) =>
    identity ? people.has(identity.userId) && !ids.has(identity.userId) : guests.has(email) && !emails.has(email);
  return invitees.filter((one) => !one.isHost && isGone(one)).map(({ id }) => id);
}

/** True for whoever is invited already, the host included. */
export function isInvited({ invitees }: Planned, { identity, email }: Guest): boolean {
  return invitees.some((one) =>
    identity
      ? one.identity?.userId === identity.userId && one.identity.workspaceId === identity.workspaceId
      : !one.identity && email !== undefined && one.email?.toLowerCase() === email.toLowerCase(),
  );
}

function mergedList(opened: readonly string[], filled: readonly string[], current: readonly string[]) {
  const [before, after] = [new Set(opened.map(lowerCased)), new Set(filled.map(lowerCased))];
  const stay = current.filter((one) => !before.has(lowerCased(one)) || after.has(lowerCased(one)));
  const added = filled.filter((one) => !before.has(lowerCased(one)));
  return [...new Map([...stay, ...added].map((one) => [lowerCased(one), one])).values()];
}

function knownIn({ known }: FormValues): z.output<typeof named> {
  return typeof known === 'string' && known !== '' ? named.parse(JSON.parse(known)) : [];
}

function lowered(value: string | boolean | undefined): ReadonlySet<string> {
  return new Set(listOf(value).map(lowerCased));
}
