import { describe, expect, it } from 'vitest'
import { readDemoTable } from '../../../src/adapters/table-file/demo-table.ts'
import { readRoutingTable } from '../../../src/adapters/table-file/read-routing-table.ts'
import { sayTableFault } from '../../../src/adapters/table-file/table-file-fault.ts'
import { deadlineKinds } from '../../../src/domain/clocks/deadline-kind.ts'
import { phonesFor } from '../../../src/domain/routing/phones-of.ts'
import type { Centre, EscalationStep, Ladders } from '../../../src/domain/routing/routing-table.ts'
import { usualLadders } from '../../../src/domain/routing/usual-ladders.ts'
import { validateRoutingTable } from '../../../src/domain/routing/validate-routing-table.ts'
import { sayFault } from '../../../src/domain/routing/validation/texts/fault-texts.ts'
import { smallTable } from './small-table.ts'

const step = (afterMinutes: number, by: EscalationStep['by'], to: EscalationStep['to']) => ({ afterMinutes, by, to })

const faultsWith = (ladders: Partial<Ladders>, centre: Partial<Centre> = {}) =>
  validateRoutingTable({
    ...smallTable,
    centre: { ...smallTable.centre, ...centre },
    ladders: { ...smallTable.ladders, ...ladders },
    notices: [],
    goldenCalls: [],
  }).map((fault) => `${fault.path.join('.')}: ${sayFault(fault, 'en')}`)

describe('the ladders of a table', () => {
  it.each<[string, Partial<Ladders>, string]>([
    [
      'steps that go down',
      { feedback: [step(60, 'sms', 'head'), step(0, 'sms', 'responders')] },
      'ladders.feedback.1.afterMinutes: the steps must be in the order of their times: 0 comes after 60',
    ],
    [
      'a reminder two days before',
      { arrive: [step(-2880, 'sms', 'responders')] },
      'ladders.arrive.0.afterMinutes: -2880 must be a whole number of minutes from -1440 to 43200',
    ],
    [
      'a step after months',
      { accept: [step(50_000, 'sms', 'head')] },
      'ladders.accept.0.afterMinutes: 50000 must be a whole number of minutes from -1440 to 43200',
    ],
    [
      'an office that is not there',
      { accept: [step(0, 'sms', 'leadingGroup')] },
      'ladders.accept.0.to: the centre has no leadingGroup: add it, or leave the step out',
    ],
    [
      'a unit where none owes anything',
      { callBack: [step(0, 'sms', 'head')] },
      'ladders.callBack.0.to: callBack is owed by the centre, not by a unit: there is no "head"',
    ],
    [
      'more steps than anybody listens to',
      { accept: Array.from({ length: 21 }, (_, index) => step(index, 'sms', 'head')) },
      'ladders.accept: a ladder of 21 steps: at most 20 are climbed',
    ],
  ])('are refused with %s', (_, ladders, fault) => {
    expect(faultsWith(ladders)).toEqual([fault])
  })

  it('are refused where the office has no telephone for the step', () => {
    const supervision = { ...smallTable.centre.supervision, phones: phonesFor(null, '13900000008') }
    expect(faultsWith({ accept: [step(0, 'call', 'supervision')] }, { supervision })).toEqual([
      "ladders.accept.0.by: supervision can't be told by call: there is no voice telephone",
    ])
  })

  it('may have two steps at one time, none at all, and a head that not every unit has', () => {
    const both = [step(0, 'sms', 'responders'), step(0, 'call', 'head')]
    expect(faultsWith({ feedback: both, complete: [] })).toEqual([])
  })

  it('are the usual ones where a file says nothing, as far as the centre has the people', () => {
    const duty = { id: 'duty', name: { en: 'duty' }, phones: phonesFor('13800009901', null) }
    const poor = usualLadders({ dutyOfficers: [duty], supervision: null, leadingGroup: null })
    expect(poor.dispatch).toEqual([step(2, 'call', 'officers'), step(10, 'call', 'officers')])
    for (const kind of deadlineKinds) expect(poor[kind].some(({ by }) => by === 'call')).toBe(true)
    const table = readDemoTable()
    expect(table.ladders).toEqual(usualLadders(table.centre))
    expect(table.ladders.feedback.map(({ afterMinutes, by, to }) => `${afterMinutes} ${by} ${to}`)).toEqual([
      '-60 sms responders',
      '0 sms responders',
      '60 sms head',
      '240 call officers',
      '720 sms supervision',
      '1440 sms leadingGroup',
    ])
  })

  it('are refused by their place in the file', () => {
    const text = `languages: [en]\nladders:\n  feedback:\n    - { afterMinutes: 0, by: fax, to: mayor }\n  repair: []\n`
    const reading = readRoutingTable(text, 't.yaml')
    const said = reading.ok
      ? []
      : reading.faults.map((fault) => `${fault.line} ${fault.path}: ${sayTableFault(fault, 'en')}`)
    expect(said).toEqual(
      expect.arrayContaining([
        '4 ladders.feedback[0].by: "fax" is none of sms, call',
        '4 ladders.feedback[0].to: "mayor" is none of responders, head, officers, supervision, leadingGroup',
        '5 ladders.repair: is not a field here',
      ]),
    )
  })
})
