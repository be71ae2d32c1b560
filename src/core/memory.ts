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

/** Whatever would be too much makes it begin anew, so that nobody can fill the process with keys. */
export function createMemory<Value>({
  milliseconds,
  most,
  weigh = () => 1,
}: {
  readonly milliseconds: number;
  readonly most: number;
  /** How much of `most` a value takes up; one, where nothing is said. */
  readonly weigh?: (value: Value) => number;
}): Memory<Value> {
  const kept = new Map<string, { readonly value: Value; readonly until: number }>();
  let weight = 0;
  const remove = (key: string) => {
    const before = kept.get(key);
    if (before) weight -= weigh(before.value);
    kept.delete(key);
  };
  const clear = () => {
    kept.clear();
    weight = 0;
  };
  return {
    get(key, now) {
      const found = kept.get(key);
      return found && found.until > now ? found.value : undefined;
    },
    set(key, value, now) {
      remove(key);
      if (weight + weigh(value) > most) clear();
      kept.set(key, { value, until: now + milliseconds });
      weight += weigh(value);
    },
    delete: remove,
    clear,
    keys: () => kept.keys(),
  };
}
