/** What somebody is, as far as a rule may say it. Guests of the workspace are guests, whatever account they have. */
export const policyRoles = ['guest', 'user', 'administrator'] as const;
export type PolicyRole = (typeof policyRoles)[number];

export const placeKinds = ['public', 'private', 'group', 'direct'] as const;
/** Channels that everybody of the workspace may enter, those that not everybody may, group chats, and direct chats with the bot. */
export type PlaceKind = (typeof placeKinds)[number];

/** A channel or group chat. */
export interface PolicyPlace {
  /** As `Chat.place` says it. */
  readonly id: string;
  /** What it was called when the rule was made; empty where the platform did not tell. */
  readonly name: string;
}

/** For whom and where a rule holds: everybody and everywhere, as far as nothing else is said. */
export interface PolicyScope {
  readonly role?: PolicyRole;
  /** One of these two at most. */
  readonly kind?: PlaceKind;
  readonly place?: PolicyPlace;
}

/** Who asks, and where. */
export interface Circumstances {
  readonly role: PolicyRole;
  readonly kind: PlaceKind;
  /** Id of the channel or group chat; absent in a direct chat, and where the platform does not tell. */
  readonly place?: string;
}

/** Names a scope: the same for the same, whatever its channel is called. */
export function scopeKey({ role, kind, place }: PolicyScope): string {
  const where = place ? `place ${place.id}` : kind ? `kind ${kind}` : 'everywhere';
  return `${role ?? 'everybody'} ${where}`;
}

export function contains({ role, kind, place }: PolicyScope, here: Circumstances): boolean {
  if (role && role !== here.role) return false;
  if (place && place.id !== here.place) return false;
  return !kind || kind === here.kind;
}

/**
 * How narrow a scope is: a rule for a role is narrower than one for everybody, and of two for the same people, a channel is narrower
 * than its kind, and that than everywhere. No two scopes that contain the same circumstances are equally narrow.
 */
export function narrowness({ role, kind, place }: PolicyScope): number {
  return (role ? 3 : 0) + (place ? 2 : kind ? 1 : 0);
}

/** Whether of two scopes the narrower one takes some of the other's circumstances away from it. */
export function goesBefore(narrow: PolicyScope, wide: PolicyScope): boolean {
  if (narrowness(narrow) <= narrowness(wide)) return false;
  const sharesRole = !narrow.role || !wide.role || narrow.role === wide.role;
  const sharesPlace = !narrow.place || !wide.place || narrow.place.id === wide.place.id;
  const sharesKind = !narrow.kind || !wide.kind || narrow.kind === wide.kind;
  // Whether a channel is one that everybody may enter is not known here, but it is no direct chat.
  const isApart = (narrow.place && wide.kind === 'direct') || (wide.place && narrow.kind === 'direct');
  return sharesRole && sharesPlace && sharesKind && !isApart;
}
