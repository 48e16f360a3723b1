import type { CallLogLine } from '../../src/application/ports/ledger.ts'
import type { CallRecord } from '../../src/domain/call/call-record.ts'
import type { TimelineLine } from '../../src/domain/case/timeline-line.ts'
import type { Instant } from '../../src/domain/instant.ts'

/** A call with all that is known of it. */
export type CallStory = {
  readonly call: CallRecord
  readonly caseNumber: string | null
  readonly log: readonly CallLogLine[]
  /** Of its case; lines of other calls about the same case are part of the story. */
  readonly timeline: readonly TimelineLine[]
}

/** The whole story of a call in plain lines, in the order in which it happened; `clock` writes an instant in local time. */
export function tellCallStory(
  { call, caseNumber, log, timeline }: CallStory,
  clock: (at: Instant) => string,
): readonly string[] {
  const end = call.termination
  const happened = [
    ...log.map((line) => ({
      at: line.at,
      text: `call   ${line.event.padEnd(18)} ${line.from} -> ${line.to}${detailOf(line.detail)}`,
    })),
    ...timeline.map((line) => ({
      at: line.at,
      text: `case   ${line.what.padEnd(18)} by ${line.actor}${aboutLine(line)}`,
    })),
  ].toSorted((one, other) => one.at - other.at)
  return [
    `Call      ${call.id}  (${call.kind}, ${call.dialled === null ? 'made by us' : `dialled ${call.dialled}`}, ${call.language})`,
    `Case      ${caseNumber ?? 'none'}`,
    `Server    ${call.holder}, Asterisk ${call.node}, routing table ${call.routingVersion}`,
    `Began     ${clock(call.openedAt)}`,
    ...stage('answered', call.answeredAt, call.openedAt),
    ...stage('chose', call.chosenAt, call.openedAt),
    ...stage('rang', call.rangAt, call.openedAt),
    ...stage('connected', call.connectedAt, call.openedAt),
    `Ended     ${call.endedAt === null ? 'not yet' : `${clock(call.endedAt)}  ${end?.result}: ${end?.reason}`}`,
    '',
    ...happened.map(({ at, text }) => `${clock(at)}  +${seconds(at - call.openedAt).padStart(7)}  ${text}`),
  ]
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3)
const stage = (name: string, at: Instant | null, from: Instant): readonly string[] =>
  at === null ? [] : [`  ${name.padEnd(10)} after ${seconds(at - from)} s`]

const detailOf = (detail: Readonly<Record<string, unknown>>): string => {
  const words = Object.entries(detail).map(
    ([name, value]) => `${name}=${Array.isArray(value) ? value.join('+') : String(value)}`,
  )
  return words.length === 0 ? '' : `  ${words.join(' ')}`
}

function aboutLine({ refs, why, after }: TimelineLine): string {
  const parts = [
    ...Object.entries(refs).flatMap(([name, id]) => (name === 'call' ? [] : [`${name} ${id}`])),
    ...(after === null || typeof after !== 'object' ? [] : [JSON.stringify(after)]),
    ...(why === null ? [] : [`(${why})`]),
  ]
  return parts.length === 0 ? '' : `  ${parts.join('  ')}`
}
