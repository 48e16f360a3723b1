import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CatalogueError, loadCatalogue } from '../../../src/adapters/speech/catalogue.ts'
import { catalogueKeys, generatedKeys } from '../../../src/adapters/speech/catalogue-keys.ts'
import { fixedPrompts, tablePrompts } from '../../../src/domain/call/phrase.ts'
import { tempFolder } from '../../harness/temp-folder.ts'

const shipped = 'asterisk-config/prompts'

/** The shipped catalogue with one file changed. */
function changed(file: string, change: (source: string) => string): string {
  const folder = tempFolder()
  cpSync(shipped, folder, { recursive: true })
  const path = join(folder, file)
  writeFileSync(path, change(readFileSync(path, 'utf8')))
  return folder
}
const lineOf = (folder: string, file: string, start: string) =>
  readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .findIndex((line) => line.startsWith(start)) + 1

function faultsOf(...folders: string[]): readonly string[] {
  try {
    loadCatalogue(folders)
    return []
  } catch (error) {
    if (error instanceof CatalogueError) return error.faults
    throw error
  }
}

describe('the shipped catalogue', () => {
  test.each(['zh-CN', 'en', 'x-tone'])('has a text for everything that is said, and no other: %s', (language) => {
    const texts = loadCatalogue([shipped]).languages.get(language)?.texts ?? {}
    for (const key of [...fixedPrompts, ...Object.keys(tablePrompts)]) {
      const isGenerated = (generatedKeys as readonly string[]).includes(key)
      expect(Boolean(texts[key]), key).toBe(!isGenerated)
    }
    expect(Object.keys(texts).sort()).toEqual([...catalogueKeys].sort())
  })
})

describe('a fault is told with file, line and key', () => {
  test('a missing key', () => {
    const folder = changed('zh-CN.yaml', (source) => source.replace(/^goodbye:.*$/m, ''))
    expect(faultsOf(folder)).toEqual([`${folder}/zh-CN.yaml: goodbye: missing`])
  })

  test('an unknown key', () => {
    const folder = changed('en.yaml', (source) => `${source}goodby: Bye\n`)
    const line = lineOf(folder, 'en.yaml', 'goodby:')
    expect(faultsOf(folder)).toEqual([`${folder}/en.yaml:${line}: goodby: no prompt has this key`])
  })

  test.each([
    ['menuChoice: For {name}, press {key}.', 'menuChoice: For water press {key}.', 'the text must contain {name}'],
    [
      'menuChoice: For {name}, press {key}.',
      'menuChoice: "{name} {key} {team}"',
      '{team} means nothing: only {name}, {key} can be filled here',
    ],
    ['minutes: minutes.', 'minutes: "{number} minutes."', '{number} means nothing: nothing can be filled here'],
    ['minutes: minutes.', 'minutes: ""', 'the text is empty'],
    ['minutes: minutes.', 'minutes: [a]', 'must be a text'],
  ])('%s -> %s', (from, to, reason) => {
    const folder = changed('en.yaml', (source) => source.replace(from, to))
    const key = to.slice(0, to.indexOf(':'))
    const line = lineOf(folder, 'en.yaml', key)
    expect(faultsOf(folder)).toContain(`${folder}/en.yaml:${line}: ${key}: ${reason}`)
  })

  test('several at once, a repeated key and broken YAML among them', () => {
    const folder = changed('en.yaml', (source) => `${source}minutes: twice\n`)
    writeFileSync(join(folder, 'zh-CN.yaml'), 'closed: "open\n')
    const faults = faultsOf(folder).join('\n')
    expect(faults).toMatch(/en\.yaml:\d+: .*unique/i)
    expect(faults).toMatch(/zh-CN\.yaml:\d+: /)
  })

  test.each([
    ['重听: zhong', 'zhong is not pinyin with a tone number, such as zhong4'],
    ['重听: chong2', 'has 1 syllables for 2 characters'],
    ['abc: a1', 'must be Chinese characters'],
  ])('a pronunciation: %s', (entry, reason) => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'pronunciation.yaml'), `${entry}\n`)
    expect(faultsOf(shipped, folder)).toEqual([`${folder}/pronunciation.yaml:1: ${entry.split(':')[0]}: ${reason}`])
  })

  test('no catalogue at all', () => {
    const folder = tempFolder()
    expect(faultsOf(folder)).toEqual([`${folder}: no catalogue (<language>.yaml) is there`])
  })
})

describe('a user', () => {
  test('changes single texts and pronunciations of a shipped language', () => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'zh-CN.yaml'), 'goodbye: 再会。\n')
    writeFileSync(join(folder, 'pronunciation.yaml'), '泽国: ze2 guo5\n')
    const { languages, pronunciations } = loadCatalogue([shipped, folder])
    expect(languages.get('zh-CN')?.texts).toMatchObject({ goodbye: '再会。', minutes: '分钟。' })
    expect(pronunciations.get('泽国')).toEqual(['ze2', 'guo5'])
    expect(pronunciations.get('重听')).toEqual(['chong2', 'ting1'])
  })

  test('adds a dialect that says only what is different', () => {
    const folder = tempFolder()
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'zh-wenling.yaml'), 'inherits: zh-CN\ngoodbye: 再会。\n')
    const dialect = loadCatalogue([shipped, folder]).languages.get('zh-wenling')
    expect(dialect?.tongue).toBe('mandarin')
    expect(dialect?.texts).toMatchObject({ goodbye: '再会。', minutes: '分钟。' })
  })

  test.each([
    ['goodbye: Tschüss\n', 'inherits: missing; name the language whose voice it uses'],
    ['inherits: fr\n', 'inherits: fr has no usable catalogue'],
    ['inherits: de\n', 'inherits: de is no ancestor that de can have'],
  ])('is told why a language has no voice: %s', (source, reason) => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'de.yaml'), source)
    expect(faultsOf(shipped, folder)).toEqual([`${folder}/de.yaml: ${reason}`])
  })

  test('is told of two languages that inherit from each other', () => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'aa.yaml'), 'inherits: bb\n')
    writeFileSync(join(folder, 'bb.yaml'), 'inherits: aa\n')
    expect(faultsOf(shipped, folder).join('\n')).toContain('is no ancestor that')
  })
})
