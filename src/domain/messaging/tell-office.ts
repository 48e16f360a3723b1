import type { CaseRecord } from '../case/case-record.ts'
import type { Change } from '../change.ts'
import type { Decision } from '../decision.ts'
import type { Duty } from '../routing/duty.ts'
import { ladderPeopleAt, peopleOfStep } from '../routing/people-of-step.ts'
import type { InformedOffice } from '../routing/routing-table.ts'
import { contactsOf } from './contacts.ts'
import type { MessageKind } from './message-kind.ts'
import { queueMessage } from './queue-message.ts'
import { whatAndWhere } from './what-and-where.ts'

/**
 * A message about a case to those of an office who can get messages: all duty officers on duty, the supervision office, the
 * leading group.
 * @returns `people`: the ids of those who are told; empty: there is nobody who could be.
 */
export function tellOffice(
  office: InformedOffice,
  about: {
    readonly kind: MessageKind
    readonly caseRow: CaseRecord
    readonly duty: Duty
    /** What it is about, once for ever. */
    readonly dedupeKey: string
    /** Those of the kind besides the case's number and what it is about. */
    readonly variables: Readonly<Record<string, string>>
    readonly variableRefs?: Readonly<Record<string, string>>
  },
  decision: Decision,
): { readonly people: readonly string[]; readonly changes: Change[] } {
  const { caseRow, duty } = about
  const { table, zone, now } = decision
  const language = table.languages[0] ?? 'zh-CN'
  const told = peopleOfStep({ by: 'sms', to: office }, ladderPeopleAt({ table, duty, zone }, null, now))
  const changes = told.flatMap(({ person }) => {
    const [to, ...next] = contactsOf(person)
    if (to === undefined) return []
    return queueMessage(
      {
        kind: about.kind,
        to,
        next,
        language,
        variables: {
          caseNumber: caseRow.number ?? '',
          category: whatAndWhere(table, caseRow, language),
          ...about.variables,
        },
        ...(about.variableRefs === undefined ? {} : { variableRefs: about.variableRefs }),
        caseId: caseRow.id,
        orderId: null,
        dedupeKey: about.dedupeKey,
      },
      decision,
    )
  })
  return { people: told.map(({ person }) => person.id), changes }
}
