import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/bench/**'],
    globalSetup: ['test/support/global-setup.ts'],
    // The tests wait for servers more than for themselves: one worker would leave a core idle.
    maxWorkers: 2,
    // Nothing of ours is kept in modules: each worker loads them once, not for each file anew.
    isolate: false,
    // Workers load what we use as fast as programs do.
    execArgv: ['--import', new URL('./src/loading.mjs', import.meta.url).href],
    testTimeout: 90_000,
    hookTimeout: 60_000,
  },
});
