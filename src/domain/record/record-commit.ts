/**
 * The record is complete by construction: what a commit did to the rows of a case is computed here, in one place, from the
 * rows before and after, and attached to the lines of that commit. Nobody who decides can forget to say it.
 */
import type { TimelineLine } from '../case/timeline-line.ts'
import type { Instant } from '../instant.ts'
import { type RecordedPart, type RecordedRow, recordedPart } from './recorded-row.ts'
import { changedFields, type RowChanges, withRow } from './row-changes.ts'

/** A row as it was stored before a commit (null: it was not there) and as the commit left it. */
export type WrittenRow = { readonly before: RecordedRow | null; readonly after: RecordedRow }

/** A line of the timeline with what its commit did to rows; null: nothing, or that is said by another line. */
export type RecordedLine = TimelineLine & { readonly rows: RowChanges | null }

/** What a line needs that nobody has written. */
export type LineFacts = { readonly now: Instant; readonly newId: () => string }

/**
 * The lines of a commit, with every change of a row attached to the line that speaks of the row, else to the first one of
 * its case. A change of a case that no line explains gets a line of its own, by the system, which says what but not why:
 * `callOver`, `orderChanged`.
 */
export function recordCommit(
  lines: readonly TimelineLine[],
  written: readonly WrittenRow[],
  facts: LineFacts,
): readonly RecordedLine[] {
  const explained = [...lines]
  const changes: RowChanges[] = []
  for (const { before, after } of written) {
    const part = recordedPart(after)
    if (part === null) continue
    const known = before === null ? null : recordedPart(before)
    const fields = changedFields(known?.fields ?? null, part.fields)
    if (fields === null) continue
    let at = lineAbout(explained, part)
    if (at < 0) at = explained.push(lineOf(part, known !== null, facts)) - 1
    changes[at] = withRow(changes[at] ?? {}, part, fields)
  }
  return explained.map((line, at) => ({ ...line, rows: changes[at] ?? null }))
}

function lineAbout(lines: readonly TimelineLine[], { id, caseId }: RecordedPart): number {
  let first = -1
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!
    if (line.caseId !== caseId) continue
    if (first < 0) first = at
    for (const name in line.refs) if (line.refs[name] === id) return at
  }
  return first
}

/** A call is in the record when it is over, and once. */
const lineOf = ({ table, id, caseId, fields }: RecordedPart, wasKnown: boolean, facts: LineFacts): TimelineLine => ({
  id: facts.newId(),
  caseId,
  at: typeof fields.endedAt === 'number' ? fields.endedAt : facts.now,
  actor: 'system',
  what: table === 'call' && !wasKnown ? 'callOver' : `${table}${wasKnown ? 'Changed' : 'Added'}`,
  refs: table === 'case' ? {} : { [table]: id },
  before: null,
  after: table === 'call' ? fields.termination : { status: fields.status },
  why: null,
})
