import { sampleRate } from './wav.ts'

const frame = sampleRate / 100
/** Loudness of the words themselves, dB under full scale: what telephone prompts are usually recorded at. */
const speechLevel = 10 ** (-20 / 20)
/** Nothing goes above this (-2 dB): G.711 clips hard. */
const ceiling = 0.79
/** From here on peaks are pressed together instead of cut. */
const knee = 0.55

/**
 * Makes a prompt of a raw voice at 8 kHz: silence before and after the words is cut, the words are brought to one
 * loudness, peaks are bent, and a pause fit for what the text ends with follows.
 * @param pauseMs silence after the words, in milliseconds.
 * @returns null where there is nothing but silence.
 */
export function shapeSpeech(raw: Int16Array, pauseMs: number): Int16Array | null {
  const frames = Array.from({ length: Math.ceil(raw.length / frame) }, (_, at) =>
    loudness(raw.subarray(at * frame, (at + 1) * frame)),
  )
  const loudest = Math.max(0, ...frames)
  if (loudest < 0.003) return null
  const isHeard = (level: number) => level > loudest * 0.02
  // Two frames of lead and four of tail: soft consonants and a nasal's end are under the threshold.
  const start = Math.max(0, frames.findIndex(isHeard) - 2) * frame
  const end = Math.min(raw.length, (frames.findLastIndex(isHeard) + 5) * frame)
  const spoken = frames.filter((level) => level > loudest * 0.1)
  const active = Math.sqrt(spoken.reduce((sum, level) => sum + level * level, 0) / spoken.length)
  const gain = speechLevel / active

  const shaped = new Int16Array(end - start + Math.round((pauseMs * sampleRate) / 1000))
  const fade = frame / 2
  for (let i = 0; i < end - start; i += 1) {
    const edge = Math.min(1, (i + 1) / fade, (end - start - i) / fade)
    shaped[i] = Math.round(32767 * edge * bend(((raw[start + i] as number) / 32768) * gain))
  }
  return shaped
}

/** Root mean square, 0 to 1. */
function loudness(samples: Int16Array): number {
  let sum = 0
  for (const sample of samples) sum += (sample / 32768) ** 2
  return samples.length > 0 ? Math.sqrt(sum / samples.length) : 0
}

function bend(value: number): number {
  const size = Math.abs(value)
  if (size <= knee) return value
  return Math.sign(value) * (knee + (ceiling - knee) * Math.tanh((size - knee) / (ceiling - knee)))
}
