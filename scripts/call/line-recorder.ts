import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { sampleRate, toWav } from '../../src/adapters/speech/wav.ts'

/** Longest that is kept: ten minutes. */
const mostSamples = 600 * sampleRate
/** A packet that comes so much later than the one before has had silence before it; less is the network's jitter. */
const silenceMs = 60

/** Keeps what a telephone hears, silence included. */
export class LineRecorder {
  private readonly parts: { readonly from: number; readonly samples: Int16Array }[] = []
  private end = 0
  private began: number | null = null

  take(samples: Int16Array, at: number): void {
    this.began ??= at
    const now = Math.round(((at - this.began) / 1000) * sampleRate)
    const from = now - this.end > (silenceMs / 1000) * sampleRate ? now : this.end
    if (from + samples.length > mostSamples) return
    this.parts.push({ from, samples })
    this.end = from + samples.length
  }

  get seconds(): number {
    return this.end / sampleRate
  }

  save(file: string): void {
    const all = new Int16Array(this.end)
    for (const { from, samples } of this.parts) all.set(samples, from)
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, toWav(all), { mode: 0o600 })
  }
}
