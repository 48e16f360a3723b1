import type { Instant } from '../instant.ts'

/** How far a telephone got that the dialplan rang. `rung`: the caller did not wait for more. */
export type Tried = 'rung' | 'unreachable' | 'busy' | 'noAnswer' | 'noKey' | 'declined' | 'answered'

/** A call that the dialplan served alone, because this server was away. */
export type FallbackCall = {
  /** The telephone system's own name of the call, never used twice. */
  readonly id: string
  /** The caller's leg. */
  readonly leg: string
  /** The call of ours that he was in before; null: a new one. */
  readonly call: string | null
  readonly node: string
  readonly dialled: string
  /** null: hidden. */
  readonly caller: string | null
  readonly startedAt: Instant
  readonly endedAt: Instant
  /** Nobody ended it: the telephone system broke down. */
  readonly brokeDown: boolean
  /** He pressed the key for life in danger. */
  readonly danger: boolean
  /** `seconds` 0: nothing was said; null: there is no file. */
  readonly statement: { readonly recording: string; readonly seconds: number | null } | null
  readonly officer: Tried | null
  readonly emergency: Tried | null
}

/** The ids by which an import is recognised: of the call's own record, of a case of its own, of its line in another's case. */
export const fallbackIds = (id: string) => ({ call: `${id}_call`, caseId: `${id}_case`, line: `${id}_line` })
