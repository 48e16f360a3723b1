import { readFileSync } from 'node:fs'

/**
 * What packed cases have in common, one version after another: what was packed with a version needs that version for ever, so
 * none is ever changed or taken away. `scripts/packing-dictionary.ts` makes the next one.
 */
const files: readonly string[] = ['dictionary-1.json']

export const dictionaries: readonly Buffer[] = files.map((name) =>
  Buffer.from(JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as string, 'utf8'),
)
