import type { CallState, Menu as MenuPosition } from '../../../domain/call/call-state.ts'
import type { Menu, RoutingTable } from '../../../domain/routing/routing-table.ts'
import type { Wish } from './dry-run-call.ts'

/**
 * The key by which a caller gets what he wants, where he stands now; null: none here. What a menu does not offer (any
 * more) he asks the duty officer for.
 */
export function wantedKey({ position }: CallState, wish: Wish, table: RoutingTable): string | null {
  if (position.at === 'menu') {
    const menu = table.menus.find(({ id }) => id === position.menu)
    return menu === undefined ? null : menuKey(menu, position, wish)
  }
  if (position.at !== 'question') return null
  const question = table.categories.find(({ id }) => id === position.category)?.question
  if (question) return question.answers.find(({ id }) => id === wish.answer)?.key ?? null
  return table.areas.find(({ id }) => id === wish.area)?.key ?? null
}

function menuKey(menu: Menu, { group }: MenuPosition, wish: Wish): string | null {
  if (wish.officer) return menu.officerKey
  if (wish.danger !== null)
    return menu.dangers.find(({ emergency }) => emergency === wish.danger)?.key ?? menu.officerKey
  if (wish.category === null) return null
  const isWanted = (entry: Menu['entries'][number]): boolean =>
    'category' in entry
      ? entry.category === wish.category
      : entry.entries.some(({ category }) => category === wish.category)
  const level = group === null ? menu.entries : groupOf(menu, group)
  return level.find(isWanted)?.key ?? menu.officerKey
}

function groupOf(menu: Menu, key: string): Menu['entries'] {
  const group = menu.entries.find((entry) => entry.key === key)
  return group && 'group' in group ? group.entries : []
}
