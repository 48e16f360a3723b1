import type { Instant } from '../../instant.ts'
import type { TextLanguage } from '../../text-catalogue.ts'
import type { Coverage } from '../proof/coverage.ts'
import { type Looking, seenOf } from '../proof/finding.ts'
import { countOf, type Spans } from '../proof/spans.ts'
import { type When, whenOf } from '../proof/when.ts'
import { type Saying, say } from './saying.ts'

/** What a difference is about, in the order in which they are told. */
export const differenceKinds = [
  'route',
  'ringing',
  'duty',
  'hours',
  'override',
  'number',
  'menu',
  'category',
  'person',
  'unit',
  'promise',
  'ladder',
  'reinforcement',
  'designation',
  'returnReason',
  'emergency',
  'centre',
  'line',
  'area',
  'calendar',
  'notice',
  'language',
  'timing',
  'goldenCall',
  'phoneTest',
  'unnoticed',
] as const
export type DifferenceKind = (typeof differenceKinds)[number]

/** What a difference is about, by the ids of the tables. */
export type DifferenceAbout = {
  readonly categories?: readonly string[]
  /** What callers press or dial: `3`, `8-5`, `3-1` with an answer to the category's question. */
  readonly keys?: readonly string[]
  /** null among them: where the area is not known. Left out: everywhere. */
  readonly areas?: readonly (string | null)[]
  /** Left out: all that lead there. */
  readonly lines?: readonly string[]
  readonly numbers?: readonly string[]
  readonly windows?: readonly string[]
  readonly units?: readonly string[]
  readonly people?: readonly string[]
  readonly rosters?: readonly string[]
}

/** Something that a caller, a responder or the centre notices. One cause with one effect is one of them. */
export type Difference = {
  readonly kind: DifferenceKind
  /** Somebody is worse off: a call that reached a unit goes to the duty officer or to 110, a promise is longer, a telephone is gone. */
  readonly weakens: boolean
  readonly says: Saying
  readonly about: DifferenceAbout
  /** How many spans of time it is noticed in, and the first of them; none: at no particular time. */
  readonly times: number
  readonly spans: readonly { readonly from: Instant; readonly until: Instant }[]
}

/** A city's worth of spans is of use to nobody. */
const spansNamed = 20

/** The two sides that are compared, over the same time, and the time that is told of. */
export type Sides = { readonly before: Coverage; readonly after: Coverage; readonly looking: Looking }

/** A difference at no particular time. */
export const difference = (
  kind: DifferenceKind,
  says: Saying,
  { weakens = false, ...about }: DifferenceAbout & { readonly weakens?: boolean } = {},
): Difference => ({ kind, weakens, says, about, times: 0, spans: [] })

/** The same, noticed at these times. */
export function differenceAt(spans: Spans, ...told: Parameters<typeof difference>): Difference {
  const named = Array.from({ length: Math.min(spansNamed, countOf(spans)) }, (_, index) => ({
    from: spans[2 * index] as number,
    until: spans[2 * index + 1] as number,
  }))
  return { ...difference(...told), times: countOf(spans), spans: named }
}

/** When it is, in the time that is told of. */
export const whenSeen = (spans: Spans, looking: Looking): readonly When[] =>
  whenOf(seenOf(spans, looking), looking.coverage, looking)

/** A difference in one sentence of a language. */
export const sayDifference = ({ says }: Pick<Difference, 'says'>, language: TextLanguage): string => say(says, language)
