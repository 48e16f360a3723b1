/** 8 kHz, 16 bit, one channel: what recordings are. */
const headerBytes = 44
const bytesPerSecond = 16_000
/** Of silence alone a fraction of a second is kept. */
const leastSeconds = 0.5

/** Whole seconds of sound in the file, at least 1 when something was said, 0 when nothing was. */
export function secondsOfWav(file: Uint8Array): number {
  const seconds = Math.max(0, file.length - headerBytes) / bytesPerSecond
  return seconds < leastSeconds ? 0 : Math.max(1, Math.round(seconds))
}

/** Why the file of a recording in which something was said can't be played, in words for a sysadmin; null: it can. */
export function faultOfWav(file: Uint8Array | null): string | null {
  if (file === null) return 'its file is not there'
  if (file.length === 0) return 'its file is empty'
  const word = (from: number): string => Buffer.from(file.subarray(from, from + 4)).toString('latin1')
  if (word(0) !== 'RIFF' || word(8) !== 'WAVE') return 'its file is no WAV file'
  return file.length <= headerBytes ? 'its file ends after its header' : null
}
