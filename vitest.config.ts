import { defineConfig } from 'vitest/config'

/** Servers and Asterisks are killed there, and silences measured: nothing runs beside them, not even one another. */
const faults = ['test/scenarios/{away,restart}.real.test.ts']
/** Random kills, four minutes of them; more by `npm run kills`. */
const kills = ['test/faults/**/*.test.ts']

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
          exclude: [...faults, ...kills],
          // Real calls need room: one file a core.
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      { test: { ...common, name: 'faults', include: faults, maxWorkers: 1, sequence: { groupOrder: 1 } } },
      { test: { ...common, name: 'kills', include: kills, maxWorkers: 1, sequence: { groupOrder: 2 } } },
    ],
  },
})
