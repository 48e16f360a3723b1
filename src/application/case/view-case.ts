import { maySeePersonalData } from '../../domain/access/role.ts'
import type { RecordingRecord } from '../../domain/call/call-record.ts'
import type { TimelineLine } from '../../domain/case/timeline-line.ts'
import { viewOfCall } from '../call/call-view.ts'
import type { CaseReader } from '../ports/ledger.ts'
import type { RoutingStore } from '../ports/routing-store.ts'
import { type Looker, personalRefs, viewOfCase } from './case-view.ts'
import { loadCase } from './load-case.ts'
import { namesOfTables } from './names-of-tables.ts'
import { type Personal, readPersonal } from './read-personal.ts'

export type ViewCaseDeps = { readonly cases: CaseReader; readonly routing: RoutingStore; readonly zone: string }

/** A case with everything that happened to it, as the looker's role may see it; null: no case has this number. */
export const viewCase = (deps: ViewCaseDeps) => async (number: string, looker: Looker) => {
  const loaded = await loadCase(deps.cases, number)
  if (!loaded) return null
  const { id, routingVersion } = loaded.caseRow
  const timeline = await deps.cases.timeline(id)
  const calls = await deps.cases.calls(id)
  const recordings = await deps.cases.recordings(id)
  const names = await namesOfTables(deps.routing, looker.language)(routingVersion)
  const personal = await readPersonal(
    deps.cases,
    [
      ...personalRefs(loaded.caseRow, loaded.orders),
      ...calls.map((call) => call.callerRef),
      ...timeline.flatMap((line) => [line.refs.result, line.refs.words]),
    ],
    looker.role,
  )
  return {
    ...viewOfCase(loaded, { names, personal, zone: deps.zone, language: looker.language }),
    timeline: timeline.map((line) => viewOfLine(line, personal)),
    calls: calls.map((call) => viewOfCall(call, personal, number)),
    recordings: recordings.map((recording) => viewOfRecording(recording, looker)),
  }
}
export type CaseDetail = NonNullable<Awaited<ReturnType<ReturnType<typeof viewCase>>>>

/** A line of the timeline; `words`: what its `result` or `words` reference says, for whom it may concern. */
const viewOfLine = (line: TimelineLine, personal: Personal) => {
  const { caseId: _case, ...shown } = line
  return { ...shown, words: personal.words(line.refs.result ?? line.refs.words ?? null) }
}
export type LineView = ReturnType<typeof viewOfLine>

/** A recording; `playable`: something was said, it is finished, and the looker may hear it. */
const viewOfRecording = (recording: RecordingRecord, looker: Looker) => {
  const { caseId: _case, ...shown } = recording
  return {
    ...shown,
    playable: recording.status === 'done' && recording.seconds !== 0 && maySeePersonalData(looker.role),
  }
}
export type RecordingView = ReturnType<typeof viewOfRecording>
