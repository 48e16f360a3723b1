import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Servers and Asterisks are killed there, and silences measured: nothing else runs beside these two. */
const faults = ['test/scenarios/{away,restart}.real.test.ts']
/** Random kills, four minutes of them; more by `npm run kills`. */
const kills = ['test/faults/**/*.test.ts']

/**
 * What they load need not be loaded anew for each file, which takes longer than the tests do. A file that puts other modules
 * in the place of ours is called `.isolated.test.ts`.
 */
const light = [
  'test/{domain,application,adapters/http,adapters/table-file,adapters/sheet-file,scripts/hotline}/**/!(*.isolated).test.ts',
]

/** Files that take a minute or two, longest first: begun last they would keep everybody waiting for them. */
const long = ['taken.real', 'not-taken.real', 'changes.real', 'messages.real', 'asterisk-process', 'asterisk-admission']
const place = ({ moduleId }: TestSpecification): number => {
  const found = long.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`))
  return found < 0 ? long.length : found
}
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other))
  }
}

const common = {
  pool: 'forks',
  testTimeout: 30_000,
  hookTimeout: 60_000,
} as const

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...common,
          name: 'all else',
          include: ['test/**/*.test.ts'],
          exclude: [...light, ...faults, ...kills],
          // Real calls wait more than they reckon; with more than three at once, machines of two cores make them stutter.
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...common,
          name: 'light',
          include: light,
          isolate: false,
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
      { test: { ...common, name: 'faults', include: faults, maxWorkers: 2, sequence: { groupOrder: 1 } } },
      { test: { ...common, name: 'kills', include: kills, maxWorkers: 1, sequence: { groupOrder: 2 } } },
    ],
  },
})
