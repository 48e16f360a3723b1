import { describe, expect, it } from 'vitest'
import type { CallEvent } from '../../../src/domain/call/call-event.ts'
import { day, night, place } from './call-town.ts'
import { beginStory, callerKey, did, heardOut, rungLeg, type Story, said, tell } from './story.ts'

const answered = (leg: string): CallEvent => ({ type: 'LegAnswered', leg })
const ended = (leg: string): CallEvent => ({ type: 'LegEnded', leg })
const failed = (leg: string): CallEvent => ({ type: 'LegFailed', leg, reason: 'busy' })
const pressed = (leg: string, digit: string): CallEvent => ({ type: 'DigitPressed', leg, digit })
const bridgeFailed = (story: Story, bridge = story.state.bridge): CallEvent => ({
  type: 'CommandFailed',
  command: { do: 'bridge', bridge: bridge?.id ?? '', legs: [], recording: bridge?.recording ?? '' },
  reason: 'refused',
  detail: 'made to fail',
})

/** Water was chosen, the words were skipped, the first telephone is dialled. */
function huntingForWater(caller: string | null = '13900000001'): Story {
  const menu = beginStory({ dialled: place.hotline, caller, now: day })
  const statement = tell(menu, callerKey(menu, '1'), { after: 5 })
  return tell(statement, callerKey(statement, '#'))
}

/** The first responder has pressed 1. */
function joiningWater(): Story {
  const hunting = huntingForWater()
  const leg = rungLeg(hunting)
  return tell(tell(hunting, answered(leg)), pressed(leg, '1'))
}

/** Both have heard their words. */
function bridgingWater(): Story {
  const joining = joiningWater()
  const leg = joining.state.position.at === 'joining' ? joining.state.position.leg : ''
  const one = tell(joining, heardOut(joining, joining.state.caller ?? ''))
  const both = tell(one, heardOut(one, leg))
  return both.state.bridge === null ? tell(both, heardOut(both, both.state.caller ?? '')) : both
}

describe('a case', () => {
  it('is open, with its order and its clock, by the key that chooses it', () => {
    const menu = beginStory({ dialled: place.hotline, now: day })
    const { changes, state } = tell(menu, callerKey(menu, '1'))
    const put = changes.flatMap((change) => ('put' in change ? [change.put] : []))
    expect(put).toEqual(expect.arrayContaining(['case', 'order', 'deadline', 'call']))
    expect(state.position.at).toBe('statement')
  })

  it('is not opened by the words that fail while the caller is hanging up', () => {
    const greeting = beginStory({ dialled: place.oldWater, now: day })
    const playback = greeting.state.legs[greeting.state.caller ?? '']?.playback ?? ''
    const failing = tell(greeting, { type: 'PromptFailed', playback, reason: 'the leg hung up' }, { after: 0 })
    const over = tell(failing, ended(failing.state.caller ?? ''), { after: 0 })
    expect(over.rows.cases).toEqual({})
    expect(over.state.record.termination?.result).toBe('abandoned')
  })

  it('goes on from a greeting that can not be played', () => {
    const greeting = beginStory({ dialled: place.oldWater, now: day })
    const playback = greeting.state.legs[greeting.state.caller ?? '']?.playback ?? ''
    const failing = tell(greeting, { type: 'PromptFailed', playback, reason: 'missing' })
    expect(tell(failing, { type: 'TimerFired', timer: 'pause' }).state.position.at).toBe('statement')
  })

  it('is abandoned, about what was asked, by who hangs up in its question', () => {
    const menu = beginStory({ dialled: place.hotline, now: day })
    const question = tell(menu, callerKey(menu, '3'), { after: 6 })
    const { rows } = tell(question, ended(question.state.caller ?? ''))
    expect(Object.values(rows.cases)).toMatchObject([{ origin: 'abandoned', category: 'gas', urgency: 'critical' }])
    expect(Object.values(rows.deadlines)).toMatchObject([{ kind: 'callBack' }])
  })
})

describe('a clock that is put back an hour in a call', () => {
  const hourBack = (story: Story): Story => ({ ...story, now: story.now - 3_600_000 })

  it('makes no slip of a caller who has listened: he is called back', () => {
    const menu = hourBack(beginStory({ dialled: place.hotline, now: day }))
    const { rows } = tell(menu, ended(menu.state.caller ?? ''))
    expect(Object.values(rows.cases)).toMatchObject([{ origin: 'abandoned', status: 'open' }])
    expect(Object.values(rows.deadlines)).toMatchObject([{ kind: 'callBack' }])
  })

  it('promises no later arrival than was promised', () => {
    const hunting = huntingForWater()
    const leg = rungLeg(hunting)
    const deciding = hourBack(tell(tell(hunting, { type: 'LegRinging', leg }), answered(leg)))
    const accepted = tell(deciding, pressed(leg, '1'))
    const words = accepted.commands.flatMap((command) => (command.do === 'play' ? command.phrases : []))
    const minutes = words.flatMap((phrase) => ('number' in phrase ? [phrase.number] : []))
    expect(minutes).toEqual([30])
  })
})

describe('somebody who hid the number and hung up before choosing', () => {
  const hidden = (event: (story: Story) => CallEvent) => {
    const menu = beginStory({ dialled: place.hotline, caller: null, now: day })
    return tell(menu, event(menu), { after: 6 })
  }

  it('leaves a case that is closed at once and says why: a call back is owed to nobody', () => {
    const { rows, changes, state } = hidden(({ state: { caller } }) => ended(caller ?? ''))
    expect(Object.values(rows.cases)).toMatchObject([{ origin: 'abandoned', status: 'closed', closedAt: day + 6000 }])
    expect(rows.deadlines).toEqual({})
    const closed = changes.flatMap((change) => ('add' in change && change.row.what === 'caseClosed' ? change.row : []))
    expect(closed).toMatchObject([{ why: expect.stringContaining('nobody can be called back') }])
    expect(state.record.termination).toEqual({ result: 'abandoned', reason: expect.stringContaining('number hidden') })
  })

  it('is not closed on while the fall-back serves him: what it did is to be confirmed', () => {
    const { rows } = hidden(({ state: { caller } }) => ({ type: 'LegEnded', leg: caller ?? '', how: 'fallback' }))
    expect(Object.values(rows.cases)).toMatchObject([{ origin: 'abandoned', status: 'open' }])
    expect(Object.values(rows.deadlines)).toMatchObject([{ kind: 'confirmAfterHours', status: 'running' }])
  })

  it('is owed no call back either after he has chosen and nobody took it, until he gives a number', () => {
    let story = huntingForWater(null)
    for (let leg = rungLeg(story); story.state.position.at === 'hunting' && leg !== ''; leg = rungLeg(story)) {
      story = tell(story, failed(leg))
    }
    expect(story.state.position.at).toBe('askingNumber')
    const owed = () => Object.values(story.rows.deadlines).filter(({ kind }) => kind === 'callBack')
    expect(owed()).toEqual([])
    for (const digit of '13912340000#') story = tell(story, callerKey(story, digit))
    expect(owed()).toMatchObject([{ status: 'running' }])
  })
})

describe('a caller in danger who hid the number', () => {
  it('is owed a look where nobody could be reached, and a call back once he gives a number', () => {
    const menu = beginStory({ dialled: place.hotline, caller: null, now: day })
    let story = tell(menu, callerKey(menu, '9'), { after: 5 })
    while (story.state.position.at === 'emergency') story = tell(story, failed(rungLeg(story)))
    while (story.state.position.at === 'hunting') story = tell(story, failed(rungLeg(story)))
    expect(story.state.position.at).toBe('statement')
    const owed = () =>
      Object.values(story.rows.deadlines).flatMap(({ kind, status }) => (status === 'running' ? [kind] : []))
    expect(owed()).toEqual(['confirmAfterHours'])
    story = tell(story, callerKey(story, '#'))
    for (const digit of '13912340000#') story = tell(story, callerKey(story, digit))
    expect(owed()).toEqual(['callBack'])
  })
})

describe('a hunt', () => {
  it('takes the first key and lets the others go in the same step', () => {
    const hunting = huntingForWater()
    const first = rungLeg(hunting)
    const deciding = tell(hunting, answered(first))
    const second = rungLeg(deciding)
    expect(second).not.toBe(first)
    const taken = tell(deciding, pressed(first, '1'))
    expect(taken.commands).toContainEqual({ do: 'hangUp', leg: second })
    expect(taken.state.position).toMatchObject({ at: 'joining', leg: first })
  })

  it('gives who answered his time to decide from the end of the words on, while the next telephone rings already', () => {
    const hunting = huntingForWater()
    const leg = rungLeg(hunting)
    const listening = tell(hunting, answered(leg))
    expect(did(listening)).toContain('dial')
    const { decideSeconds, statementMaxSeconds } = place.table.timings
    const left = (story: Story) => ((story.state.timers[`leg:${leg}`] ?? 0) - story.now) / 1000
    expect(left(listening)).toBeGreaterThan(statementMaxSeconds + decideSeconds)
    const heard = tell(listening, heardOut(listening, leg), { after: statementMaxSeconds + decideSeconds })
    expect(left(heard)).toBe(decideSeconds)
    const again = tell(heard, pressed(leg, '*'), { after: decideSeconds - 1 })
    expect(left(again)).toBeGreaterThan(decideSeconds)
    const accepted = tell(again, pressed(leg, '1'), { after: decideSeconds + 1 })
    expect(accepted.state.position).toMatchObject({ at: 'joining', leg })
  })

  it('gives it also to one whose words could not be played', () => {
    const hunting = huntingForWater()
    const leg = rungLeg(hunting)
    const listening = tell(hunting, answered(leg))
    const playback = listening.state.legs[leg]?.playback ?? ''
    const failing = tell(listening, { type: 'PromptFailed', playback, reason: 'damaged' })
    expect((failing.state.timers[`leg:${leg}`] ?? 0) - failing.now).toBe(place.table.timings.decideSeconds * 1000)
  })

  it('lets go who listens for ever, however often he asks for the words', () => {
    let story = huntingForWater()
    const leg = rungLeg(story)
    story = tell(story, answered(leg))
    const latest = story.state.timers[`leg:${leg}`] ?? 0
    for (let time = 0; time < 20; time += 1) {
      story = tell(story, pressed(leg, '*'), { after: 5 })
      expect(story.state.timers[`leg:${leg}`]).toBe(latest)
    }
    story = tell(story, heardOut(story, leg), { after: (latest - story.now) / 1000 - 3 })
    expect(story.state.timers[`leg:${leg}`]).toBe(latest)
    const dismissed = tell(story, { type: 'TimerFired', timer: `leg:${leg}` })
    expect(said(dismissed)).toContain('noDecision')
    expect(latest - day).toBeLessThan(4 * 60_000)
  })

  it('is not stopped by an order that is only notified, but by one that is accepted', () => {
    const hunting = huntingForWater()
    const order = (status: 'notified' | 'accepted' | 'withdrawn'): CallEvent => ({
      type: 'OrderChanged',
      orderId: hunting.state.matter?.orderId ?? '',
      status,
      by: 'api:unit',
    })
    expect(tell(hunting, order('notified')).state).toBe(hunting.state)
    const accepted = tell(hunting, order('accepted'))
    expect(accepted.state.position.at).toBe('closing')
    expect(said(accepted)).toContain('unitAccepted')
  })

  it('goes to the officer when the order is taken back, and nothing untrue is said', () => {
    const hunting = huntingForWater()
    const event: CallEvent = {
      type: 'OrderChanged',
      orderId: hunting.state.matter?.orderId ?? '',
      status: 'withdrawn',
      by: 'officer:duty-1',
    }
    const taken = tell(hunting, event)
    expect(taken.state.position).toMatchObject({ at: 'hunting', purpose: 'officer' })
    expect(said(taken)).not.toContain('unitAccepted')
    expect(taken.commands).toContainEqual({ do: 'hangUp', leg: rungLeg(hunting) })
  })

  it('promises nothing when every telephone is in use from the beginning, but owes the call back', () => {
    const everybody = [...place.works, place.officer, place.secondOfficer]
    const menu = beginStory({ dialled: place.hotline, now: day })
    let story = tell(menu, callerKey(menu, '4'), { busy: everybody })
    expect(story.state.position).toMatchObject({ at: 'hunting', waits: 1 })
    while (story.state.position.at === 'hunting') {
      story = tell(story, { type: 'TimerFired', timer: 'again' }, { busy: everybody })
    }
    expect(story.now - day).toBeLessThan(90_000)
    expect(story.state.position.at).toBe('closing')
    expect(Object.values(story.rows.deadlines).map(({ kind }) => kind)).toContain('callBack')
  })

  it('rings an officer again whose telephone is free again', () => {
    const menu = beginStory({ dialled: place.hotline, now: day })
    const both = [place.officer, place.secondOfficer]
    const waiting = tell(menu, callerKey(menu, '0'), { busy: both })
    expect(did(waiting)).not.toContain('dial')
    const rung = tell(waiting, { type: 'TimerFired', timer: 'again' }, { busy: [place.officer] })
    expect(rung.commands).toContainEqual(expect.objectContaining({ do: 'dial', number: place.secondOfficer }))
    expect(rung.state.timers).not.toHaveProperty('again')
  })

  it('says the case number once it is known, after the words that were being said', () => {
    const menu = beginStory({ dialled: place.hotline, now: day })
    const hunting = tell(menu, callerKey(menu, '0'))
    const numbered = tell(hunting, { type: 'CaseNumbered', caseNumber: '2611230001' }, { after: 0 })
    expect(did(numbered)).toEqual([])
    const next = tell(numbered, heardOut(numbered, numbered.state.caller ?? ''))
    expect(said(next).slice(0, 2)).toEqual(['caseNumberIs', 'digits'])
    const told = tell(next, heardOut(next, next.state.caller ?? ''))
    expect(said(told)).toEqual(['onceMore', 'digits', 'callBackHint'])
    const then = tell(told, heardOut(told, told.state.caller ?? ''))
    expect(said(then)).toEqual(['comfort', 'stillConnecting'])
  })

  it('stops the words with the first digit of another number, and begins them anew with *', () => {
    const hunting = huntingForWater()
    const asking = tell(hunting, callerKey(hunting, '1'))
    expect(said(asking)).toEqual(['callBackAsk'])
    const digit = tell(asking, callerKey(asking, '1'))
    expect(did(digit)).toEqual(['stopPlayback'])
    const again = tell(digit, callerKey(digit, '*'))
    expect(said(again)).toEqual(['callBackAsk'])
    expect(again.state.timers).not.toHaveProperty('entry')
  })
})

describe('a bridge', () => {
  it('that failed earlier does not undo the one that is being made', () => {
    const first = bridgingWater()
    const { bridge } = first.state
    const second = tell(first, bridgeFailed(first))
    expect(second.state.bridge?.id).not.toBe(bridge?.id)
    const again = tell(second, bridgeFailed(second, bridge))
    expect(again.state.bridge).toEqual(second.state.bridge)
    expect(again.state.position).toMatchObject({ at: 'joining', tries: 1 })
  })

  it('that never came about leaves no recording open', () => {
    const first = bridgingWater()
    const once = tell(first, bridgeFailed(first))
    const twice = tell(once, bridgeFailed(once))
    expect(twice.state.recordings).toEqual({})
  })

  it('whose conversation ends settles its recording in the call it was made in', () => {
    const bridging = bridgingWater()
    const left = tell(bridging, ended(bridging.state.caller ?? ''))
    expect(left.state.position.at).toBe('ending')
    expect(Object.values(left.state.recordings)).toMatchObject([{ kind: 'conversation' }])
    expect(left.spawned).toMatchObject([{ position: { at: 'relaying' }, recordings: {} }])
  })
})

describe('an emergency number', () => {
  it('is not given up because an officer who was let go before hangs up himself', () => {
    const greeting = beginStory({ dialled: place.hotline, now: night })
    const rung = tell(greeting, heardOut(greeting, greeting.state.caller ?? ''))
    const first = rungLeg(rung)
    let story = tell(rung, answered(first))
    story = tell(story, heardOut(story, first))
    story = tell(story, heardOut(story, story.state.caller ?? ''))
    story = tell(story, bridgeFailed(story))
    story = tell(story, bridgeFailed(story))
    expect(story.state.position.at).toBe('emergencyChoice')
    expect(story.state.legs[first]?.progress).toBe('dismissed')
    story = tell(story, callerKey(story, '1'))
    const { position } = story.state
    story = tell(story, ended(first))
    expect(story.state.position).toEqual(position)
    expect(did(story)).not.toContain('dial')
  })

  it('is tried twice at once when life is in danger, then the officer is rung', () => {
    const menu = beginStory({ dialled: place.hotline, now: day })
    let story = tell(menu, callerKey(menu, '9'))
    expect(story.spawned).toMatchObject([
      { record: { kind: 'inform' }, position: { at: 'hunting', purpose: 'inform' } },
    ])
    story = tell(story, failed(rungLeg(story)))
    expect(story.state.position).toMatchObject({ at: 'emergency', tries: 2 })
    story = tell(story, failed(rungLeg(story)))
    expect(story.state.position).toMatchObject({ at: 'hunting', purpose: 'officer' })
  })
})

describe('telling the duty officer', () => {
  it('lets the other officer go in the same step', () => {
    const menu = beginStory({ dialled: place.hotline, now: day })
    const danger = tell(menu, callerKey(menu, '9'))
    let inform: Story = { ...danger, state: danger.spawned[0]! }
    const first = rungLeg(inform)
    inform = tell(inform, answered(first))
    const second = rungLeg(inform)
    inform = tell(inform, pressed(first, '1'))
    expect(inform.state.position.at).toBe('closing')
    expect(inform.commands).toContainEqual({ do: 'hangUp', leg: second })
  })
})
