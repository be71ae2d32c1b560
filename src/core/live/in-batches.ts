/** So many are done at once. */
const mostAtOnce = 20;

/**
 * Does all that is due, some at once, until nothing is. `run` is safe to call at any time, as `take` gives each to one process only;
 * `idle` resolves when nothing is being done any more.
 */
export function inBatches<Due>(
  take: (most: number) => Promise<readonly Due[]>,
  doOne: (due: Due) => Promise<void>,
): { run(): Promise<void>; idle(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  return {
    run() {
      const ran = runAll();
      running = Promise.allSettled([running, ran]);
      return ran;
    },
    async idle() {
      await running;
    },
  };

  async function runAll(): Promise<void> {
    for (let taken = mostAtOnce; taken === mostAtOnce; ) {
      const due = await take(mostAtOnce);
      await Promise.all(due.map(doOne));
      taken = due.length;
    }
  }
}
