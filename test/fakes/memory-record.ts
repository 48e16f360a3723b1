import type { RecordReader } from '../../src/application/ports/record-reader.ts'
import { type RecordedRow, recordedPart } from '../../src/domain/record/recorded-row.ts'
import type { State } from './memory-state.ts'

/** The record in memory, beside the maps. */
export function memoryRecord(state: () => State): RecordReader {
  const rowsOf = (caseId: string) => {
    const { case: cases, order, deadline, message, recording, call } = state()
    const rows: readonly RecordedRow[] = [
      ...[...cases.values()].map((row) => ({ table: 'case', row }) as const),
      ...[...order.values()].map((row) => ({ table: 'order', row }) as const),
      ...[...deadline.values()].map((row) => ({ table: 'deadline', row }) as const),
      ...[...message.values()].map((row) => ({ table: 'message', row }) as const),
      ...[...recording.values()].map((row) => ({ table: 'recording', row }) as const),
      ...[...call.values()].map((row) => ({ table: 'call', row }) as const),
    ]
    return rows
      .map(recordedPart)
      .filter((part) => part?.caseId === caseId)
      .filter((part) => part !== null)
  }
  return {
    async ofCase(caseId) {
      const lines = state().timeline.filter((line) => line.caseId === caseId)
      const rows = rowsOf(caseId)
      return lines.length + rows.length === 0 ? null : { caseId, lines, rows }
    },
    async cases(after, limit) {
      const ids = new Set([...state().case.keys(), ...state().timeline.map(({ caseId }) => caseId)])
      return [...ids]
        .filter((id) => id > (after ?? ''))
        .sort()
        .slice(0, limit)
        .map((caseId) => ({
          caseId,
          lines: state().timeline.filter((line) => line.caseId === caseId),
          rows: rowsOf(caseId),
        }))
    },
  }
}
