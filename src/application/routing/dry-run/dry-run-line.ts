import type { CallKind, Termination } from '../../../domain/call/call-record.ts'
import type { LegRole } from '../../../domain/call/call-state.ts'
import type { Phrase } from '../../../domain/call/phrase.ts'
import type { CaseRecord } from '../../../domain/case/case-record.ts'
import type { DeadlineRecord } from '../../../domain/clocks/deadline-record.ts'
import type { StepTaken } from '../../../domain/clocks/next-step.ts'
import type { OrderRecord } from '../../../domain/dispatch/order-record.ts'
import type { Instant } from '../../../domain/instant.ts'
import type { MessageRecord } from '../../../domain/messaging/message-record.ts'
import type { HuntStage } from '../../../domain/routing/choose-route.ts'
import type { TimedOverride } from '../../../domain/routing/duty.ts'

/** Somebody in a call: the caller, or one whose telephone was rung. */
export type Party = { readonly role: LegRole; readonly number: string | null; readonly person: string | null }

/** One thing that happens. `call` counts the calls of this dry run from 1: what comes out of a call is one of its own. */
export type DryRunLine = { readonly at: Instant; readonly call: number } & What

export type What =
  | {
      readonly what: 'arrives'
      readonly dialled: string
      readonly caller: string | null
      readonly line: string
      readonly language: string
      readonly isKnown: boolean
    }
  | { readonly what: 'begins'; readonly kind: CallKind }
  /** `cutAfter`: seconds after which the words were cut off; null: they were heard to their end. */
  | {
      readonly what: 'hears'
      readonly who: Party
      readonly phrases: readonly Phrase[]
      readonly language: string
      readonly seconds: number
      readonly cutAfter: number | null
    }
  | { readonly what: 'presses'; readonly who: Party; readonly key: string }
  | { readonly what: 'opensCase'; readonly row: CaseRecord }
  | { readonly what: 'follows'; readonly override: TimedOverride }
  | {
      readonly what: 'hunts'
      readonly purpose: 'order' | 'officer' | 'inform'
      readonly stage: HuntStage
      readonly place: number
      readonly of: number
    }
  | { readonly what: 'rings'; readonly who: Party; readonly seconds: number }
  | { readonly what: 'answers'; readonly who: Party }
  /** It rang, or could not be rung, in vain. `cancelled`: we stopped it. */
  | { readonly what: 'notReached'; readonly who: Party; readonly reason: string }
  | { readonly what: 'recorded'; readonly kind: 'statement' | 'conversation'; readonly seconds: number }
  | { readonly what: 'joined'; readonly who: Party }
  | { readonly what: 'hangsUp'; readonly who: Party }
  | { readonly what: 'order'; readonly row: OrderRecord; readonly status: OrderRecord['status'] }
  | { readonly what: 'deadline'; readonly row: DeadlineRecord; readonly status: DeadlineRecord['status'] }
  | { readonly what: 'message'; readonly row: MessageRecord; readonly to: string; readonly text: string }
  | { readonly what: 'escalates'; readonly row: DeadlineRecord; readonly step: StepTaken }
  | { readonly what: 'ends'; readonly kind: CallKind; readonly termination: Termination }
  /** Nothing moves any more, or too much happened: the rest is not told. */
  | { readonly what: 'givenUp' }
