import { expect, test } from 'vitest'
import { seriousTable } from '../../support/serious-table.ts'
import { commandLine } from './command-line.ts'

async function lineWithCase() {
  const { run, town } = await commandLine({}, seriousTable)
  const { number, orderId } = await town.open()
  const code = (await town.cases.order(orderId))?.code ?? ''
  return { run, number, code, orderId }
}

test('a case is told as serious, reinforced and put under supervision, each with how it stands then', async () => {
  const { run, number, code } = await lineWithCase()
  const marked = await run(`case serious ${number} --kind casualties --order ${code} --words`, 'one hurt')
  expect(marked).toMatchObject({ code: 0, complained: '' })
  const [head, ...table] = marked.said.split('\n')
  expect(head).toBe(`case ${number} · water · dispatched · critical · serious: casualties`)
  expect(table.slice(1).map((row) => row.split(/ {2,}/).slice(1))).toEqual([
    ['05 waterworks', 'leads', 'issued'],
    ['10 transport bureau', 'issued'],
    ['03 health', 'issued'],
  ])
  expect(await run(`case reinforce ${number} --reason why`)).toMatchObject({
    code: 1,
    complained: expect.stringContaining('orders.10: issued'),
  })
  expect((await run(`case supervise ${number} --class complex --reason why`)).said).toContain(
    'under supervision: complex',
  )
  expect((await run(`case unsupervise ${number} --reason seen`)).said).not.toContain('under supervision')
  expect(await run(`order report ${number} ${code} --words x`)).toMatchObject({
    code: 1,
    complained: `Case ${number} has several orders ${code}, of 05 waterworks, 10 transport bureau, 03 health: name the unit`,
  })
  expect(JSON.parse((await run(`case serious ${number} --kind grave --json`)).said).serious).toHaveLength(2)
})

test('an order, by its code or its unit: the situation, a feedback sent back, then accepted', async () => {
  const { run, number, code, orderId } = await lineWithCase()
  expect((await run(`order report ${number} ${code} --words`, 'two houses')).said).toMatch(/arrived +two houses$/)
  expect(await run(`order feedback send-back ${number} 05 --reason early`)).toMatchObject({
    code: 1,
    complained: expect.stringContaining('Another step comes first'),
  })
  expect(await run(`order report ${number} 999 --words x`)).toMatchObject({
    code: 1,
    complained: `Case ${number} has no order 999; it has: ${code} (05 waterworks)`,
  })
  expect(await run(`order feedback accept ${number} ${orderId}`)).toMatchObject({ code: 1 })
})

test.each([
  'case serious 2611230001',
  'case serious --kind grave',
  'case reinforce 2611230001',
  'case supervise 2611230001 --class major',
  'case unsupervise 2611230001',
  'order report 2611230001 100',
  'order feedback accept 2611230001',
  'order feedback send-back 2611230001 100',
  'case serious 2611230001 --kind grave more',
])('%s is called wrongly', async (line) => {
  const { run } = await commandLine()
  expect((await run(line)).code).toBe(2)
})
