import { statSync } from 'node:fs'

/** WAV header, and a second of 8 kHz 16-bit mono: the one format that prompts have. */
export const headerBytes = 44
export const bytesPerSecond = 16_000

/** Taken for the length of a sound that can't be looked at, and of a recording (the longest statement), in seconds. */
const unknownSeconds = 30
const recordingSeconds = 60

/** Files of prompts never change: their names carry a fingerprint of what they are made of. */
const known = new Map<string, number>()

/** How long these sounds take together, at the most, in seconds. */
export function longestSeconds(media: readonly string[]): number {
  return media.reduce((sum, one) => sum + lengthOf(one), 0)
}

function lengthOf(one: string): number {
  if (!one.startsWith('sound:')) return recordingSeconds
  const before = known.get(one)
  if (before !== undefined) return before
  const file = `${one.slice('sound:'.length)}.wav`
  const size = statSync(file, { throwIfNoEntry: false })?.size
  if (size === undefined) return unknownSeconds
  const seconds = Math.max(0, size - headerBytes) / bytesPerSecond
  known.set(one, seconds)
  return seconds
}
