import type { OrderStep } from '../dispatch/advance-order.ts'

/** A step of the work, of which order (null: he has just one), and the result's words. */
export type StepReply = {
  readonly step: Extract<OrderStep, 'accept' | 'arrive' | 'complete'>
  readonly code: string | null
  readonly words: string | null
}

/** The order is not his unit's own: key of the reason (null: none given), and the words that go with it. */
export type ReturnReply = {
  readonly step: 'return'
  readonly code: string | null
  readonly reasonKey: string | null
  readonly words: string | null
}

/** What a responder says by a message. */
export type Reply = StepReply | ReturnReply

const steps: Readonly<Record<string, StepReply['step']>> = { 1: 'accept', 2: 'arrive', 3: 'complete' }

/**
 * Digit, order code (3 or 4 digits), words: `1 123`, `2 123`, `3 123 阀门已修好`; the code may be left out (`1`). A return
 * has the digit of its reason before the words: `4 123 1 不归我们管`, `4 1`. Spaces may stand anywhere between or nowhere
 * (`1123`), digits may be full-width, marks (`.`, `，`, `：`, `#`) between are overlooked. Only completion and return take
 * words; a step with words it has no place for is not understood rather than half obeyed.
 * @returns null: not understood.
 */
export function parseReply(text: string): Reply | null {
  const plain = text.normalize('NFKC').replace(/\s+/g, ' ').trim()
  const [, digit = '', code = null, rest = ''] =
    /^([1234])(?!\d{5})[\s.,,、:;#*-]*(\d{3,4}(?!\d))?[\s.,,。、:;#-]*(.*)$/u.exec(plain) ?? []
  if (digit === '4') return returnReply(code, rest)
  const step = steps[digit]
  if (step === undefined) return null
  const words = rest.trim() === '' ? null : rest.trim()
  if (words !== null && step !== 'complete') return null
  return { step, code, words }
}

function returnReply(code: string | null, rest: string): ReturnReply {
  const [, reasonKey = null, words = ''] = /^(\d(?!\d))?[\s.,,。、:;#-]*(.*)$/u.exec(rest.trim()) ?? []
  return { step: 'return', code, reasonKey, words: words.trim() === '' ? null : words.trim() }
}
