/** One message of the playground, as it is kept. `visibleTo` is the one person who may see it, or null. */
export interface StoredMessage {
  readonly sequence: number;
  readonly id: string;
  readonly conversation: string;
  readonly author: string;
  readonly authorName: string;
  readonly visibleTo: string | null;
  readonly body: unknown;
  readonly version: number;
  readonly createdAt: Date;
}

/** Where the playground keeps what was said. */
export interface PlaygroundStore {
  /** Once per effect: a second copy resolves to the first one. */
  append(
    message: Omit<StoredMessage, 'sequence' | 'id' | 'version'> & { readonly effectId: string | null },
  ): Promise<StoredMessage>;
  replace(id: string, body: unknown): Promise<StoredMessage | undefined>;
  /** Marks it as pinned, or takes the mark off; undefined where it is gone. */
  pin(id: string, isPinned: boolean): Promise<StoredMessage | undefined>;
  find(id: string): Promise<StoredMessage | undefined>;
  /** What this person sees there, oldest first; the newest `limit` of it. */
  list(
    conversation: string,
    options: { readonly viewer: string; readonly after?: number; readonly limit: number },
  ): Promise<readonly StoredMessage[]>;
}
