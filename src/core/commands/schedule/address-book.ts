import type { CommandContext } from '../../command.ts';
import { ServiceError } from '../../errors.ts';
import { sameIdentity } from '../../invocation.ts';
import { type Matched, matchName, type Nearness, wholeNames } from '../../name-match.ts';
import type { MentionedPerson } from '../../ports.ts';
import type { Contact } from '../../ucaas.ts';
import { isEverybodyHere } from '../../when/everybody-here.ts';
import { contactsFor } from '../contacts/find.ts';
import { type Candidate, candidateOf, mostCandidates } from './candidates.ts';

/** Who was found by a name or a mention. */
export interface Found {
  readonly guests: readonly Candidate[];
  readonly isGroup: boolean;
  /** Of a group, how many there are; as many as `guests` unless it says otherwise. */
  readonly count?: number;
  /** Found but for a typo, or without having looked at everybody: it is asked whether that is who is meant. */
  readonly isUnsure?: boolean;
  /** How far the people of the workspace were looked through; absent: not at all. */
  readonly workspace?: 'whole' | 'part';
}

interface AddressBook {
  look(name: string, isGroup: boolean): Promise<Found>;
}

/**
 * Contacts, groups and the people in this place, so many of them at most, read once, and only where somebody is named. Where nobody in
 * this place is called so, the people of the workspace are looked through as well.
 */
export async function addressBook(context: CommandContext, most: number): Promise<AddressBook> {
  const { chat, invocation } = context;
  const { kind, from } = invocation;
  const session = context.ucaas();
  const contacts = await offered(session.contacts(), []);
  const groups = await offered(session.groups(), []);
  const members = kind === 'direct' ? undefined : await chat.members?.(invocation.at, undefined, most);
  const here = members?.people.map((one) => ({ ...one, where: kind === 'direct' ? undefined : kind })) ?? [];
  const others = here.filter(({ identity }) => !sameIdentity(identity, from));
  const speaker = here.filter(({ identity }) => sameIdentity(identity, from));
  const isEverybodyKnown = members !== undefined && members.total <= here.length;

  return {
    async look(name, isGroup) {
      if (members && isEverybodyHere(name))
        return { guests: here.map(candidateOf), isGroup: true, count: members.total };
      const bare = name.replace(/^(the|group|team)\s+|\s+(group|team)$/giu, '');
      const reachable = (await contactsFor(session, name, contacts)).filter(({ email }) => email);
      const inBook = matchName(name, reachable, (one) => [one.name, one.email]);
      const inPlace = matchName(name, others, namesOf);
      const inGroups = matchName(bare, groups, (one) => [one.name]);
      const isElsewhere = !isGroup && !(isSure(inPlace) && isEverybodyKnown);
      const inWorkspace = isElsewhere ? await chat.named?.(from, name, mostCandidates + 1) : undefined;
      const workspace = inWorkspace && (inWorkspace.isWhole ? 'whole' : 'part');
      const { people, isNear } = closest(name, others, { inPlace, inBook, inGroups, inWorkspace });
      const isMeant = people.length > 0 && !(isGroup && inGroups.by);
      const isUnsure = isNear || (workspace === 'part' && people.some(({ where }) => where === 'workspace'));
      if (isMeant && !isNear) return { guests: people, isGroup: false, isUnsure, workspace };
      const [group, ...more] = inGroups.found;
      if (group && more.length === 0 && isSure(inGroups)) {
        const inGroup = (await session.groupContacts(group.groupId)).filter(({ email }) => email);
        return { guests: firsts(inGroup.map(ofContact)), isGroup: true };
      }
      if (isSure(matchName(name, speaker, namesOf))) return { guests: speaker.map(candidateOf), isGroup: false };
      // A group that is only nearly called so, or one of several: who that is is asked like a name that nobody has.
      return { guests: isMeant ? people : [], isGroup: false, isUnsure, workspace };
    },
  };
}

/** What was found by one name. */
interface Matches {
  readonly inPlace: Matched<MentionedPerson & Pick<Candidate, 'where'>>;
  readonly inBook: Matched<Contact>;
  readonly inGroups: Matched<unknown>;
  readonly inWorkspace: Matched<MentionedPerson> | undefined;
}

/** The people who match best: nobody where a group matches better, and those of this place first. */
function closest(
  name: string,
  here: readonly MentionedPerson[],
  { inPlace, inBook, inGroups, inWorkspace }: Matches,
): { readonly people: readonly Candidate[]; readonly isNear: boolean } {
  const best = order.find((by) => [inPlace, inBook, inWorkspace].some((one) => one?.by === by));
  if (inGroups.by && rank(inGroups.by) < rank(best)) return { people: [], isNear: false };
  // A contact who is kept under a first name alone need not be the only one of that name.
  const isOneWord = !/\s/u.test(name.trim());
  const counts = (by: Nearness | undefined) => by === best || (isOneWord && best === 'exact' && by === 'part');
  const elsewhere = inWorkspace?.found ?? [];
  const people = firsts([
    ...(counts(inPlace.by) ? inPlace.found.map(candidateOf) : []),
    ...(counts(inBook.by) ? inBook.found.map((contact) => byChat(contact, [...here, ...elsewhere])) : []),
    ...(counts(inWorkspace?.by) ? elsewhere.map((one) => candidateOf({ ...one, where: 'workspace' })) : []),
  ]);
  return { people, isNear: best === 'near' };
}

const order: readonly Nearness[] = ['exact', 'part', 'near'];

function rank(by: Nearness | undefined): number {
  return by ? order.indexOf(by) : order.length;
}

function isSure({ by }: Matched<unknown>): boolean {
  return by === 'exact' || by === 'part';
}

function namesOf({ name, otherNames = [] }: MentionedPerson): readonly string[] {
  return wholeNames([name, ...otherNames]);
}

/** A contact who is in the chat as well, by the address, is asked there. */
function byChat(contact: Contact, people: readonly MentionedPerson[]): Candidate {
  const known = ofContact(contact);
  const same = people.find(({ email }) => email !== undefined && email.toLowerCase() === known.email);
  return same ? { ...candidateOf(same), hints: [known.email ?? '', ...(same.hints ?? [])] } : known;
}

/** What the service does not offer is empty here: a name can still be that of somebody in the channel. */
async function offered<Value>(call: Promise<Value>, nothing: Value): Promise<Value> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ServiceError && error.kind === 'not_offered') return nothing;
    throw error;
  }
}

function ofContact({ name, email }: Contact): Candidate {
  return { name, email: email?.toLowerCase() };
}

/** Each of them once, as they are named first. */
function firsts(candidates: readonly Candidate[]): readonly Candidate[] {
  const keyed = candidates.map((one) => [one.identity?.userId ?? one.email ?? one.name, one] as const);
  return [...new Map(keyed.toReversed()).values()].toReversed();
}
