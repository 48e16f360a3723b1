import { expect, it } from 'vitest'
import { memoryStores } from '../../fakes/memory-ledger.ts'
import { makeLadderTown } from '../../harness/ladder-town.ts'
import { town as aTown } from '../../scenarios/town.ts'

it.each([
  ['on', 60],
  ['back', -60],
])('a clock that is put %s an hour while calls are up costs no call, and nobody waits for it', async (_, minutes) => {
  const place = aTown(961)
  const town = await makeLadderTown(memoryStores(), place.table)
  const { telephony, deps } = town
  const lives = ['silent', 'chooses'].map((who, at) => {
    const life = { who, heard: [] as string[], over: false, line: null as ReturnType<typeof telephony.call> | null }
    life.line = telephony.call(place.hotline, `1391234600${at}`, {
      heard: (sound) => void life.heard.push(sound),
      answered() {},
      ended: () => {
        life.over = true
      },
    })
    return life
  })
  await town.advance(0.05)
  town.jump(minutes)
  lives[1]?.line?.press('1')
  // Whoever presses nothing reaches a person after the menu and its pause; the other leaves no words and is rung for.
  await town.advance(5)
  expect(town.rung).toEqual(expect.arrayContaining([place.officer, place.water[0]]))
  expect(lives.map(({ over }) => over)).toEqual([true, true])
  const { items } = await deps.calls.list({}, { cursor: null, limit: 10 })
  expect(items.map(({ termination }) => termination?.result)).toEqual(['callBackPromised', 'callBackPromised'])
  expect((await deps.cases.list({}, { cursor: null, limit: 10 })).items).toHaveLength(2)
  expect(town.calls()).toEqual([])
  expect(telephony.left()).toEqual([])
  expect(town.log.errors).toEqual([])
  await town.stop()
})
