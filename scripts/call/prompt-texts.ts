import { join } from 'node:path'
import { loadCatalogue } from '../../src/adapters/speech/catalogue.ts'
import { standingTexts } from '../../src/adapters/speech/plan-sounds.ts'
import { tablePromptTexts } from '../../src/application/routing/table-prompt-texts.ts'
import type { RoutingTable } from '../../src/domain/routing/routing-table.ts'
import { root } from '../run-program.ts'

/** The words of every prompt that calls by this table can have, by its key. */
export function promptTexts(table: RoutingTable, language: string, promptsFolder: string): ReadonlyMap<string, string> {
  const catalogue = loadCatalogue([join(root, 'asterisk-config/prompts'), join(promptsFolder, 'catalogue')])
  const known = catalogue.languages.get(language)
  if (!known) return new Map()
  const { sentences } = tablePromptTexts(table, (each) => catalogue.languages.get(each)?.texts ?? null)
  return new Map([
    ...[...standingTexts(known)].flatMap(([key, text]) => (text === null ? [] : [[key, text] as const])),
    ...sentences.filter((each) => each.language === language).map(({ key, text }) => [key, text] as const),
    ['beep', '(tone)'],
    ['comfort', '(waiting music)'],
  ])
}
