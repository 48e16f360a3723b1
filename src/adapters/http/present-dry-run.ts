import type { DryRun } from '../../application/routing/dry-run/dry-run.ts'
import type { DryRunCall } from '../../application/routing/dry-run/dry-run-call.ts'
import type { DryRunLine, Party } from '../../application/routing/dry-run/dry-run-line.ts'
import { explain, type Saying, sayLine } from '../../application/routing/dry-run/say-line.ts'
import { sayDestination, sayOutcome } from '../../application/routing/dry-run/say-outcome.ts'
import type { IsoTime } from './iso-time.ts'

/** A dry run as the API shows it: every line with its sentence, its instants in local time, and the same for programs. */
export function presentDryRun(call: DryRunCall, run: DryRun, saying: Saying, iso: IsoTime) {
  const present = (line: DryRunLine) => ({
    at: iso(line.at),
    after: Math.round((line.at - call.at) / 100) / 10,
    what: line.what,
    text: sayLine(line, saying),
    ...detailsOf(line, saying, iso),
  })
  const inCalls = run.lines.filter((line) => line.call > 0)
  const climbed = run.lines.filter((line) => line.call === 0)
  return {
    at: iso(call.at),
    dialled: call.dialled,
    caller: call.caller,
    keys: call.keys,
    unusedKeys: run.unusedKeys,
    summary: [...sayOutcome(call, run, saying)],
    where: presentWhere(run, saying),
    steps: inCalls.map((line) => ({ ...present(line), call: line.call })),
    ifNobodyReacts: climbed.map(present),
  }
}

export function presentWhere({ where }: DryRun, saying: Saying) {
  const { destination, rings, takenBy, termination, category, answer, area } = where
  return {
    ...destination,
    name: destination.id === null ? null : sayDestination(destination, saying),
    category,
    answer,
    area,
    rings: [...rings],
    takenBy: takenBy === null ? null : presentParty(takenBy, saying),
    result: termination?.result ?? null,
    reason: termination?.reason ?? null,
  }
}

const presentParty = ({ role, number, person }: Party, { names }: Saying) => ({
  role,
  number,
  person,
  name: person === null ? null : names('person', person),
})

/** What a program wants to know of a line besides its sentence. */
function detailsOf(line: DryRunLine, saying: Saying, iso: IsoTime): Readonly<Record<string, unknown>> {
  const who = 'who' in line ? { who: presentParty(line.who, saying) } : {}
  switch (line.what) {
    case 'hears': {
      const { phrases, language, seconds, cutAfter } = line
      return { ...who, words: saying.words(phrases, language), prompts: phrases, language, seconds, cutAfter }
    }
    case 'opensCase': {
      const { number, category, answer, area, origin, urgency, referredTo } = line.row
      return { number, category, answer, area, origin, urgency, referredTo }
    }
    case 'order':
      return { unit: line.row.unit, code: line.row.code, lead: line.row.lead, status: line.status }
    case 'deadline': {
      const { kind, due } = line.row
      return { kind, due: iso(due), status: line.status, explanation: explain(line.row, saying) }
    }
    case 'message':
      return { kind: line.row.kind, to: line.to, words: line.text }
    case 'escalates': {
      const { index, step, outcome, told } = line.step
      const people = told.map(({ person, number }) => ({
        person: person.id,
        name: saying.names('person', person.id),
        number,
      }))
      return { kind: line.row.kind, due: iso(line.row.due), step: index + 1, by: step.by, to: step.to, outcome, people }
    }
    case 'hunts': {
      const { unit, team, strategy, ringSeconds, responders } = line.stage
      return {
        purpose: line.purpose,
        place: line.place,
        of: line.of,
        unit,
        team,
        strategy,
        ringSeconds,
        phones: responders,
      }
    }
    case 'follows': {
      const { id, kind, until, reason } = line.override
      return { override: id, kind, until: iso(until), reason }
    }
    case 'ends':
      return { kind: line.kind, result: line.termination.result, reason: line.termination.reason }
    default: {
      const { at: _at, call: _call, what: _what, ...rest } = line
      return { ...rest, ...who }
    }
  }
}
