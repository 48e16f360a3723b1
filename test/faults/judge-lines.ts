import { isInFallback, type Line } from './line.ts'
import type { Presence } from './presence.ts'
import { voiceOf } from './talk.ts'
import type { Town } from './town.ts'

/** Something that must not be: which promise, what was seen, and whose line it was. */
export type Violation = { readonly rule: string; readonly what: string; readonly line: Line | null }

/** Longest silence to a caller while the server is there, in ms; and what a look may be late by. */
const silenceMs = 5000
const lookLateMs = 300
/** Longest silence to a caller whoever is away, in ms: the dialplan comforts him 4.5 s after what he heard or said last. */
const awayMs = 10_000
/** Two who talk say something every 0.8 s. */
const talkGapMs = 3000
/** A hang-up and the next ring may cross on the way. */
const overlapMs = 1000

/** Looks at the lines as they are now. To be called several times a second. */
export function createLineJudge(town: Town, presence: Presence, dutyMobile: string) {
  const told = new Set<string>()
  const partners = new Map<Line, { other: Line; heardAt: number }>()

  town.onLine((line) => {
    line.onHeard((key) => {
      if (!key.startsWith('voice.')) return
      const other = town.lines.find((candidate) => voiceOf(candidate) === key)
      if (other && other !== line) partners.set(line, { other, heardAt: performance.now() })
    })
  })

  function* silent(line: Line, now: number): Iterable<Violation> {
    const upAt = line.upAt()
    if (line.direction === 'in' || upAt === null) return
    const last = line.soundAt() ?? upAt
    const there = presence.isThere() && !isInFallback(line) ? now - Math.max(last, presence.since()) : 0
    if (there < silenceMs + lookLateMs && now - last < awayMs + lookLateMs) return
    const heard = line.heard.slice(-4).map(({ key }) => key)
    const how = `${Math.round(now - last)} ms, ${Math.round(there)} of them with the server there`
    yield { rule: 'silence', what: `heard nothing for ${how}, after ${heard.join(', ') || 'nothing'}`, line }
  }

  function* parted(line: Line, now: number): Iterable<Violation> {
    const partner = partners.get(line)
    if (!partner || partner.other.overAt() !== null || partner.other.deadAt() !== null) return
    if (now - partner.heardAt < talkGapMs) return
    const what = `has not heard ${partner.other.name} for ${Math.round(now - partner.heardAt)} ms; both are up`
    yield { rule: 'conversation', what, line }
  }

  function* twice(line: Line, now: number, alive: readonly Line[]): Iterable<Violation> {
    if (line.direction === 'out' || line.number === '110') return
    const other = alive.find((candidate) => candidate.direction === 'in' && candidate.number === line.number)
    if (!other || other === line || now - line.beganAt < overlapMs) return
    if (line.number === dutyMobile && alive.some(isInFallback)) return
    yield { rule: 'rung twice', what: `rings while ${other.name} is not over`, line }
  }

  return {
    look(): Violation[] {
      const now = performance.now()
      const alive = town.alive().filter((line) => line.deadAt() === null)
      const found = alive.flatMap((line) => [...silent(line, now), ...parted(line, now), ...twice(line, now, alive)])
      return found.filter(({ rule, line }) => {
        const name = `${rule} ${line?.name}`
        return !told.has(name) && told.add(name)
      })
    },
  }
}
