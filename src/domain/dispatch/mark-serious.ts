/**
 * Promise to the citizen: what turns out to be serious is treated so at once. Casualties, grave consequences, several
 * departments: the case becomes as urgent as the table says, the further units get their orders, and those above are told,
 * in one commit and once for each case and kind. One unit leads, and all work by one timeline.
 */
import type { CaseRecord } from '../case/case-record.ts'
import { isOver } from '../case/close-without-orders.ts'
import type { Actor } from '../case/timeline-line.ts'
import type { Change } from '../change.ts'
import type { Decision } from '../decision.ts'
import { tellOffice } from '../messaging/tell-office.ts'
import { inWords } from '../messaging/what-and-where.ts'
import type { SeriousKind } from '../routing/routing-table.ts'
import { furtherUnits } from './further-units.ts'
import { type CaseToReinforce, issueReinforcements } from './issue-reinforcements.ts'
import type { OrderRecord } from './order-record.ts'
import { leadingOrder } from './succession.ts'

export type SeriousReport = {
  /** Id of the table's kind. */
  readonly kind: string
  readonly by: Actor
  /** Order whose unit says so; null: an officer, or the caller by his choice. */
  readonly orderId: string | null
  /** Reference to the personal row with the words; null: none. */
  readonly wordsRef: string | null
}

export type SeriousRefusal = {
  readonly ok: false
  /** `caseOver`: closed, merged or cancelled. */
  readonly reason: 'caseOver' | 'unknownKind'
}

export type SeriousDone = {
  readonly ok: true
  readonly issued: readonly OrderRecord[]
  readonly caseRow: CaseRecord
  readonly changes: Change[]
}

/**
 * Marks a case as serious. A kind that it has already is only noted, with the words that came with it; without words nothing
 * happens. A case that becomes critical or less keeps the deadlines that run.
 */
export function markSerious(
  subject: CaseToReinforce,
  report: SeriousReport,
  decision: Decision,
): SeriousRefusal | SeriousDone {
  const { caseRow } = subject
  if (isOver(caseRow)) return { ok: false, reason: 'caseOver' }
  const kind = decision.table.seriousKinds.find(({ id }) => id === report.kind)
  if (kind === undefined) return { ok: false, reason: 'unknownKind' }
  if (hasKind(caseRow, kind)) {
    const changes = report.wordsRef === null ? [] : [reportLine(caseRow, report, decision)]
    return { ok: true, issued: [], caseRow, changes }
  }
  const row = withKind(caseRow, kind, report.by, decision)
  const further = issueReinforcements(
    { ...subject, caseRow: { ...row, revision: caseRow.revision + 1 } },
    [...(kind.reinforces || kind.critical ? furtherUnits(row, decision) : []), ...kind.units],
    decision,
  )
  return {
    ok: true,
    issued: further.issued,
    caseRow: further.caseRow,
    changes: [
      { put: 'case', row: further.caseRow },
      ...markLines({ ...subject, caseRow: further.caseRow }, { was: caseRow, kind, report }, further.issued, decision),
      ...further.changes,
    ],
  }
}

export const hasKind = ({ serious }: CaseRecord, { id }: Pick<SeriousKind, 'id'>): boolean =>
  serious?.some((mark) => mark.kind === id) ?? false

const kindsOf = ({ serious }: CaseRecord): readonly string[] => serious?.map(({ kind }) => kind) ?? []

/** The case with one more kind; its revision is whoever writes it to raise. */
export const withKind = (
  row: CaseRecord,
  kind: SeriousKind,
  by: Actor,
  { now }: Pick<Decision, 'now'>,
): CaseRecord => ({
  ...row,
  urgency: kind.critical ? 'critical' : row.urgency,
  serious: [...(row.serious ?? []), { kind: kind.id, at: now, by }],
})

/** The line that says what a case has become, what followed and who is told, and the messages to those above. */
export function markLines(
  subject: CaseToReinforce,
  { was, kind, report }: { readonly was: CaseRecord; readonly kind: SeriousKind; readonly report: SeriousReport },
  issued: readonly OrderRecord[],
  decision: Decision,
): Change[] {
  const { caseRow, orders, duty } = subject
  const language = decision.table.languages[0] ?? 'zh-CN'
  const lead = leadingOrder([...orders, ...issued])?.unit
  const told = kind.informs.map((office) => ({
    office,
    ...tellOffice(
      office,
      {
        kind: 'seriousCase',
        caseRow,
        duty,
        dedupeKey: `serious:${caseRow.id}:${kind.id}`,
        variables: {
          seriousness: inWords(kind.name, language),
          unit: inWords(decision.table.units.find(({ id }) => id === lead)?.name, language),
        },
      },
      decision,
    ),
  }))
  const untold = told.filter(({ people }) => people.length === 0).map(({ office }) => office)
  return [
    decision.line(caseRow.id, 'caseMarkedSerious', {
      actor: report.by,
      refs: refsOf(report),
      before: { serious: kindsOf(was), urgency: was.urgency },
      after: {
        serious: kindsOf(caseRow),
        urgency: caseRow.urgency,
        units: issued.map(({ unit }) => unit),
        informed: told.flatMap(({ people }) => people),
        ...(untold.length === 0 ? {} : { untold }),
      },
    }),
    ...told.flatMap(({ changes }) => changes),
  ]
}

/** Whoever says again what is known may know more. */
const reportLine = ({ id }: CaseRecord, report: SeriousReport, decision: Decision): Change =>
  decision.line(id, 'seriousReported', { actor: report.by, refs: refsOf(report), after: { kind: report.kind } })

const refsOf = ({ orderId, wordsRef }: SeriousReport): Readonly<Record<string, string>> => ({
  ...(orderId === null ? {} : { order: orderId }),
  ...(wordsRef === null ? {} : { result: wordsRef }),
})
