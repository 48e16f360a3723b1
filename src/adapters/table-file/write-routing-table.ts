import { deadlineKinds } from '../../domain/clocks/deadline-kind.ts'
import { isSame } from '../../domain/routing/merge/merge-values.ts'
import type { EscalationStep, Promises, Responder, RoutingTable } from '../../domain/routing/routing-table.ts'
import { usualLadders } from '../../domain/routing/usual-ladders.ts'
import { usualReturnReasons } from '../../domain/routing/usual-return-reasons.ts'
import { usualSeriousKinds, usualSupervisionClasses } from '../../domain/routing/usual-serious.ts'
import { builtIn } from './fill-defaults.ts'
import { writeInto } from './keep/write-into.ts'
import { toLines } from './keep/write-value.ts'
import { tableInText } from './read-routing-table.ts'

/**
 * Writes a table as YAML, compactly: what reading fills in by itself is left out. Reading it again gives the same table.
 * @param keeping an earlier text of it: only what differs is changed there, so that its comments stay.
 */
export function writeRoutingTable(table: RoutingTable, keeping: string | null = null): string {
  const kept = keeping === null ? null : writeInto(keeping, table, tableInText, inFile(table, null))
  return kept ?? toLines(inFile(table, promisesByLevel(table)), { quotes: true })
}

/** The table in the form of its file. Promises by level: those that units need not repeat; null: each says its own. */
function inFile(table: RoutingTable, promises: Readonly<Record<number, Promises>> | null) {
  return withoutNulls({
    languages: table.languages,
    defaults: promises && { promises },
    calendar: unlessEmpty(table.calendar),
    areas: unlessEmpty(table.areas.map((area) => ({ ...area, prefixes: unlessEmpty(area.prefixes) }))),
    numbers: table.numbers,
    lines: table.lines.map((line) => ({
      ...line,
      language: unless(line.language, table.languages[0]),
      origin: unless(line.origin, 'citizen'),
    })),
    windows: table.windows.map((window) => ({
      ...window,
      exceptions: unlessEmpty(
        window.exceptions.map((exception) => ({ ...exception, frames: unlessEmpty(exception.frames) })),
      ),
    })),
    menus: table.menus.map(({ officerKey, repeatKey, backKey, ...menu }) => ({
      ...menu,
      dangers: unlessEmpty(menu.dangers),
      officerKey: unless(officerKey, builtIn.keys.officerKey),
      repeatKey: unless(repeatKey, builtIn.keys.repeatKey),
      backKey: unless(backKey, builtIn.keys.backKey),
    })),
    categories: table.categories.map((category) => ({
      ...category,
      kind: unless(category.kind, 'help'),
      urgency: unless(category.urgency, 'normal'),
      statement: unless(category.statement, true),
      asksArea: unless(category.asksArea, false),
    })),
    units: table.units.map((unit) => ({
      ...unit,
      promises: areSamePromises(unit.promises, promises?.[unit.level]) ? null : unit.promises,
      exceptions: unlessEmpty(unit.exceptions),
      responders: unit.responders.map(personInFile),
      teams: unlessEmpty(unit.teams),
      head: unit.head && personInFile(unit.head),
    })),
    routes: table.routes.map((route) => ({
      ...route,
      strategy: unless(route.strategy, builtIn.strategy),
      ringSeconds: unless(route.ringSeconds, builtIn.ringSeconds),
      fallbacks: unlessEmpty(route.fallbacks),
      reinforcements: unlessEmpty(route.reinforcements),
    })),
    emergencies: table.emergencies,
    centre: {
      ...table.centre,
      dutyOfficers: table.centre.dutyOfficers.map(personInFile),
      supervision: table.centre.supervision && personInFile(table.centre.supervision),
      leadingGroup: table.centre.leadingGroup && personInFile(table.centre.leadingGroup),
    },
    designations: unlessEmpty(table.designations),
    seriousKinds: unusualSeriousKinds(table),
    supervisionClasses: isSame(table.supervisionClasses, usualSupervisionClasses) ? null : table.supervisionClasses,
    returnReasons: isSame(table.returnReasons, usualReturnReasons(table.languages)) ? null : table.returnReasons,
    ladders: unusualLadders(table),
    serviceTime: unlessEmpty(table.serviceTime),
    notices: unlessEmpty(table.notices),
    goldenCalls: unlessEmpty(table.goldenCalls.map((golden) => ({ ...golden, silent: unlessEmpty(golden.silent) }))),
    timings: table.timings,
  })
}

const unless = <T>(value: T, usual: NoInfer<T> | undefined): T | null => (value === usual ? null : value)
const unlessEmpty = <T>(list: readonly T[]): readonly T[] | null => (list.length === 0 ? null : list)

/** The promises of the first unit of each level stand for the level. */
const promisesByLevel = (table: RoutingTable): Readonly<Record<number, Promises>> =>
  Object.fromEntries([...table.units].reverse().map((unit) => [unit.level, unit.promises]))

const areSamePromises = (promises: Promises, usual: Promises | undefined) =>
  usual !== undefined &&
  promises.acceptMinutes === usual.acceptMinutes &&
  promises.arriveMinutes === usual.arriveMinutes &&
  promises.completeMinutes === usual.completeMinutes &&
  promises.feedbackMinutes === usual.feedbackMinutes

/** null: they are the usual ones. */
const unusualSeriousKinds = ({ seriousKinds, centre }: RoutingTable) =>
  isSame(seriousKinds, usualSeriousKinds(centre))
    ? null
    : seriousKinds.map((kind) => ({
        ...kind,
        critical: unless(kind.critical, false),
        reinforces: unless(kind.reinforces, true),
        units: unlessEmpty(kind.units),
        informs: unlessEmpty(kind.informs),
        onReinforcement: unless(kind.onReinforcement, false),
      }))

/** The ladders that are not the usual ones; null: all are. */
function unusualLadders({ ladders, centre }: RoutingTable) {
  const usual = usualLadders(centre)
  const unusual = deadlineKinds.filter((kind) => !areSame(ladders[kind], usual[kind]))
  return unusual.length === 0 ? null : Object.fromEntries(unusual.map((kind) => [kind, ladders[kind]]))
}

const areSame = (ladder: readonly EscalationStep[], usual: readonly EscalationStep[]) =>
  ladder.length === usual.length &&
  ladder.every(({ afterMinutes, by, to }, index) => {
    const other = usual[index]
    return afterMinutes === other?.afterMinutes && by === other.by && to === other.to
  })

/** Somebody with one telephone, or one for voice and one for messages, in the short form. */
function personInFile({ id, name, phones }: Responder) {
  const [first, second] = phones
  const isPlain = phones.every(({ testedOn }) => testedOn === null)
  if (isPlain && phones.length === 1 && first !== undefined && (first.voice || first.sms)) {
    return { id, name, [first.voice && first.sms ? 'phone' : first.voice ? 'voice' : 'sms']: first.number }
  }
  if (
    isPlain &&
    phones.length === 2 &&
    first?.voice &&
    !first.sms &&
    second?.sms &&
    !second.voice &&
    first.number !== second.number
  ) {
    return { id, name, voice: first.number, sms: second.number }
  }
  return {
    id,
    name,
    phones: phones.map(({ number, voice, sms, testedOn }) => ({
      number,
      voice: unless(voice, true),
      sms: unless(sms, true),
      testedOn,
    })),
  }
}

/** What is null is left out: reading gives null again. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (inner === null ? [] : [[key, withoutNulls(inner)]])),
  )
}
