import type { RoutingTable } from '../routing-table.ts'
import { checkId, checkPhone, checkReference, checkUnique, checkWords } from './check-values.ts'
import { type Blame, quote } from './table-fault.ts'

/** Languages, numbers that can be dialled, the lines they lead to, and the notices that may be said there. */
export function checkEntrances(table: RoutingTable, blame: Blame): void {
  const { languages, numbers, lines } = table
  if (languages.length === 0) blame(['languages'], 'languageNeeded')
  languages.forEach((language, index) => {
    if (!/^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,3}$/.test(language)) {
      blame(['languages', index], 'notALanguage', { language: quote(language) })
    }
  })
  checkUnique(
    blame,
    'language',
    languages.map((value, index) => ({ value, path: ['languages', index] })),
  )

  if (numbers.length === 0) blame(['numbers'], 'numberNeeded')
  checkUnique(
    blame,
    'number',
    numbers.map(({ number }, index) => ({ value: number, path: ['numbers', index, 'number'] })),
  )
  numbers.forEach((did, index) => {
    const path = ['numbers', index]
    checkPhone(blame, [...path, 'number'], did.number)
    checkReference(blame, [...path, 'line'], did.line, 'line', idsOf(lines))
    if (did.category !== null) {
      checkReference(blame, [...path, 'category'], did.category, 'category', idsOf(table.categories))
    }
    if (did.forward !== null) {
      checkReference(blame, [...path, 'forward'], did.forward, 'emergency', idsOf(table.emergencies))
      if (did.category !== null) blame([...path, 'forward'], 'leadsTwice')
    }
    if (did.window !== null) checkReference(blame, [...path, 'window'], did.window, 'window', idsOf(table.windows))
    if (did.language !== null) checkReference(blame, [...path, 'language'], did.language, 'language', languages)
  })

  checkUnique(blame, 'id', idPaths('lines', lines))
  lines.forEach((line, index) => {
    const path = ['lines', index]
    checkId(blame, [...path, 'id'], line.id)
    checkWords(blame, [...path, 'name'], line.name, languages)
    if (line.greeting !== null) checkWords(blame, [...path, 'greeting'], line.greeting, languages)
    checkReference(blame, [...path, 'language'], line.language, 'language', languages)
    checkReference(blame, [...path, 'window'], line.window, 'window', idsOf(table.windows))
    checkReference(blame, [...path, 'menu'], line.menu, 'menu', idsOf(table.menus))
    checkPhone(blame, [...path, 'callerId'], line.callerId)
  })

  checkUnique(blame, 'id', idPaths('notices', table.notices))
  table.notices.forEach(({ id, text }, index) => {
    checkId(blame, ['notices', index, 'id'], id)
    checkWords(blame, ['notices', index, 'text'], text, languages)
  })
}

export const idsOf = (things: readonly { readonly id: string }[]): string[] => things.map(({ id }) => id)

/** Where the ids of a list stand, for {@link checkUnique}. */
export const idPaths = (list: string, things: readonly { readonly id: string }[]) =>
  things.map(({ id }, index) => ({ value: id, path: [list, index, 'id'] }))
