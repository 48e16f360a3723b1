import { expect, test } from 'vitest'
import type { CallRequested } from '../../../src/application/call/call-flow.ts'
import { checkPhonesTested } from '../../../src/application/phones/check-phones-tested.ts'
import { createPhoneTests } from '../../../src/application/phones/phone-tests.ts'
import { peopleOfTable } from '../../../src/domain/routing/untested-phones.ts'
import { aCall, aState, put } from '../../contracts/records.ts'
import { smallTable } from '../../support/small-table.ts'
import { monday, smallTown } from '../../support/small-town.ts'

const by = 'api:officer'
const numbersOfTable = [
  ...new Set(
    peopleOfTable(smallTable).flatMap(({ responder }) =>
      responder.phones.filter(({ voice }) => voice).map(({ number }) => number),
    ),
  ),
]

/** Tests that ring until the test says they are over. */
async function townWithTests() {
  const town = await smallTown()
  const rung: string[] = []
  const live = new Map<string, ReturnType<typeof aState>>()
  const network = { isThere: true }
  const tests = createPhoneTests({
    ...town,
    telephone: {
      node: 'asterisk1',
      isThere: () => network.isThere,
      live: { all: () => live.values() },
      async request(event: CallRequested) {
        if (event.type !== 'TestCallRequested') throw new Error('another call was wanted')
        rung.push(event.number)
        const position = { at: 'testing', person: event.person, number: event.number, hearings: 0 } as const
        const state = aState(aCall())
        live.set(event.number, { ...state, record: { ...state.record, kind: 'test' }, position })
        return { ok: true, caseNumbers: {}, orderCodes: {} } as const
      },
    },
  })
  return { ...town, tests, rung, network, over: (number: string) => live.delete(number) }
}

test('all untested telephones are rung once each, four at a time', async () => {
  const { tests, rung, over } = await townWithTests()
  const asked = await tests.ask({ numbers: null, by })
  expect(asked.ok && asked.asked.map(({ number }) => number)).toEqual(numbersOfTable)
  await tests.ask({ numbers: null, by })
  await tests.tick()
  expect(rung).toEqual(numbersOfTable.slice(0, 4))
  for (let round = 0; round < 3 * numbersOfTable.length; round += 1) {
    const number = rung[round]
    if (number !== undefined) over(number)
    await tests.tick()
  }
  // Those that were rung before the second wish came are wanted a second time; nobody else is.
  expect(new Set(rung)).toEqual(new Set(numbersOfTable))
  expect(rung.length).toBeLessThanOrEqual(numbersOfTable.length + 4)
})

test('a number that is not of the table is never rung, nor is anybody beside it', async () => {
  const { tests, rung } = await townWithTests()
  const refused = await tests.ask({ numbers: [numbersOfTable[0]!, '19000000000'], by })
  expect(refused).toEqual({ ok: false, reason: 'unknownPhone', numbers: ['19000000000'] })
  await tests.tick()
  expect(rung).toEqual([])
})

test('who is asked for while the network is away is rung when it is back', async () => {
  const { tests, rung, network } = await townWithTests()
  network.isThere = false
  await tests.ask({ numbers: [numbersOfTable[0]!], by })
  await tests.tick()
  expect(rung).toEqual([])
  network.isThere = true
  await tests.tick()
  expect(rung).toEqual([numbersOfTable[0]])
})

test('before publishing, each telephone that is not tested is a warning with its place and what to do', async () => {
  const town = await smallTown()
  const table = { ...smallTable, timings: { ...smallTable.timings, phoneTestDays: 30 } }
  const check = checkPhonesTested({ phones: town.phones, zone: town.zone })
  const candidate = { table, over: null, at: monday }
  const found = await check(candidate)
  const [first] = numbersOfTable
  expect(found.length).toBeGreaterThanOrEqual(numbersOfTable.length)
  expect(found[0]).toMatchObject({
    severity: 'warning',
    code: 'phoneNotTested',
    path: 'units[0].responders[0]',
    about: { number: first },
  })
  expect(found[0]?.message.en).toContain(first)
  expect(found[0]?.fix?.['zh-CN']).toContain(`phones test ${first}`)
  const call = aCall()
  const person = peopleOfTable(table)[0]!.responder.id
  await town.stores.ledger.commit({
    changes: [put.call(call), { put: 'phoneAnswer', row: { number: first!, person, at: monday, callId: call.id } }],
  })
  expect((await check(candidate)).map(({ about }) => (about as { number: string }).number)).not.toContain(first)
  expect(await check({ ...candidate, table: smallTable })).toEqual([])
})
