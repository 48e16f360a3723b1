/** Whole numbers from 0 to 2^53 - 1 in as few bytes as they need, seven bits a byte, the lowest first. */
export function pushNumber(bytes: number[], value: number): void {
  let rest = value
  while (rest >= 128) {
    bytes.push((rest % 128) + 128)
    rest = Math.floor(rest / 128)
  }
  bytes.push(rest)
}

/** Reads from a piece of bytes, part by part. @throws where it ends too early. */
export function byteReader(bytes: Uint8Array) {
  let place = 0
  return {
    number(): number {
      let value = 0
      for (let scale = 1; ; scale *= 128) {
        const byte = bytes[place]
        if (byte === undefined) throw new Error('a packed case ends in the middle of a number')
        place += 1
        value += (byte % 128) * scale
        if (byte < 128) return value
      }
    },
    take(length: number): Uint8Array {
      if (place + length > bytes.length) throw new Error('a packed case ends too early')
      place += length
      return bytes.subarray(place - length, place)
    },
    rest: (): Uint8Array => bytes.subarray(place),
  }
}
export type ByteReader = ReturnType<typeof byteReader>
