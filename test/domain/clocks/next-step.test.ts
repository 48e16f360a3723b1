import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DeadlineRecord } from '../../../src/domain/clocks/deadline-record.ts'
import { localClock } from '../../../src/domain/clocks/local-time.ts'
import { acknowledge, type Climb, nextStep } from '../../../src/domain/clocks/next-step.ts'
import { settledDeadline } from '../../../src/domain/clocks/set-deadline.ts'
import type { Told } from '../../../src/domain/routing/people-of-step.ts'
import { onePhone } from '../../../src/domain/routing/phones-of.ts'
import {
  type EscalationStep,
  type EscalationTarget,
  escalationTargets,
  escalationWays,
} from '../../../src/domain/routing/routing-table.ts'

const zone = 'Asia/Shanghai'
const minute = 60_000
/** Tue 2026-11-24 02:05 in Shanghai: twelve hours after completion on Monday afternoon. */
const due = Date.parse('2026-11-24T02:05:00+08:00')
const at = (time: string) => Date.parse(`2026-11-${time}:00+08:00`)

const step = (afterMinutes: number, by: EscalationStep['by'], to: EscalationTarget): EscalationStep => ({
  afterMinutes,
  by,
  to,
})
/** 01:05, 02:05, 03:05, 06:05, 14:05 and Wed 25th 02:05. */
const feedback = [
  step(-60, 'sms', 'responders'),
  step(0, 'sms', 'responders'),
  step(60, 'sms', 'head'),
  step(240, 'call', 'officers'),
  step(720, 'sms', 'supervision'),
  step(1440, 'sms', 'leadingGroup'),
]

function deadline(ladder: readonly EscalationStep[], stepsDone = 0, row: Partial<DeadlineRecord> = {}): DeadlineRecord {
  const next = ladder[stepsDone]
  return {
    id: 'd',
    caseId: 'c',
    orderId: 'o',
    kind: 'feedback',
    due,
    status: 'running',
    settledAt: null,
    reason: { base: 'completed', from: due, minutes: 720, atLocal: null, unit: '05', category: null, urgency: null },
    revision: 7,
    ladder,
    stepsDone,
    nextStepAt: next === undefined ? null : due + next.afterMinutes * minute,
    acknowledgedBy: null,
    ...row,
  }
}

const person = (id: string): Told => ({ person: { id, name: {}, phones: onePhone(id) }, number: id })
const everybody: Record<EscalationTarget, readonly string[]> = {
  responders: ['0501', '0502'],
  head: ['0590'],
  officers: ['duty-1', 'duty-2'],
  supervision: ['supervision'],
  leadingGroup: ['leading-group'],
}
const view = (missing: readonly EscalationTarget[] = [], inUse: readonly string[] = []) => ({
  people: ({ to }: EscalationStep) => (missing.includes(to) ? [] : everybody[to].map(person)),
  canRing: (number: string) => !inUse.includes(number),
})

/** `2 sms responders: 0501 0502`, a line a step; then when the next one comes. */
function inWords(climb: Climb | null): readonly string[] {
  if (climb === null) return ['nothing']
  const { nextStepAt } = climb.deadline
  return [
    ...climb.taken.map(
      ({ index, step: { by, to }, outcome, told }) =>
        `${index + 1} ${by} ${to}: ${outcome === 'told' ? told.map(({ person: { id } }) => id).join(' ') : outcome}`,
    ),
    nextStepAt === null ? 'the end' : `next ${localClock(nextStepAt, zone)}`,
  ]
}

describe('the next step of a ladder', () => {
  it.each<[string, string, number, readonly string[]]>([
    ['before the first', '24T01:04', 0, ['nothing']],
    ['at its minute', '24T01:05', 0, ['1 sms responders: 0501 0502', 'next 02:05']],
    ['after the first', '24T02:04', 1, ['nothing']],
    ['at the deadline', '24T02:05', 1, ['2 sms responders: 0501 0502', 'next 03:05']],
    ['an hour late', '24T03:05', 2, ['3 sms head: 0590', 'next 06:05']],
    ['four hours late', '24T06:05', 3, ['4 call officers: duty-1 duty-2', 'next 14:05']],
    ['twelve hours late', '24T14:05', 4, ['5 sms supervision: supervision', 'next 02:05']],
    ['a day late', '25T02:05', 5, ['6 sms leadingGroup: leading-group', 'the end']],
    ['after the last', '26T02:05', 6, ['nothing']],
  ])('%s', (_, now, stepsDone, expected) => {
    expect(inWords(nextStep(deadline(feedback, stepsDone), at(now), view()))).toEqual(expected)
  })

  it('counts the steps and the versions', () => {
    const climb = nextStep(deadline(feedback, 1), due, view())
    expect(climb?.deadline).toEqual(deadline(feedback, 2, { revision: 8 }))
  })

  // who is not there, when, steps done before -> what happens
  it.each<[readonly EscalationTarget[], string, number, readonly string[]]>([
    // The head would have been told at 03:05; without one the officers are rung then, not at 06:05.
    [['head'], '24T03:05', 2, ['3 sms head: nobody', '4 call officers: duty-1 duty-2', 'next 14:05']],
    [
      ['responders', 'head', 'officers'],
      '24T02:05',
      1,
      [
        '2 sms responders: nobody',
        '3 sms head: nobody',
        '4 call officers: nobody',
        '5 sms supervision: supervision',
        'next 02:05',
      ],
    ],
    // Nobody is told of a delay that is none yet.
    [['responders', 'head'], '24T01:05', 0, ['1 sms responders: nobody', 'next 02:05']],
    [
      [...escalationTargets],
      '24T03:05',
      2,
      [
        '3 sms head: nobody',
        '4 call officers: nobody',
        '5 sms supervision: nobody',
        '6 sms leadingGroup: nobody',
        'the end',
      ],
    ],
  ])('without %s at %s', (missing, now, stepsDone, expected) => {
    expect(inWords(nextStep(deadline(feedback, stepsDone), at(now), view(missing)))).toEqual(expected)
  })

  it('takes what is due after a time away in order, tells nobody the same twice, and stops at a call', () => {
    // The server comes back on Tuesday at 20:00, five steps late.
    const first = nextStep(deadline(feedback), at('24T20:00'), view())
    expect(inWords(first)).toEqual([
      '1 sms responders: overtaken',
      '2 sms responders: 0501 0502',
      '3 sms head: 0590',
      '4 call officers: duty-1 duty-2',
      'next 20:00',
    ])
    const second = nextStep(first!.deadline, at('24T20:00'), view())
    expect(inWords(second)).toEqual(['5 sms supervision: supervision', 'next 02:05'])
    expect(nextStep(second!.deadline, at('24T20:00'), view())).toBeNull()
  })

  it('tells whoever is in two targets by the later step alone', () => {
    const ladder = [step(0, 'sms', 'responders'), step(5, 'sms', 'head')]
    const overlap = {
      ...view(),
      people: ({ to }: EscalationStep) => (to === 'head' ? ['0502'] : ['0501', '0502']).map(person),
    }
    expect(inWords(nextStep(deadline(ladder), due + 10 * minute, overlap))).toEqual([
      '1 sms responders: 0501',
      '2 sms head: 0502',
      'the end',
    ])
  })

  it('rings once for two calls to the same people, and does ring those who also get a message', () => {
    const ladder = [step(0, 'sms', 'officers'), step(2, 'call', 'officers'), step(10, 'call', 'officers')]
    expect(inWords(nextStep(deadline(ladder), due + 20 * minute, view()))).toEqual([
      '1 sms officers: duty-1 duty-2',
      '2 call officers: overtaken',
      '3 call officers: duty-1 duty-2',
      'the end',
    ])
  })

  it('lets a call wait for telephones in use, minute by minute, until the next step is due', () => {
    const busy = view([], ['duty-1', 'duty-2'])
    const waiting = nextStep(deadline(feedback, 3), at('24T06:05'), busy)
    expect(inWords(waiting)).toEqual(['next 06:06'])
    expect(nextStep(waiting!.deadline, at('24T06:05'), view())).toBeNull()
    expect(inWords(nextStep(waiting!.deadline, at('24T06:06'), view([], ['duty-1'])))).toEqual([
      '4 call officers: duty-1 duty-2',
      'next 14:05',
    ])
    // By then it waits no more: the call itself finds them in use, and says so.
    expect(inWords(nextStep(deadline(feedback, 3, { nextStepAt: at('24T14:04') }), at('24T14:05'), busy))).toEqual([
      '4 call officers: duty-1 duty-2',
      'next 14:05',
    ])
  })

  it('waits with a call that was called up by a step with nobody, and is not forgotten', () => {
    const busy = nextStep(deadline(feedback, 2), at('24T03:05'), view(['head'], ['duty-1', 'duty-2']))
    expect(inWords(busy)).toEqual(['3 sms head: nobody', 'next 03:06'])
    expect(inWords(nextStep(busy!.deadline, at('24T03:06'), view(['head'])))).toEqual([
      '4 call officers: duty-1 duty-2',
      'next 14:05',
    ])
  })

  it('does nothing for a deadline that was met, cancelled or taken note of', () => {
    const running = deadline(feedback, 1)
    const noted = acknowledge(running, 'officer:duty-1')
    const stopped = [settledDeadline(running, 'met', due), settledDeadline(running, 'cancelled', due)]
    if (noted.ok) stopped.push(noted.deadline)
    expect(stopped).toHaveLength(3)
    for (const one of stopped) expect(nextStep(one, at('25T02:05'), view())).toBeNull()
  })

  it('takes every step exactly once, in order, whatever the ticks, the people and the clock do', () => {
    const steps = fc.array(
      fc.record({
        afterMinutes: fc.integer({ min: -30, max: 60 }),
        by: fc.constantFrom(...escalationWays),
        to: fc.constantFrom(...escalationTargets),
      }),
      { minLength: 1, maxLength: 8 },
    )
    const ticks = fc.array(
      fc.record({
        // Backwards, too: the clock may be put back an hour.
        minutes: fc.integer({ min: -60, max: 90 }),
        missing: fc.subarray([...escalationTargets]),
        inUse: fc.subarray(['duty-1', 'duty-2', '0590', 'supervision']),
        stop: fc.constantFrom(false, false, false, false, false, false, false, 'note' as const, 'met' as const),
      }),
      { maxLength: 25 },
    )
    fc.assert(
      fc.property(steps, ticks, (unsorted, course) => {
        const ladder = unsorted.sort((one, other) => one.afterMinutes - other.afterMinutes)
        let current = deadline(ladder)
        let now = due - 60 * minute
        let stopped = false
        const taken: number[] = []
        const tick = (seen: ReturnType<typeof view>) => {
          for (let climb = nextStep(current, now, seen); climb; climb = nextStep(current, now, seen)) {
            expect(stopped).toBe(false)
            const calls = climb.taken.filter((each) => each.step.by === 'call' && each.outcome === 'told')
            expect(calls.length).toBeLessThanOrEqual(1)
            if (calls.length > 0) expect(climb.taken.at(-1)).toBe(calls[0])
            taken.push(...climb.taken.map(({ index }) => index))
            expect(climb.deadline.revision).toBe(current.revision + 1)
            current = climb.deadline
            if (climb.taken.length === 0) break
          }
        }
        for (const { minutes, missing, inUse, stop } of course) {
          now += minutes * minute
          tick(view(missing, inUse))
          if (stop === 'note') {
            const noted = acknowledge(current, 'x')
            if (noted.ok) current = noted.deadline
            stopped = true
          } else if (stop === 'met' && current.status === 'running') {
            current = settledDeadline(current, 'met', now)
            stopped = true
          }
        }
        expect(taken).toEqual(taken.map((_, place) => place))
        if (stopped) return
        now = Math.max(now, due + 200 * minute)
        tick(view())
        expect(taken).toEqual(ladder.map((_, place) => place))
        expect(current.nextStepAt).toBeNull()
      }),
      { numRuns: 300 },
    )
  })
})

describe('taking note', () => {
  it('stops the ladder, once, and leaves what is owed', () => {
    const noted = acknowledge(deadline(feedback, 2), 'officer:duty-1')
    expect(noted).toEqual({
      ok: true,
      deadline: deadline(feedback, 2, { revision: 8, nextStepAt: null, acknowledgedBy: 'officer:duty-1' }),
    })
    if (noted.ok) {
      expect(acknowledge(noted.deadline, 'api:admin')).toEqual({ ok: false, reason: 'alreadyAcknowledged' })
      expect(acknowledge(settledDeadline(noted.deadline, 'late', due), 'x')).toEqual({
        ok: false,
        reason: 'alreadySettled',
      })
    }
  })

  it('is possible after the last step', () => {
    expect(acknowledge(deadline(feedback, 6), 'api:admin')).toMatchObject({ ok: true })
  })
})
