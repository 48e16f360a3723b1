import { phonesFor } from '../../src/domain/routing/phones-of.ts'
import type { RoutingTable, Unit } from '../../src/domain/routing/routing-table.ts'
import { usualSeriousKinds } from '../../src/domain/routing/usual-serious.ts'
import { smallTable } from './small-table.ts'

const words = (zh: string, en: string) => ({ 'zh-CN': zh, en })
const office = (id: string, zh: string, en: string, number: string) => ({
  id,
  name: words(zh, en),
  phones: phonesFor(number, number),
})
const centre = {
  ...smallTable.centre,
  supervision: office('supervision', '督查室', 'supervision office', '13800009701'),
  leadingGroup: office('leading-group', '领导小组', 'leading group', '13800009801'),
}
const health: Unit = {
  ...smallTable.units[1]!,
  id: '03',
  name: words('卫生局', 'health'),
  responders: [{ id: '0301', name: words('王五', 'Wang Wu'), phones: phonesFor('13800000301', '13800000301') }],
  head: null,
}

/** The small table with offices above the units, three units, and transport and health as the further ones of water. */
export const seriousTable: RoutingTable = {
  ...smallTable,
  centre,
  units: [...smallTable.units, health],
  routes: smallTable.routes.map((route) => ({ ...route, reinforcements: ['10', '03'] })),
  seriousKinds: usualSeriousKinds(centre),
}
