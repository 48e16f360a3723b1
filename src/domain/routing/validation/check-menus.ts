import type { Menu, MenuChoice, RoutingTable } from '../routing-table.ts'
import { idPaths, idsOf } from './check-entrances.ts'
import { checkId, checkKey, checkReference, checkUnique, checkWords } from './check-values.ts'
import { type Blame, quote, type TablePath } from './table-fault.ts'
import type { FaultCode } from './texts/fault-texts.ts'

/** GB/T 33358-2016 advises against deep menus: one level, at most so many kinds, and a second level of no more. */
const mostEntries = 8

/** The words of the officer's, the repeat and the back key are the same for every table, so the keys are, too. */
const spokenKeys = { officerKey: '0', repeatKey: '*', backKey: '#' } as const

/** Menus: each key leads to one thing, and each thing is said with one key. */
export function checkMenus(table: RoutingTable, blame: Blame): void {
  checkUnique(blame, 'id', idPaths('menus', table.menus))
  const groups: { value: string; path: TablePath }[] = []
  const said = new Map<string, string>()
  const checkSaid = (kind: 'emergency' | 'category', id: string, key: string, path: TablePath) => {
    const prompt = `${kind} ${id}`
    const before = said.get(prompt)
    if (before !== undefined && before !== key) {
      blame(path, 'announcedOtherwise', { kind, id: quote(id), key: quote(before) })
    }
    said.set(prompt, before ?? key)
  }

  table.menus.forEach((menu, index) => {
    const path = ['menus', index]
    checkId(blame, [...path, 'id'], menu.id)
    for (const [field, key] of Object.entries(spokenKeys)) {
      const value = menu[field as keyof typeof spokenKeys]
      if (value !== key) blame([...path, field], 'spokenKey', { key: quote(value) }, [key])
    }
    const reserved = new Map<string, Taker>(reservedKeys(menu))
    menu.dangers.forEach(({ key, emergency }, place) => {
      const at = [...path, 'dangers', place]
      checkKey(blame, [...at, 'key'], key)
      checkClash(blame, [...at, 'key'], key, reserved)
      reserved.set(key, { code: 'keyTakenByDanger', by: emergency })
      checkReference(blame, [...at, 'emergency'], emergency, 'emergency', idsOf(table.emergencies))
      checkSaid('emergency', emergency, key, [...at, 'key'])
    })
    checkEntryCount(blame, [...path, 'entries'], menu.entries.length)
    const taken = new Map(reserved)
    menu.entries.forEach((entry, place) => {
      const at = [...path, 'entries', place]
      checkKey(blame, [...at, 'key'], entry.key)
      checkClash(blame, [...at, 'key'], entry.key, taken)
      if ('category' in entry) {
        taken.set(entry.key, { code: 'keyTakenByEntry', by: entry.category })
        checkChoice(table, blame, at, entry)
        checkSaid('category', entry.category, entry.key, [...at, 'key'])
        return
      }
      taken.set(entry.key, { code: 'keyTakenByEntry', by: entry.group })
      groups.push({ value: entry.group, path: [...at, 'group'] })
      checkId(blame, [...at, 'group'], entry.group)
      if (idsOf(table.categories).includes(entry.group)) {
        blame([...at, 'group'], 'groupIsCategory', { id: quote(entry.group) })
      }
      checkWords(blame, [...at, 'name'], entry.name, table.languages)
      checkEntryCount(blame, [...at, 'entries'], entry.entries.length)
      const inner = new Map(reserved)
      entry.entries.forEach((choice, number) => {
        const inside = [...at, 'entries', number]
        checkKey(blame, [...inside, 'key'], choice.key)
        checkClash(blame, [...inside, 'key'], choice.key, inner)
        inner.set(choice.key, { code: 'keyTakenByEntry', by: choice.category })
        checkChoice(table, blame, inside, choice)
        checkSaid('category', choice.category, choice.key, [...inside, 'key'])
      })
    })
    checkUnique(blame, 'category', categoriesOf(menu, path))
  })
  checkUnique(blame, 'group', groups)
}

/** Keys that mean the same on every level of a menu. */
export const reservedKeys = (menu: Menu): [string, Taker][] => [
  [menu.officerKey, { code: 'keyTakenByOfficer', by: '' }],
  [menu.repeatKey, { code: 'keyTakenByRepeat', by: '' }],
  [menu.backKey, { code: 'keyTakenByBack', by: '' }],
]

/** What a key is taken by: the fault that says so, and the thing's id. */
export type Taker = { readonly code: Extract<FaultCode, `keyTakenBy${string}`>; readonly by: string }

/** A key that is taken already. */
export function checkClash(blame: Blame, path: TablePath, key: string, taken: ReadonlyMap<string, Taker>): void {
  const taker = taken.get(key)
  if (taker !== undefined) blame(path, taker.code, { key: quote(key), by: taker.by })
}

function checkEntryCount(blame: Blame, path: TablePath, count: number): void {
  if (count === 0) blame(path, 'entryNeeded')
  if (count > mostEntries) blame(path, 'tooManyKinds', { count, most: mostEntries })
}

const checkChoice = (table: RoutingTable, blame: Blame, path: TablePath, choice: MenuChoice) =>
  checkReference(blame, [...path, 'category'], choice.category, 'category', idsOf(table.categories))

const categoriesOf = (menu: Menu, path: TablePath) =>
  menu.entries.flatMap((entry, place) =>
    'category' in entry
      ? [{ value: entry.category, path: [...path, 'entries', place, 'category'] }]
      : entry.entries.map(({ category }, number) => ({
          value: category,
          path: [...path, 'entries', place, 'entries', number, 'category'],
        })),
  )
