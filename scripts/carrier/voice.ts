import { Worker } from 'node:worker_threads'
import { decodeALaw, encodeALaw } from './a-law.ts'
import type { VoiceOrder, VoiceReport } from './voice-thread.ts'

/** Ear and mouth of one telephone: RTP over a UDP socket of ours. */
export type Voice = {
  /** Port on which the telephone's sound is wanted. */
  readonly port: number
  /** Begins to send (silence, until something is said) to where Asterisk listens. */
  connect(to: { readonly host: string; readonly port: number }): void
  /** 8 kHz samples; one after another when called again. Resolves when the last one was sent, or the voice is closed. */
  say(samples: Int16Array): Promise<void>
  /** Samples as they arrive, with the instant (`performance.now()`). Nothing comes while the other side is silent. */
  onSound(listener: (samples: Int16Array, at: number) => void): void
  close(): void
}

/** One thread for all voices: a server that runs in this process and is busy must not make them stutter. */
let thread: Worker | null = null
const reports = new Map<number, (report: VoiceReport) => void>()
let voices = 0

/** Opens the voice of a telephone on an address of this machine. Rejects where nothing can be bound there. */
export async function openVoice(host: string): Promise<Voice> {
  const voice = ++voices
  const listeners: ((samples: Int16Array, at: number) => void)[] = []
  const speeches = new Map<number, () => void>()
  let said = 0
  const port = await new Promise<number>((resolve, reject) => {
    reports.set(voice, (report) => {
      if (report.is === 'open') resolve(report.port)
      else if (report.is === 'refused') reject(new Error(`no voice on ${host}: ${report.detail}`))
      else if (report.is === 'said') {
        speeches.get(report.speech)?.()
        speeches.delete(report.speech)
      } else {
        const samples = decodeALaw(report.codes)
        for (const listener of listeners) listener(samples, report.at - performance.timeOrigin)
      }
    })
    order({ do: 'open', voice, host })
  })
  return {
    port,
    connect: (to) => order({ do: 'connect', voice, ...to }),
    say(samples) {
      if (!reports.has(voice)) return Promise.resolve()
      const speech = ++said
      return new Promise((done) => {
        speeches.set(speech, done)
        order({ do: 'say', voice, speech, codes: encodeALaw(samples) })
      })
    },
    onSound: (listener) => void listeners.push(listener),
    close() {
      if (!reports.delete(voice)) return
      for (const done of speeches.values()) done()
      order({ do: 'close', voice })
    },
  }
}

function order(order: VoiceOrder): void {
  thread ??= startThread()
  thread.postMessage(order)
}

function startThread(): Worker {
  const started = new Worker(new URL('./voice-thread.ts', import.meta.url))
  // It lives as long as the process has something else to do.
  started.unref()
  started.on('message', (report: VoiceReport) => reports.get(report.voice)?.(report))
  started.on('error', (error) => {
    thread = null
    for (const [voice, tell] of reports) tell({ is: 'refused', voice, detail: error.message })
  })
  return started
}
