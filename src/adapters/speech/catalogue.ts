import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '../../application/ports/prompts.ts'
import { type CatalogueFile, readCatalogueFile } from './catalogue-file.ts'
import { catalogueKeys, placeholderFault } from './catalogue-keys.ts'
import { type Pronunciations, pronunciationFault } from './mandarin.ts'

/** How a language is voiced. A dialect has the tongue of the language it inherits from, until it is recorded. */
export type Tongue = 'mandarin' | 'english' | 'tones'

export type LanguageCatalogue = {
  readonly tongue: Tongue
  readonly texts: Readonly<Record<string, string>>
  /** Of a language of tones: what stands before the key in its codes; left out: nothing. */
  readonly codes?: string
}
export type Catalogue = {
  readonly languages: ReadonlyMap<Language, LanguageCatalogue>
  readonly pronunciations: Pronunciations
}

/** Thrown with every fault of the catalogue at once; each names file, line and key. */
export class CatalogueError extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(`The prompt catalogue has ${faults.length} fault(s):\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
    this.name = 'CatalogueError'
    this.faults = faults
  }
}

/** Languages that this program can voice by itself; every other one says which of them (or of its heirs) it inherits. */
const roots: Readonly<Record<Language, Tongue>> = {
  'zh-CN': 'mandarin',
  en: 'english',
  'x-tone': 'tones',
  'x-tone-2': 'tones',
}

/**
 * Loads `<language>.yaml` and `pronunciation.yaml` of the folders. A file of a later folder changes single texts of the
 * same file in an earlier one, or adds a language: then it needs `inherits: zh-CN` (or another) for what it does not say.
 * @throws {CatalogueError} naming every missing, unknown and wrong key of all files.
 */
export function loadCatalogue(folders: readonly string[]): Catalogue {
  const faults: string[] = []
  const files = new Map<string, CatalogueFile[]>()
  for (const file of folders.flatMap(yamlFiles)) {
    const read = readCatalogueFile(file)
    if (!read) continue
    faults.push(...read.faults)
    const name = file.slice(file.lastIndexOf('/') + 1, -'.yaml'.length)
    files.set(name, [...(files.get(name) ?? []), read])
  }

  const pronunciations = new Map<string, readonly string[]>()
  for (const { file, entries } of files.get('pronunciation') ?? []) {
    for (const { key, text, line } of entries) {
      const fault = pronunciationFault(key, text)
      if (fault) faults.push(`${file}:${line}: ${key}: ${fault}`)
      else pronunciations.set(key, text.split(/\s+/))
    }
  }
  files.delete('pronunciation')

  const languages = new Map<Language, LanguageCatalogue>()
  const resolve = (language: Language, heirs: readonly Language[]): LanguageCatalogue | null => {
    const known = languages.get(language)
    if (known) return known
    const own = files.get(language)
    if (!own) return null
    const ancestor = own.flatMap(({ entries }) => entries).findLast(({ key }) => key === 'inherits')?.text
    const tongue = roots[language]
    if (ancestor && (tongue || heirs.includes(ancestor) || ancestor === language)) {
      faults.push(`${own.at(-1)?.file}: inherits: ${ancestor} is no ancestor that ${language} can have`)
      return null
    }
    const inherited = ancestor ? resolve(ancestor, [...heirs, language]) : null
    if (!tongue && !inherited) {
      const reason = ancestor ? `${ancestor} has no usable catalogue` : 'missing; name the language whose voice it uses'
      faults.push(`${own[0]?.file}: inherits: ${reason}`)
      return null
    }
    const texts: Record<string, string> = { ...inherited?.texts }
    for (const { file, entries } of own) {
      for (const { key, text, line } of entries) {
        if (key === 'inherits') continue
        const fault = catalogueKeys.includes(key) ? placeholderFault(key, text) : 'no prompt has this key'
        if (fault) faults.push(`${file}:${line}: ${key}: ${fault}`)
        texts[key] = text
      }
    }
    const missing = catalogueKeys.filter((key) => !(key in texts))
    faults.push(...missing.map((key) => `${own[0]?.file}: ${key}: missing`))
    const loaded = { tongue: tongue ?? (inherited as LanguageCatalogue).tongue, texts }
    languages.set(language, loaded)
    return loaded
  }
  for (const language of files.keys()) resolve(language, [])
  // Tone codes speak the key, not the text: any complete set of texts will do.
  const english = languages.get('en')
  if (english) {
    languages.set('x-tone', { tongue: 'tones', texts: english.texts })
    // A second language, whose codes are others: a test hears which of the two is spoken.
    languages.set('x-tone-2', { tongue: 'tones', texts: english.texts, codes: 'x-tone-2:' })
  }
  if (languages.size === 0 && faults.length === 0) faults.push(`${folders[0]}: no catalogue (<language>.yaml) is there`)
  if (faults.length > 0) throw new CatalogueError([...new Set(faults)])
  return { languages, pronunciations }
}

function yamlFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map((name) => join(folder, name))
  } catch {
    return []
  }
}
