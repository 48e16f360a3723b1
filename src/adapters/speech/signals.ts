import { encodeTone } from './tone-code.ts'
import { sampleRate } from './wav.ts'

/** "Speak now": 0.4 s of 1 kHz, 12 dB under full scale. */
export function beep(): Int16Array {
  const length = 0.4 * sampleRate
  const edge = 0.012 * sampleRate
  return Int16Array.from({ length }, (_, i) => {
    const envelope = Math.min(1, i / edge, (length - i) / edge)
    return 0.25 * 32767 * envelope * Math.sin((2 * Math.PI * 1000 * i) / sampleRate)
  })
}

/**
 * What a waiting caller hears between the words: two soft falling chimes (a major third), again after 3.4 s, 10.2 s in all. Quiet
 * (about 24 dB under full scale), slow and without a melody, so that it can be borne for twenty minutes, yet never still for
 * long enough to be taken for a dead line.
 */
export const comfort = (): Int16Array => chimes(3)

/** {@link comfort}, so many times its two chimes: 3.4 s each. */
export function chimes(count: number): Int16Array {
  const every = 3.4
  const samples = new Float64Array(count * every * sampleRate)
  for (let round = 0; round < count; round += 1) {
    addChime(samples, round * every, 659.26)
    addChime(samples, round * every + 0.55, 523.25)
  }
  return Int16Array.from(samples, (value) => value * 32767)
}

function addChime(samples: Float64Array, start: number, frequency: number): void {
  const first = Math.round(start * sampleRate)
  for (let i = 0; first + i < samples.length; i += 1) {
    const time = i / sampleRate
    const attack = Math.min(1, time / 0.03)
    const voice =
      Math.sin(2 * Math.PI * frequency * time) + 0.25 * Math.sin(4 * Math.PI * frequency * time) * Math.exp(-2 * time)
    // Gone at the next chime's start: the sound is looped, and a cut decay would click.
    const release = Math.min(1, (samples.length - first - i) / (0.05 * sampleRate))
    samples[first + i] = (samples[first + i] ?? 0) + 0.075 * attack * release * Math.exp(-1.5 * time) * voice
  }
}

/** A short breath between groups of digits. */
export const pause = (): Int16Array => new Int16Array(0.25 * sampleRate)

/**
 * In tone codes comfort is its code and then a quiet hum: "something is heard" stays true between two codes. The fall-back's
 * is as long as the chime that it stands for, since the dialplan counts in it how long a caller has been alone.
 */
export function toneComfort(key = 'comfort'): Int16Array {
  const code = encodeTone(key)
  const length = key.endsWith('fallbackComfort') ? chimes(1).length : code.length + 2 * sampleRate
  const samples = new Int16Array(length)
  samples.set(code)
  for (let i = code.length; i < samples.length; i += 1) {
    samples[i] = 0.02 * 32767 * Math.sin((2 * Math.PI * 200 * i) / sampleRate)
  }
  return samples
}
