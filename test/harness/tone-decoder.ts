import {
  codeSamples,
  markerFrequencies,
  markerSamples,
  toneChecksum,
  toneCount,
  toneFrequencies,
  toneSamples,
  toneSymbols,
} from '../../src/adapters/speech/tone-code.ts'
import { sampleRate } from '../../src/adapters/speech/wav.ts'

/** A look every 5 ms; what is listened to leaves 10 ms at both ends, so any alignment of the audio hits. */
const hop = 40
const margin = 80
/** Quieter than this (of full scale, root mean square) is not worth a look. */
const floor = 0.004
/** Share of all energy that must lie in the marker's two tones, and in each of them; and in one symbol's tone. */
const markerPurity = 0.8
const markerBalance = 0.2
const tonePurity = 0.65

/**
 * Tells which tone codes are heard in a stream of 8 kHz samples. Exact: marker, purity of each tone and checksum must all
 * be right, so voices, chimes, DTMF and halves of codes are nothing. A code is told when its last tone is complete.
 */
export class ToneDecoder {
  private readonly keys = new Map<string, string>()
  private samples = new Int16Array(0)

  /** @throws when two of the keys have the same code (24 bits of hash), or a key is given that can't be told apart. */
  constructor(keys: Iterable<string>) {
    for (const key of new Set(keys)) {
      const code = toneSymbols(key).join(' ')
      const other = this.keys.get(code)
      if (other !== undefined) throw new Error(`The tone codes of ${other} and ${key} are the same: rename one`)
      this.keys.set(code, key)
    }
  }

  /**
   * Takes the next samples, of any length, and returns the keys whose code they complete, in order. A whole code of a key
   * that was not given is told as `?` and its 24 bits in hexadecimal.
   */
  feed(samples: Int16Array): readonly string[] {
    const all = new Int16Array(this.samples.length + samples.length)
    all.set(this.samples)
    all.set(samples, this.samples.length)
    const heard: string[] = []
    let at = 0
    while (at + codeSamples <= all.length) {
      const symbols = isMarker(all, at) ? readSymbols(all, at + markerSamples) : null
      if (symbols) {
        const hash = symbols.slice(0, -1).map((symbol) => symbol.toString(16))
        heard.push(this.keys.get(symbols.join(' ')) ?? `?${hash.join('')}`)
        at += codeSamples - margin
      } else {
        at += hop
      }
    }
    this.samples = all.slice(at)
    return heard
  }
}

function isMarker(samples: Int16Array, at: number): boolean {
  const start = at + margin
  const length = markerSamples - 2 * margin
  const energy = energyOf(samples, start, length)
  if (energy < length * (floor * 32768) ** 2) return false
  const shares = markerFrequencies.map((frequency) => shareOf(samples, start, length, frequency, energy))
  return shares.every((share) => share > markerBalance) && shares.reduce((sum, share) => sum + share, 0) > markerPurity
}

/** The symbols after a marker; null where a tone is not pure or the checksum is wrong. */
function readSymbols(samples: Int16Array, from: number): readonly number[] | null {
  const symbols: number[] = []
  const length = toneSamples - 2 * margin
  for (let tone = 0; tone < toneCount; tone += 1) {
    const start = from + tone * toneSamples + margin
    const energy = energyOf(samples, start, length)
    if (energy < length * (floor * 32768) ** 2) return null
    const shares = toneFrequencies.map((frequency) => shareOf(samples, start, length, frequency, energy))
    const purest = Math.max(...shares)
    if (purest < tonePurity) return null
    symbols.push(shares.indexOf(purest))
  }
  return toneChecksum(symbols.slice(0, -1)) === symbols.at(-1) ? symbols : null
}

function energyOf(samples: Int16Array, start: number, length: number): number {
  let energy = 0
  for (let i = start; i < start + length; i += 1) energy += (samples[i] as number) ** 2
  return energy
}

/** Goertzel: the share (0 to 1) of a stretch's energy that is a tone of this frequency. */
function shareOf(samples: Int16Array, start: number, length: number, frequency: number, energy: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * frequency) / sampleRate)
  let last = 0
  let before = 0
  for (let i = start; i < start + length; i += 1) {
    const now = (samples[i] as number) + coefficient * last - before
    before = last
    last = now
  }
  return (2 * (last * last + before * before - coefficient * last * before)) / (length * energy)
}
