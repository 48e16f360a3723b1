import { describe, expect, it } from 'vitest'
import type { CallEvent } from '../../../src/domain/call/call-event.ts'
import type { CallFacts } from '../../../src/domain/call/call-facts.ts'
import type { CallState } from '../../../src/domain/call/call-state.ts'
import { unrungReason } from '../../../src/domain/call/steps/parting.ts'
import { transition } from '../../../src/domain/call/transition.ts'
import type { Roster } from '../../../src/domain/roster/roster.ts'
import { type Duty, noDuty } from '../../../src/domain/routing/duty.ts'
import type { Responder, RoutingTable, Strategy } from '../../../src/domain/routing/routing-table.ts'
import { rosterOf } from '../../support/rosters.ts'
import { day, factsFor, noRows, place, withChanges } from './call-town.ts'

const person = (id: string, ...numbers: readonly string[]): Responder => ({
  id,
  name: { 'x-tone': id },
  phones: numbers.map((number) => ({ number, voice: true, sms: false, testedOn: null })),
})
const [home, mobile, hers, his] = ['860199010', '13899900001', '13899900002', '13899900003']

/** A town whose waterworks have three people, the first with two telephones. */
const tableBy = (strategy: Strategy): RoutingTable => ({
  ...place.table,
  units: place.table.units.map((unit) =>
    unit.id === 'water'
      ? { ...unit, responders: [person('ann', home, mobile), person('bea', hers), person('carl', his)] }
      : unit,
  ),
  routes: place.table.routes.map((route) => ({ ...route, strategy, fallbacks: [] })),
})

/** Advice of the waterworks is wanted: they are rung at once. Each event is told by the telephone it is about. */
function hunt(strategy: Strategy, about: { readonly lastUsed?: CallFacts['lastUsed']; readonly duty?: Duty } = {}) {
  const table = tableBy(strategy)
  let [state, rows, now]: [CallState | null, typeof noRows, number] = [null, noRows, day]
  let duty = about.duty ?? noDuty
  const rung: string[] = []
  const ended: string[] = []
  const numberOf = new Map<string, string>()
  const take = (event: CallEvent): void => {
    now += 1000
    const facts = { ...factsFor(state, rows, now, [], duty), table, lastUsed: about.lastUsed ?? {} }
    const decision = transition(state, event, facts)
    rows = withChanges(rows, decision.changes)
    state = decision.calls[0]!.state
    for (const command of decision.calls.flatMap(({ commands }) => commands)) {
      if (command.do === 'dial') {
        rung.push(command.number)
        numberOf.set(command.leg, command.number)
      }
      if (command.do === 'hangUp') ended.push(numberOf.get(command.leg) ?? 'caller')
    }
  }
  const legOf = (number: string): string => [...numberOf].findLast(([, other]) => other === number)?.[0] ?? ''
  take({ type: 'CallArrived', leg: 'c', dialled: place.oldWater, caller: '13900000001', node: 'test' })
  take({ type: 'DigitPressed', leg: 'c', digit: '5' })
  take({ type: 'DigitPressed', leg: 'c', digit: '#' })
  return {
    rung,
    ended,
    answers: (number: string) => take({ type: 'LegAnswered', leg: legOf(number) }),
    isNotAnswered: (number: string) => take({ type: 'LegFailed', leg: legOf(number), reason: 'noAnswer' }),
    neverRang: (number: string) => take({ type: 'LegFailed', leg: legOf(number), reason: unrungReason }),
    presses: (number: string, digit: string) => take({ type: 'DigitPressed', leg: legOf(number), digit }),
    decidesNothing: (number: string) => take({ type: 'TimerFired', timer: `leg:${legOf(number)}` }),
    changeDuty(changed: Duty) {
      duty = changed
    },
    at: () => state?.position.at,
  }
}

const dutyOf = (...rosters: readonly Roster[]): Duty => ({ revision: 1, rosters, overrides: [] })

describe('somebody with two telephones', () => {
  it('is rung on the second when he does not answer the first, before his colleague', () => {
    const town = hunt('inOrder')
    town.isNotAnswered(home)
    expect(town.rung).toEqual([home, mobile])
    town.answers(mobile)
    town.presses(mobile, '1')
    expect(town.at()).toBe('joining')
  })

  it('is not rung on the second while he listens on the first: his colleague is', () => {
    const town = hunt('inOrder')
    town.answers(home)
    expect(town.rung).toEqual([home, hers])
    town.isNotAnswered(hers)
    town.isNotAnswered(his)
    expect(town.rung).toEqual([home, hers, his])
  })

  it('is rung on the second after all others where only a machine took the first', () => {
    const town = hunt('inOrder')
    town.answers(home)
    town.decidesNothing(home)
    town.isNotAnswered(hers)
    town.isNotAnswered(his)
    expect(town.rung).toEqual([home, hers, his, mobile])
  })

  it('is not rung again where he has said no', () => {
    const town = hunt('inOrder')
    town.answers(home)
    town.presses(home, '2')
    town.isNotAnswered(hers)
    town.isNotAnswered(his)
    expect(town.rung).toEqual([home, hers, his, place.officer])
  })

  it('is rung on both where all ring at once; his no ends the other', () => {
    const town = hunt('allAtOnce')
    expect(town.rung).toEqual([home, mobile, hers, his])
    town.answers(mobile)
    town.presses(mobile, '2')
    expect(town.ended).toEqual([home])
  })

  it('has them one after the other where the longest idle comes first', () => {
    const town = hunt('longestIdle', { lastUsed: { [mobile]: day - 1000, [hers]: day - 5000, [his]: day - 9000 } })
    for (const number of [his, hers, home]) town.isNotAnswered(number)
    expect(town.rung).toEqual([his, hers, home, mobile])
  })
})

describe('a roster', () => {
  const before = dutyOf(rosterOf('water', 'ann', 'bea'), rosterOf('centre', 'duty-1'))

  it('that changes while a telephone rings counts from the next telephone on: what rings rings on', () => {
    const town = hunt('inOrder', { duty: before })
    town.isNotAnswered(home)
    town.changeDuty(dutyOf(rosterOf('water', 'carl'), rosterOf('centre', 'duty-2')))
    expect(town.ended).toEqual([])
    town.isNotAnswered(mobile)
    town.isNotAnswered(his)
    expect(town.rung).toEqual([home, mobile, his, place.secondOfficer])
  })

  it('that puts somebody in another place lets him ring there, as long as that place has not had its turn', () => {
    const town = hunt('inOrder', { duty: dutyOf(rosterOf('water', 'ann', 'carl')) })
    town.changeDuty(dutyOf(rosterOf('water', 'ann', 'bea', 'carl')))
    for (const number of [home, mobile, hers, his]) town.isNotAnswered(number)
    expect(town.rung).toEqual([home, mobile, hers, his, place.officer])
  })

  it('that changes gives nobody a second turn: not who was rung, nor who said no', () => {
    const town = hunt('inOrder', { duty: before })
    town.answers(home)
    town.presses(home, '2')
    town.changeDuty(dutyOf(rosterOf('water', 'bea', 'carl', 'ann')))
    town.isNotAnswered(hers)
    town.isNotAnswered(his)
    expect(town.rung).toEqual([home, hers, his, place.officer])
  })

  it('that takes everybody off duty ends the stage with the telephone that rings', () => {
    const town = hunt('inOrder', { duty: before })
    town.changeDuty(dutyOf(rosterOf('water', 'nobody-here')))
    town.isNotAnswered(home)
    expect(town.rung).toEqual([home, place.officer])
  })

  it('that changes while all ring at once adds whoever has come on duty when the next of them is through', () => {
    const town = hunt('allAtOnce', { duty: before })
    town.changeDuty(dutyOf(rosterOf('water', 'ann', 'carl')))
    expect(town.rung).toEqual([home, mobile, hers])
    town.isNotAnswered(home)
    expect(town.rung).toEqual([home, mobile, hers, his])
    expect(town.ended).toEqual([])
  })

  it('that changes keeps the order in which the longest idle come first', () => {
    const lastUsed = { [mobile]: day - 1000, [hers]: day - 5000, [his]: day - 9000 }
    const town = hunt('longestIdle', { lastUsed, duty: dutyOf(rosterOf('water', 'ann', 'carl')) })
    town.changeDuty(dutyOf(rosterOf('water', 'ann', 'bea', 'carl')))
    for (const number of [his, hers, home]) town.isNotAnswered(number)
    expect(town.rung).toEqual([his, hers, home, mobile])
  })
})

describe('a telephone that was about to ring when the server died', () => {
  it('is rung before the next one, and those who had their turn have no other', () => {
    const town = hunt('inOrder')
    town.isNotAnswered(home)
    town.neverRang(mobile)
    expect(town.rung).toEqual([home, mobile, mobile])
    town.isNotAnswered(mobile)
    expect(town.rung).toEqual([home, mobile, mobile, hers])
  })

  it.each([home, hers, his])('is rung again where all ring at once, and it alone (%s)', (number) => {
    const town = hunt('allAtOnce')
    const all = [...town.rung]
    town.neverRang(number)
    expect(town.rung).toEqual([...all, number])
    town.answers(number)
    town.presses(number, '1')
    expect(town.at()).toBe('joining')
  })
})
