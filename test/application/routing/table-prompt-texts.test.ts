import { describe, expect, it } from 'vitest'
import { sayKey } from '../../../src/application/routing/key-words.ts'
import { tablePromptTexts } from '../../../src/application/routing/table-prompt-texts.ts'
import { tablePrompts } from '../../../src/domain/call/phrase.ts'
import type { RoutingTable } from '../../../src/domain/routing/routing-table.ts'
import { smallTable } from '../../domain/routing/small-table.ts'

const english: Record<string, string> = {
  greeting: 'Hello, this is {name}.',
  dangerChoice: 'In danger press {key}.',
  menuChoice: 'For {name} press {key}.',
  question: '{name}',
  answerChoice: '{name}: press {key}.',
  answerName: '{name}.',
  categoryName: '{name}.',
  connectingUnit: 'Calling {name}.',
  stillConnectingUnit: 'Still calling {name}.',
  unitAccepted: '{name} and {name} again.',
  areaChoice: '{name}, press {key}.',
  areaName: 'At {name}.',
  notice: '{name}',
  unitName: '{name}.',
  takenBy: 'Taken by {name}.',
}
const chinese = { ...english, menuChoice: '{name}，请按{key}。' }
const catalogue = (language: string) => ({ en: english, 'zh-CN': chinese })[language] ?? null

const areas = [
  { id: 'zeguo', name: { 'zh-CN': '泽国', en: 'Zeguo' }, key: '2', prefixes: [] },
  { id: 'sea', name: { 'zh-CN': '海上', en: 'the sea' }, key: null, prefixes: [] },
]
const notices = [{ id: 'storm', text: { 'zh-CN': '台风将至。', en: 'A storm is coming.' } }]

const textsOf = (table: RoutingTable, language: string) =>
  Object.fromEntries(
    tablePromptTexts(table, catalogue)
      .sentences.filter((sentence) => sentence.language === language)
      .map(({ key, text }) => [key, text]),
  )

describe('tablePromptTexts', () => {
  it('names every sentence that the table needs, with names and keys put in', () => {
    expect(textsOf(smallTable, 'en')).toEqual({
      'greeting.main': 'welcome',
      'dangerChoice.police': 'In danger press nine.',
      'menuChoice.water': 'For water press one.',
      'menuChoice.more': 'For more press two.',
      'menuChoice.gas': 'For gas press one.',
      'categoryName.water': 'water.',
      'categoryName.gas': 'gas.',
      'question.gas': 'which',
      'answerChoice.pipe': 'pipe: press one.',
      'answerName.pipe': 'pipe.',
      'answerChoice.bottle': 'bottle: press two.',
      'answerName.bottle': 'bottle.',
      'connectingUnit.works': 'Calling works.',
      'stillConnectingUnit.works': 'Still calling works.',
      'unitAccepted.works': 'works and works again.',
      'unitName.works': 'works.',
      'connectingUnit.shops': 'Calling shops.',
      'stillConnectingUnit.shops': 'Still calling shops.',
      'unitAccepted.shops': 'shops and shops again.',
      'unitName.shops': 'shops.',
      'takenBy.ann': 'Taken by ann.',
      'takenBy.bob': 'Taken by bob.',
      'takenBy.dan': 'Taken by dan.',
      'takenBy.duty': 'Taken by duty.',
    })
  })

  it('says them in each language of the table, keys as words', () => {
    expect(textsOf(smallTable, 'zh-CN')['menuChoice.water']).toBe('water，请按一。')
    expect(Object.keys(textsOf(smallTable, 'zh-CN'))).toEqual(Object.keys(textsOf(smallTable, 'en')))
  })

  it("greets by the line's name where the line has no words of its own", () => {
    const lines = smallTable.lines.map((line) => ({ ...line, greeting: null }))
    expect(textsOf({ ...smallTable, lines }, 'en')['greeting.main']).toBe('Hello, this is line.')
  })

  it('takes names literally', () => {
    const [shop, ...others] = smallTable.units.map((unit) => ({
      ...unit,
      name: { 'zh-CN': '$& {key}', en: '$& {key}' },
    }))
    if (!shop) throw new Error('the small table has units')
    expect(textsOf({ ...smallTable, units: [shop, ...others] }, 'en')['connectingUnit.works']).toBe('Calling $& {key}.')
  })

  it('asks for areas that have a key, names them all, and says notices as they are written', () => {
    expect(textsOf({ ...smallTable, areas, notices }, 'en')).toMatchObject({
      'areaChoice.zeguo': 'Zeguo, press two.',
      'areaName.zeguo': 'At Zeguo.',
      'areaName.sea': 'At the sea.',
      'notice.storm': 'A storm is coming.',
    })
    expect(textsOf({ ...smallTable, areas }, 'en')).not.toHaveProperty(['areaChoice.sea'])
  })

  it('uses every kind of table sentence', () => {
    const texts = textsOf({ ...smallTable, areas, notices }, 'en')
    const used = new Set(Object.keys(texts).map((key) => key.split('.')[0]))
    expect([...used].sort()).toEqual(Object.keys(tablePrompts).sort())
  })

  it('names languages without a catalogue and sentences that are not in one', () => {
    const { takenBy: _, ...poor } = english
    const table = { ...smallTable, languages: ['en', 'fr'] }
    const { faults } = tablePromptTexts(table, (language) => (language === 'en' ? poor : null))
    expect(faults).toEqual([
      ...['ann', 'bob', 'dan', 'duty'].map((id) => ({
        language: 'en',
        key: `takenBy.${id}`,
        reason: 'the catalogue has no sentence takenBy',
      })),
      { language: 'fr', key: 'catalogue', reason: 'there is no catalogue of sentences in fr' },
    ])
  })
})

describe('sayKey', () => {
  it.each([
    ['1', 'zh-CN', '一'],
    ['9', 'zh-CN', '九'],
    ['7', 'zh-x-wenling', '七'],
    ['#', 'zh-CN', '井号键'],
    ['1', 'en-GB', 'one'],
    ['*', 'en', 'star'],
    ['4', 'x-tone', '4'],
  ])('says %s in %s as %s', (key, language, word) => {
    expect(sayKey(key, language)).toBe(word)
  })
})
