/** G.711 A-law: one byte a sample, as telephone networks outside of America carry it. */
export const encodeALaw = (samples: Int16Array): Uint8Array => Uint8Array.from(samples, encode)
export const decodeALaw = (codes: Uint8Array): Int16Array => Int16Array.from(codes, (code) => decoded[code] as number)

/** What a telephone line makes of samples. */
export const throughALaw = (samples: Int16Array): Int16Array => decodeALaw(encodeALaw(samples))

/** The code of silence. */
export const silentCode = 0xd5

function encode(sample: number): number {
  const sign = sample >= 0 ? 0x80 : 0
  const size = Math.min(sample >= 0 ? sample : -sample - 1, 32767) >> 4
  let exponent = 0
  while (exponent < 7 && size >> (exponent + 4) > 0) exponent += 1
  const mantissa = (exponent === 0 ? size : size >> (exponent - 1)) & 15
  return (sign | (exponent << 4) | mantissa) ^ 0x55
}

function decode(code: number): number {
  const bits = code ^ 0x55
  const exponent = (bits >> 4) & 7
  const mantissa = bits & 15
  const size = exponent === 0 ? (mantissa << 4) + 8 : ((mantissa << 4) + 0x108) << (exponent - 1)
  return bits & 0x80 ? size : -size
}

const decoded = Int16Array.from({ length: 256 }, (_, code) => decode(code))
