import { type ByteReader, pushNumber } from './byte-reader.ts'

/**
 * UUIDs in order, in as few bytes as they need. Ids of one decision have the same time and follow one another
 * (`createUuidIds`): such a successor takes a byte or two; any other one the time that has passed and its 10 bytes.
 */
export function pushIds(bytes: number[], sorted: readonly string[]): void {
  pushNumber(bytes, sorted.length)
  let before = { time: 0, low: 0n }
  for (const id of sorted) {
    const next = partsOf(id)
    const step = next.time === before.time ? next.low - before.low : 0n
    if (step > 0n && step < mostStep) pushNumber(bytes, Number(step) * 2 + 1)
    else {
      pushNumber(bytes, (next.time - before.time) * 2)
      const low = next.low.toString(16).padStart(20, '0')
      for (let place = 0; place < 20; place += 2) bytes.push(Number.parseInt(low.slice(place, place + 2), 16))
    }
    before = next
  }
}

/** The way back. */
export function readIds(reader: ByteReader): readonly string[] {
  const count = reader.number()
  const ids: string[] = []
  let time = 0
  let low = 0n
  for (let place = 0; place < count; place += 1) {
    const step = reader.number()
    if (step % 2 === 1) low += BigInt((step - 1) / 2)
    else {
      time += step / 2
      low = BigInt(`0x${Buffer.from(reader.take(10)).toString('hex')}`)
    }
    const hex = time.toString(16).padStart(12, '0') + low.toString(16).padStart(20, '0')
    ids.push(`${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`)
  }
  return ids
}

/** A step is kept as a number of at most 48 bits. */
const mostStep = 1n << 47n

const partsOf = (id: string) => {
  const hex = id.replaceAll('-', '')
  return { time: Number.parseInt(hex.slice(0, 12), 16), low: BigInt(`0x${hex.slice(12)}`) }
}
