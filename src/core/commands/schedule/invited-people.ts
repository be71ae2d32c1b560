import type { CommandContext } from '../../command.ts';
import { matchNames, plainName } from '../../name-match.ts';
import type { Invitee, Planned } from '../../schedule.ts';
import type { Named } from '../../when/index.ts';
import { findGuests, keyOf } from './guests.ts';
import { isInvited } from './merge.ts';

/** Who of those that are invited is meant by what was said of people. */
export interface InvitedMeant {
  /** One each, or all of a group. */
  readonly sure: readonly Invitee[];
  /** Names that several of them have. */
  readonly several: readonly { readonly said: string; readonly all: readonly Invitee[] }[];
  /** Who is not invited, as said. */
  readonly missing: readonly string[];
}

/**
 * Looks for people among those who are invited to a meeting, the host included: by what they are called there, by whom a mention means,
 * and else by whom a name means among contacts and groups.
 */
export async function invitedMeant(
  context: CommandContext,
  planned: Planned,
  people: readonly Named[],
): Promise<InvitedMeant> {
  const found = await Promise.all(
    people.map(async (one) => ({ one, all: await meantBy(context, planned, one), said: saidOf(one) })),
  );
  const isOne = ({ one, all }: (typeof found)[number]) =>
    all.length === 1 || one.kind === 'group' || one.kind === 'mention';
  const sure = found.filter(isOne).flatMap(({ all }) => all);
  return {
    sure: planned.invitees.filter((invitee) => sure.includes(invitee)),
    several: found.filter((each) => !isOne(each) && each.all.length > 1),
    missing: found.filter(({ all }) => all.length === 0).map(({ said }) => said),
  };
}

async function meantBy(context: CommandContext, planned: Planned, one: Named): Promise<readonly Invitee[]> {
  const { invitees } = planned;
  const asSaid =
    one.kind === 'mention'
      ? []
      : one.kind === 'email'
        ? withAddress(one.email, invitees)
        : calledSo(one.name, invitees);
  if (asSaid.length > 0) return asSaid;
  const { known, unclear } = await findGuests(context, [one], {}, invitees);
  const guests = known[keyOf(one)] ?? unclear.flatMap(({ candidates }) => candidates);
  return invitees.filter((invitee) => guests.some((guest) => isInvited({ ...planned, invitees: [invitee] }, guest)));
}

function withAddress(address: string, invitees: readonly Invitee[]): readonly Invitee[] {
  return invitees.filter(({ email }) => email?.toLowerCase() === address.toLowerCase());
}

/** Whoever is shown by a first name alone is not more called so than others of that first name. */
function calledSo(said: string, invitees: readonly Invitee[]): readonly Invitee[] {
  const [first, ...others] = plainName(said).split(' ');
  const found = matchNames(said, invitees, ({ name, email }) => [name, email]);
  return invitees.filter(
    (one) => found.includes(one) || (others.length === 0 && plainName(one.name).split(' ')[0] === first),
  );
}

function saidOf(one: Named): string {
  if (one.kind === 'mention') return `@${one.handle}`;
  return one.kind === 'email' ? one.email : one.name;
}
