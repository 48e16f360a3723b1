/** Promise to the sysadmin: a key that is gone, new, or means something else is told, once for all lines that offer it. */
import type { Menu, MenuChoice, RoutingTable } from '../routing-table.ts'
import { type Difference, difference, type Sides } from './difference.ts'
import { fieldChanges, wordChanges } from './field-changes.ts'
import { emergencyName, gather, nameIn, pair } from './names.ts'
import { list, type Saying, text } from './saying.ts'

type Tables = { readonly before: RoutingTable; readonly after: RoutingTable }
type Press = { readonly category: string; readonly keys: string; readonly group: string | null; readonly key: string }
/** Something that is said about the menu of a line. */
type Told = Difference & { readonly line: string }

/** What the menus of the lines that are on both sides offer, by which key, in which order. */
export function diffMenus({ before, after }: Sides): readonly Difference[] {
  const tables = { before: before.rules.table, after: after.rules.table }
  const lines = pair(tables.before.lines, tables.after.lines, ({ id }) => id).both
  const told = lines.flatMap(({ key: line, before: was, after: is }) => {
    const [old, now] = [menuOf(tables.before, was.menu), menuOf(tables.after, is.menu)]
    return old === undefined || now === undefined
      ? []
      : [...keysMoved(old, now, tables), ...dangersMoved(old, now, tables), ...fixedKeysMoved(old, now, tables)].map(
          (one) => ({ ...one, line }),
        )
  })
  return gather<Told>(told, ({ kind, says }) => [kind, says]).map((same) => {
    const { line: _line, ...one } = same[0] as Told
    const on = same.map(({ line }) => line)
    if (on.length === lines.length) return one
    const names = list(on.map((id) => nameIn(tables.after.lines, id)))
    return { ...one, says: text('onLine', { lines: names, says: one.says }), about: { ...one.about, lines: on } }
  })
}

const menuOf = ({ menus }: RoutingTable, id: string): Menu | undefined => menus.find((menu) => menu.id === id)

function keysMoved(old: Menu, now: Menu, tables: Tables): readonly Difference[] {
  const { both, gone, added } = pair(pressesOf(old), pressesOf(now), ({ category }) => category)
  const name = (id: string): Saying => nameIn([...tables.after.categories, ...tables.before.categories], id)
  const about = ({ category, keys }: Press) => ({ categories: [category], keys: [keys] })
  const groups = pair(groupsOf(old), groupsOf(now), ({ group }) => group).both
  const moved = groups.filter((group) => group.before.key !== group.after.key)
  const withGroup = ({ before, after }: (typeof both)[number]): boolean =>
    before.key === after.key && before.group === after.group && moved.some(({ key }) => key === after.group)
  const others = both.filter((press) => press.before.keys !== press.after.keys && !withGroup(press))
  const isReordered =
    gone.length + added.length + others.length + moved.length === 0 &&
    both.map(({ key }) => key).join() !==
      pressesOf(old)
        .map(({ category }) => category)
        .join()
  return [
    ...gone.map((press) =>
      difference('menu', text('keyGone', { keys: press.keys, name: name(press.category) }), {
        weakens: true,
        ...about(press),
      }),
    ),
    ...added.map((press) => {
      const routes = tables.after.routes.filter(({ category }) => category === press.category)
      const units = [...new Set(routes.map(({ unit }) => unit))]
      const rung = list(units.map((id) => nameIn(tables.after.units, id)))
      const values = { keys: press.keys, name: name(press.category), units: rung }
      return difference('menu', text('keyNew', values), { ...about(press), units })
    }),
    ...moved.map(({ before, after }) =>
      difference('menu', text('keyMoved', { name: { words: after.name }, after: after.key, before: before.key }), {
        keys: [after.key],
      }),
    ),
    ...others.map(({ key, before, after }) =>
      difference('menu', text('keyMoved', { name: name(key), after: after.keys, before: before.keys }), about(after)),
    ),
    ...(isReordered
      ? [difference('menu', text('keysOrdered', { keys: list(pressesOf(now).map(({ keys }) => keys)) }))]
      : []),
    ...groups.flatMap(({ before, after }) =>
      wordChanges('menu', text('groupOf', { key: after.key }), before.name, after.name, { keys: [after.key] }),
    ),
  ]
}

function dangersMoved(old: Menu, now: Menu, tables: Tables): readonly Difference[] {
  const { both, gone, added } = pair(old.dangers, now.dangers, ({ key }) => key)
  const [was, is] = [tables.before, tables.after]
  const order = [old, now].map(({ dangers }) => dangers.map(({ key }) => key).join())
  return [
    ...gone.map(({ key, emergency }) =>
      difference('menu', text('dangerGone', { key, name: emergencyName(was, emergency) }), {
        weakens: true,
        keys: [key],
      }),
    ),
    ...added.map(({ key, emergency }) =>
      difference('menu', text('dangerNew', { key, name: emergencyName(is, emergency) }), { keys: [key] }),
    ),
    ...both
      .filter(({ before, after }) => before.emergency !== after.emergency)
      .map(({ key, before, after }) => {
        const values = { key, after: emergencyName(is, after.emergency), before: emergencyName(was, before.emergency) }
        return difference('menu', text('dangerOther', values), { keys: [key] })
      }),
    ...(gone.length + added.length === 0 && order[0] !== order[1]
      ? [difference('menu', text('dangersOrdered', { keys: list(now.dangers.map(({ key }) => key)) }))]
      : []),
  ]
}

function fixedKeysMoved(before: Menu, after: Menu, tables: Tables): readonly Difference[] {
  const rules = [{ of: 'officerKey' }, { of: 'repeatKey' }, { of: 'backKey' }] as const
  return fieldChanges('menu', text('theMenu'), { before, after }, rules, tables)
}

const groupsOf = ({ entries }: Menu) => entries.flatMap((entry) => ('group' in entry ? [entry] : []))

const pressesOf = ({ entries }: Menu): readonly Press[] =>
  entries.flatMap((entry): readonly Press[] =>
    'category' in entry
      ? [{ category: entry.category, keys: entry.key, group: null, key: entry.key }]
      : entry.entries.map(({ key, category }: MenuChoice) => ({
          category,
          keys: `${entry.key}-${key}`,
          group: entry.group,
          key,
        })),
  )
