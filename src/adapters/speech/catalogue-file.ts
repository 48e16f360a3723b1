import { existsSync, readFileSync } from 'node:fs'
import { isScalar, LineCounter, parseDocument, type YAMLMap } from 'yaml'

/** One `key: text` of a file, with where it stands. */
export type Entry = { readonly key: string; readonly text: string; readonly line: number }

/** A flat YAML file of texts as read, and what is wrong with it: each fault names file, line and key. */
export type CatalogueFile = {
  readonly file: string
  readonly entries: readonly Entry[]
  readonly faults: readonly string[]
}

/**
 * Reads a flat YAML map of texts. A text that YAML takes for a number or a truth value is taken as it was written.
 * @returns null where there is no such file.
 */
export function readCatalogueFile(file: string): CatalogueFile | null {
  if (!existsSync(file)) return null
  let source: string
  try {
    source = readFileSync(file, 'utf8')
  } catch (error) {
    return { file, entries: [], faults: [`${file}: can't be read (${(error as Error).message})`] }
  }
  const lines = new LineCounter()
  // Duplicate keys come as errors of the parser, with their line.
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number) => lines.linePos(offset).line
  const faults = document.errors.map((error) => `${file}:${at(error.pos[0])}: ${error.message}`)
  if (faults.length > 0) return { file, entries: [], faults }
  if (document.contents === null) return { file, entries: [], faults: [] }
  const map = document.contents as YAMLMap
  if (!Array.isArray(map.items)) return { file, entries: [], faults: [`${file}:1: must be lines of "key: text"`] }

  const entries: Entry[] = []
  for (const { key, value } of map.items) {
    const name = isScalar(key) ? String(key.source ?? key.value) : String(key)
    const line = at((isScalar(key) && key.range?.[0]) || 0)
    const text = isScalar(value) ? String(value.source ?? value.value ?? '').trim() : null
    if (text === null) faults.push(`${file}:${line}: ${name}: must be a text`)
    else if (text === '') faults.push(`${file}:${line}: ${name}: the text is empty`)
    else entries.push({ key: name, text, line })
  }
  return { file, entries, faults }
}
