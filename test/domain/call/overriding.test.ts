import { describe, expect, it } from 'vitest'
import type { CallEvent, PinResult } from '../../../src/domain/call/call-event.ts'
import { type Duty, noDuty, type TimedOverride } from '../../../src/domain/routing/duty.ts'
import { day, night, place, table } from './call-town.ts'
import { beginStory, callerKey, did, heardOut, type Story, said, tell } from './story.ts'

const keys = (story: Story, digits: string): Story =>
  [...digits].reduce((at, digit) => tell(at, callerKey(at, digit), { after: 0 }), story)
const checked = (result: PinResult): CallEvent => ({ type: 'PinChecked', result })
const dialling = (about: { caller?: string; now?: number; duty?: Duty } = {}): Story =>
  beginStory({ dialled: place.hotline, caller: place.officer, now: day, ...about })
const known = (duty: Duty = noDuty): Story => tell(keys(dialling({ duty }), '#4711#'), checked('right'))
const commanded = (story: Story) =>
  story.commands.filter((command) => command.do === 'setOverride' || command.do === 'endOverride')
const settled = (story: Story, outcome: 'done' | 'refused' | 'failed'): CallEvent => {
  const { position } = story.state
  const id = position.at === 'overriding' ? (position.override?.id ?? '') : ''
  return { type: 'OverrideSettled', id, outcome, reason: null }
}
const closedNow: TimedOverride = {
  id: 'c1',
  kind: 'close',
  line: null,
  to: '110',
  from: day - 1000,
  until: day + 3_600_000,
  by: 'api:admin',
  at: day - 1000,
  reason: 'a flood',
  ended: null,
}

describe('the key # on the first level', () => {
  it('is a wrong key for everybody else', () => {
    const menu = beginStory({ dialled: place.hotline, now: day })
    expect(said(keys(menu, '#'))).toContain('wrongKey')
  })

  it('goes back on the second level, also for one of the centre', () => {
    expect(keys(dialling(), '8#').state.position).toMatchObject({ at: 'menu', group: null })
  })

  it('asks one of the centre for his PIN; who keys none in is back in the menu', () => {
    const asked = keys(dialling(), '#')
    expect(asked.state.position).toMatchObject({ at: 'identifying', person: 'duty-1' })
    expect(said(asked)).toEqual(['pinAsk'])
    expect(keys(asked, '#').state.position.at).toBe('menu')
    const heard = tell(asked, heardOut(asked, asked.state.caller ?? ''))
    expect(tell(heard, { type: 'TimerFired', timer: 'entry' }).state.position.at).toBe('menu')
    expect(asked.rows.cases).toEqual({})
  })

  it('asks also where the line is closed, before anything is opened for him', () => {
    const greeting = dialling({ now: night })
    expect(greeting.rows.cases).toEqual({})
    const asked = keys(greeting, '#')
    expect(asked.state.position.at).toBe('identifying')
    const back = keys(asked, '#')
    expect(said(back)).toEqual(['greeting', 'closed'])
    const ringing = tell(back, heardOut(back, back.state.caller ?? ''))
    expect(ringing.state.position).toMatchObject({ at: 'emergency', why: 'closed' })
    expect(Object.values(ringing.rows.cases)).toMatchObject([{ origin: 'afterHours', referredTo: '110' }])
  })
})

describe('a PIN', () => {
  it('stands in no state, not even a digit of it', () => {
    let story = keys(dialling(), '#')
    const before = JSON.stringify(story.state)
    for (const digit of '90817263') {
      story = tell(story, callerKey(story, digit), { after: 0 })
      expect(story.commands).toContainEqual({ do: 'keepPinDigit', digit })
    }
    const { keyed, ...rest } = { keyed: 0, ...story.state.position }
    expect(keyed).toBe(8)
    expect(JSON.stringify(story.state).includes('90817263')).toBe(false)
    expect(JSON.parse(before).position).toMatchObject({ at: rest.at, checking: false })
    const asked = keys(story, '#')
    expect(asked.commands).toContainEqual({ do: 'checkPin', person: 'duty-1' })
    expect(did(keys(asked, '5'))).toEqual([])
  })

  it('is begun anew with *, and forgotten when he hangs up', () => {
    const story = keys(dialling(), '#12*')
    expect(story.commands).toContainEqual({ do: 'forgetPin' })
    expect(story.state.position).toMatchObject({ at: 'identifying', keyed: 0 })
    const gone = tell(story, { type: 'LegEnded', leg: story.state.caller ?? '' })
    expect(gone.commands).toContainEqual({ do: 'forgetPin' })
    expect(gone.state.record.termination).toEqual({ result: 'override', reason: 'hung up while the PIN was asked for' })
    expect(gone.rows.cases).toEqual({})
  })

  it.each<[PinResult, string, string]>([
    ['wrong', 'identifying', 'pinWrong'],
    ['lost', 'identifying', 'pinAsk'],
    ['noPin', 'menu', 'pinNone'],
    ['failed', 'menu', 'trouble'],
    ['locked', 'closing', 'pinLocked'],
    ['right', 'overriding', 'overrideCloseKey'],
  ])('that is %s leads to %s', (result, at, words) => {
    const story = tell(keys(dialling(), '#4711#'), checked(result))
    expect(story.state.position.at).toBe(at)
    expect(said(story)[0]).toBe(words)
  })

  it('that nobody answers for leads back, and a late answer means nothing', () => {
    const waiting = keys(dialling(), '#4711#')
    const back = tell(waiting, { type: 'TimerFired', timer: 'checking' })
    expect(back.state.position.at).toBe('menu')
    expect(tell(back, checked('right')).state.position.at).toBe('menu')
  })
})

describe('somebody of the centre', () => {
  it('closes the line he has called, for as many hours as he says, after hearing it back', () => {
    const read = keys(known(), '12#')
    expect(said(read)).toEqual(['overrideClose', 'digits', 'overrideUntil', 'clock', 'overrideConfirm'])
    const saving = keys(read, '1')
    const override = {
      kind: 'close',
      line: 'hotline',
      to: '110',
      from: expect.any(Number),
      until: expect.any(Number),
      by: 'officer:duty-1',
      ended: null,
    }
    expect(commanded(saving)).toMatchObject([{ do: 'setOverride', override }])
    const { position } = saving.state
    const set = position.at === 'overriding' ? position.override : null
    expect(((set?.until ?? 0) - (set?.from ?? 0)) / 3_600_000).toBe(2)
    const done = tell(saving, settled(saving, 'done'))
    expect(said(done)[0]).toBe('overrideSet')
    expect(done.state.position).toMatchObject({ at: 'closing', termination: { result: 'override' } })
    expect(done.rows.cases).toEqual({})
  })

  it.each([
    ['2', 'open', null, ''],
    ['3', 'notice', 'burst', '2'],
    ['4', 'sendAll', 'gas', '02'],
    ['4', 'sendAll', null, '0#'],
    ['4', 'sendAll', null, '00'],
  ])('by %s sets %s to %s', (key, kind, to, more) => {
    const saving = keys(known(), `${key}${more}24#1`)
    expect(commanded(saving)).toMatchObject([{ override: { kind, to } }])
  })

  it('hears the day where it lasts beyond midnight', () => {
    expect(said(keys(known(), '224#'))).toEqual([
      'overrideOpen',
      'overrideUntil',
      'tomorrow',
      'clock',
      'overrideConfirm',
    ])
  })

  it('ends what is in force, and chooses where it is several', () => {
    const one: Duty = { revision: 1, rosters: [], overrides: [closedNow] }
    // A line that is closed by an override: from the greeting.
    const greeting = dialling({ duty: one })
    expect(greeting.state.position).toMatchObject({ at: 'greeting', why: 'closed' })
    const asked = tell(keys(greeting, '#4711#'), checked('right'))
    expect(said(keys(asked, '5'))[0]).toBe('overrideEnds')
    const ending = keys(asked, '51')
    expect(commanded(ending)).toEqual([{ do: 'endOverride', id: 'c1', by: 'officer:duty-1' }])
    expect(said(tell(ending, settled(ending, 'done')))).toEqual(['overrideEnded', 'goodbye'])

    const storm: TimedOverride = { ...closedNow, id: 'n1', kind: 'notice', to: 'storm' }
    const two = known({
      revision: 2,
      rosters: [],
      overrides: [{ ...closedNow, line: 'from110' }, storm, { ...storm, id: 'n2' }],
    })
    expect(said(keys(two, '5'))).toContain('overrideWhichAsk')
    expect(commanded(keys(two, '521'))).toMatchObject([{ id: 'n2' }])
  })

  it('may say it again: 2 changes, * repeats, # goes back to the menu', () => {
    const read = keys(known(), '12#')
    expect(keys(read, '2').state.position).toMatchObject({ at: 'overriding', step: 'what', kind: null })
    expect(said(keys(read, '*'))).toEqual(said(read))
    expect(keys(read, '#').state).toBe(read.state)
    expect(keys(known(), '#').state.position.at).toBe('menu')
  })

  it.each(['0#', '25#', '100#', '#'])('who wants %s hours is asked again, or not heard', (entry) => {
    const story = keys(known(), `1${entry}`)
    expect(story.state.position).toMatchObject({ at: 'overriding', step: 'hours' })
    expect(commanded(story)).toEqual([])
  })

  it('who keys what is not there, or nothing, three times in a row is let go, and nothing is set', () => {
    const let_go = keys(known(), '498877')
    expect(let_go.state.position.at).toBe('overriding')
    expect(table.units).toHaveLength(3)
    const third = keys(let_go, '66')
    expect(third.state.position).toMatchObject({ at: 'closing', termination: { result: 'override' } })
  })

  it('is told when it is refused or could not be saved, and may try again', () => {
    const saving = keys(known(), '12#1')
    expect(said(tell(saving, settled(saving, 'refused'))).slice(0, 2)).toEqual(['overrideRefused', 'overrideCloseKey'])
    expect(said(tell(saving, settled(saving, 'failed')))[0]).toBe('trouble')
    expect(said(tell(saving, { type: 'TimerFired', timer: 'saving' }))[0]).toBe('trouble')
  })

  it('is saved again under the same id after a restart, and hanging up takes nothing back', () => {
    const saving = keys(known(), '12#1')
    const [asked] = commanded(saving)
    const resumed = tell(saving, { type: 'Resumed', recordings: {} })
    expect(commanded(resumed)).toEqual([asked])
    const gone = tell(resumed, { type: 'LegEnded', leg: resumed.state.caller ?? '' })
    expect(gone.state.record.termination).toEqual({ result: 'override', reason: 'hung up at saving' })
  })

  it('who hangs up before he confirms has set nothing', () => {
    const read = keys(known(), '12#')
    const gone = tell(read, { type: 'LegEnded', leg: read.state.caller ?? '' })
    expect(did(gone)).toEqual([])
    expect(gone.state.position.at).toBe('ended')
  })
})
