import type { Replay, ReplayGroup } from './replay-calls.ts'
import type { Saying } from './say-line.ts'
import { sayDestination } from './say-outcome.ts'
import { sayLineText } from './texts/line-texts.ts'

/** What a replay comes to, in sentences: how many calls in all, then a sentence a group. */
export function sayReplay({ looked, skipped, isComplete, groups }: Replay, saying: Saying): readonly string[] {
  const { language } = saying
  const count = (change: ReplayGroup['change']): number =>
    groups.reduce((sum, group) => sum + (group.change === change ? group.calls.length : 0), 0)
  const counts = { count: looked, elsewhere: count('elsewhere'), otherPhones: count('otherPhones') }
  return [
    sayLineText('replayed', counts, language),
    ...(skipped === 0 ? [] : [sayLineText('notReplayed', { count: skipped }, language)]),
    ...(isComplete ? [] : [sayLineText('notAll', {}, language)]),
    ...groups.map((group) => sayGroup(group, saying)),
  ]
}

/** Where the calls of a group went, and would go. */
export function sayGroup({ change, from, to, calls }: ReplayGroup, saying: Saying): string {
  const listed = (numbers: readonly string[]): string => (numbers.length === 0 ? 'none' : numbers.join(', '))
  const about = {
    count: calls.length,
    from: sayDestination(from.destination, saying),
    to: sayDestination(to.destination, saying),
    rung: listed(from.rings),
    rings: listed(to.rings),
  }
  return sayLineText(change, about, saying.language)
}
