import fc from 'fast-check'
import { expect, it } from 'vitest'
import { settleDeadline } from '../../../src/application/case/settle-deadline.ts'
import { stopEscalations } from '../../../src/application/clocks/stop-escalations.ts'
import { issueFurtherOrder } from '../../../src/application/dispatch/issue-further-order.ts'
import { hasClockAhead } from '../../../src/domain/clocks/has-clock-ahead.ts'
import { type OrderStep, orderSteps } from '../../../src/domain/dispatch/advance-order.ts'
import { memoryStores } from '../../fakes/memory-ledger.ts'
import { makeLadderTown } from '../../harness/ladder-town.ts'

const which = fc.nat({ max: 9 })
const commands = fc.array(
  fc.oneof(
    fc.record({ does: fc.constant('open' as const), unit: fc.constantFrom('05', '10', null) }),
    fc.record({ does: fc.constant('promise' as const), which }),
    { weight: 5, arbitrary: fc.record({ does: fc.constantFrom<OrderStep>(...orderSteps), which, order: which }) },
    fc.record({ does: fc.constant('further' as const), which, unit: fc.constantFrom('05', '10') }),
    { weight: 2, arbitrary: fc.record({ does: fc.constant('settle' as const), which, order: which }) },
    fc.record({ does: fc.constant('note' as const), which, order: which }),
    fc.record({ does: fc.constant('stop' as const) }),
    { weight: 2, arbitrary: fc.record({ does: fc.constant('wait' as const), minutes: fc.nat({ max: 2000 }) }) },
  ),
  { minLength: 1, maxLength: 25 },
)

const open = ['open', 'dispatched', 'handling', 'handled', 'reopened']

it('no sequence of commands leaves an open case without a clock', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(commands, async (course) => {
      const town = await makeLadderTown(memoryStores())
      const cases = [await town.open(), await town.open(null)]
      const notifyDeadline = () => {}
      const deps = { ...town.deps, deadlines: town.stores.deadlines, notifyDeadline }
      for (const command of course) {
        if (command.does === 'open') cases.push(await town.open(command.unit))
        else if (command.does === 'wait') {
          town.jump(command.minutes)
          await town.tick()
        } else if (command.does === 'stop') {
          await stopEscalations(deps)({ rule: { category: 'water' }, by: 'api:admin', reason: 'a drill' })
        } else {
          const { caseId, number } = cases[command.which % cases.length] as (typeof cases)[number]
          const [orders, deadlines] = [
            await town.stores.cases.orders(caseId),
            await town.stores.cases.deadlines(caseId),
          ]
          if (command.does === 'promise') {
            const row = await town.stores.cases.byId(caseId)
            if (row && open.includes(row.status)) await town.owe(caseId, 'callBack', 30)
          } else if (command.does === 'further') {
            const issue = issueFurtherOrder({ ...town.deps, ringTeam: async () => {} })
            await issue({ caseNumber: number, unit: command.unit, by: 'api:admin' })
          } else if (command.does === 'settle' || command.does === 'note') {
            const deadline = deadlines[command.order % Math.max(deadlines.length, 1)]
            if (!deadline) continue
            if (command.does === 'note') await town.acknowledge(number, deadline.id)
            else
              await settleDeadline(deps)({ caseNumber: number, deadlineId: deadline.id, by: 'api:admin', result: null })
          } else {
            const order = orders[command.order % Math.max(orders.length, 1)]
            if (order) await town.report({ number, orderId: order.id }, command.does)
          }
        }
        for (const { caseId } of cases) {
          const row = await town.stores.cases.byId(caseId)
          const deadlines = await town.stores.cases.deadlines(caseId)
          if (row && open.includes(row.status) && !hasClockAhead(deadlines, town.deps.clock.now()))
            expect.fail(
              `case ${row.number} is ${row.status} without a clock after ${JSON.stringify(command)}: ${JSON.stringify(deadlines.map(({ kind, status }) => [kind, status]))}`,
            )
        }
      }
      await town.stop()
    }),
    { numRuns: 400 },
  )
})
