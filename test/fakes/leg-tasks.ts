import type { Alarms, Clock } from '../../src/application/ports/clock.ts'
import type { RecordingName } from '../../src/application/ports/telephony.ts'
import { durationOf, type Emit, type FakeLeg, isMissing, type Recorded, type Task } from './fake-line.ts'

/** With no sound at all a recording ends by itself after so long, whatever silence it was asked to wait for. */
const deafMs = 6000

/** Carries out what is queued at legs, one after another, in the clock's time. */
export function createLegTasks(options: {
  readonly clock: Clock
  readonly alarms: Alarms
  readonly emit: Emit
  readonly recordings: Map<RecordingName, Recorded>
}) {
  const { clock, alarms, emit, recordings } = options

  function begin(leg: FakeLeg): void {
    const task = leg.queue[0]
    if (!task) return
    leg.taskBegan = clock.now()
    if (task.kind === 'play') return playFrom(leg, task, 0)
    leg.voices = []
    leg.spokenUntil = clock.now()
    const cancelLongest = alarms.set(clock.now() + task.request.maxSeconds * 1000, () => finishRecording(leg))
    untilSilence(leg, task.request.silenceSeconds * 1000, cancelLongest)
  }

  function playFrom(leg: FakeLeg, task: Extract<Task, { kind: 'play' }>, index: number): void {
    const sound = task.media[index]
    if (sound === undefined) return finishPlayback(leg, task.playback, null)
    if (isMissing(sound)) return finishPlayback(leg, task.playback, `can't play ${sound}`)
    // As Asterisk does: what it can't read it passes over without a word.
    if (recordings.get(sound.slice('recording:'.length))?.damaged) return playFrom(leg, task, index + 1)
    leg.cancelTask = alarms.set(clock.now() + durationOf(sound, recordings), () => {
      const voices = sound.startsWith('recording:')
        ? recordings.get(sound.slice('recording:'.length))?.voices
        : undefined
      for (const heard of voices ?? [sound]) leg.party.heard(heard)
      playFrom(leg, task, index + 1)
    })
  }

  function finishPlayback(leg: FakeLeg, playback: string, reason: string | null): void {
    const at = leg.queue.findIndex((task) => task.kind === 'play' && task.playback === playback)
    if (at === 0) leg.cancelTask()
    leg.queue.splice(at, 1)
    emit(reason === null ? { type: 'PromptFinished', playback } : { type: 'PromptFailed', playback, reason })
    if (at === 0) begin(leg)
  }

  function untilSilence(leg: FakeLeg, silenceMs: number, cancelLongest: () => void): void {
    const due = () => leg.spokenUntil + (leg.voices.length === 0 ? deafMs : silenceMs)
    const cancel = alarms.set(due(), () => {
      if (clock.now() >= due()) finishRecording(leg)
      else untilSilence(leg, silenceMs, cancelLongest)
    })
    leg.cancelTask = () => {
      cancel()
      cancelLongest()
    }
  }

  function finishRecording(leg: FakeLeg): void {
    const [task] = leg.queue
    if (task?.kind !== 'record') return
    const { recording } = task.request
    leg.cancelTask()
    leg.queue.shift()
    const seconds = leg.voices.length === 0 ? 0 : Math.max(1, Math.round((clock.now() - leg.taskBegan) / 1000))
    recordings.set(recording, { seconds, voices: leg.voices })
    emit({ type: 'RecordingFinished', recording, seconds })
    begin(leg)
  }

  return {
    add(leg: FakeLeg, task: Task): void {
      leg.queue.push(task)
      if (leg.queue.length === 1) begin(leg)
    },
    /** Ends a playback before its time, also one that still waits. */
    stopPlayback: (leg: FakeLeg, playback: string): void => finishPlayback(leg, playback, null),
    /** Ends the recording that runs. */
    stopRecording: (leg: FakeLeg): void => finishRecording(leg),
    /** The leg hangs up: what runs ends before it does; a recording that never began ends without a word. */
    end(leg: FakeLeg): void {
      const [current, ...waiting] = leg.queue
      leg.queue = current ? [current] : []
      if (current?.kind === 'record') finishRecording(leg)
      else if (current) finishPlayback(leg, current.playback, 'the leg hung up')
      for (const task of waiting) {
        if (task.kind === 'play') emit({ type: 'PromptFailed', playback: task.playback, reason: 'the leg hung up' })
      }
    },
  }
}
