/**
 * Promise to the citizen: he may say in his own words where he is and what happened; it is kept with the case and the
 * responder hears it before deciding. Skipping it (`#`) costs nothing, and no fault of the recording stops the help.
 */
import { seconds } from '../../instant.ts'
import type { Family, PositionAt } from '../family.ts'
import { promiseCallBack } from '../steps/promising.ts'
import { beginRecording, finishRecording } from '../steps/record-calls.ts'
import { huntFor, stagesFor } from '../steps/stages-for.ts'
import { clearTimer, goTo, sayToCaller, setTimer, stay, stopSaying, type Turn } from '../turn.ts'

type AtStatement = PositionAt<'statement'>

/** What may still come after the recording's own limit, before it is taken for lost. */
const graceSeconds = 5
/** From words that could not be played to the recording. */
const pauseSeconds = 1
/** A recording of which nothing is known is waited for no longer: he may be standing there in silence. */
const afterResumeSeconds = 4

export const statement: Family<'statement'> = {
  enter: (turn, _position, before) => sayToCaller(turn, [...before, { say: 'statementAsk' }, { say: 'beep' }]),
  on(turn, event, position) {
    switch (event.type) {
      case 'DigitPressed':
        if (event.leg !== turn.state.caller || position.doing !== 'asking') return
        return statementKey(turn, event.digit, position)
      case 'PromptFinished':
        return position.doing === 'asking' ? record(turn, position) : undefined
      // Words also fail when the caller is just hanging up.
      case 'PromptFailed':
        return position.doing === 'asking' ? setTimer(turn, 'pause', pauseSeconds) : undefined
      case 'RecordingFinished':
      case 'RecordingFailed':
        return event.recording === position.recording ? goOn(turn, position) : undefined
      case 'TimerFired':
        if (event.timer === 'pause' && position.doing === 'asking') return record(turn, position)
        if (event.timer !== 'statement' || position.recording === null) return
        turn.commands.push({ do: 'stopRecording', recording: position.recording })
        return goOn(turn, position)
      default:
    }
  },
  /** A recording goes on by itself, and whoever speaks is not cut short; one that never began is asked for anew. */
  resume(turn, position, recordings) {
    const { recording } = position
    if (recording === null) return goTo(turn, position)
    if (recordings[recording] === 'running') return
    if (recordings[recording] === 'missing') {
      finishRecording(turn, recording, null, 'it did not begin')
      return goTo(turn, { ...position, doing: 'asking', recording: null })
    }
    const { statement: due = Number.POSITIVE_INFINITY } = turn.state.timers
    if (due > turn.facts.now + seconds(afterResumeSeconds)) setTimer(turn, 'statement', afterResumeSeconds)
  },
}

function statementKey(turn: Turn, digit: string, position: AtStatement): void {
  if (digit === '*') return goTo(turn, position)
  if (turn.state.caller !== null) stopSaying(turn, turn.state.caller)
  return digit === '#' ? goOn(turn, position) : record(turn, position)
}

function record(turn: Turn, position: AtStatement): void {
  const { caller, matter } = turn.state
  if (caller === null || matter === null) return
  const { statementMaxSeconds, statementSilenceSeconds } = turn.facts.table.timings
  const recording = beginRecording(turn, 'statement', matter.caseId)
  stay(turn, { ...position, doing: 'recording', recording })
  turn.commands.push({
    do: 'record',
    leg: caller,
    recording,
    maxSeconds: statementMaxSeconds,
    silenceSeconds: statementSilenceSeconds,
  })
  setTimer(turn, 'statement', statementMaxSeconds + graceSeconds)
}

function goOn(turn: Turn, position: AtStatement): void {
  clearTimer(turn, 'statement')
  const { matter } = turn.state
  if (matter === null) return
  if (position.after === 'promise') return promiseCallBack(turn)
  goTo(turn, huntFor(matter.unit === null ? 'officer' : 'order', stagesFor(turn, matter)))
}
