import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reportSerious } from '../../../src/application/case/report-serious.ts'
import { superviseCase, unsuperviseCase } from '../../../src/application/case/supervise-case.ts'
import { reportOrderStep } from '../../../src/application/dispatch/report-order-step.ts'
import { requestReinforcement } from '../../../src/application/dispatch/request-reinforcement.ts'
import { sendFeedbackBack } from '../../../src/application/dispatch/send-feedback-back.ts'
import type { Ledger } from '../../../src/application/ports/ledger.ts'
import { seriousTable } from '../../support/serious-table.ts'
import { smallTown } from '../../support/small-town.ts'

/** What happens to a commit: it goes through, somebody else changes the case first, or the disk fails before or after it. */
const fates = ['through', 'through', 'overtaken', 'failsBefore', 'failsAfter'] as const
type Fate = (typeof fates)[number]

const steps = ['accept', 'arrive', 'report', 'complete', 'feedBack', 'close'] as const
/** Half of the cases have their work done at the start: a feedback goes to and fro from there. */
const doneBefore = fc.constantFrom([], ['complete', 'feedBack'] as const)
const commands = fc.oneof(
  fc.record({ do: fc.constant('mark' as const), kind: fc.constantFrom('casualties', 'grave', 'departments') }),
  fc.record({ do: fc.constant('reinforce' as const) }),
  fc.record({ do: fc.constant('step' as const), step: fc.constantFrom(...steps) }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('sendBack' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('step' as const), step: fc.constant('feedBack' as const) }) },
  fc.record({ do: fc.constant('supervise' as const) }),
  fc.record({ do: fc.constant('lift' as const) }),
)

/** How many of a team can get messages: two of 05 and 10, one of 03. */
const teams: Readonly<Record<string, number>> = { '05': 2, '10': 2, '03': 1 }

async function townWithFates(given: readonly Fate[]) {
  const town = await smallTown(seriousTable)
  const { number: caseNumber, caseId, orderId } = await town.open()
  const left = [...given]
  const ledger: Ledger = {
    async commit(commit) {
      const fate = left.shift() ?? 'through'
      if (fate === 'failsBefore') throw new Error('the disk is full')
      if (fate === 'overtaken') {
        const row = (await town.cases.byId(caseId))!
        const order = (await town.cases.order(orderId))!
        await town.stores.ledger.commit({
          changes: [
            { put: 'case', row: { ...row, revision: row.revision + 1 } },
            { put: 'order', row: { ...order, revision: order.revision + 1 } },
          ],
        })
      }
      const outcome = await town.stores.strictLedger.commit(commit)
      if (fate === 'failsAfter') throw new Error('nobody knows what came of it')
      return outcome
    },
  }
  return { ...town, ledger, ringTeam: async () => {}, notifyCalls: () => {}, caseNumber, caseId, orderId }
}

test('the messages of a case are those that follow from what became of it, whatever fails in between', async () => {
  await fc.assert(
    fc.asyncProperty(
      doneBefore,
      fc.array(commands, { minLength: 1, maxLength: 25 }),
      fc.array(fc.constantFrom(...fates), { maxLength: 60 }),
      async (done, commanded, given) => {
        const sequence = [...done.map((step) => ({ do: 'step' as const, step })), ...commanded]
        const town = await townWithFates(given)
        const { caseNumber, caseId, orderId } = town
        const at = { caseNumber, orderId }
        const carryOut = async (command: (typeof sequence)[number]): Promise<unknown> => {
          switch (command.do) {
            case 'mark':
              return reportSerious(town)({ ...at, kind: command.kind, words: null, by: 'responder:0501' })
            case 'reinforce':
              return requestReinforcement(town)({ ...at, words: 'more hands', by: 'responder:0501' })
            case 'step':
              return reportOrderStep(town)({ ...at, step: command.step, result: null, by: 'api:officer' })
            case 'sendBack':
              return sendFeedbackBack(town)({ ...at, reason: 'say more', by: 'api:officer' })
            case 'supervise':
              return superviseCase(town)({ caseNumber, class: 'major', reason: 'watch it', by: 'api:officer' })
            case 'lift':
              return unsuperviseCase(town)({ caseNumber, reason: 'seen', by: 'api:officer' })
          }
        }
        // Whoever gets no answer says it again.
        for (const command of sequence) await carryOut(command).catch(() => carryOut(command).catch(() => {}))

        const row = (await town.cases.byId(caseId))!
        const orders = await town.cases.orders(caseId)
        const timeline = await town.cases.timeline(caseId)
        const { items } = await town.messages.list({ caseId }, { cursor: null, limit: 500 })
        const count = (kind: string) => items.filter((message) => message.kind === kind).length
        const lines = (what: string) => timeline.filter((line) => line.what === what)

        const kinds = (row.serious ?? []).map(({ kind }) => kind)
        expect(new Set(kinds).size).toBe(kinds.length)
        expect(count('seriousCase')).toBe(kinds.length)
        const further = orders.filter(({ id }) => id !== orderId)
        expect(new Set(orders.map(({ unit }) => unit)).size).toBe(orders.length)
        expect(count('orderToTeam')).toBe(further.reduce((sum, { unit }) => sum + (teams[unit] ?? 0), 0))
        expect(further.length === 0).toBe(kinds.length === 0)
        const isFirstOpen = orders.some(({ id, status }) => id === orderId && status !== 'closed')
        const leading = orders.filter(({ lead }) => lead).map(({ id }) => id)
        // Only when its own work is accepted does another lead.
        expect(leading).toEqual(isFirstOpen || further.length === 0 ? [orderId] : [expect.any(String)])
        expect(count('feedbackSentBack')).toBe(orders.reduce((sum, { sentBack }) => sum + (sentBack ?? 0), 0))
        expect(count('caseSupervised')).toBe(lines('supervisionBegun').length)
        const watched = lines('supervisionBegun').flatMap(({ after }) => (after as { units: string[] }).units)
        expect(count('orderSupervised')).toBe(watched.length)
        const lifted = lines('supervisionLifted').filter(({ refs }) => refs.result !== undefined)
        expect(count('supervisionLifted')).toBe(lifted.length)
        const told = ['seriousCase', 'orderToTeam', 'feedbackSentBack', 'caseSupervised', 'orderSupervised']
        expect(items.map(({ kind }) => kind).filter((kind) => ![...told, 'supervisionLifted'].includes(kind))).toEqual(
          [],
        )
      },
    ),
    { numRuns: 60 },
  )
})
