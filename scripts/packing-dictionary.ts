import { readdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { playLives } from './bench/clocks/play-lives.ts'
import { mouldOf } from './bench/clocks/stamp-case.ts'

// `node scripts/packing-dictionary.ts`: writes the next dictionary of packed cases, when what cases consist of has changed
// so much that the last one no longer helps. Then name it in `src/adapters/db/packed/dictionaries.ts`, behind the others.
const folder = fileURLToPath(new URL('../src/adapters/db/packed/', import.meta.url))
/** As far back as deflate can see. */
const reach = 32_000

// What is met most often stands last, where it is reached with the fewest bits.
const texts: string[] = []
for (const name of ['twoUnits', 'byMessage', 'taken'] as const) {
  const [first, , third] = (await playLives(name)).map((life) => mouldOf(life).marked.toReversed().join(''))
  texts.push(name === 'taken' ? `${third}${first}` : `${first}`)
}
const text = texts.join('')
const version = 1 + readdirSync(folder).filter((name) => /^dictionary-\d+\.json$/.test(name)).length
const file = `${process.argv[2] ?? `${folder}dictionary-${version}.json`}`
writeFileSync(file, `${JSON.stringify(text.slice(-reach))}\n`)
process.stdout.write(`${file}: ${Math.min(reach, text.length)} letters\n`)
process.exit(0)
