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

/** A team or a group chat with the app. */
export type SharedPlace = Pick<Installation, 'conversation' | 'serviceUrl' | 'kind' | 'name'>;

/** Where the installations are kept. */
export interface Installations {
  /** True if it was not known before. A name that is not told keeps the one that is known. */
  save(installation: Installation): Promise<boolean>;
  /** True if the tenant is left with nothing: no installation, and nobody whose one-to-one chat is known. */
  remove(tenantId: string, conversation: string): Promise<boolean>;
  any(tenantId: string): Promise<boolean>;
  /** The group chats and teams, at most so many. */
  shared(tenantId: string, most: number): Promise<readonly SharedPlace[]>;
}

const mostRemembered = 10_000;

/**
 * Also notes installations that show themselves by an ordinary delivery: of people who installed the app before a list was kept,
 * or while we could not be reached. Each is saved once per process and change, instead of with every message.
 */
export function withSightings(installations: Installations) {
  const saved = new Map<string, string>();
  const key = (tenantId: string, conversation: string) => `${tenantId}/${conversation}`;
  return {
    ...installations,
    async see(installation: Installation): Promise<void> {
      const name = key(installation.tenantId, installation.conversation);
      const content = JSON.stringify(installation);
      if (saved.get(name) === content) return;
      await installations.save(installation);
      if (saved.size >= mostRemembered) saved.clear();
      saved.set(name, content);
    },
    async remove(tenantId: string, conversation: string): Promise<boolean> {
      saved.delete(key(tenantId, conversation));
      return installations.remove(tenantId, conversation);
    },
  };
}
