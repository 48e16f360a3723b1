/** Samples a second of everything that is played in a call. */
export const sampleRate = 8000

/** Wraps 8 kHz mono 16-bit samples as a WAV file, the only kind that Asterisk plays here without converting. */
export function toWav(samples: Int16Array): Buffer {
  const header = Buffer.alloc(44)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(36 + samples.length * 2, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(sampleRate, 24)
  header.writeUInt32LE(sampleRate * 2, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(samples.length * 2, 40)
  return Buffer.concat([header, Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)])
}

/** Mono 16-bit PCM of any rate. */
export type MonoWav = { readonly rate: number; readonly samples: Int16Array }

/**
 * Reads a WAV file of mono 16-bit PCM. Further chunks (LIST, fact) are passed over; a length that a writer to a pipe has
 * left open means "to the end of the file".
 * @returns null where the file is anything else: more channels, another encoding, or no WAV at all.
 */
export function readWav(file: Buffer): MonoWav | null {
  const name = (at: number) => file.toString('latin1', at, at + 4)
  if (file.length < 12 || name(0) !== 'RIFF' || name(8) !== 'WAVE') return null
  let rate = 0
  for (let at = 12; at + 8 <= file.length; ) {
    const size = file.readUInt32LE(at + 4)
    const body = at + 8
    if (name(at) === 'fmt ' && body + 16 <= file.length) {
      const isMonoPcm = file.readUInt16LE(body) === 1 && file.readUInt16LE(body + 2) === 1
      if (isMonoPcm && file.readUInt16LE(body + 14) === 16) rate = file.readUInt32LE(body + 4)
    } else if (name(at) === 'data') {
      return rate > 0 ? { rate, samples: toSamples(file.subarray(body, Math.min(file.length, body + size))) } : null
    }
    at = body + size + (size % 2)
  }
  return null
}

/** Raw little-endian 16-bit samples, copied at once: every processor that this runs on is little-endian. */
export const toSamples = (raw: Buffer): Int16Array =>
  new Int16Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length - (raw.length % 2)))
