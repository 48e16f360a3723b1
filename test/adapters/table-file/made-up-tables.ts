import fc from 'fast-check'
import { isTheCentres } from '../../../src/domain/clocks/deadline-kind.ts'
import { minutesOfUsualWeek } from '../../../src/domain/clocks/service-time.ts'
import { onePhone, phonesFor } from '../../../src/domain/routing/phones-of.ts'
import {
  type ClockRule,
  categoryKinds,
  type EscalationTarget,
  escalationWays,
  type Responder,
  type RoutingTable,
  strategies,
  urgencies,
} from '../../../src/domain/routing/routing-table.ts'
import { laddersBy, usualLadders } from '../../../src/domain/routing/usual-ladders.ts'
import { usualSeriousKinds, usualSupervisionClasses } from '../../../src/domain/routing/usual-serious.ts'
import { smallTable } from '../../domain/routing/small-table.ts'

/** Words that YAML would like to take for something else, among all others. */
export const anyText = fc
  .oneof(
    fc.constantFrom(
      'no',
      'null',
      '~',
      '0571',
      '1e3',
      '07:00',
      '*a',
      '&a',
      '#a',
      'a: b',
      '- a',
      '"a',
      "'a",
      '{a',
      'a #b',
      '2027-10-01',
      '您好，这里是',
      '0x1F',
      ' a ',
      '<<',
      '!a',
      '%a',
      '@a',
      '`a',
      'true',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }),
  )
  .filter((value) => /[\p{L}\p{N}]/u.test(value) && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value) && value.length <= 300)
const words = fc.record({ 'zh-CN': anyText, en: anyText })
const minuteText = (most: number) =>
  fc
    .integer({ min: 0, max: most })
    .map((minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`)
/** Steps in their order, to people who are there in every table of this test; null: the usual ladders. */
const steps = <Target extends EscalationTarget>(...to: Target[]) =>
  fc
    .array(
      fc.record({
        afterMinutes: fc.integer({ min: -1440, max: 43_200 }),
        by: fc.constantFrom(...escalationWays),
        to: fc.constantFrom(...to),
      }),
      { maxLength: 4 },
    )
    .map((ladder) => ladder.sort((one, other) => one.afterMinutes - other.afterMinutes))
const ladders = fc.option(fc.record({ unit: steps('responders', 'head', 'officers'), centre: steps('officers') }))
const frame = fc.record({ from: minuteText(1439), to: minuteText(1440) })
const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })
const date = fc.integer({ min: 0, max: 20_000 }).map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10))
const phone = fc.stringMatching(/^0[0-9]{2,14}$/)
const promises = fc.record({
  acceptMinutes: fc.integer({ min: 1, max: 30 }),
  arriveMinutes: fc.integer({ min: 30, max: 60 }),
  completeMinutes: fc.integer({ min: 60, max: 43_200 }),
  feedbackMinutes: fc.integer({ min: 1, max: 43_200 }),
})
const responder = (id: string): fc.Arbitrary<Responder> =>
  fc.oneof(
    fc.record({
      id: fc.constant(id),
      name: words,
      phones: fc.tuple(phone, phone).map(([voice, sms]) => phonesFor(voice, sms)),
    }),
    fc.record({ id: fc.constant(id), name: words, phones: phone.map((number) => phonesFor(number, null)) }),
    fc.record({ id: fc.constant(id), name: words, phones: phone.map(onePhone) }),
  )
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })

/** None covers a later one; the window of these tables is open for 60 minutes a week at least, or these are not there. */
const clockRules: readonly ClockRule[] = [
  { clock: 'complete', unit: 'works', category: 'gas', categoryKind: null, urgency: null, window: null },
  { clock: 'complete', unit: 'works', category: null, categoryKind: 'consultation', urgency: null, window: 'hours' },
  { clock: 'feedback', unit: null, category: null, categoryKind: null, urgency: 'normal', window: 'hours' },
  { clock: 'review', unit: null, category: null, categoryKind: null, urgency: null, window: 'hours' },
]

const isOpenLongEnough = (frames: readonly [number[], { readonly from: string; readonly to: string }][]): boolean =>
  minutesOfUsualWeek({
    ...smallTable.windows[0],
    frames: frames.map(([ofDays, times]) => ({ days: ofDays, ...times })),
  }) >= 60

/** Tables that may be published: the small one with everything that has no other place referring to it made up. */
export const tables: fc.Arbitrary<RoutingTable> = fc
  .record({
    name: words,
    greeting: orNull(words),
    language: fc.constantFrom('zh-CN', 'en'),
    origin: fc.constantFrom('citizen' as const, 'from110' as const),
    frames: fc.array(fc.tuple(days, frame), { maxLength: 3 }),
    exceptions: fc.uniqueArray(
      fc.record({ date, frames: fc.array(frame, { maxLength: 2 }), closedTo: orNull(fc.constant('police')) }),
      {
        selector: (exception) => exception.date,
        maxLength: 3,
      },
    ),
    kind: fc.constantFrom(...categoryKinds),
    urgency: fc.constantFrom(...urgencies),
    statement: fc.boolean(),
    level: fc.integer({ min: 1, max: 9 }),
    promises: fc.tuple(promises, promises),
    exceptional: orNull(fc.constantFrom(...urgencies)),
    responders: fc.tuple(responder('ann'), responder('dan')),
    head: orNull(responder('eve')),
    supervision: orNull(responder('boss')),
    strategy: fc.constantFrom(...strategies),
    ringSeconds: fc.integer({ min: 5, max: 120 }),
    dangers: fc.boolean(),
    designated: orNull(fc.constantFrom('works', 'shops')),
    windowName: orNull(words),
    clocks: fc.subarray([...clockRules]),
    wrongKeys: fc.integer({ min: 1, max: 10 }),
    seriousKinds: orNull(
      fc.uniqueArray(
        fc.record({
          id: fc.constantFrom('grave', 'casualties'),
          name: words,
          critical: fc.boolean(),
          reinforces: fc.boolean(),
          units: fc.subarray(['works', 'shops']),
          onReinforcement: fc.constant(false),
        }),
        { selector: ({ id }) => id },
      ),
    ),
    supervisionClasses: orNull(
      fc.uniqueArray(fc.record({ id: fc.constantFrom('major', 'complex'), name: words }), {
        selector: ({ id }) => id,
      }),
    ),
    ladders,
  })
  .map((given) => ({
    ...smallTable,
    lines: smallTable.lines.map((line) => ({
      ...line,
      name: given.name,
      greeting: given.greeting,
      language: given.language,
      origin: given.origin,
    })),
    windows: smallTable.windows.map((window) => ({
      ...window,
      name: given.windowName,
      frames: given.frames.map(([ofDays, times]) => ({ days: ofDays, ...times })),
      exceptions: given.exceptions,
    })),
    menus: smallTable.menus.map((menu) => ({ ...menu, dangers: given.dangers ? menu.dangers : [] })),
    categories: smallTable.categories.map((category) => ({
      ...category,
      name: given.name,
      kind: given.kind,
      urgency: given.urgency,
      statement: given.statement,
    })),
    units: smallTable.units.map((unit, index) => ({
      ...unit,
      level: index === 0 ? 1 : given.level,
      promises: given.promises[index] ?? unit.promises,
      exceptions: index === 0 ? [{ category: null, urgency: given.exceptional, feedbackMinutes: 7 }] : [],
      responders: [given.responders[index] as Responder],
      head: index === 0 ? given.head : null,
    })),
    routes: smallTable.routes.map((route) => ({ ...route, strategy: given.strategy, ringSeconds: given.ringSeconds })),
    emergencies: smallTable.emergencies.map((emergency) => ({ ...emergency, ringSeconds: given.ringSeconds })),
    centre: { ...smallTable.centre, ringSeconds: given.ringSeconds, supervision: given.supervision },
    designations: given.designated === null ? [] : [{ ...smallTable.designations[0], unit: given.designated }],
    ladders:
      given.ladders === null
        ? usualLadders({ ...smallTable.centre, supervision: given.supervision })
        : laddersBy((kind) => (isTheCentres(kind) ? given.ladders!.centre : given.ladders!.unit)),
    seriousKinds:
      given.seriousKinds?.map((kind, index) => ({ ...kind, digit: String(index + 1), informs: [] })) ??
      usualSeriousKinds({ ...smallTable.centre, supervision: given.supervision }),
    supervisionClasses: given.supervisionClasses ?? usualSupervisionClasses,
    serviceTime: isOpenLongEnough(given.frames) ? given.clocks : [],
    timings: { ...smallTable.timings, wrongKeys: given.wrongKeys },
  }))
