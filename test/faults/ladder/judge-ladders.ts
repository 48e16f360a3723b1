import type { CaseReader, MessageReader } from '../../../src/application/ports/ledger.ts'
import type { CaseRecord } from '../../../src/domain/case/case-record.ts'
import { ladderKey } from '../../../src/domain/clocks/ladder-key.ts'

export type LadderVerdict = {
  readonly steps: number
  readonly messages: number
  readonly calls: number
  /** Went out twice under one id, because a sender died before it could say what came of the first. */
  readonly sentAgain: number
  /** Whose sender died twice: what became of them is unknown, and said so. */
  readonly givenUp: number
  readonly violations: readonly string[]
}

/** Whether each step of each ladder was taken once, with its messages and its call, and nothing else was. */
export async function judgeLadders(
  stores: { readonly cases: CaseReader; readonly messages: MessageReader },
  cases: readonly CaseRecord[],
  sent: readonly string[],
): Promise<LadderVerdict> {
  const violations: string[] = []
  let [steps, messageCount, callCount, sentAgain, givenUp] = [0, 0, 0, 0, 0]
  const timesSent = Map.groupBy(sent, (id) => id)
  for (const { id, number } of cases) {
    const blame = (what: string) => void violations.push(`case ${number}: ${what}`)
    const deadline = (await stores.cases.deadlines(id)).find(({ kind }) => kind === 'accept')
    if (!deadline) {
      blame('its deadline is gone')
      continue
    }
    const lines = (await stores.cases.timeline(id)).flatMap(({ what, refs, after, why }) =>
      refs.deadline === deadline.id && (what === 'deadlineEscalated' || what === 'escalationSkipped')
        ? [{ ...(after as { step: number; by: string; people?: readonly string[] }), why }]
        : [],
    )
    const taken = lines.map(({ step }) => step)
    const expected = deadline.ladder.map((_, index) => index + 1)
    if (taken.join() !== expected.join()) blame(`steps ${taken.join()} were taken, not ${expected.join()}`)
    if (deadline.stepsDone !== expected.length) blame(`the deadline counts ${deadline.stepsDone} steps`)
    steps += taken.length

    const { items } = await stores.messages.list({ caseId: id }, { cursor: null, limit: 200 })
    const keys = items.map(({ dedupeKey }) => dedupeKey).filter((key) => !key.includes(':gap@'))
    const owed = lines.flatMap(({ by, people = [], step }) =>
      by === 'sms' ? people.map((person) => `${ladderKey(deadline.id)}${step - 1}@${person}/sms`) : [],
    )
    if (keys.toSorted().join('\n') !== owed.toSorted().join('\n'))
      blame(`messages ${keys.toSorted().join(' ')} instead of ${owed.toSorted().join(' ')}`)
    const gaps = items.length - keys.length
    const isSkipped = lines.some(({ why }) => why === 'there is nobody to tell')
    if (gaps !== (isSkipped ? 1 : 0)) blame(`${gaps} messages of a step with nobody`)
    for (const { id: message, status, unknownOutcomes, detail } of items) {
      const times = timesSent.get(message)?.length ?? 0
      const isGivenUp = status === 'failed' && unknownOutcomes >= 2
      if (isGivenUp) givenUp += 1
      else if (status !== 'sent') blame(`a message is ${status} (${detail})`)
      if (status === 'sent' && times === 0) blame('a message counts as sent that never left')
      if (times > 1 + unknownOutcomes) blame(`a message left ${times} times`)
      if (times > 1) sentAgain += 1
    }
    messageCount += items.length

    const calls = (await stores.cases.calls(id)).filter(({ kind }) => kind === 'inform')
    const rung = lines.filter(({ by, people }) => by === 'call' && people !== undefined)
    if (calls.length !== rung.length) blame(`${calls.length} calls for ${rung.length} steps by call`)
    callCount += calls.length
  }
  return { steps, messages: messageCount, calls: callCount, sentAgain, givenUp, violations }
}
