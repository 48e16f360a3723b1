import type { CaseRecord } from '../../case/case-record.ts'
import { type CaseOpening, openCase } from '../../case/open-case.ts'
import { caseNumberToCaller } from '../../messaging/case-number-to-caller.ts'
import { areaOfNumber } from '../../routing/choose-route.ts'
import { type Turn, updateRecord } from '../turn.ts'
import { noteOverrides } from './follow-overrides.ts'

/**
 * Opens the case this call is about, with its order where a unit is in charge. Everything later in the call is attached
 * to it, and nobody is rung before it is saved.
 */
export function openMatter(turn: Turn, opening: Omit<CaseOpening, 'language' | 'callerRef' | 'callId'>): CaseRecord {
  const { record } = turn.state
  const { row, order, changes } = openCase(
    {
      ...opening,
      area: opening.area ?? areaOfNumber(turn.facts.table, turn.state.callerNumber),
      language: record.language,
      callerRef: record.callerRef,
      callId: record.id,
    },
    turn.decision,
  )
  turn.changes.push(...changes, ...caseNumberToCaller(row, turn.state.callerNumber, turn.decision))
  turn.state = {
    ...turn.state,
    matter: {
      caseId: row.id,
      caseNumber: null,
      numberTold: false,
      numberPlayback: null,
      category: opening.category,
      answer: opening.answer,
      area: row.area,
      urgency: opening.urgency,
      orderId: order?.id ?? null,
      unit: order?.unit ?? null,
      statement: null,
    },
  }
  noteOverrides(turn, row.id)
  updateRecord(turn, { caseId: row.id })
  return row
}
