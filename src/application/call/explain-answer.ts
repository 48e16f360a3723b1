import type { AnswerClock } from '../../domain/call/answer-clocks.ts'
import type { ExplanationLanguage } from '../../domain/clocks/explain-deadline.ts'
import { localClock } from '../../domain/clocks/local-time.ts'
import type { Instant } from '../../domain/instant.ts'

/** The sum behind an answer: `answer by 14:05:15 = arrived 14:05:00 + 15 s; answered 14:05:01`. */
export function explainAnswer(clock: AnswerClock, zone: string, language: ExplanationLanguage): string {
  const show = (at: Instant) => `${localClock(at, zone)}:${String(Math.floor(at / 1000) % 60).padStart(2, '0')}`
  const { by, from, due, answeredAt, seconds } = clock
  if (language === 'zh-CN') {
    const [what, base] = by === 'system' ? ['系统接听时限', '来电'] : ['人工接听时限', '振铃']
    const end = answeredAt === null ? '无人接听' : `接听 ${show(answeredAt)}`
    return `${what} ${show(due)} = ${base} ${show(from)} + ${seconds} 秒；${end}`
  }
  const [what, base] = by === 'system' ? ['answer', 'arrived'] : ['a person', 'rang']
  const end = answeredAt === null ? 'not answered' : `answered ${show(answeredAt)}`
  return `${what} by ${show(due)} = ${base} ${show(from)} + ${seconds} s; ${end}`
}
