import { coveredBy } from '../../roster/covered-by.ts'
import type { Roster } from '../../roster/roster.ts'
import { findingOf, type Looking, type ProofFinding, seenOf } from './finding.ts'
import { isEmpty, meet, nameOf, type Spans } from './spans.ts'

/** Nobody is on two shifts at once, of one roster or of two. */
export function checkRosters(looking: Looking): readonly ProofFinding[] {
  const { table, duty } = looking.coverage.rules
  const kept = duty.rosters.flatMap((roster) => {
    const covered = coveredBy(table, roster.covers)
    return covered === null ? [] : [{ roster, people: covered.people.map(({ id }) => id) }]
  })
  return checkTwice(kept, looking)
}

type Kept = { readonly roster: Roster; readonly people: readonly string[] }

type Post = { readonly person: string; readonly rosters: readonly string[]; readonly spans: Spans }

function checkTwice(kept: readonly Kept[], looking: Looking): readonly ProofFinding[] {
  const posts = new Map<string, { id: string; spans: Spans }[]>()
  const twice: Post[] = []
  const note = (person: string, rosters: readonly string[], both: Spans): void => {
    const spans = seenOf(meet(looking.coverage.whole, both), looking)
    if (!isEmpty(spans)) twice.push({ person, rosters, spans })
  }
  for (const { roster, people } of kept) {
    const onDuty = looking.coverage.roster(roster)
    for (const person of onDuty.people.filter((id) => people.includes(id))) {
      note(person, [roster.id], onDuty.twice(person))
      const others = posts.get(person) ?? []
      for (const other of others) note(person, [other.id, roster.id], meet(other.spans, onDuty.of(person)))
      posts.set(person, [...others, { id: roster.id, spans: onDuty.of(person) }])
    }
  }
  const groups = Map.groupBy(twice, ({ rosters, spans }) => JSON.stringify([rosters, nameOf(spans)]))
  return [...groups.values()].map((group) => {
    const { rosters, spans } = group[0] as Post
    const text = rosters.length === 1 ? 'twiceOnRoster' : 'twoShiftsAtOnce'
    const path = `rosters[${rosters.at(-1)}]`
    const people = group.map(({ person }) => person)
    const about = { code: 'twoShiftsAtOnce', severity: 'warning', path, text, people, rosters } as const
    return findingOf(about, looking, spans)
  })
}
