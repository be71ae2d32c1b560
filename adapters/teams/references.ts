import { createMemory } from '../../src/core/memory.ts';
import type { Clock } from '../../src/core/ports.ts';

/** What has to be known about somebody to speak to them first. */
export interface StoredReference {
  readonly tenantId: string;
  /** The Entra object id. */
  readonly userId: string;
  /** The platform's own id of the person towards this bot (`29:…`). */
  readonly memberId: string;
  /** Empty where it was not told: installation events carry none. */
  readonly name: string;
  readonly serviceUrl: string;
  /** Our own id towards this person (`28:…`). */
  readonly botId: string;
  /** The one-to-one chat; absent until there is one. */
  readonly conversation?: string;
}

/** Where the references are kept, each under its tenant. What a reference does not tell never overwrites what is known. */
export interface ConversationReferences {
  save(reference: StoredReference): Promise<void>;
  find(tenantId: string, userId: string): Promise<StoredReference | undefined>;
  /** Those of a tenant whose names are known, at most so many, who was met last first. */
  all(tenantId: string, most: number): Promise<readonly StoredReference[]>;
  /** What these people are called towards the bot (`29:…`), by object id, as far as they are known. */
  memberIds(tenantId: string, userIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Forgets somebody who has removed or blocked the bot, until they are met again. */
  forget(tenantId: string, userId: string): Promise<void>;
  /** Forgets everybody of a tenant that the app is gone from. */
  forgetAll(tenantId: string): Promise<void>;
}

/** Shorter than the time between two purges: who was forgotten there is saved anew when they come back. */
const rememberedMilliseconds = 10 * 60_000;

/**
 * Saves each reference once per process, change and ten minutes, instead of with every message. Where another replica has forgotten somebody
 * whom this one has met, they are saved anew with their next message.
 */
export function withMemory(references: ConversationReferences, clock: Clock): ConversationReferences {
  const saved = createMemory<string>({ milliseconds: rememberedMilliseconds, most: 10_000 });
  const key = (tenantId: string, userId: string) => `${tenantId}/${userId}`;
  return {
    ...references,
    async save(reference) {
      const name = key(reference.tenantId, reference.userId);
      const content = JSON.stringify(reference);
      const now = clock().getTime();
      if (saved.get(name, now) === content) return;
      await references.save(reference);
      saved.set(name, content, now);
    },
    async find(tenantId, userId) {
      const found = await references.find(tenantId, userId);
      if (!found) saved.delete(key(tenantId, userId));
      return found;
    },
    async forget(tenantId, userId) {
      saved.delete(key(tenantId, userId));
      await references.forget(tenantId, userId);
    },
    async forgetAll(tenantId) {
      saved.clear();
      await references.forgetAll(tenantId);
    },
  };
}
