import { parseArgs } from 'node:util'
import { runKills } from '../test/faults/run-kills.ts'
import { tellReport } from '../test/faults/tell-report.ts'

// `npm run kills -- --count 1000 --seed 42`: lets a random town call a hotline of its own while the server, its Asterisk
// and the connection between them are killed at random instants. Exit 1 when a promise was broken.
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '200' },
    seed: { type: 'string' },
    crowd: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
})
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const numbers = { count: values.count, seed: values.seed ?? String(process.pid), crowd: values.crowd ?? '8' }
for (const [name, value] of Object.entries(numbers)) {
  if (/^\d{1,9}$/.test(value)) continue
  process.stderr.write(`--${name} must be a number, not ${JSON.stringify(value)}\n`)
  process.exit(2)
}
const seed = Number(numbers.seed)
say(`Seed ${seed}`)
const report = await runKills({
  seed,
  count: Number(numbers.count),
  crowd: Number(numbers.crowd),
  keep: values.keep,
  say,
})
for (const line of tellReport(report)) say(line)
if (values.keep) say(`What is left of it: ${report.dataDir}`)
process.exit(report.violations.length > 0 ? 1 : 0)
