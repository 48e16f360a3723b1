import { seenOf } from '../proof/finding.ts'
import { isEmpty, meet, type Spans } from '../proof/spans.ts'
import { type KeyPress, keyPresses } from '../proof/ways-in.ts'
import type { RoutingTable } from '../routing-table.ts'
import { type DifferenceAbout, type Sides, whenSeen } from './difference.ts'
import { nameIn } from './names.ts'
import { list, type Saying, text } from './saying.ts'
import { waysOfBoth } from './ways-of-both.ts'

/** What callers choose, where they are, by which lines they come, and when; null: whenever they get that far. */
export type Matters = {
  readonly matters: readonly { readonly category: string; readonly answers: readonly (string | null)[] }[]
  readonly areas: readonly (string | null)[]
  readonly lines: readonly string[]
  readonly spans: Spans | null
}

/** What callers press, worked out once for all sentences about two tables. */
export type Presses = {
  readonly of: (matters: Matters['matters'], lines: readonly string[]) => readonly Pressed[]
  /** Whether these lines are all that lead to these categories on both sides at some time. */
  readonly isEveryLine: (categories: readonly string[], lines: readonly string[]) => boolean
  /** Whether these are all that anybody can choose, more than one, whatever he answers. */
  readonly isEverything: (matters: Matters['matters']) => boolean
  readonly everyAnswer: (category: string) => readonly (string | null)[]
}

export function createPresses({ before, after, looking }: Sides): Presses {
  const [old, now] = [before.rules.table, after.rules.table]
  const ways = waysOfBoth(old, now)
    .filter((way) => !isEmpty(seenOf(meet(before.reached(way.before), after.reached(way.after)), looking)))
    .map((way) => way.after)
  const chosen = new Set(ways.map(({ category }) => category))
  const known = [keyPresses(now), keyPresses(old)]
  return {
    of: (matters, lines) => matters.flatMap((matter) => pressesFor(matter, lines, known, old, now)),
    isEveryLine: (categories, lines) =>
      ways.every(({ category, line }) => !categories.includes(category) || lines.includes(line)),
    isEverything: (matters) =>
      chosen.size > 1 && matters.length === chosen.size && matters.every((matter) => hasEveryAnswer(matter, old, now)),
    everyAnswer: (category) => [
      null,
      ...new Set([old, now].flatMap((table) => answersOf(table, category).map(({ id }) => id))),
    ],
  }
}

/** Names it as callers do: `key 3 (gas), on line harbour, in Zeguo, Mon-Fri 22:00-06:00`. */
export function matterNames(
  { matters, areas, lines, spans }: Matters,
  sides: Sides,
  presses: Presses,
): DifferenceAbout & { readonly says: Saying } {
  const { before, after } = { before: sides.before.rules.table, after: sides.after.rules.table }
  const categories = [...new Set(matters.map(({ category }) => category))]
  const everyLine = presses.isEveryLine(categories, lines)
  const everyPlace = areas.length > new Set([...before.areas, ...after.areas].map(({ id }) => id)).size
  const pressed = presses.of(matters, lines)
  const parts: Saying[] = [
    presses.isEverything(matters) ? text('everyKey') : pressesAndNames(matters, pressed, before, after),
    ...(everyLine
      ? []
      : [text('onLines', { lines: list(lines.map((id) => nameIn([...after.lines, ...before.lines], id))) })]),
    ...(everyPlace ? [] : [placesName(areas, before, after)]),
    ...(spans === null ? [] : [{ when: whenSeen(spans, sides.looking) }]),
  ]
  return {
    says: list(parts, 'clause'),
    categories,
    keys: [...new Set(pressed.map(({ keys }) => keys))],
    ...(everyPlace ? {} : { areas }),
    ...(everyLine ? {} : { lines }),
  }
}

const hasEveryAnswer = (
  { category, answers }: Matters['matters'][number],
  ...tables: readonly [RoutingTable, RoutingTable]
): boolean => answers.length > new Set(tables.flatMap((table) => answersOf(table, category).map(({ id }) => id))).size

/** Whether it is so whatever somebody answers, or unless he gives one of a few answers. */
const isMostAnswers = (
  { category, answers }: Matters['matters'][number],
  ...tables: readonly [RoutingTable, RoutingTable]
): boolean => {
  const all = new Set(tables.flatMap((table) => answersOf(table, category).map(({ id }) => id))).size + 1
  return answers.includes(null) && 2 * answers.length >= all
}

const answersOf = ({ categories }: RoutingTable, category: string) =>
  categories.find(({ id }) => id === category)?.question?.answers ?? []

type Pressed = { readonly keys: string; readonly isNumber: boolean }

function pressesFor(
  matter: Matters['matters'][number],
  lines: readonly string[],
  known: readonly (readonly KeyPress[])[],
  before: RoutingTable,
  after: RoutingTable,
): readonly Pressed[] {
  const found = known.map((presses) =>
    presses.filter(({ category, line }) => category === matter.category && lines.includes(line)),
  )
  const presses = found.find((some) => some.length > 0) ?? []
  const answers = isMostAnswers(matter, before, after)
    ? ['']
    : matter.answers.map((answer) => {
        const known = [...answersOf(after, matter.category), ...answersOf(before, matter.category)]
        return `-${known.find(({ id }) => id === answer)?.key ?? '?'}`
      })
  return presses.flatMap(({ keys }) =>
    answers.map((answer) => ({
      keys: `${keys}${answer}`,
      isNumber: after.numbers.some(({ number }) => number === keys),
    })),
  )
}

/** Keys and numbers, with what they mean. */
export function pressesAndNames(
  matters: Matters['matters'],
  pressed: readonly Pressed[],
  before: RoutingTable,
  after: RoutingTable,
): Saying {
  const named = (isNumber: boolean) => [
    ...new Set(pressed.filter((press) => press.isNumber === isNumber).map(({ keys }) => keys)),
  ]
  const [keys, numbers] = [named(false), named(true)]
  const names = matters.map(({ category, answers }) => {
    const name = nameIn([...after.categories, ...before.categories], category)
    if (hasEveryAnswer({ category, answers }, before, after)) return name
    const known = [...answersOf(after, category), ...answersOf(before, category)]
    if (isMostAnswers({ category, answers }, before, after)) {
      const others = [...new Set(known.map(({ id }) => id))].filter((id) => !answers.includes(id))
      return text('answeredBut', { name, answers: list(others.map((id) => nameIn(known, id))) })
    }
    const said = answers.map((answer) => (answer === null ? text('noAnswer') : nameIn(known, answer)))
    return text('answered', { name, answers: list(said) })
  })
  const chosen = [
    ...(keys.length === 0 ? [] : [text(keys.length === 1 ? 'key' : 'keys', { keys: list(keys) })]),
    ...(numbers.length === 0 ? [] : [text(numbers.length === 1 ? 'number' : 'numbers', { numbers: list(numbers) })]),
  ]
  return text('chosen', { keys: list(chosen), names: list(names) })
}

/** Places, or where they are most of all, the others. */
function placesName(areas: Matters['areas'], before: RoutingTable, after: RoutingTable): Saying {
  const all = [null, ...new Set([...after.areas, ...before.areas].map(({ id }) => id))]
  const others = all.filter((id) => !areas.includes(id))
  const names = (some: Matters['areas']): Saying => list(some.map((id) => areaName(id, before, after)))
  return others.length < areas.length
    ? text('outsideAreas', { areas: names(others) })
    : text('inAreas', { areas: names(areas) })
}

const areaName = (id: string | null, before: RoutingTable, after: RoutingTable): Saying =>
  id === null ? text('unknownArea') : nameIn([...after.areas, ...before.areas], id)
