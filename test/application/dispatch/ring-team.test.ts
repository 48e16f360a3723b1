import { expect, test } from 'vitest'
import type { CallRequested } from '../../../src/application/call/call-flow.ts'
import { issueFurtherOrder } from '../../../src/application/dispatch/issue-further-order.ts'
import { ringTeam } from '../../../src/application/dispatch/ring-team.ts'
import { aCall, put } from '../../contracts/records.ts'
import { createFakeLog } from '../../fakes/fake-log.ts'
import { smallTable } from '../../support/small-table.ts'
import { monday, smallTown } from '../../support/small-town.ts'

/** A town whose telephone network is there, away, or breaks; with what was asked of it. */
async function townWithTelephone(network: 'there' | 'away' | 'broken' = 'there') {
  const town = await smallTown()
  const log = createFakeLog()
  const asked: CallRequested[] = []
  const telephone = {
    node: 'asterisk1',
    isThere: () => network !== 'away',
    async request(event: CallRequested) {
      if (network === 'broken') throw new Error('the disk is full')
      asked.push(event)
      return { ok: true, caseNumbers: {}, orderCodes: {} } as const
    },
  }
  const deps = { ...town, log }
  const issue = issueFurtherOrder({ ...deps, ringTeam: ringTeam({ ...deps, telephone }) })
  const toTeam = async (unit: string) => {
    const { items } = await town.messages.list({}, { cursor: null, limit: 20 })
    return items.filter(({ kind, who }) => kind === 'orderToTeam' && who?.startsWith(unit)).length
  }
  return { ...town, log, asked, issue, toTeam }
}

test("a team is rung about its order, with the caller's number and his words", async () => {
  const town = await townWithTelephone()
  const { number, caseId } = await town.open()
  const statement = { name: 'c1_2', kind: 'statement', callId: 'c1', caseId, startedAt: monday, seconds: 7 } as const
  await town.stores.ledger.commit({
    changes: [
      put.call({ ...aCall(), id: 'c1', caseId }),
      { put: 'recording', row: { ...statement, status: 'done' } },
      { put: 'recording', row: { ...statement, name: 'c1_3', kind: 'conversation', status: 'done' } },
    ],
  })
  const issued = await town.issue({ caseNumber: number, unit: '10', by: 'api:admin' })
  expect(town.asked).toEqual([
    {
      type: 'OrderCallRequested',
      caseId,
      orderId: issued.ok ? issued.order.id : '',
      callBackNumber: '13912345678',
      statement: 'c1_2',
      node: 'asterisk1',
    },
  ])
})

test.each(['away', 'broken'] as const)(
  'with a telephone network that is %s the order stands, and its message is on its way',
  async (network) => {
    const town = await townWithTelephone(network)
    const { number } = await town.open()
    expect(await town.issue({ caseNumber: number, unit: '10', by: 'api:admin' })).toMatchObject({ ok: true })
    expect(town.asked).toEqual([])
    expect(await town.toTeam('10')).toBeGreaterThan(0)
    const said = [...town.log.errors, ...town.log.warnings].join()
    expect(said).toContain(network === 'away' ? 'the telephone network is away' : 'could not be rung')
  },
)

test('a team without a telephone is not rung', async () => {
  const town = await townWithTelephone()
  const { number } = await town.open()
  const units = smallTable.units.map((unit) =>
    unit.id === '10'
      ? {
          ...unit,
          responders: unit.responders.map((each) => ({
            ...each,
            phones: each.phones.map((phone) => ({ ...phone, voice: false })),
          })),
        }
      : unit,
  )
  const table = { ...smallTable, units: [...units, { ...units[1]!, id: '11' }] }
  await town.routing.publish({ table, digest: 'd2', publishedAt: monday, publishedBy: 'x', reason: 'no telephones' })
  await town.issue({ caseNumber: number, unit: '11', by: 'api:admin' })
  expect(town.asked).toEqual([])
  expect(town.log.warnings.join()).toContain('it has no telephone')
})
