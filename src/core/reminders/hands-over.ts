/** Hands over what is due. Safe to call at any time, from any number of replicas at once. */
export interface HandsOver {
  /** Resolves to how many effects are in the outbox by it. */
  hand(): Promise<number>;
}

/** Hands over batch after batch, until one is not full. Resolves to how many effects are in the outbox by it. */
export async function inBatches(
  batch: number,
  hand: (batch: number) => Promise<{ readonly taken: number; readonly put: readonly unknown[] }>,
): Promise<number> {
  let handed = 0;
  for (;;) {
    const { taken, put } = await hand(batch);
    handed += put.length;
    if (taken < batch) return handed;
  }
}
