import type { RecordingRecord } from '../call-record.ts'
import { nextId, type Turn } from '../turn.ts'

/** Begins a recording of the case: its row exists before its file, so that a file never lacks an owner. */
export function beginRecording(turn: Turn, kind: RecordingRecord['kind'], caseId: string): string {
  const name = nextId(turn)
  const row: RecordingRecord = {
    name,
    kind,
    callId: turn.state.record.id,
    caseId,
    startedAt: turn.facts.now,
    seconds: null,
    status: 'recording',
  }
  turn.state = { ...turn.state, recordings: { ...turn.state.recordings, [name]: row } }
  turn.changes.push({ put: 'recording', row })
  return name
}

/**
 * Takes the end of a recording into the record; a statement in which something was said is what responders will hear.
 * @param secondsLong null: it failed.
 */
export function finishRecording(turn: Turn, name: string, secondsLong: number | null, reason: string | null): void {
  const row = turn.state.recordings[name]
  if (!row) return
  const { [name]: _, ...recordings } = turn.state.recordings
  const { matter } = turn.state
  const isStatement = row.kind === 'statement' && matter !== null && secondsLong !== null && secondsLong > 0
  turn.state = { ...turn.state, recordings, matter: isStatement ? { ...matter, statement: name } : matter }
  turn.changes.push(
    { put: 'recording', row: { ...row, seconds: secondsLong ?? 0, status: secondsLong === null ? 'failed' : 'done' } },
    turn.decision.line(row.caseId, `${row.kind}${secondsLong === null ? 'Lost' : 'Recorded'}`, {
      refs: { recording: name, call: row.callId },
      after: { seconds: secondsLong },
      why: reason,
    }),
  )
}

/** The statement's file can't be played: noted once. @returns whether it is news. */
export function noteDamage(turn: Turn, recording: string, reason: string): boolean {
  const { matter, record } = turn.state
  if (matter === null || matter.statement !== recording || matter.isStatementDamaged) return false
  turn.state = { ...turn.state, matter: { ...matter, isStatementDamaged: true } }
  const refs = { recording, call: record.id }
  turn.changes.push(turn.decision.line(matter.caseId, 'statementDamaged', { refs, why: reason }))
  return true
}
