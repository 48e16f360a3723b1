/** A call of our own that nobody has dialled: somebody is rung, told something about a case, and asked for a key. */

import { lineOf } from '../routing/line-of.ts'
import type { CallEvent } from './call-event.ts'
import type { CallFacts } from './call-facts.ts'
import { type CallState, flowVersion } from './call-state.ts'
import { huntToInform } from './steps/inform-officer.ts'
import { beginTurn, goTo, type Turn } from './turn.ts'

type CallRequested = Extract<CallEvent, { type: 'CallRequested' }>

/**
 * Begins such a call. Nothing has been rung when it is committed: a server that dies then finds the call in the ledger, and
 * rings after its start.
 * @throws where the case is not in the facts.
 */
export function requestCall(event: CallRequested, facts: CallFacts): Turn {
  const turn = beginTurn(requestedState(event, facts), facts)
  turn.changes.push({ put: 'call', row: turn.state.record })
  const { ringSeconds } = facts.table.centre
  goTo(
    turn,
    huntToInform({ unit: null, team: null, strategy: 'inOrder', ringSeconds, responders: event.people }, event.notice),
  )
  return turn
}

function requestedState(event: CallRequested, facts: CallFacts): CallState {
  const { subject, table } = facts
  if (subject === null) throw new Error(`A call is about the case ${event.caseId}, which was not read`)
  const { caseRow, orders } = subject
  const id = facts.newId()
  const line = lineOf(table, null)
  return {
    flowVersion,
    id,
    sequence: 0,
    record: {
      id,
      kind: 'inform',
      dialled: null,
      line: line.id,
      language: table.languages[0] ?? line.language,
      callerRef: null,
      routingVersion: facts.tableVersion,
      dutyRevision: facts.duty.revision,
      node: event.node,
      holder: facts.server,
      caseId: caseRow.id,
      openedAt: facts.now,
      answeredAt: null,
      chosenAt: null,
      rangAt: null,
      connectedAt: null,
      endedAt: null,
      termination: null,
    },
    caller: null,
    callerNumber: null,
    callBackNumber: null,
    matter: {
      caseId: caseRow.id,
      caseNumber: caseRow.number,
      numberTold: true,
      numberPlayback: null,
      category: caseRow.category,
      answer: caseRow.answer,
      area: caseRow.area,
      urgency: caseRow.urgency,
      orderId: event.orderId,
      unit: orders.find((order) => order.id === event.orderId)?.unit ?? null,
      statement: null,
    },
    legs: {},
    recordings: {},
    timers: {},
    bridge: null,
    position: { at: 'ended' },
  }
}
