/** One answered request, without anything secret: no header, no body, no query. */
export interface Entry {
  readonly at: Date;
  readonly method: string;
  readonly path: string;
  /** Who asked, if it came so far: an email. */
  readonly caller: string | undefined;
  readonly status: number;
  readonly result: number | undefined;
  readonly milliseconds: number;
  readonly fault: string | undefined;
}

/** The last requests, newest first, for the page at the root. */
export interface Journal {
  note(entry: Entry): void;
  readonly last: readonly Entry[];
}

const kept = 50;

export function createJournal(): Journal {
  const last: Entry[] = [];
  return {
    last,
    note(entry) {
      last.unshift(entry);
      last.length = Math.min(last.length, kept);
    },
  };
}
