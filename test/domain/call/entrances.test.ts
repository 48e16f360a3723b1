import { describe, expect, it } from 'vitest'
import type { Duty, OverrideKind, TimedOverride } from '../../../src/domain/routing/duty.ts'
import { day, night, northern, oldAmbulance, oldWorks, place } from './call-town.ts'
import { beginStory, callerKey, heardOut, rungLeg, type Story, said, tell } from './story.ts'

const minute = 60_000
const override = (kind: OverrideKind, to: string | null, about: Partial<TimedOverride> = {}): TimedOverride => ({
  id: `${kind}-1`,
  kind,
  line: null,
  to,
  from: day - minute,
  until: day + 60 * minute,
  by: 'api:admin',
  at: day - minute,
  reason: 'a storm',
  ended: null,
  ...about,
})
const dutyWith = (...overrides: readonly TimedOverride[]): Duty => ({ revision: 3, rosters: [], overrides })
const linesOf = ({ changes }: Story, what: string) =>
  changes.flatMap((change) => ('add' in change && change.row.what === what ? [change.row] : []))
const theCase = ({ rows }: Story) => Object.values(rows.cases)[0]

describe('a category that asks where it is', () => {
  const asked = (caller: string | null = '13900000001') => {
    const greeting = beginStory({ dialled: oldWorks, caller, now: day })
    return tell(greeting, heardOut(greeting, greeting.state.caller ?? ''))
  }

  it('asks for those areas that have a key', () => {
    const story = asked()
    expect(story.state.position).toMatchObject({ at: 'question', category: 'works' })
    expect(said(story)).toEqual(['areaAsk', 'areaChoice', 'areaChoice'])
  })

  it.each([
    ['1', 'north'],
    ['2', 'south'],
  ])('takes key %s for %s, which the case and the responder get', (key, area) => {
    const before = asked()
    const chosen = tell(before, callerKey(before, key))
    expect(theCase(chosen)?.area).toBe(area)
    expect(linesOf(chosen, 'caseOpened')).toMatchObject([{ after: { area } }])
    const hunting = tell(chosen, callerKey(chosen, '#'))
    const answered = tell(hunting, { type: 'LegAnswered', leg: rungLeg(hunting) })
    expect(said(answered)).toContain('areaName')
  })

  it('is not lost for want of it: silence, or three wrong keys', () => {
    const before = asked()
    const heard = tell(before, heardOut(before, before.state.caller ?? ''))
    const silent = tell(heard, { type: 'TimerFired', timer: 'key' })
    expect(theCase(silent)).toMatchObject({ category: 'works', area: null, status: 'dispatched' })
    let wrong = asked()
    for (const key of ['7', '8', '9']) wrong = tell(wrong, callerKey(wrong, key))
    expect(theCase(wrong)).toMatchObject({ category: 'works', area: null })
  })

  it('gives way to a person by 0, and is said again by *', () => {
    const before = asked()
    expect(said(tell(before, callerKey(before, '*')))).toEqual(['areaAsk', 'areaChoice', 'areaChoice'])
    const person = tell(before, callerKey(before, '0'))
    expect(person.state.position).toMatchObject({ at: 'hunting', purpose: 'officer' })
    expect(theCase(person)).toMatchObject({ category: 'works', area: null })
  })

  it('asks nothing of one whose number tells it', () => {
    const story = asked(northern)
    expect(story.state.position.at).toBe('statement')
    expect(theCase(story)?.area).toBe('north')
  })
})

describe('a number that leads elsewhere', () => {
  it('says the greeting, then rings there; the case is referred', () => {
    const greeting = beginStory({ dialled: oldAmbulance, now: day })
    expect(said(greeting)).toEqual(['greeting'])
    expect(theCase(greeting)).toMatchObject({ status: 'referred', referredTo: '110', origin: 'citizen' })
    expect(greeting.rows.deadlines).toEqual({})
    const ringing = tell(greeting, heardOut(greeting, greeting.state.caller ?? ''))
    expect(ringing.state.position).toMatchObject({ at: 'emergency', emergency: '110', why: 'forwarded' })
    const failed = tell(ringing, { type: 'LegFailed', leg: rungLeg(ringing), reason: 'busy' })
    expect(failed.state.position.at).toBe('emergencyChoice')
  })

  it('outside its hours is closed like any other', () => {
    const greeting = beginStory({ dialled: oldAmbulance, now: night })
    expect(said(greeting)).toEqual(['greeting', 'closed'])
    expect(theCase(greeting)).toMatchObject({ referredTo: '110', origin: 'afterHours' })
  })
})

describe('an override', () => {
  it('closes as if it were outside the hours, and the case says by which one and why', () => {
    const story = beginStory({ dialled: place.hotline, now: day, duty: dutyWith(override('close', '110')) })
    expect(said(story)).toEqual(['greeting', 'closed'])
    expect(theCase(story)).toMatchObject({ origin: 'afterHours', referredTo: '110' })
    expect(linesOf(story, 'caseOpened')).toMatchObject([{ why: 'closed by an override' }])
    expect(linesOf(story, 'overrideFollowed')).toMatchObject([
      { refs: { override: 'close-1' }, after: { kind: 'close', by: 'api:admin' }, why: 'a storm' },
    ])
  })

  it.each([
    ['of another line', override('close', '110', { line: 'from110' })],
    ['that has not begun', override('close', '110', { from: day + minute })],
    ['that is past', override('close', '110', { until: day })],
    ['that was ended', override('close', '110', { ended: { at: day - 1, by: 'api:admin' } })],
    ['to a platform the table does not have', override('close', '999')],
    ['before a later one that opens', override('close', '110')],
  ])('%s closes nothing', (name, closing) => {
    const later = name.startsWith('before') ? [override('open', null, { at: day - 1 })] : []
    const story = beginStory({ dialled: place.hotline, now: day, duty: dutyWith(closing, ...later) })
    expect(story.state.position.at).toBe('menu')
    expect(story.state.overrides).toEqual([])
  })

  it('opens outside the hours, which the case names; within them it changes nothing', () => {
    const opening = override('open', null, { from: night - minute, until: night + 60 * minute })
    const menu = beginStory({ dialled: place.hotline, now: night, duty: dutyWith(opening) })
    expect(menu.state.position.at).toBe('menu')
    const chosen = tell(menu, callerKey(menu, '1'))
    expect(linesOf(chosen, 'overrideFollowed')).toMatchObject([{ refs: { override: 'open-1' } }])
    const byDay = beginStory({ dialled: place.hotline, now: day, duty: dutyWith(override('open', null)) })
    expect(byDay.state.overrides).toEqual([])
  })

  it('adds words to the greeting, open or closed; not words that the table does not have', () => {
    const storm = override('notice', 'storm')
    expect(said(beginStory({ dialled: place.hotline, now: day, duty: dutyWith(storm) })).slice(0, 3)).toEqual([
      'greeting',
      'notice',
      'dangerChoice',
    ])
    const duty = dutyWith(storm, override('close', '110'))
    expect(said(beginStory({ dialled: oldAmbulance, now: day, duty }))).toEqual(['greeting', 'notice', 'closed'])
    const unknown = dutyWith(override('notice', 'earthquake'))
    expect(said(beginStory({ dialled: oldAmbulance, now: day, duty: unknown }))).toEqual(['greeting'])
  })

  it('sends every case to a unit first, then to its own', () => {
    const menu = beginStory({ dialled: place.hotline, now: day, duty: dutyWith(override('sendAll', 'works')) })
    const chosen = tell(menu, callerKey(menu, '1'))
    expect(Object.values(chosen.rows.orders)).toMatchObject([{ unit: 'works' }])
    expect(linesOf(chosen, 'overrideFollowed')).toMatchObject([{ refs: { override: 'sendAll-1' }, why: 'a storm' }])
    const hunting = tell(chosen, callerKey(chosen, '#'))
    expect(hunting.state.position).toMatchObject({
      at: 'hunting',
      stages: [{ unit: 'works' }, { unit: 'water' }, { unit: null }],
    })
  })

  it('sends every case to the duty officer, and says so in its case', () => {
    const menu = beginStory({ dialled: place.hotline, now: day, duty: dutyWith(override('sendAll', null)) })
    const chosen = tell(menu, callerKey(menu, '1'))
    expect(chosen.state.position).toMatchObject({ at: 'hunting', purpose: 'officer' })
    expect(theCase(chosen)).toMatchObject({ category: 'water', urgency: 'urgent', status: 'open' })
    const [opened] = linesOf(chosen, 'caseOpened')
    expect(opened?.why).toBe('chosen by the caller; an override sends every case to the duty officer')
    expect(linesOf(chosen, 'overrideFollowed')).toHaveLength(1)
  })

  it('that begins between the choice and the hunt takes the order from nobody', () => {
    const menu = beginStory({ dialled: place.hotline, now: day })
    const chosen = tell(menu, callerKey(menu, '1'))
    const hunting = tell({ ...chosen, duty: dutyWith(override('sendAll', 'works')) }, callerKey(chosen, '#'))
    expect(hunting.state.position).toMatchObject({ stages: [{ unit: 'water' }, { unit: 'works' }, { unit: null }] })
  })
})

describe('when a caller chose', () => {
  const heardGreeting = (now: number) => {
    const greeting = beginStory({ dialled: place.hotline, now })
    return tell(greeting, heardOut(greeting, greeting.state.caller ?? ''))
  }

  it('is the instant of his key', () => {
    const menu = heardGreeting(day)
    expect(menu.state.record.chosenAt).toBeNull()
    const chosen = tell(menu, callerKey(menu, '1'))
    expect(chosen.state.record.chosenAt).toBe(chosen.now)
  })

  it('is never where he was connected without a choice', () => {
    const closed = heardGreeting(night)
    expect(closed.state.position.at).toBe('emergency')
    expect(closed.state.record).toMatchObject({ caseId: theCase(closed)?.id, chosenAt: null })
  })
})
