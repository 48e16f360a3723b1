import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openCaseStatuses } from '../../../src/adapters/db/schema/cases.ts'
import { setUrgency } from '../../../src/application/case/set-urgency.ts'
import { settleDeadline } from '../../../src/application/case/settle-deadline.ts'
import { issueFurtherOrder } from '../../../src/application/dispatch/issue-further-order.ts'
import { moveLead } from '../../../src/application/dispatch/move-lead.ts'
import { reportOrderStep } from '../../../src/application/dispatch/report-order-step.ts'
import { returnOrder } from '../../../src/application/dispatch/return-order.ts'
import { ruleOnReturn } from '../../../src/application/dispatch/rule-on-return.ts'
import { withdrawOrder } from '../../../src/application/dispatch/withdraw-order.ts'
import { caseStatusOf } from '../../../src/domain/case/case-status-of.ts'
import { isTheCentres } from '../../../src/domain/clocks/deadline-kind.ts'
import { isLeadSought } from '../../../src/domain/clocks/dispatch-clock.ts'
import { orderSteps } from '../../../src/domain/dispatch/advance-order.ts'
import { isOpen, type OrderRecord, rulings } from '../../../src/domain/dispatch/order-record.ts'
import { responsibleOrder } from '../../../src/domain/dispatch/succession.ts'
import { smallTable } from '../../support/small-table.ts'
import { monday, smallTown } from '../../support/small-town.ts'

const units = ['05', '10', '11', '12', '13']

/** Five units, of which the second one is called in where water becomes serious, and the case of the first. */
async function town(unit: string | null) {
  const small = await smallTown()
  const [first] = smallTable.units
  const further = units.slice(2).map((id) => ({
    ...first!,
    id,
    responders: first!.responders.map((one) => ({ ...one, id: `${id}${one.id}` })),
    head: null,
  }))
  const table = {
    ...smallTable,
    units: [...smallTable.units, ...further],
    routes: smallTable.routes.map((route) => ({ ...route, reinforcements: route.unit === '10' ? [] : ['10'] })),
  }
  await small.routing.publish({ table, digest: 'd2', publishedAt: monday, publishedBy: 'x', reason: 'more units' })
  const opened = await small.open({ unit })
  const caseRow = (await small.cases.byId(opened.caseId))!
  await small.stores.ledger.commit({
    changes: [{ put: 'case', row: { ...caseRow, revision: caseRow.revision + 1, routingVersion: 2 } }],
  })
  return { ...small, ...opened, notifyCalls: () => {}, ringTeam: async () => {} }
}
type Town = Awaited<ReturnType<typeof town>>

const at = fc.nat({ max: 7 })
const command = fc.oneof(
  fc.record({ do: fc.constant('issue' as const), unit: fc.constantFrom(...units) }),
  fc.record({ do: fc.constant('designate' as const) }),
  fc.record({ do: fc.constant('step' as const), at, step: fc.constantFrom(...orderSteps) }),
  fc.record({ do: fc.constant('return' as const), at }),
  fc.record({
    do: fc.constant('rule' as const),
    at,
    outcome: fc.constantFrom(...rulings),
    successor: fc.option(fc.constantFrom(...units), { nil: null }),
  }),
  fc.record({ do: fc.constant('withdraw' as const), at }),
  fc.record({ do: fc.constant('lead' as const), at }),
  fc.record({ do: fc.constant('decide' as const) }),
  fc.record({ do: fc.constant('serious' as const) }),
  fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(1, 30, 600) }),
)
type Command = typeof command extends fc.Arbitrary<infer Told> ? Told : never

async function carryOut(place: Town, told: Command): Promise<{ readonly ok: boolean }> {
  const { number: caseNumber, caseId } = place
  const by = 'api:officer'
  const orders = await place.cases.orders(caseId)
  const id = 'at' in told ? (orders[told.at % Math.max(orders.length, 1)]?.id ?? '') : ''
  const named = { caseNumber, orderId: id, by, reason: 'because' }
  switch (told.do) {
    case 'issue':
      return issueFurtherOrder(place)({ caseNumber, by, unit: told.unit })
    case 'designate':
      return issueFurtherOrder(place)({ caseNumber, by, designation: 'locked-in-child' })
    case 'step':
      return reportOrderStep(place)({ ...named, step: told.step, result: null })
    case 'return':
      return returnOrder(place)({ ...named, reason: 'not-ours', words: null })
    case 'rule':
      return ruleOnReturn(place)({ ...named, outcome: told.outcome, successor: told.successor })
    case 'withdraw':
      return withdrawOrder(place)(named)
    case 'lead':
      return moveLead(place)(named)
    case 'decide': {
      const dispatch = (await place.cases.deadlines(caseId)).find(
        ({ kind, status }) => kind === 'dispatch' && status === 'running',
      )
      return settleDeadline(place)({ caseNumber, by, deadlineId: dispatch?.id ?? '', result: null })
    }
    case 'serious':
      return setUrgency(place)({ caseNumber, by, urgency: 'critical', reason: 'it is' })
    case 'wait':
      place.clock.advance(told.minutes * 60_000)
      return { ok: true }
  }
}

const readOf = async ({ cases, caseId }: Town) => ({
  caseRow: (await cases.byId(caseId))!,
  orders: await cases.orders(caseId),
  deadlines: await cases.deadlines(caseId),
})
type Read = Awaited<ReturnType<typeof readOf>>

function holds({ caseRow, orders, deadlines }: Read): void {
  const open = orders.filter(isOpen)
  const running = deadlines.filter(({ status }) => status === 'running')
  if (openCaseStatuses.some((status) => status === caseRow.status)) {
    // Somebody owns it: a unit with an open order, or the centre by a clock of its own.
    const isCentres = running.some(({ kind }) => isTheCentres(kind))
    expect(open.length > 0 || isCentres, 'an owner').toBe(true)
    if (open.length > 0 && !isLeadSought(deadlines)) expect(responsibleOrder(orders, false), 'an answer').not.toBeNull()
  }
  expect(open.filter(({ lead }) => lead).length, 'leads').toBe(open.length > 0 ? 1 : 0)
  expect(orders.filter(({ lead }) => lead).length, 'leads of all').toBeLessThanOrEqual(1)
  const staying = orders.filter(({ staysResponsibleSince }) => staysResponsibleSince !== null)
  expect(staying.length).toBeLessThanOrEqual(1)
  for (const { lead, status } of staying) {
    expect(['withdrawn', 'closed']).not.toContain(status)
    // A successor that has accepted, found by the centre, has released it.
    expect(lead && status !== 'upheld').toBe(false)
  }
  // Every open order has a clock, and none that is over has; a ruling is owed exactly on what was returned.
  for (const order of orders) {
    const own = running.filter(({ orderId }) => orderId === order.id)
    expect(own.length > 0, `${order.status} has a clock`).toBe(isOpen(order))
    expect(own.some(({ kind }) => kind === 'ruling')).toBe(order.status === 'returned')
  }
  // The status follows from the orders, and the tables say so.
  if (caseRow.status !== 'closed') expect(caseStatusOf(caseRow, orders, deadlines)).toBe(caseRow.status)
}

const answersIn = ({ orders, deadlines }: Read): OrderRecord | null => responsibleOrder(orders, isLeadSought(deadlines))

/** The unit that answers for a case is let go by a withdrawal, by an accepted feedback, or by a successor who has accepted. */
function letNobodyGo(before: Read, after: Read): void {
  const [was, is] = [answersIn(before), answersIn(after)]
  if (was === null || was.id === is?.id) return
  const now = after.orders.find(({ id }) => id === was.id)
  if (now?.status === 'withdrawn' || now?.status === 'closed') return
  expect(is?.acceptedAt, `${was.unit} was let go`).toEqual(expect.any(Number))
}

/** What a return may not touch: every clock there was, and what the unit owes. */
function stoppedNothing(before: Read, after: Read): void {
  for (const deadline of before.deadlines) expect(after.deadlines).toContainEqual(deadline)
  expect(answersIn(after)?.unit).toBe(answersIn(before)?.unit)
  expect(after.caseRow.status).toBe(before.caseRow.status)
}

test('whatever units and officers do, an open case has an owner, exactly one open order leads, and a return stops no clock', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('05', null),
      fc.array(command, { minLength: 1, maxLength: 25 }),
      async (unit, commands) => {
        const place = await town(unit)
        for (const told of commands) {
          const before = await readOf(place)
          const done = await carryOut(place, told)
          const after = await readOf(place)
          if (!done.ok) expect(after).toEqual(before)
          if (done.ok && told.do === 'return') stoppedNothing(before, after)
          letNobodyGo(before, after)
          holds(after)
        }
      },
    ),
    { numRuns: 150 },
  )
})
