/** What was found out, for a while: by text keys, and never more than so many. */
export interface Memory<Value> {
  /** Undefined where it is not known, or not fresh any more at this moment. Moments are in milliseconds since 1970. */
  get(key: string, now: number): Value | undefined;
  /** Remembers what was true at this moment. */
  set(key: string, value: Value, now: number): void;
  delete(key: string): void;
  clear(): void;
  keys(): Iterable<string>;
}

/** Whatever would be one too many makes it begin anew, so that nobody can fill the process with keys. */
export function createMemory<Value>({
  milliseconds,
  most,
}: {
  readonly milliseconds: number;
  readonly most: number;
}): Memory<Value> {
  const kept = new Map<string, { readonly value: Value; readonly until: number }>();
  return {
    get(key, now) {
      const found = kept.get(key);
      return found && found.until > now ? found.value : undefined;
    },
    set(key, value, now) {
      if (kept.size >= most) kept.clear();
      kept.set(key, { value, until: now + milliseconds });
    },
    delete: (key) => void kept.delete(key),
    clear: () => kept.clear(),
    keys: () => kept.keys(),
  };
}
