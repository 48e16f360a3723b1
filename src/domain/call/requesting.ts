/** Calls of our own that nobody has dialled: somebody is told something about a case, a team is rung for an order, a telephone is tried out. */

import { lineOf } from '../routing/line-of.ts'
import { stageOfUnit } from '../routing/stage-of-unit.ts'
import type { CallEvent } from './call-event.ts'
import type { CallFacts } from './call-facts.ts'
import type { CallKind } from './call-record.ts'
import { type CallState, flowVersion } from './call-state.ts'
import { huntToInform } from './steps/inform-officer.ts'
import { huntFor } from './steps/stages-for.ts'
import { beginTurn, goTo, type Turn } from './turn.ts'

type CallRequested = Extract<CallEvent, { type: 'CallRequested' }>
type OrderCallRequested = Extract<CallEvent, { type: 'OrderCallRequested' }>
type TestCallRequested = Extract<CallEvent, { type: 'TestCallRequested' }>

/**
 * Begins a call that tells somebody something and asks for a key. Nothing has been rung when it is committed: a server that
 * dies then finds the call in the ledger, and rings after its start.
 * @throws where the case is not in the facts.
 */
export function requestCall(event: CallRequested, facts: CallFacts): Turn {
  const turn = beginRequested('inform', event, facts)
  const { ringSeconds } = facts.table.centre
  goTo(
    turn,
    huntToInform({ unit: null, team: null, strategy: 'inOrder', ringSeconds, responders: event.people }, event.notice),
  )
  return turn
}

/**
 * Begins a call that rings the team of an order's unit, and nobody else, until somebody takes it.
 * @throws where the case or the order is not in the facts, or the table does not know the unit.
 */
export function requestOrderCall(event: OrderCallRequested, facts: CallFacts): Turn {
  const turn = beginRequested('order', event, facts)
  const unit = turn.state.matter?.unit ?? null
  if (unit === null) throw new Error(`A call is about the order ${event.orderId}, which was not read`)
  goTo(turn, { ...huntFor('order', [stageOfUnit(facts, unit, facts.now)]), byOfficer: true })
  return turn
}

/** Begins a call that tries a telephone out. */
export function requestTestCall(event: TestCallRequested, facts: CallFacts): Turn {
  const turn = beginTurn(ownCall('test', event.node, facts), facts)
  turn.changes.push({ put: 'call', row: turn.state.record })
  goTo(turn, { at: 'testing', person: event.person, number: event.number, hearings: 0 })
  return turn
}

function beginRequested(kind: 'inform' | 'order', event: CallRequested | OrderCallRequested, facts: CallFacts): Turn {
  const turn = beginTurn(requestedState(kind, event, facts), facts)
  turn.changes.push({ put: 'call', row: turn.state.record })
  return turn
}

function requestedState(
  kind: 'inform' | 'order',
  event: CallRequested | OrderCallRequested,
  facts: CallFacts,
): CallState {
  const { subject } = facts
  if (subject === null) throw new Error(`A call is about the case ${event.caseId}, which was not read`)
  const { caseRow, orders } = subject
  const own = ownCall(kind, event.node, facts)
  return {
    ...own,
    record: { ...own.record, caseId: caseRow.id },
    callBackNumber: 'callBackNumber' in event ? event.callBackNumber : null,
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
      statement: 'statement' in event ? event.statement : null,
    },
  }
}

/** A call that nobody has dialled, about no case so far. */
function ownCall(kind: CallKind, node: string, facts: CallFacts): CallState {
  const id = facts.newId()
  const line = lineOf(facts.table, null)
  return {
    flowVersion,
    id,
    sequence: 0,
    record: {
      id,
      kind,
      dialled: null,
      line: line.id,
      language: facts.table.languages[0] ?? line.language,
      callerRef: null,
      routingVersion: facts.tableVersion,
      dutyRevision: facts.duty.revision,
      node,
      holder: facts.server,
      caseId: null,
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
    matter: null,
    overrides: [],
    legs: {},
    recordings: {},
    timers: {},
    bridge: null,
    position: { at: 'ended' },
  }
}
