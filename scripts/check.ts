import { runProgram } from './run-program.ts'

// `npm run check`: what is quick: format and lint with the import rules, types, the domain's tests.
const steps: readonly (readonly [string, readonly string[]])[] = [
  ['biome', ['ci', '.']],
  ['tsc', ['--noEmit', '-p', '.']],
  ['vitest', ['run', 'test/domain', 'test/application', 'test/scenarios/fake.test.ts']],
]
for (const [program, args] of steps) {
  const code = await runProgram(program, args)
  if (code !== 0) process.exit(code)
}
