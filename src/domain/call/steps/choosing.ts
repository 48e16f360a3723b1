/**
 * Promise to the citizen: the key that chooses commits the case and its order; from here on nothing that happens to the
 * call can lose it.
 */
import { areaOfNumber, officerStage } from '../../routing/choose-route.ts'
import { lineOf } from '../../routing/line-of.ts'
import type { Urgency } from '../../routing/routing-table.ts'
import { goTo, type Turn } from '../turn.ts'
import { informOfficer } from './inform-officer.ts'
import { openMatter } from './open-matter.ts'
import { huntFor, routeOf } from './stages-for.ts'

/** The caller wants this kind of help; where it has a question, that is asked first. */
export function chooseCategory(turn: Turn, categoryId: string): void {
  const category = turn.facts.table.categories.find((candidate) => candidate.id === categoryId)
  if (category?.question) goTo(turn, { at: 'question', category: category.id, wrong: 0 })
  else choose(turn, categoryId, null)
}

/** The caller has chosen a category (and answered its question): case, order, then his own words, then the hunt. */
export function choose(turn: Turn, categoryId: string, answer: string | null): void {
  const category = turn.facts.table.categories.find((candidate) => candidate.id === categoryId)
  const area = areaOfNumber(turn.facts.table, turn.state.callerNumber)
  const route = routeOf(turn, { category: categoryId, answer, area })
  if (!category || !route) return chooseOfficer(turn, `no route for ${categoryId}`, categoryId)
  openMatter(turn, {
    category: category.id,
    answer,
    area,
    origin: originOf(turn),
    urgency: category.urgency,
    unit: route.unit,
    referredTo: null,
    why: 'chosen by the caller',
  })
  if (category.statement) goTo(turn, { at: 'statement', doing: 'asking', recording: null, after: 'hunt' })
  else goTo(turn, huntFor('order', route.stages))
}

/** A person is wanted, or needed: the duty officer is rung. */
export function chooseOfficer(turn: Turn, why: string, category: string | null = null): void {
  const urgency: Urgency =
    turn.facts.table.categories.find((candidate) => candidate.id === category)?.urgency ?? 'normal'
  openMatter(turn, { category, answer: null, origin: originOf(turn), urgency, unit: null, referredTo: null, why })
  goTo(turn, huntFor('officer', [officerStage(turn.facts, turn.facts.now)]))
}

/** Life is in danger: straight to the emergency number; the duty officer is told at once, by a call of its own. */
export function chooseDanger(turn: Turn, emergency: string): void {
  openMatter(turn, {
    category: null,
    answer: null,
    origin: originOf(turn),
    urgency: 'critical',
    unit: null,
    referredTo: emergency,
    why: 'life in danger, chosen by the caller',
  })
  goTo(turn, { at: 'emergency', emergency, why: 'danger', tries: 1 })
  informOfficer(turn)
}

const originOf = (turn: Turn): 'citizen' | 'from110' => lineOf(turn.facts.table, turn.state.record.line).origin
