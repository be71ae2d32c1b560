/** What has to be known about somebody to speak to them first. */
export interface StoredReference {
  readonly tenantId: string;
  /** The Entra object id. */
  readonly userId: string;
  /** The platform's own id of the person towards this bot (`29:…`). */
  readonly memberId: string;
  readonly name: string;
  readonly serviceUrl: string;
  /** Our own id towards this person (`28:…`). */
  readonly botId: string;
  /** The one-to-one chat; absent until there is one. */
  readonly conversation?: string;
}

/** Where the references are kept. A reference without a conversation never overwrites one that has it. */
export interface ConversationReferences {
  save(reference: StoredReference): Promise<void>;
  find(tenantId: string, userId: string): Promise<StoredReference | undefined>;
  /** Forgets the conversation of somebody who has removed or blocked the bot. */
  forget(tenantId: string, userId: string): Promise<void>;
}

const mostRemembered = 10_000;

/** Saves each reference once per process and change, instead of with every message. */
export function withMemory(references: ConversationReferences): ConversationReferences {
  const saved = new Map<string, string>();
  const key = (tenantId: string, userId: string) => `${tenantId}/${userId}`;
  return {
    ...references,
    async save(reference) {
      const name = key(reference.tenantId, reference.userId);
      const content = JSON.stringify(reference);
      if (saved.get(name) === content) return;
      await references.save(reference);
      if (saved.size >= mostRemembered) saved.clear();
      saved.set(name, content);
    },
    async forget(tenantId, userId) {
      saved.delete(key(tenantId, userId));
      await references.forget(tenantId, userId);
    },
  };
}
