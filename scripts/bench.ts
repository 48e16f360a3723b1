import type { Bench } from './bench/bench.ts'

// `npm run bench -- NAME [options]`: measures one thing; a table for people, and as its last line one JSON object with
// every figure and its unit in the key.
// Only the one that is asked for is loaded: the others' memory is no part of its figures.
const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  calls: async () => (await import('./bench/calls.ts')).calls,
  clocks: async () => (await import('./bench/clocks.ts')).clocks,
  diff: async () => (await import('./bench/diff.ts')).diff,
  proof: async () => (await import('./bench/proof.ts')).proof,
  routing: async () => (await import('./bench/routing.ts')).routing,
}

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const [name = '', ...args] = process.argv.slice(2)
const bench = Object.hasOwn(benches, name) ? await benches[name]?.() : undefined
if (bench === undefined) {
  process.stderr.write(`There is no bench "${name}". There are: ${Object.keys(benches).join(', ')}.\n`)
  process.exit(2)
}
if (args.includes('--help')) {
  say(bench.usage)
  process.exit(0)
}

const endings: (() => unknown)[] = []
let ending: Promise<void> | null = null
const endAll = (): Promise<void> => {
  ending ??= (async () => {
    for (const end of endings.splice(0).reverse()) await end()
  })()
  return ending
}
const fail = async (error: unknown): Promise<never> => {
  await endAll()
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void fail('stopped'))
process.on('uncaughtException', (error) => void fail(error))

try {
  const outcome = await bench.run(args, { say, onStop: (end) => void endings.push(end) })
  await endAll()
  if (!outcome.ok) {
    process.stderr.write(`${outcome.reason}\n${bench.usage}\n`)
    process.exit(2)
  }
  say('')
  for (const line of outcome.table) say(line)
  say('')
  say(JSON.stringify({ bench: name, ...outcome.figures }))
  process.exit(0)
} catch (error) {
  await fail(error)
}
