import type { OrderStep } from '../dispatch/advance-order.ts'

/** What a responder says by a message: a step, of which order (null: he has just one), and the result's words. */
export type Reply = {
  readonly step: Extract<OrderStep, 'accept' | 'arrive' | 'complete'>
  readonly code: string | null
  readonly words: string | null
}

const steps: Readonly<Record<string, Reply['step']>> = { 1: 'accept', 2: 'arrive', 3: 'complete' }

/**
 * Digit, order code (3 or 4 digits), words: `1 123`, `2 123`, `3 123 阀门已修好`; the code may be left out (`1`). Spaces may
 * stand anywhere between or nowhere (`1123`), digits may be full-width, marks (`.`, `，`, `：`, `#`) between are overlooked.
 * Only completion takes words; a step with words it has no place for is not understood rather than half obeyed.
 * @returns null: not understood.
 */
export function parseReply(text: string): Reply | null {
  const plain = text.normalize('NFKC').replace(/\s+/g, ' ').trim()
  const [, digit = '', code = null, rest = ''] =
    /^([123])(?!\d{5})[\s.,,、:;#*-]*(\d{3,4}(?!\d))?[\s.,,。、:;#-]*(.*)$/u.exec(plain) ?? []
  const step = steps[digit]
  if (step === undefined) return null
  const words = rest.trim() === '' ? null : rest.trim()
  if (words !== null && step !== 'complete') return null
  return { step, code, words }
}
