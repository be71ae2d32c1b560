/** A place where the app is installed: a personal chat, a group chat or a team. */
export interface Installation {
  readonly tenantId: string;
  /** The chat's id; the team's for a team. */
  readonly conversation: string;
  readonly kind: 'personal' | 'group' | 'team';
  readonly serviceUrl: string;
  /** Our own id there (`28:…`). */
  readonly botId: string;
  /** The team's, group's or person's, where it was told. */
  readonly name?: string;
}

/** Where the installations are kept. */
export interface Installations {
  /** True if it was not known before. A name that is not told keeps the one that is known. */
  save(installation: Installation): Promise<boolean>;
  /** True if the tenant is left with nothing: no installation, and nobody whose one-to-one chat is known. */
  remove(tenantId: string, conversation: string): Promise<boolean>;
  any(tenantId: string): Promise<boolean>;
}

const mostRemembered = 10_000;

/**
 * Installations that show themselves by an ordinary delivery: people who installed the app before we kept a list, or while we
 * could not be reached. Each is saved once per process and change, instead of with every message.
 */
export function createSightings(installations: Installations): (seen: Installation) => Promise<void> {
  const saved = new Map<string, string>();
  return async (seen) => {
    const name = `${seen.tenantId}/${seen.conversation}`;
    const content = JSON.stringify(seen);
    if (saved.get(name) === content) return;
    await installations.save(seen);
    if (saved.size >= mostRemembered) saved.clear();
    saved.set(name, content);
  };
}
