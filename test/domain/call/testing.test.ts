import { describe, expect, it } from 'vitest'
import { transition } from '../../../src/domain/call/transition.ts'
import { noDuty } from '../../../src/domain/routing/duty.ts'
import { day, factsFor, noRows, place, testWanted } from './call-town.ts'
import { beginStory, callerKey, did, heardOut, rungLeg, type Story, said, tell } from './story.ts'

function testCall(busy: readonly string[] = []): Story {
  const decision = transition(null, testWanted, factsFor(null, noRows, day, busy))
  const [{ state, commands }] = decision.calls as [(typeof decision.calls)[0]]
  return { state, commands, rows: noRows, now: day, duty: noDuty, changes: decision.changes, spawned: [] }
}
const answersOf = ({ changes }: Story) =>
  changes.flatMap((change) => ('put' in change && change.put === 'phoneAnswer' ? [change.row] : []))
const answered = (story: Story): Story => tell(story, { type: 'LegAnswered', leg: rungLeg(story) })
const press = (story: Story, digit: string): Story => tell(story, { type: 'DigitPressed', leg: rungLeg(story), digit })

describe('a telephone that is tried out', () => {
  it('counts as answered when somebody presses 1, and is about no case', () => {
    const rung = testCall()
    expect(rung.commands).toMatchObject([{ do: 'dial', number: place.water[0] }])
    const heard = answered(rung)
    expect([said(heard), answersOf(heard)]).toEqual([['testIntro', 'testKey'], []])
    const other = press(heard, '5')
    expect([other.changes, other.state]).toEqual([[], heard.state])
    const passed = press(heard, '1')
    expect(answersOf(passed)).toEqual([
      { number: place.water[0], person: 'water-1', at: passed.now, callId: passed.state.id },
    ])
    expect(said(passed)).toEqual(['testPassed'])
    const over = tell(passed, heardOut(passed, rungLeg(passed)))
    expect(over.state.record).toMatchObject({ kind: 'test', caseId: null, termination: { result: 'tested' } })
  })

  it('does not count by an answering machine, which hears the words twice and is let go', () => {
    let story = answered(testCall())
    story = tell(story, heardOut(story, rungLeg(story)))
    story = tell(story, { type: 'TimerFired', timer: 'key' })
    expect(said(story)).toEqual(['testIntro', 'testKey'])
    story = tell(story, heardOut(story, rungLeg(story)))
    story = tell(story, { type: 'TimerFired', timer: 'key' })
    expect(did(story)).toContain('hangUp')
    expect(story.state.record.termination).toEqual({
      result: 'notTested',
      reason: 'answered, but no key was pressed',
    })
    expect(answersOf(story)).toEqual([])
  })

  it.each(['busy', 'noAnswer'])('is not tested when the network says %s', (reason) => {
    const rung = testCall()
    const failed = tell(rung, { type: 'LegFailed', leg: rungLeg(rung), reason })
    expect(failed.state.record.termination).toEqual({ result: 'notTested', reason })
    expect(failed.state.position.at).toBe('ended')
  })

  it('is not rung while somebody speaks on it', () => {
    const story = testCall([place.water[0]])
    expect(story.commands).toEqual([])
    expect(story.state.record.termination?.result).toBe('notTested')
  })

  it('hears the words again when the server was away', () => {
    const heard = answered(testCall())
    const resumed = tell(heard, { type: 'Resumed', recordings: {} })
    expect(said(resumed)).toEqual(['testIntro', 'testKey'])
  })
})

describe('somebody who answers an order with a key', () => {
  it.each([
    ['1', 1],
    ['2', 1],
    ['*', 1],
    ['7', 0],
  ])('with %s leaves %s proofs that he is there', (digit, proofs) => {
    const menu = beginStory({ dialled: place.hotline, now: day })
    const hunting = tell(menu, callerKey(menu, '4'))
    const deciding = answered(hunting)
    expect(answersOf(deciding)).toEqual([])
    const pressed = press(deciding, digit)
    expect(answersOf(pressed)).toHaveLength(proofs)
    if (proofs > 0) expect(answersOf(pressed)).toMatchObject([{ number: place.works[0], person: 'works-1' }])
  })
})
