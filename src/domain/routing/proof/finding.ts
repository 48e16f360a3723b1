import type { Instant } from '../../instant.ts'
import type { TextValues } from '../../text-catalogue.ts'
import type { Coverage } from './coverage.ts'
import { countOf, isEmpty, noSpans, type Spans, touching } from './spans.ts'
import type { FindingText } from './texts/finding-texts.ts'
import { type When, whenOf } from './when.ts'

/** Kinds of findings. The rule of each stands in `docs/routing-proof.md` under its name. */
const proofCodes = [
  'nobodyOnDuty',
  'onlyOfficer',
  'emptyFallback',
  'emptyReinforcement',
  'sameTelephones',
  'twoShiftsAtOnce',
  'windowNeverOpen',
  'calendarNotApproved',
] as const
export type ProofCode = (typeof proofCodes)[number]

/** Something that the proof has to say. `sayProof` says it in words; the ids are those of the table and the rosters. */
export type ProofFinding = {
  readonly code: ProofCode
  readonly severity: 'error' | 'warning'
  /** Place in the table (`routes[3].fallbacks[0]`), or a roster or override by its id: `rosters[gas]`. */
  readonly path: string
  readonly text: FindingText
  readonly values: TextValues
  /** When; none: at no particular time. */
  readonly when: readonly When[]
  /** What callers press or dial: `3`, `8-5`, `3-1` with the answer to the question, `3-?` without one. */
  readonly keys: readonly string[]
  /** Areas, null among them where it is not known; null: everywhere. */
  readonly areas: readonly (string | null)[] | null
  /** Service lines; null: all that lead there. */
  readonly lines: readonly string[] | null
  readonly units: readonly string[]
  readonly rosters: readonly string[]
  readonly people: readonly string[]
  /** How many spans there are, and the first of them. */
  readonly times: number
  readonly spans: readonly { readonly from: Instant; readonly until: Instant }[]
}

/** A city's worth of spans is of use to nobody. */
const spansNamed = 20

/** What is looked at: a stretch of time, and around it some that shows how what lies at its ends begins and ends. */
export type Looking = {
  readonly coverage: Coverage
  readonly from: Instant
  readonly until: Instant
}

/** The spans that have some time within what is looked at, each whole. */
export const seenOf = (spans: Spans, { from, until }: Looking): Spans => touching(spans, from, until)

/** Whether there is nothing of it within what is looked at. */
export const isUnseen = (spans: Spans, looking: Looking): boolean => isEmpty(seenOf(spans, looking))

/** A finding with everything that is not said left empty. */
export function findingOf(
  said: Pick<ProofFinding, 'code' | 'severity' | 'path' | 'text'> &
    Partial<Omit<ProofFinding, 'when' | 'times' | 'spans'>>,
  looking: Looking,
  spans: Spans = noSpans,
): ProofFinding {
  const named = Array.from({ length: Math.min(spansNamed, countOf(spans)) }, (_, index) => ({
    from: spans[2 * index] as number,
    until: spans[2 * index + 1] as number,
  }))
  return {
    values: {},
    keys: [],
    areas: null,
    lines: null,
    units: [],
    rosters: [],
    people: [],
    ...said,
    when: whenOf(spans, looking.coverage, looking),
    times: countOf(spans),
    spans: named,
  }
}
