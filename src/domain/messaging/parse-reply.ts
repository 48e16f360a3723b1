import type { OrderStep } from '../dispatch/advance-order.ts'

/**
 * What somebody of a unit can say by a message: a step of his order, that the case is serious, that he needs more hands,
 * that the order is not his unit's own.
 */
export type ReplyAct =
  | Extract<OrderStep, 'accept' | 'arrive' | 'report' | 'complete'>
  | 'serious'
  | 'reinforce'
  | 'return'

/** What a responder says by a message, of which order (null: he has just one). */
export type Reply = {
  readonly act: ReplyAct
  readonly code: string | null
  /** With `serious`: digit of its kind; with `return`: digit of the reason; null: he gave none. */
  readonly digit: string | null
  /** The result's words, what he found, or why. */
  readonly words: string | null
}

const acts: Readonly<Record<string, ReplyAct>> = {
  1: 'accept',
  2: 'arrive',
  3: 'complete',
  4: 'return',
  5: 'report',
  6: 'serious',
  7: 'reinforce',
}
const withoutWords: readonly ReplyAct[] = ['accept', 'arrive']
const takesDigit: readonly ReplyAct[] = ['serious', 'return']

/**
 * Digit, order code (3 or 4 digits), words: `1 123`, `2 123`, `3 123 阀门已修好`, `4 123 1 不归我们管`, `5 123 两户停水`,
 * `6 123 1 一人受伤`, `7 123 井太深`; the code may be left out (`1`). Spaces may stand anywhere between or nowhere
 * (`1123`), digits may be full-width, marks (`.`, `，`, `：`, `#`) between are overlooked. A digit that stands by itself
 * behind the code of a 6 says how serious it is, behind that of a 4 why the order is returned.
 * Words for which a step has no place are not understood rather than half obeyed.
 * @returns null: not understood.
 */
export function parseReply(text: string): Reply | null {
  const plain = text.normalize('NFKC').replace(/\s+/g, ' ').trim()
  const [, first = '', code = null, rest = ''] =
    /^([1-7])(?!\d{5})[\s.,,、:;#*-]*(\d{3,4}(?!\d))?[\s.,,。、:;#-]*(.*)$/u.exec(plain) ?? []
  const act = acts[first]
  if (act === undefined) return null
  const [, digit = null, after = rest] =
    (takesDigit.includes(act) ? /^(\d)(?!\d)[\s.,,。、:;#-]*(.*)$/u.exec(rest) : null) ?? []
  const words = after.trim() === '' ? null : after.trim()
  if (words !== null && withoutWords.includes(act)) return null
  return { act, code, digit, words }
}
