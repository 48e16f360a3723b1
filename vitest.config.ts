import { defineConfig } from 'vitest/config'

/** Servers, Asterisks and connections are killed there, and silences measured: nothing else runs beside them. */
const faults = ['test/faults/**/*.test.ts', 'test/scenarios/{away,restart}.real.test.ts']

const common = {
  pool: 'forks',
  testTimeout: 30_000,
  hookTimeout: 60_000,
} as const

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...common,
          name: 'all else',
          include: ['test/**/*.test.ts'],
          exclude: faults,
          // Real calls need room: one file a core.
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      { test: { ...common, name: 'faults', include: faults, maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
  },
})
