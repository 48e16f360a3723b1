import { parseArgs } from 'node:util'
import { runLadderKills, tellLadderKills } from '../test/faults/ladder/run-ladder-kills.ts'
import { runKills } from '../test/faults/run-kills.ts'
import { tellReport } from '../test/faults/tell-report.ts'

// `npm run kills -- --count 1000 --seed 42`: lets a random town call a hotline of its own while the server, its Asterisk
// and the connection between them are killed at random instants. `npm run kills -- ladder --count 100 --seed 42`: the same for a
// process that climbs ladders, killed within its commits, too. Exit 1 when a promise was broken.
const { values, positionals } = parseArgs({
  allowPositionals: true,
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
const [what = 'calls'] = positionals
if (what !== 'calls' && what !== 'ladder') {
  process.stderr.write(`There are kills of calls and of a ladder, none of ${JSON.stringify(what)}\n`)
  process.exit(2)
}
say(`Seed ${seed}`)
if (what === 'ladder') {
  const told = await runLadderKills({ seed, count: Number(numbers.count), say })
  for (const line of tellLadderKills(told)) say(line)
  process.exit(told.violations.length > 0 ? 1 : 0)
}
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
