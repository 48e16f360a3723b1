import { expect, test } from 'vitest'
import { commandLine } from './command-line.ts'

async function lineWithOrder() {
  const { run, town } = await commandLine()
  const { number, orderId } = await town.open()
  return { run, number, code: (await town.cases.order(orderId))?.code ?? '' }
}

test('an order is returned, ruled on with a successor, and accepted by that; each answer says how it stands', async () => {
  const { run, number, code } = await lineWithOrder()
  expect((await run(`order step ${number} ${code} accept`)).said).toMatch(/05 waterworks +leads +accepted/)
  expect(await run(`order return ${number} ${code} --reason none`)).toMatchObject({
    code: 1,
    complained: expect.stringContaining('reason: not-ours: not our duty'),
  })
  expect((await run(`order return ${number} ${code} --reason not-ours --words roads`)).said).toMatch(/leads +returned/)
  const shown = (await run(`order show ${number} ${code}`)).said
  expect(shown).toContain('returned 2026-11-23 14:05 by api:token when accepted: not our duty: roads')
  expect(shown).toContain('the unit can: nothing')
  expect(shown).toContain('an officer can: ruling, withdraw')
  const ruled = await run(`order rule ${number} ${code} --outcome upheld --successor 10 --reason duties`)
  expect(ruled.said).toMatch(/05 waterworks +upheld\n.*10 transport bureau +leads +issued/)
  expect((await run(`order list ${number}`)).said).toContain('05 waterworks stays responsible')
  await run(`order step ${number} 10 accept`)
  expect((await run(`order list ${number}`)).said).not.toContain('stays responsible')
  expect(JSON.parse((await run(`order list ${number} --json`)).said).responsible).toMatchObject({ unit: '10' })
})

test('what belongs to nobody is designated, cannot be returned, leads, and is withdrawn', async () => {
  const { run, number } = await lineWithOrder()
  expect((await run(`order issue ${number} --designation locked-in-child`)).said).toMatch(/11 civil affairs +issued/)
  expect((await run(`order show ${number} 11`)).said).toContain('designated: locked-in child; it cannot be returned')
  expect(await run(`order return ${number} 11 --reason not-ours`)).toMatchObject({
    code: 1,
    complained: expect.stringMatching(
      /designated[\s\S]*possible now: accept, arrive, report, complete, withdraw, lead/,
    ),
  })
  expect((await run(`order lead ${number} 11 --reason fire`)).said).toMatch(/leads +issued/)
  expect((await run(`order withdraw ${number} 11 --reason over`)).said).toMatch(/withdrawn/)
  expect(await run(`order issue ${number} --designation cash-machine`)).toMatchObject({ code: 1 })
})

test.each([
  'order list',
  'order show 2611230001',
  'order issue 2611230001',
  'order issue 2611230001 --unit 05 --designation x',
  'order step 2611230001 100 fly',
  'order return 2611230001 100',
  'order rule 2611230001 100 --outcome upheld',
  'order withdraw 2611230001 100',
  'order lead 2611230001 --reason x',
])('%s is called wrongly', async (line) => {
  const { run } = await commandLine()
  expect((await run(line)).code).toBe(2)
})
