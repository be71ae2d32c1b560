/** After so many, whatever else waits in this process has its turn. */
const atATime = 500;

/** Does something with each of very many. Resolves to the results in the order of the items; nobody else waits for all of it. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Result,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    results.push(work(item));
    if (results.length % atATime === 0) await oneTurn();
  }
  return results;
}

/** Lets whatever else waits in this process have its turn. */
export function oneTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
