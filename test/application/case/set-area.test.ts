import { expect, test } from 'vitest'
import { setArea } from '../../../src/application/case/set-area.ts'
import { smallTable } from '../../support/small-table.ts'
import { monday, smallTown } from '../../support/small-town.ts'

const by = 'api:officer'
async function townWithAreas() {
  const town = await smallTown()
  const area = (id: string) => ({ id, name: { 'zh-CN': id, en: id }, key: null, prefixes: [] })
  const table = { ...smallTable, areas: [area('zeguo'), area('daxi')] }
  await town.routing.publish({ table, digest: 'd2', publishedAt: monday, publishedBy: 'demo', reason: 'areas' })
  return town
}

test('an officer says where it is, sets it right, and takes it back; each is a line of the timeline', async () => {
  const town = await townWithAreas()
  const { number, caseId } = await town.open()
  for (const area of ['zeguo', 'daxi', 'daxi', null]) {
    expect(await setArea(town)({ caseNumber: number, area, by })).toEqual({ ok: true })
  }
  expect(await town.cases.byId(caseId)).toMatchObject({ area: null, revision: 4 })
  const lines = (await town.cases.timeline(caseId)).filter(({ what }) => what === 'areaSet')
  expect(lines.map(({ actor, before, after }) => [actor, before, after])).toEqual([
    [by, { area: null }, { area: 'zeguo' }],
    [by, { area: 'zeguo' }, { area: 'daxi' }],
    [by, { area: 'daxi' }, { area: null }],
  ])
})

test('no case, no such area: refused, nothing written', async () => {
  const town = await townWithAreas()
  const { number, caseId } = await town.open()
  expect(await setArea(town)({ caseNumber: '0', area: 'zeguo', by })).toEqual({ ok: false, reason: 'noCase' })
  expect(await setArea(town)({ caseNumber: number, area: 'x', by })).toEqual({ ok: false, reason: 'unknownArea' })
  expect(await town.cases.byId(caseId)).toMatchObject({ revision: 1 })
})

test('somebody who changes the case at the same time loses nothing', async () => {
  const town = await townWithAreas()
  const { number, caseId } = await town.open()
  town.interfere(
    async () => void (await setArea({ ...town, ledger: town.stores.ledger })({ caseNumber: number, area: 'daxi', by })),
  )
  expect(await setArea(town)({ caseNumber: number, area: 'zeguo', by })).toEqual({ ok: true })
  const lines = (await town.cases.timeline(caseId)).filter(({ what }) => what === 'areaSet')
  expect(lines.at(-1)).toMatchObject({ before: { area: 'daxi' }, after: { area: 'zeguo' } })
})
