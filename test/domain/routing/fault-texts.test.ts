import { expect, test } from 'vitest'
import { fileFaultTexts } from '../../../src/adapters/table-file/texts/file-fault-texts.ts'
import { english } from '../../../src/domain/routing/validation/texts/english.ts'
import { chinese } from '../../../src/domain/routing/validation/texts/zh-cn.ts'
import { sayText } from '../../../src/domain/text-catalogue.ts'

const namesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

test.each(Object.entries(english.texts))('the Chinese of %s tells the same values as the English', (code, text) => {
  expect(namesIn(chinese.texts[code as keyof typeof english.texts])).toEqual(namesIn(text))
})

test('words for codes are there in both languages where they are in English', () => {
  for (const [name, words] of Object.entries(english.words))
    expect(Object.keys(chinese.words[name] ?? {})).toEqual(expect.arrayContaining(Object.keys(words)))
})

test('a text of the file says in Chinese what the library says in English', () => {
  const values = { detail: 'Map keys must be unique', fault: 'DUPLICATE_KEY' }
  expect(sayText(fileFaultTexts.en, 'notYaml', values)).toBe('this is not YAML: Map keys must be unique')
  expect(sayText(fileFaultTexts['zh-CN'], 'notYaml', values)).toBe('不是YAML：同一处的字段名重复')
})

test('what nobody gave is seen as it is, and names of the language itself are no words', () => {
  const catalogue = { texts: { x: '{a} {b}' }, words: { a: {} } }
  expect(sayText(catalogue, 'x', { a: 'toString' })).toBe('toString {b}')
})
