import { shortTime } from './short-time.ts'
import { type ToldFault, tellFaults } from './tell-faults.ts'

/** The draft, as the API tells it. */
export type ToldDraft = {
  readonly revision: number
  readonly base: number
  readonly published: number | null
  readonly changedAt: string
  readonly changedBy: string
  readonly valid: boolean
  readonly details: readonly ToldFault[]
}

/** Where the draft stands, in a few lines. */
export const tellDraft = (draft: ToldDraft): readonly string[] => [
  `Draft revision ${draft.revision}, made from version ${draft.base}; saved by ${draft.changedBy} on ${shortTime(draft.changedAt)}.`,
  ...(draft.published === draft.base
    ? []
    : [`Version ${draft.published} was published since: publishing will show what both have changed.`]),
  ...(draft.valid
    ? ['It keeps the rules of a table.']
    : [`It breaks rules and can't be published:`, ...tellFaults(draft.details, 'draft').map((line) => `  ${line}`)]),
]
