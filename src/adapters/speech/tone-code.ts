import { createHash } from 'node:crypto'
import { sampleRate } from './wav.ts'

/**
 * Tone codes: what is said in the language `x-tone`, so that a test can tell exactly what was heard on a telephone line.
 * A code is a marker of two tones, then seven tones out of sixteen (24 bits of a hash of the key and 4 of a checksum), then
 * a gap; 0.46 s in all. Frequencies lie inside the telephone band, 130 Hz apart, and off the DTMF ones.
 */
const milliseconds = sampleRate / 1000
export const toneSamples = 50 * milliseconds
export const markerSamples = 70 * milliseconds
const gapSamples = 40 * milliseconds
/** Below the lowest and above the highest symbol; voices are never pure there. */
export const markerFrequencies = [430, 2870] as const
export const toneFrequencies: readonly number[] = Array.from({ length: 16 }, (_, symbol) => 620 + 130 * symbol)
export const toneCount = 7
/** Samples from the start of the marker to the end of the last tone. */
export const codeSamples = markerSamples + toneCount * toneSamples

const amplitude = 0.3 * 32767
/** Soft edges keep a code from clicking; they are outside of what the decoder listens to. */
const rampSamples = 4 * milliseconds

/** The seven symbols (0 to 15) of a key: six of its hash, one that checks them. */
export function toneSymbols(key: string): readonly number[] {
  const hash = createHash('sha256').update(key).digest()
  const symbols = [...hash.subarray(0, 3)].flatMap((byte) => [byte >> 4, byte & 15])
  return [...symbols, toneChecksum(symbols)]
}

/** Weighted, so that two exchanged symbols are noticed too. */
export const toneChecksum = (symbols: readonly number[]): number =>
  symbols.reduce((sum, symbol, at) => sum + symbol * (2 * at + 1), 5) % 16

/** The tone code of a key, 8 kHz, ending in its gap. Any text is a key: phones of a test "say" `voice.<name>`. */
export function encodeTone(key: string): Int16Array {
  const samples = new Int16Array(codeSamples + gapSamples)
  addTone(samples, 0, markerSamples, markerFrequencies)
  toneSymbols(key).forEach((symbol, at) => {
    addTone(samples, markerSamples + at * toneSamples, toneSamples, [toneFrequencies[symbol] as number])
  })
  return samples
}

function addTone(samples: Int16Array, start: number, length: number, frequencies: readonly number[]): void {
  for (let i = 0; i < length; i += 1) {
    const edge = Math.min(1, (i + 1) / rampSamples, (length - i) / rampSamples)
    const sum = frequencies.reduce(
      (total, frequency) => total + Math.sin((2 * Math.PI * frequency * i) / sampleRate),
      0,
    )
    samples[start + i] = Math.round((amplitude * edge * sum) / frequencies.length)
  }
}
