import { defineConfig } from 'vitest/config'

/** Restarts and random kills take many minutes: `LONG_TESTS=1 npm test`, or `npm run kills`. */
const long = ['test/faults/**', 'test/scenarios/away.real.test.ts', 'test/scenarios/restart.real.test.ts']

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: process.env.LONG_TESTS === '1' ? [] : long,
    pool: 'forks',
    // Real calls need room: one file a core.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
