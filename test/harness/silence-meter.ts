import type { PhoneCall } from '../../scripts/carrier/phones.ts'

/** Quieter than this is silence: 50 dB under full scale, below the hum of the waiting sound. */
const quiet = 100

/** Listens to a telephone and remembers when it heard something. */
export type SilenceMeter = {
  /** Longest time without a sound since `mark`, in seconds, the one that lasts included. */
  longest(): number
  /** Seconds since the last sound. */
  now(): number
  mark(): void
}

export function meterSilence(call: PhoneCall): SilenceMeter {
  let last = performance.now()
  let longest = 0
  call.onSound((samples, at) => {
    if (!samples.some((sample) => Math.abs(sample) > quiet)) return
    longest = Math.max(longest, at - last)
    last = at
  })
  const lasting = (): number => performance.now() - last
  return {
    longest: () => Math.max(longest, lasting()) / 1000,
    now: () => lasting() / 1000,
    mark() {
      longest = 0
      last = performance.now()
    },
  }
}
