import { laterTimings } from '../../domain/routing/later-timings.ts'
import { phonesFor } from '../../domain/routing/phones-of.ts'
import type { Centre, Promises, Responder, RoutingTable } from '../../domain/routing/routing-table.ts'
import { laddersBy, usualLadders } from '../../domain/routing/usual-ladders.ts'
import { usualReturnReasons } from '../../domain/routing/usual-return-reasons.ts'
import { usualSeriousKinds, usualSupervisionClasses } from '../../domain/routing/usual-serious.ts'
import type { DocumentPath } from './read-document.ts'
import type { ResponderInFile, TableInFile } from './table-schema.ts'

/**
 * What holds where neither the place nor `defaults` says anything. Three rings, a generous fourth; the seconds are the
 * design's (`call-flow`): a statement of 60 s, ended by 4 s of silence, 25 s to decide, 3 wrong keys.
 */
export const builtIn = {
  ringSeconds: 15,
  strategy: 'inOrder',
  emergencyRingSeconds: 30,
  keys: { officerKey: '0', repeatKey: '*', backKey: '#' },
  timings: {
    noKeySeconds: 4,
    wrongKeys: 3,
    statementMaxSeconds: 60,
    statementSilenceSeconds: 4,
    decideSeconds: 25,
    interDigitSeconds: 5,
    abandonedAfterSeconds: 3,
    conversationMaxMinutes: 120,
    ...laterTimings,
    callBackMinutes: 30,
    confirmBy: '09:00',
    phoneTestDays: null,
  },
} as const

const promiseNames = ['acceptMinutes', 'arriveMinutes', 'completeMinutes', 'feedbackMinutes'] as const

export type PromisesMissing = {
  readonly path: DocumentPath
  readonly code: 'promisesMissing'
  readonly values: { readonly names: string; readonly level: number }
}

/** Makes the whole table of what a file says. Faults: promises that nothing gives, which are `unpromised` minutes then. */
export function fillDefaults(file: TableInFile, unpromised = 1): { table: RoutingTable; faults: PromisesMissing[] } {
  const faults: PromisesMissing[] = []
  const ringSeconds = file.defaults?.ringSeconds ?? builtIn.ringSeconds
  const strategy = file.defaults?.strategy ?? builtIn.strategy

  const promisesFor = (unit: TableInFile['units'][number], index: number): Promises => {
    const given = { ...file.defaults?.promises?.[String(unit.level)], ...unit.promises }
    const missing = promiseNames.filter((name) => given[name] === undefined)
    if (missing.length > 0) {
      faults.push({
        path: ['units', index, 'promises'],
        code: 'promisesMissing',
        values: { names: missing.join(', '), level: unit.level },
      })
    }
    const {
      acceptMinutes = unpromised,
      arriveMinutes = unpromised,
      completeMinutes = unpromised,
      feedbackMinutes = unpromised,
    } = given
    return { acceptMinutes, arriveMinutes, completeMinutes, feedbackMinutes }
  }

  const centre: Centre = {
    name: file.centre.name,
    dutyOfficers: file.centre.dutyOfficers.map(toResponder),
    ringSeconds: file.centre.ringSeconds ?? ringSeconds,
    supervision: file.centre.supervision ? toResponder(file.centre.supervision) : null,
    leadingGroup: file.centre.leadingGroup ? toResponder(file.centre.leadingGroup) : null,
  }
  const usual = usualLadders(centre)
  const table: RoutingTable = {
    languages: file.languages,
    calendar: file.calendar ?? [],
    areas: (file.areas ?? []).map((area) => ({ ...area, key: area.key ?? null, prefixes: area.prefixes ?? [] })),
    numbers: file.numbers.map((did) => ({
      ...did,
      category: did.category ?? null,
      forward: did.forward ?? null,
      language: did.language ?? null,
      window: did.window ?? null,
    })),
    lines: file.lines.map((line) => ({
      ...line,
      greeting: line.greeting ?? null,
      language: line.language ?? file.languages[0] ?? '',
      origin: line.origin ?? 'citizen',
    })),
    windows: file.windows.map((window) => ({
      ...window,
      name: window.name ?? null,
      exceptions: (window.exceptions ?? []).map(({ date, frames, closedTo }) => ({
        date,
        frames: frames ?? [],
        closedTo: closedTo ?? null,
      })),
    })),
    menus: file.menus.map((menu) => ({
      ...builtIn.keys,
      ...menu,
      dangers: menu.dangers ?? [],
      entries: menu.entries.map(({ key, category, group, name, entries }) =>
        category != null ? { key, category } : { key, group: group ?? '', name: name ?? {}, entries: entries ?? [] },
      ),
    })),
    categories: file.categories.map(({ serious, ...category }) => ({
      ...category,
      ...(serious == null ? {} : { serious }),
      kind: category.kind ?? 'help',
      urgency: category.urgency ?? 'normal',
      statement: category.statement ?? true,
      asksArea: category.asksArea ?? false,
      question: category.question
        ? {
            text: category.question.text,
            answers: category.question.answers.map(({ serious, ...answer }) => ({
              ...answer,
              unit: answer.unit ?? null,
              ...(serious == null ? {} : { serious }),
            })),
          }
        : null,
    })),
    units: file.units.map((unit, index) => ({
      ...unit,
      promises: promisesFor(unit, index),
      exceptions: (unit.exceptions ?? []).map((exception) => ({
        ...exception,
        category: exception.category ?? null,
        urgency: exception.urgency ?? null,
      })),
      responders: unit.responders.map(toResponder),
      teams: unit.teams ?? [],
      head: unit.head ? toResponder(unit.head) : null,
    })),
    routes: file.routes.map((route) => ({
      category: route.category,
      area: route.area ?? null,
      window: route.window ?? null,
      unit: route.unit,
      team: route.team ?? null,
      strategy: route.strategy ?? strategy,
      ringSeconds: route.ringSeconds ?? ringSeconds,
      fallbacks: route.fallbacks ?? [],
      reinforcements: route.reinforcements ?? [],
    })),
    emergencies: file.emergencies.map((emergency) => ({
      ...emergency,
      ringSeconds: emergency.ringSeconds ?? builtIn.emergencyRingSeconds,
    })),
    centre,
    designations: (file.designations ?? []).map((designation) => ({ ...designation, unit: designation.unit ?? null })),
    seriousKinds:
      file.seriousKinds?.map((kind) => ({
        ...kind,
        critical: kind.critical ?? false,
        reinforces: kind.reinforces ?? true,
        units: kind.units ?? [],
        informs: kind.informs ?? [],
        onReinforcement: kind.onReinforcement ?? false,
      })) ?? usualSeriousKinds(centre),
    supervisionClasses: file.supervisionClasses ?? usualSupervisionClasses,
    returnReasons: file.returnReasons ?? usualReturnReasons(file.languages),
    notices: file.notices ?? [],
    goldenCalls: (file.goldenCalls ?? []).map(({ expect, ...golden }) => ({
      ...golden,
      caller: golden.caller ?? null,
      silent: golden.silent ?? [],
      expect: { unit: expect.unit ?? null, rings: expect.rings },
    })),
    ladders: laddersBy((kind) => file.ladders?.[kind] ?? usual[kind]),
    serviceTime: (file.serviceTime ?? []).map((rule) => ({
      clock: rule.clock,
      unit: rule.unit ?? null,
      category: rule.category ?? null,
      categoryKind: rule.categoryKind ?? null,
      urgency: rule.urgency ?? null,
      window: rule.window ?? null,
    })),
    timings: { ...builtIn.timings, ...file.timings },
  }
  return { table, faults }
}

function toResponder({ id, name, phone, voice, sms, phones }: ResponderInFile): Responder {
  if (phones != null) {
    return {
      id,
      name,
      phones: phones.map(({ number, voice: rung = true, sms: written = true, testedOn }) => ({
        number,
        voice: rung,
        sms: written,
        testedOn: testedOn ?? null,
      })),
    }
  }
  return { id, name, phones: phonesFor(voice ?? phone ?? null, sms ?? phone ?? null) }
}
