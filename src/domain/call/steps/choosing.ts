/**
 * Promise to the citizen: the key that chooses commits the case and its order; from here on nothing that happens to the
 * call can lose it.
 */
import { areaOfNumber, officerStage } from '../../routing/choose-route.ts'
import type { Category } from '../../routing/routing-table.ts'
import { urgencyByChoice } from '../../routing/serious-by-choice.ts'
import { goTo, type Turn, updateRecord } from '../turn.ts'
import { follow, sendingAll } from './follow-overrides.ts'
import { informOfficer } from './inform-officer.ts'
import { openMatter } from './open-matter.ts'
import { originOf } from './origin-of.ts'
import { reinforce } from './reinforcing.ts'
import { huntFor, routeOf } from './stages-for.ts'

/** What is known of a matter besides its kind; null: not known. */
export type Detail = { readonly answer: string | null; readonly area: string | null }
export const unknownDetail: Detail = { answer: null, area: null }

/** The caller wants this kind of help; where it asks something, that comes first. */
export function chooseCategory(turn: Turn, categoryId: string): void {
  const category = turn.facts.table.categories.find((candidate) => candidate.id === categoryId)
  if (category && (category.question || asksWhere(turn, category))) {
    return goTo(turn, { at: 'question', category: category.id, wrong: 0 })
  }
  choose(turn, categoryId, unknownDetail)
}

const openChosen: typeof openMatter = (turn, opening) => {
  const row = openMatter(turn, opening)
  updateRecord(turn, { chosenAt: turn.facts.now })
  return row
}

/** Only where his number tells nothing, and a key can. */
const asksWhere = ({ facts: { table }, state }: Turn, { asksArea }: Category): boolean =>
  asksArea && areaOfNumber(table, state.callerNumber) === null && table.areas.some(({ key }) => key !== null)

/** The caller has chosen a category (and was asked what it asks): case, order, then his own words, then the hunt. */
export function choose(turn: Turn, categoryId: string, { answer, area: keyed }: Detail): void {
  const category = turn.facts.table.categories.find((candidate) => candidate.id === categoryId)
  const area = keyed ?? areaOfNumber(turn.facts.table, turn.state.callerNumber)
  const about = { category: categoryId, answer, area }
  const route = routeOf(turn, about)
  const sending = sendingAll(turn)
  follow(turn, sending)
  if (sending !== null && sending.to === null) {
    return chooseOfficer(turn, 'chosen by the caller; an override sends every case to the duty officer', about)
  }
  if (!category || !route) return chooseOfficer(turn, `no route for ${categoryId}`, about)
  openChosen(turn, {
    category: category.id,
    answer,
    area,
    origin: originOf(turn),
    urgency: urgencyByChoice(turn.facts.table, about),
    unit: route.unit,
    referredTo: null,
    why: sending === null ? 'chosen by the caller' : 'chosen by the caller; an override sends every case to this unit',
  })
  reinforce(turn, route.reinforcements)
  if (category.statement) goTo(turn, { at: 'statement', doing: 'asking', recording: null, after: 'hunt' })
  else goTo(turn, huntFor('order', route.stages))
}

/** A person is wanted, or needed: the duty officer is rung. `about`: what is known of the matter so far. */
export function chooseOfficer(
  turn: Turn,
  why: string,
  about: Partial<Detail> & { readonly category: string | null } = { category: null },
): void {
  const { category, answer = null, area = null } = about
  const urgency = urgencyByChoice(turn.facts.table, { category, answer })
  openChosen(turn, { category, answer, area, origin: originOf(turn), urgency, unit: null, referredTo: null, why })
  reinforce(turn, [])
  goTo(turn, huntFor('officer', [officerStage(turn.facts, turn.facts.now)]))
}

/** Life is in danger: straight to the emergency number; the duty officer is told at once, by a call of its own. */
export function chooseDanger(turn: Turn, emergency: string): void {
  openChosen(turn, {
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
