/**
 * Promise to the citizen: answered at once, at any hour, whatever number of ours was dialled. Outside the service window
 * the call is in the ledger before 110 rings.
 */

import { type Entrance, entranceOf, leadsAt } from '../routing/entrance.ts'
import { personOfCentre } from '../routing/person-of-centre.ts'
import { understoodDuty } from '../routing/understood-duty.ts'
import type { CallEvent } from './call-event.ts'
import type { CallFacts } from './call-facts.ts'
import { type CallState, flowVersion, type Position } from './call-state.ts'
import type { Phrase } from './phrase.ts'
import { overridesOfArrival } from './steps/follow-overrides.ts'
import { openReferred } from './steps/referring.ts'
import { beginTurn, goTo, type Turn } from './turn.ts'

type CallArrived = Extract<CallEvent, { type: 'CallArrived' }>

/** Takes a call that has just come in. An unknown dialled number is answered like the first line: never a dead end. */
export function arrive(event: CallArrived, facts: CallFacts): Turn {
  const entrance = entranceOf(facts.table, event.dialled)
  const turn = beginTurn(arrivedState(event, facts, entrance), facts)
  const { record } = turn.state
  if (event.caller !== null && record.callerRef !== null) {
    turn.changes.push({
      put: 'personal',
      row: { id: record.callerRef, kind: 'phone', value: event.caller, at: facts.now },
    })
  }
  turn.changes.push({ put: 'call', row: record })
  turn.commands.push({ do: 'answer', leg: event.leg })

  const position = positionOf(entrance, facts)
  const isTransfer = position.at === 'greeting' && position.after === 'transfer'
  // One of the centre may have come to open it: his case is opened when he is connected all the same.
  if (isTransfer && personOfCentre(facts.table, event.caller) === null) openReferred(turn, position)
  goTo(turn, position, wordsOf(turn, entrance, position))
  return turn
}

function positionOf(entrance: Entrance, facts: CallFacts): Extract<Position, { at: 'greeting' | 'menu' }> {
  const leads = leadsAt({ ...facts, duty: understoodDuty(facts) }, entrance, facts.now)
  switch (leads.to) {
    case 'menu':
      return { at: 'menu', menu: leads.menu, group: null, wrong: 0 }
    case 'category':
      return { at: 'greeting', after: 'choose', target: leads.category }
    case 'emergency': {
      const why = leads.why === 'closed' ? 'closed' : 'forwarded'
      return { at: 'greeting', after: 'transfer', target: leads.emergency, why }
    }
  }
}

/** The greeting, what everybody is to know today, and that it is closed. Where he is being connected to is said when it is rung. */
function wordsOf(turn: Turn, { line }: Entrance, position: Extract<Position, { at: 'greeting' | 'menu' }>): Phrase[] {
  const isClosed = position.at === 'greeting' && position.after === 'transfer' && position.why === 'closed'
  return [
    { say: 'greeting', of: line.id },
    ...turn.state.overrides.flatMap(({ kind, to }): Phrase[] =>
      kind === 'notice' && to !== null ? [{ say: 'notice', of: to }] : [],
    ),
    ...(isClosed ? [{ say: 'closed' } as const] : []),
  ]
}

function arrivedState(event: CallArrived, facts: CallFacts, entrance: Entrance): CallState {
  const { line, language } = entrance
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
    overrides: overridesOfArrival(facts, entrance),
    legs: {
      [event.leg]: { role: 'caller', number: event.caller, responder: null, progress: 'present', playback: null },
    },
    recordings: {},
    timers: {},
    bridge: null,
    position: { at: 'ended' },
  }
}
