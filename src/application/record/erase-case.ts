import type { RecordingRecord } from '../../domain/call/call-record.ts'
import type { CaseRecord, PersonalRecord } from '../../domain/case/case-record.ts'
import { isOver } from '../../domain/case/close-without-orders.ts'
import type { Actor } from '../../domain/case/timeline-line.ts'
import type { Change } from '../../domain/change.ts'
import { linesBy } from '../../domain/decision.ts'
import { isOpen } from '../../domain/dispatch/order-record.ts'
import { type ErasableKind, referencesOf } from '../../domain/record/erasure.ts'
import { commitDecision } from '../commit-decision.ts'
import type { Clock, Ids } from '../ports/clock.ts'
import type { CaseReader, InboundReader, Ledger } from '../ports/ledger.ts'
import type { RecordReader } from '../ports/record-reader.ts'

export type EraseDeps = {
  readonly ledger: Ledger
  readonly cases: CaseReader
  readonly inbound: InboundReader
  readonly record: RecordReader
  readonly clock: Clock
  readonly ids: Ids
  /** Deletes the file of a recording; false: it may still be there. One that is not there counts as deleted. */
  readonly deleteRecording: (name: string) => Promise<boolean>
}

/** How much of each kind. */
export type ErasedCounts = Readonly<Partial<Record<ErasableKind, number>>>

export type CaseErased = {
  readonly ok: true
  readonly caseNumber: string
  readonly erased: ErasedCounts
  /** What is there still, as the database says afterwards: a file that could not be deleted, a number that an open case needs. */
  readonly left: ErasedCounts
}
export type EraseRefusal = {
  readonly ok: false
  /** `caseStillOpen`: whoever works on it needs what would be erased. */
  readonly reason: 'noCase' | 'caseStillOpen' | 'conflict'
}

type Personal = { readonly rows: readonly PersonalRecord[]; readonly recordings: readonly RecordingRecord[] }

/**
 * Erases what is personal in a case that is over, of the kinds asked for, with a line in its timeline that says what, why
 * and by whom. Files are deleted first and their rows say so in the commit: a server that dies in between leaves a row
 * whose file is gone, and the next try says so. Erasing again does nothing.
 */
export const eraseCase =
  (deps: EraseDeps) =>
  async (input: {
    readonly caseNumber: string
    readonly kinds: readonly ErasableKind[]
    readonly reason: string
    readonly by: Actor
  }): Promise<CaseErased | EraseRefusal> => {
    const deleted = new Set<string>()
    let erased: ErasedCounts = {}
    const done = await commitDecision(deps.ledger, async () => {
      const caseRow = await deps.cases.byNumber(input.caseNumber)
      if (!caseRow) return { ok: false, reason: 'noCase' } as const
      if (await isStillNeeded(deps.cases, caseRow)) return { ok: false, reason: 'caseStillOpen' } as const
      const { rows, recordings } = await personalOf(deps, caseRow, input.kinds)
      for (const { name } of recordings) {
        if (!deleted.has(name) && (await deps.deleteRecording(name))) deleted.add(name)
      }
      const gone = recordings.filter(({ name }) => deleted.has(name))
      erased = countsOf({ rows, recordings: gone })
      if (rows.length + gone.length === 0) return { ok: true, changes: [] } as const
      const { line } = linesBy(input.by, { now: deps.clock.now(), newId: () => deps.ids.next() })
      const changes: Change[] = [
        // Whoever reopens the case at the same moment collides.
        { put: 'case', row: { ...caseRow, revision: caseRow.revision + 1 } },
        ...rows.map((row) => ({ put: 'personal', row: { ...row, value: null } }) as const),
        ...gone.map((row) => ({ put: 'recording', row: { ...row, status: 'erased' } }) as const),
        line(caseRow.id, 'personalDataErased', { after: erased, why: input.reason }),
      ]
      return { ok: true, changes } as const
    })
    if (!done.ok) return done
    const left = await personalLeft(deps)({ caseNumber: input.caseNumber, kinds: input.kinds })
    return { ok: true, caseNumber: input.caseNumber, erased, left: left ?? {} }
  }

/** Whether anybody still owes something on a case, and so needs to know whom it is about: a referred one may have a call back due. */
async function isStillNeeded(cases: CaseReader, caseRow: CaseRecord): Promise<boolean> {
  if (!isOver(caseRow) && caseRow.status !== 'referred') return true
  const deadlines = await cases.deadlines(caseRow.id)
  return deadlines.some(({ status }) => status === 'running') || (await cases.orders(caseRow.id)).some(isOpen)
}

/** The proof: what is personal in a case as the database has it now; null: there is no such case. */
export const personalLeft =
  (deps: Pick<EraseDeps, 'cases' | 'inbound' | 'record'>) =>
  async (input: {
    readonly caseNumber: string
    readonly kinds: readonly ErasableKind[]
  }): Promise<ErasedCounts | null> => {
    const caseRow = await deps.cases.byNumber(input.caseNumber)
    return caseRow && countsOf(await personalOf(deps, caseRow, input.kinds, { withKept: true }))
  }

async function personalOf(
  { cases, inbound, record }: Pick<EraseDeps, 'cases' | 'inbound' | 'record'>,
  caseRow: CaseRecord,
  kinds: readonly ErasableKind[],
  { withKept = false } = {},
): Promise<Personal> {
  const known = await record.ofCase(caseRow.id)
  const refs = new Set(known === null ? [] : referencesOf(known.lines, known.rows))
  for (const { callerRef } of await cases.calls(caseRow.id)) if (callerRef !== null) refs.add(callerRef)
  for (let cursor: string | null = null; ; ) {
    const page = await inbound.list({ caseId: caseRow.id }, { cursor, limit: 200 })
    for (const { fromRef, textRef } of page.items) refs.add(fromRef).add(textRef)
    cursor = page.nextCursor
    if (cursor === null) break
  }
  const found = Object.values(await cases.personal([...refs])).filter(({ kind }) => kinds.includes(kind))
  const kept = withKept ? new Set<string>() : await neededElsewhere(cases, caseRow.id, found)
  const recordings = kinds.includes('recording') ? await cases.recordings(caseRow.id) : []
  return {
    rows: found.filter(({ id }) => !kept.has(id)),
    recordings: recordings.filter(({ status }) => status !== 'erased' && status !== 'recording'),
  }
}

/** Numbers that an open case calls back by the same row: merged cases may share one. */
async function neededElsewhere(
  cases: Pick<CaseReader, 'list'>,
  caseId: string,
  rows: readonly PersonalRecord[],
): Promise<ReadonlySet<string>> {
  const needed = new Set<string>()
  const numbers = new Set(rows.flatMap(({ kind, value }) => (kind === 'phone' && value !== null ? [value] : [])))
  for (const caller of numbers) {
    for (let cursor: string | null = null; ; ) {
      const page = await cases.list({ caller }, { cursor, limit: 100 })
      for (const other of page.items) {
        if (other.id === caseId || isOver(other)) continue
        for (const ref of [other.callerRef, other.callBackRef]) if (ref !== null) needed.add(ref)
      }
      cursor = page.nextCursor
      if (cursor === null) break
    }
  }
  return needed
}

function countsOf({ rows, recordings }: Personal): ErasedCounts {
  const counts: Partial<Record<ErasableKind, number>> = {}
  for (const { kind } of rows) counts[kind] = (counts[kind] ?? 0) + 1
  if (recordings.length > 0) counts.recording = recordings.length
  return counts
}
