/**
 * Promise to the citizen: answered at once, at any hour, whatever number of ours was dialled. Outside the service window
 * the call is in the ledger before 110 rings.
 */

import { nextLocalTime } from '../clocks/local-time.ts'
import { setDeadlineAt } from '../clocks/set-deadline.ts'
import { lineOf } from '../routing/line-of.ts'
import { localCalendarOf } from '../routing/people-on-duty.ts'
import type { ServiceLine } from '../routing/routing-table.ts'
import { isWithinServiceWindow } from '../routing/service-window.ts'
import type { CallEvent } from './call-event.ts'
import type { CallFacts } from './call-facts.ts'
import { type CallState, flowVersion } from './call-state.ts'
import type { Phrase } from './phrase.ts'
import { openMatter } from './steps/open-matter.ts'
import { beginTurn, goTo, type Turn } from './turn.ts'

type CallArrived = Extract<CallEvent, { type: 'CallArrived' }>

/** Takes a call that has just come in. An unknown dialled number is answered like the first line: never a dead end. */
export function arrive(event: CallArrived, facts: CallFacts): Turn {
  const { table, now } = facts
  const did = table.numbers.find((candidate) => candidate.number === event.dialled) ?? null
  const line = lineOf(table, did?.line ?? null)
  const turn = beginTurn(arrivedState(event, facts, line, did?.language ?? line.language), facts)
  const { record } = turn.state
  if (event.caller !== null && record.callerRef !== null) {
    turn.changes.push({ put: 'personal', row: { id: record.callerRef, kind: 'phone', value: event.caller, at: now } })
  }
  turn.changes.push({ put: 'call', row: record })
  turn.commands.push({ do: 'answer', leg: event.leg })

  const greeting: Phrase = { say: 'greeting', of: line.id }
  const window = table.windows.find((candidate) => candidate.id === line.window)
  const hours = window && isWithinServiceWindow(window, now, localCalendarOf(facts))
  if (hours?.open === false) {
    openAfterHoursCase(turn, hours.closedTo)
    // Where he is being connected to is said when it is rung.
    goTo(turn, { at: 'greeting', after: 'transfer', target: hours.closedTo }, [greeting, { say: 'closed' }])
  } else if (did?.category) {
    goTo(turn, { at: 'greeting', after: 'choose', target: did.category }, [greeting])
  } else {
    goTo(turn, { at: 'menu', menu: line.menu, group: null, wrong: 0 }, [greeting])
  }
  return turn
}

function arrivedState(event: CallArrived, facts: CallFacts, line: ServiceLine, language: string): CallState {
  const id = facts.newId()
  return {
    flowVersion,
    id,
    sequence: 0,
    record: {
      id,
      kind: 'citizen',
      dialled: event.dialled,
      line: line.id,
      language,
      callerRef: event.caller === null ? null : facts.newId(),
      routingVersion: facts.tableVersion,
      dutyRevision: facts.duty.revision,
      node: event.node,
      holder: facts.server,
      caseId: null,
      openedAt: facts.now,
      answeredAt: facts.now,
      chosenAt: null,
      rangAt: null,
      connectedAt: null,
      endedAt: null,
      termination: null,
    },
    caller: event.leg,
    callerNumber: event.caller,
    callBackNumber: event.caller,
    matter: null,
    legs: {
      [event.leg]: { role: 'caller', number: event.caller, responder: null, progress: 'present', playback: null },
    },
    recordings: {},
    timers: {},
    bridge: null,
    position: { at: 'ended' },
  }
}

/** Whoever calls at night is in the ledger next morning, to be confirmed by a set time. */
function openAfterHoursCase(turn: Turn, emergency: string): void {
  const row = openMatter(turn, {
    category: null,
    answer: null,
    origin: 'afterHours',
    urgency: 'normal',
    unit: null,
    referredTo: emergency,
    why: 'outside the service window',
  })
  const { confirmBy } = turn.facts.table.timings
  const due = nextLocalTime(turn.facts.now, turn.facts.zone, confirmBy)
  turn.changes.push(
    ...setDeadlineAt(row, { kind: 'confirmAfterHours', base: 'opened', due, atLocal: confirmBy }, turn.decision),
  )
}
