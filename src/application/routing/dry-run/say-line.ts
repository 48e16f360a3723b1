import { type ExplanationLanguage, explainDeadline } from '../../../domain/clocks/explain-deadline.ts'
import { localClock, localDate } from '../../../domain/clocks/local-time.ts'
import type { Instant } from '../../../domain/instant.ts'
import type { TextValues } from '../../../domain/text-catalogue.ts'
import type { DryRunLine, Party } from './dry-run-line.ts'
import type { TableNames } from './names.ts'
import type { PromptWords } from './prompt-words.ts'
import { type LineCode, sayLineText } from './texts/line-texts.ts'

/** What saying a line needs: the table's names, its prompts' words, the zone and the reader's language. */
export type Saying = {
  readonly names: TableNames
  readonly words: PromptWords
  readonly zone: string
  readonly language: ExplanationLanguage
}

/** A line of a dry run as a sentence, without its instant. */
export function sayLine(line: DryRunLine, saying: Saying): string {
  const [code, values] = textOf(line, saying)
  return sayLineText(code, values, saying.language)
}

function textOf(line: DryRunLine, saying: Saying): [LineCode, TextValues] {
  const { names, words } = saying
  switch (line.what) {
    case 'arrives': {
      const { caller, dialled, language: spoken } = line
      const about = { caller: caller ?? 'hidden', dialled, line: names('line', line.line), spoken }
      return [line.isKnown ? 'arrives' : 'arrivesUnknown', about]
    }
    case 'begins':
      return ['begins', { kind: line.kind }]
    case 'hears': {
      const about = { who: sayParty(line.who, saying), words: words(line.phrases, line.language) }
      return line.cutAfter === null
        ? ['hears', about]
        : ['hearsCut', { ...about, seconds: Math.round(line.cutAfter * 10) / 10 }]
    }
    case 'presses':
      return ['presses', { who: sayParty(line.who, saying), key: line.key }]
    case 'opensCase':
      return caseText(line.row, saying)
    case 'follows': {
      const { kind, until, reason } = line.override
      return ['follows', { kind, until: sayInstant(until, saying), reason }]
    }
    case 'hunts':
      return huntText(line, saying)
    case 'rings':
      return ['rings', { who: sayParty(line.who, saying), seconds: line.seconds }]
    case 'answers':
    case 'joined':
    case 'hangsUp':
      return [line.what, { who: sayParty(line.who, saying) }]
    case 'notReached':
      return [
        line.reason === 'cancelled' ? 'cancelled' : 'notReached',
        { who: sayParty(line.who, saying), reason: line.reason },
      ]
    case 'recorded':
      return [line.kind, { seconds: line.seconds }]
    case 'order':
      return ['order', { code: line.row.code ?? '', unit: names('unit', line.row.unit), status: line.status }]
    case 'deadline': {
      const explanation = explain(line.row, saying)
      return line.status === 'running'
        ? ['deadlineSet', { explanation }]
        : ['deadlineSettled', { explanation, status: line.status }]
    }
    case 'message':
      return ['message', { to: line.to, words: line.text }]
    case 'escalates':
      return stepText(line, saying)
    case 'ends':
      return ['ends', { result: line.termination.result }]
    case 'givenUp':
      return ['givenUp', {}]
  }
}

function caseText(row: Extract<DryRunLine, { what: 'opensCase' }>['row'], { names }: Saying): [LineCode, TextValues] {
  const about = { number: row.number ?? '', urgency: row.urgency, origin: row.origin }
  if (row.referredTo !== null) return ['opensReferred', { ...about, emergency: names('emergency', row.referredTo) }]
  const category = row.category === null ? 'none' : names('category', row.category)
  return ['opensCase', { ...about, category, area: row.area === null ? '' : ` (${names('area', row.area)})` }]
}

function huntText(
  { stage, place, of }: Extract<DryRunLine, { what: 'hunts' }>,
  { names }: Saying,
): [LineCode, TextValues] {
  const unit = stage.unit === null ? 'officers' : names('unit', stage.unit)
  const about = { place, of, unit, strategy: stage.strategy, seconds: stage.ringSeconds }
  const phones = stage.responders.map(({ id, number }) => `${names('person', id)} ${number}`).join(', ')
  return phones === '' ? ['huntsNobody', about] : ['hunts', { ...about, phones }]
}

function stepText({ row, step }: Extract<DryRunLine, { what: 'escalates' }>, saying: Saying): [LineCode, TextValues] {
  const about = {
    deadline: explain(row, saying),
    place: step.index + 1,
    of: row.ladder.length,
    by: step.step.by,
    target: step.step.to,
  }
  if (step.outcome === 'nobody') return ['escalatesToNobody', about]
  if (step.outcome === 'overtaken') return ['escalatesOvertaken', about]
  const people = step.told.map(({ person, number }) => `${saying.names('person', person.id)} ${number}`).join(', ')
  return ['escalates', { ...about, people }]
}

export const explain = (row: Parameters<typeof explainDeadline>[0], { names, zone, language }: Saying): string =>
  explainDeadline(row, names, zone, language)

/** `the caller`, or a name with its number. */
export function sayParty({ role, number, person }: Party, { names }: Saying): string {
  if (role === 'caller') return 'caller'
  return person === null ? (number ?? '') : `${names('person', person)} ${number ?? ''}`.trimEnd()
}

const sayInstant = (at: Instant, { zone }: Saying): string => `${localDate(at, zone)} ${localClock(at, zone)}`
