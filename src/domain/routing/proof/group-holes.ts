/** Promise to the sysadmin: a shift that nobody has is one sentence with all keys and places it concerns, not one each. */
import type { Roster } from '../../roster/roster.ts'
import { centreRoster } from '../../roster/roster.ts'
import { rungOf } from './coverage.ts'
import type { Hole } from './find-holes.ts'
import { findingOf, type Looking, type ProofFinding, seenOf } from './finding.ts'
import { isEmpty, nameOf, unite } from './spans.ts'
import { keyPresses, waysIn } from './ways-in.ts'

/** A key in places that are led the same way, with its holes on all lines. */
type Cell = Pick<Hole, 'code' | 'category' | 'answer' | 'areas' | 'route' | 'turns' | 'spans'> & {
  /** Lines on which it has some of them: what is open longer has more. */
  readonly lines: readonly string[]
}
/** Keys with the same people at the same times: each in each of the places. */
type Block = Cell & { readonly keys: readonly Pick<Hole, 'category' | 'answer'>[] }

/** The findings that tell these holes, each hole in one of them. */
export function groupHoles(holes: readonly Hole[], looking: Looking): readonly ProofFinding[] {
  const seen = holes
    .map((hole) => ({ ...hole, spans: seenOf(hole.spans, looking) }))
    .filter(({ spans }) => !isEmpty(spans))
  const cells = gather(seen, ({ code, turns, route, category, answer, areas }) => [
    code,
    turns,
    route === null,
    category,
    answer,
    areas,
  ]).map(
    (same): Cell => ({
      ...(same[0] as Hole),
      spans: same.map(({ spans }) => spans).reduce(unite),
      lines: [...new Set(same.map(({ line }) => line))],
    }),
  )
  const places = gather(cells, ({ code, turns, route, category, answer, lines, spans }) => [
    code,
    turns,
    route === null,
    category,
    answer,
    lines,
    nameOf(spans),
  ]).map((same): Cell => ({ ...(same[0] as Cell), areas: inOrder(same.flatMap(({ areas }) => areas)) }))
  function inOrder(areas: readonly (string | null)[]): readonly (string | null)[] {
    return [...looking.coverage.rules.table.areas.map(({ id }) => id), null].filter((area) => areas.includes(area))
  }
  return gather(places, ({ code, turns, route, areas, lines, spans }) => [
    code,
    turns,
    route === null,
    areas,
    lines,
    nameOf(spans),
  ]).map((keys) => tell({ ...(keys[0] as Cell), keys }, looking))
}

function gather<Thing>(things: readonly Thing[], by: (thing: Thing) => unknown): readonly Thing[][] {
  const groups = new Map<string, Thing[]>()
  for (const thing of things) {
    const key = JSON.stringify(by(thing))
    const group = groups.get(key)
    if (group) group.push(thing)
    else groups.set(key, [thing])
  }
  return [...groups.values()]
}

function tell({ code, turns, route, keys, areas, lines, spans }: Block, looking: Looking): ProofFinding {
  const { table, duty } = looking.coverage.rules
  const units = [...new Set(turns.map(({ unit }) => unit))]
  const rosters = turns.flatMap((turn) => rostersOf(turn.unit, looking))
  const isSilent = units.every(
    (id) => rungOf(table.units.find((unit) => unit.id === id)?.responders ?? []).length === 0,
  )
  const cause = units.length === 0 ? (route === null ? 'NoRoute' : 'Sent') : isSilent ? 'Silent' : ''
  const text =
    code === 'nobodyOnDuty' ? (`${code}${cause}` as const) : cause === 'Sent' ? code : (`${code}${cause}` as const)
  const [first] = rosters
  const everyLine = waysIn(table)
    .filter(({ category }) => keys.some((key) => key.category === category))
    .every(({ line }) => lines.includes(line))
  return findingOf(
    {
      code,
      severity: code === 'nobodyOnDuty' ? 'error' : 'warning',
      path: placeOf(),
      text,
      keys: keysOf(keys, lines, looking),
      areas: areas.length > table.areas.length ? null : areas,
      lines: everyLine ? null : lines,
      units,
      rosters: [...new Set(rosters.map(({ id }) => id))],
    },
    looking,
    spans,
  )

  function placeOf(): string {
    if (cause === 'Sent')
      return rosterPath(duty.rosters.find(({ covers }) => covers === centreRoster)) ?? 'centre.dutyOfficers'
    if (cause === '' && first !== undefined) return `rosters[${first.id}]`
    const unit = table.units.findIndex(({ id }) => id === units[0])
    return unit < 0 ? 'routes' : `units[${unit}].responders`
  }
}

const rosterPath = (roster: Roster | undefined): string | null =>
  roster === undefined ? null : `rosters[${roster.id}]`

/** Rosters that say who of a unit is on duty: its own, and those of its teams. */
function rostersOf(unit: string, { coverage: { rules } }: Looking): readonly Roster[] {
  const teams = rules.table.units.find(({ id }) => id === unit)?.teams ?? []
  const bodies = [unit, ...teams.map(({ id }) => id)]
  return rules.duty.rosters.filter(({ covers }) => bodies.includes(covers))
}

/** As they are pressed; where it makes no difference what the caller answers, without an answer. */
function keysOf(keys: Block['keys'], lines: readonly string[], { coverage }: Looking): readonly string[] {
  const { table } = coverage.rules
  const pressed = keys.flatMap(({ category, answer }) => {
    const answers = table.categories.find(({ id }) => id === category)?.question?.answers ?? []
    const isAny = keys.filter((key) => key.category === category).length > answers.length
    const end = isAny ? '' : `-${answers.find(({ id }) => id === answer)?.key ?? '?'}`
    return keyPresses(table)
      .filter((press) => press.category === category && lines.includes(press.line))
      .map((press) => press.keys + end)
  })
  return [...new Set(pressed)].sort()
}
