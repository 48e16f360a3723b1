import { describe, expect, it } from 'vitest'
import type { CallEvent } from '../../../src/domain/call/call-event.ts'
import { transition } from '../../../src/domain/call/transition.ts'
import type { OrderRecord } from '../../../src/domain/dispatch/order-record.ts'
import { onePhone } from '../../../src/domain/routing/phones-of.ts'
import { day, factsFor, place, table, withChanges } from './call-town.ts'
import { beginStory, callerKey, heardOut, rungLeg, type Story, said, tell } from './story.ts'

const ordersOf = ({ rows }: Story): readonly OrderRecord[] => Object.values(rows.orders)
const dialled = ({ commands }: Story): readonly string[] =>
  commands.flatMap((command) => (command.do === 'dial' ? [command.number] : []))

/** Gas is critical, and its route calls in the works besides. `answer`: key of the question, pipeline or bottle. */
function gasCase(answer: '1' | '2' = '1', busy: readonly string[] = []): Story {
  const asked = beginStory({ dialled: place.oldGas, now: day })
  const greeted = tell(asked, heardOut(asked, asked.state.caller ?? ''))
  return tell(greeted, callerKey(greeted, answer), { busy })
}
const callOf = (story: Story): Story => ({ ...story, state: story.spawned[0]! })

describe('a critical case whose route calls in a second unit', () => {
  it('orders it in the same transaction, beside the first, and rings it while the caller still speaks', () => {
    const story = gasCase()
    expect(ordersOf(story).map(({ unit, lead }) => [unit, lead])).toEqual([
      ['gas', true],
      ['works', false],
    ])
    expect(Object.values(story.rows.deadlines).filter(({ kind }) => kind === 'accept')).toHaveLength(2)
    expect(story.state.position.at).toBe('statement')
    expect(dialled(story)).toEqual([place.works[0]])
    expect(story.spawned).toMatchObject([
      { record: { kind: 'order' }, matter: { unit: 'works', orderId: ordersOf(story)[1]?.id }, caller: null },
    ])
    const messages = story.changes.flatMap((change) =>
      'put' in change && change.put === 'message' ? [change.row] : [],
    )
    const toTeam = messages.filter(({ kind }) => kind === 'orderToTeam')
    expect(toTeam).toMatchObject([{ orderId: ordersOf(story)[1]?.id, variables: { statement: 'later' } }])
  })

  it('tells the second team what it is about, not that the caller left no words, and gives it his number', () => {
    const rung = callOf(gasCase())
    const answered = tell(rung, { type: 'LegAnswered', leg: rungLeg(rung) })
    expect(said(answered)).toEqual(['orderIntro', 'categoryName', 'answerName', 'urgencyCritical', 'acceptKeys'])
    const taken = tell(answered, { type: 'DigitPressed', leg: rungLeg(answered), digit: '1' })
    expect(taken.state.position.at).toBe('relaying')
    expect(said(taken)).toEqual(['callerNumberIs', 'digits', 'onceMore', 'digits'])
    expect(ordersOf(taken).map(({ unit, status }) => [unit, status])).toEqual([
      ['gas', 'issued'],
      ['works', 'accepted'],
    ])
  })

  it('promises the caller nothing for a second team that nobody reaches', () => {
    const rung = callOf(gasCase())
    const failed = tell(rung, { type: 'LegFailed', leg: rungLeg(rung), reason: 'busy' })
    expect(failed.state.record.termination).toEqual({ result: 'notTaken', reason: 'nobody took it' })
    expect(Object.values(failed.rows.deadlines).map(({ kind }) => kind)).not.toContain('callBack')
  })

  it('gives the unit that leads no second order', () => {
    const story = gasCase('2')
    expect(ordersOf(story).map(({ unit, lead }) => [unit, lead])).toEqual([['works', true]])
    expect(story.spawned).toEqual([])
  })

  it('orders it also where its telephone is in use', () => {
    const story = gasCase('1', [place.works[0]])
    expect(ordersOf(story)).toHaveLength(2)
    expect(dialled(story)).toEqual([])
    expect(story.spawned[0]?.record.termination?.result).toBe('notTaken')
  })
})

describe('two units that are called in besides and share a telephone', () => {
  it('have an order each, and it rings once', () => {
    const [shared] = place.water
    const theirs = {
      ...table,
      units: table.units.map((unit) =>
        unit.id === 'works'
          ? { ...unit, responders: unit.responders.map((one) => ({ ...one, phones: onePhone(shared) })) }
          : unit,
      ),
      routes: table.routes.map((route) =>
        route.category === 'gas' ? { ...route, reinforcements: ['works', 'water'] } : route,
      ),
    }
    const asked = beginStory({ dialled: place.oldGas, now: day })
    const { state, rows, now } = tell(asked, heardOut(asked, asked.state.caller ?? ''))
    const key: CallEvent = { type: 'DigitPressed', leg: state.caller ?? '', digit: '1' }
    const { calls, changes } = transition(state, key, { ...factsFor(state, rows, now, []), table: theirs })
    const rung = calls.flatMap(({ commands }) =>
      commands.flatMap((command) => (command.do === 'dial' ? [command.number] : [])),
    )
    expect(rung).toEqual([shared, place.water[1]])
    expect(Object.values(withChanges(rows, changes).orders).map(({ unit }) => unit)).toEqual(['gas', 'works', 'water'])
  })
})

describe('a case that is not critical', () => {
  it('calls in nobody besides', () => {
    const menu = beginStory({ dialled: place.hotline, now: day })
    const story = tell(menu, callerKey(menu, '1'))
    expect(ordersOf(story)).toHaveLength(1)
    expect(story.spawned).toEqual([])
  })
})

describe('a category that is serious by itself', () => {
  it('is critical from the first moment, for the leading unit too, and calls in the second', () => {
    const casualties = {
      id: 'casualties',
      name: { 'x-tone': 'casualties' },
      digit: '1',
      critical: true,
      reinforces: true,
      units: [],
      informs: [],
      onReinforcement: false,
    }
    const theirs = {
      ...table,
      seriousKinds: [casualties],
      categories: table.categories.map((category) =>
        category.id === 'water' ? { ...category, serious: 'casualties' } : category,
      ),
    }
    const menu = beginStory({ dialled: place.hotline, now: day })
    const { state, rows, now } = menu
    const key: CallEvent = { type: 'DigitPressed', leg: state.caller ?? '', digit: '1' }
    const { changes } = transition(state, key, { ...factsFor(state, rows, now, []), table: theirs })
    const after = withChanges(rows, changes)
    const [opened] = Object.values(after.cases)
    expect(opened).toMatchObject({ urgency: 'critical', serious: [{ kind: 'casualties', by: 'caller' }] })
    expect(Object.values(after.orders).map(({ unit, lead }) => [unit, lead])).toEqual([
      ['water', true],
      ['gas', false],
    ])
    const accepts = Object.values(after.deadlines).filter(({ kind }) => kind === 'accept')
    expect(accepts.map(({ reason }) => reason.urgency)).toEqual(['critical', 'critical'])
  })
})
