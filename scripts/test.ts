import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, runProgram } from './run-program.ts'
import { provideAsterisk } from './set-up/asterisk.ts'
import { SetUpError } from './set-up/set-up-error.ts'
import { provideSmsc } from './set-up/smsc.ts'
import { provideTool } from './set-up/tool.ts'

// `npm test [-- file …]`: provides what the tests need, checks format, lint, import rules and types, runs every test, and
// closes with `N passed, N failed`.
const files = process.argv.slice(2)
const needsSmsc = files.length === 0 || files.some((file) => file.includes('smpp'))
const say = (line: string): void => void process.stdout.write(`${line}\n`)
try {
  const setUp = { root, say }
  // Unpacking waits for the network and the disk: the code is checked meanwhile.
  const checks = files.length > 0 ? [] : [runProgram('biome', ['ci', '.']), runProgram('tsc', ['--noEmit', '-p', '.'])]
  await Promise.all([provideAsterisk(setUp), ...(needsSmsc ? [provideSmsc(setUp)] : [])])
  const tools = { espeakNg: await provideTool('espeak-ng', setUp), sox: await provideTool('sox', setUp) }
  const failedChecks = (await Promise.all(checks)).filter((code) => code !== 0).length
  const folder = mkdtempSync(join(tmpdir(), 'hotline-tests-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await runProgram('vitest', ['run', ...reporters, ...files], { SPEECH_TOOLS: JSON.stringify(tools) })
  const counts = readCounts(report)
  rmSync(folder, { recursive: true })
  const failed = counts.failed + failedChecks
  say(`${counts.passed} passed, ${failed === 0 && code !== 0 ? 1 : failed} failed`)
  process.exit(failed === 0 ? code : 1)
} catch (error) {
  if (!(error instanceof SetUpError)) throw error
  process.stderr.write(`\n${error.message}\n`)
  say('0 passed, 1 failed')
  process.exit(1)
}

/** Tests, and files that could not be loaded: those have no tests but must not look like a success. */
function readCounts(report: string): { readonly passed: number; readonly failed: number } {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number
      numFailedTests: number
      testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[]
    }
    const broken = testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    )
    return { passed: numPassedTests, failed: numFailedTests + broken.length }
  } catch {
    return { passed: 0, failed: 1 }
  }
}
