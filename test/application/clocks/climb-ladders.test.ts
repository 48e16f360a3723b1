import { describe, expect, it } from 'vitest'
import { localClock, localDate } from '../../../src/domain/clocks/local-time.ts'
import { renderMessage } from '../../../src/domain/messaging/render-message.ts'
import { sqliteStores } from '../../adapters/db/temporary-database.ts'
import { memoryStores, type Stores } from '../../fakes/memory-ledger.ts'
import { type LadderTown, ladderTable, makeLadderTown, monday, officerPhone, zone } from '../../harness/ladder-town.ts'

const hours = (count: number) => count * 60

/** A case whose work is done at 14:05; its feedback is due on Tuesday at 02:05. */
async function completed(town: LadderTown) {
  const opened = await town.open()
  await town.report(opened, 'complete')
  return { ...opened, feedback: (await town.deadline(opened.caseId, 'feedback')).id }
}

/** Lets the server live through so many minutes, ticking each minute. */
async function live(town: LadderTown, minutes: number) {
  for (let minute = 0; minute < minutes; minute += 1) {
    await town.advance(1)
    await town.tick()
    await town.settle()
  }
}

const clockText = (at: number) => `${localDate(at, zone).slice(5)} ${localClock(at, zone)}`

/** The timeline of a case as a person would tell it, without what is not about this deadline. */
async function story(stores: Stores, caseId: string, deadlineId: string): Promise<readonly string[]> {
  const calls = new Map((await stores.cases.calls(caseId)).map((call) => [call.id, call]))
  const { items } = await stores.messages.list({ caseId }, { cursor: null, limit: 100 })
  const messages = new Map(items.map((message) => [message.id, message]))
  return (await stores.cases.timeline(caseId)).flatMap(({ at, actor, what, refs, after, why }) => {
    const when = clockText(at)
    const about = after as Record<string, unknown> | null
    if (what === 'messageQueued') {
      const message = messages.get(refs.message ?? '')
      if (!message) return []
      return [`${when}   to ${about?.to}: ${renderMessage(message.kind, 'en', message.variables).text}`]
    }
    if (refs.call !== undefined && calls.get(refs.call)?.kind === 'inform') {
      return [
        `${when}   ${[what, refs.responder, why, actor === 'system' ? null : `by ${actor}`].filter(Boolean).join(', ')}`,
      ]
    }
    if (refs.deadline !== deadlineId) return []
    if (what === 'deadlineSet') return [`${when} ${about?.kind} set, due ${clockText(about?.due as number)}`]
    if (what === 'messageCancelled') return [`${when}   no longer to ${about?.to}`]
    if (about?.step === undefined) return [`${when} ${what} by ${actor}`]
    const { step, of, by, to, people } = about as {
      step: number
      of: number
      by: string
      to: string
      people?: string[]
    }
    return [`${when} step ${step} of ${of}, ${by} to ${to}: ${people ? people.join(' and ') : `skipped, ${why}`}`]
  })
}

describe.each([
  ['in memory', memoryStores],
  ['in SQLite', sqliteStores],
])('an overdue feedback, %s', (_, stores) => {
  it('climbs to the leading group, line by line', { timeout: 60_000 }, async () => {
    const here = stores()
    const town = await makeLadderTown(here)
    const { caseId, feedback } = await completed(town)
    await live(town, hours(37))
    expect(await story(here, caseId, feedback)).toEqual([
      '11-23 14:05 feedback set, due 11-24 02:05',
      '11-24 01:05 step 1 of 6, sms to responders: 0501 and 0502',
      '11-24 01:05   to 0501/sms: Order 100 (自来水, case 2611230001): feedback is due 02:05',
      '11-24 01:05   to 0502/sms: Order 100 (自来水, case 2611230001): feedback is due 02:05',
      '11-24 02:05 step 2 of 6, sms to responders: 0501 and 0502',
      '11-24 02:05   to 0501/sms: Order 100 (自来水, case 2611230001): feedback is due 02:05',
      '11-24 02:05   to 0502/sms: Order 100 (自来水, case 2611230001): feedback is due 02:05',
      '11-24 03:05 step 3 of 6, sms to head: 0590',
      '11-24 03:05   to 0590/sms: Overdue: 自来水厂, order 100 (自来水, case 2611230001): feedback was due 02:05; there is none',
      '11-24 06:05 step 4 of 6, call to officers: duty',
      // 30 s of ringing, three times, and nobody takes the call.
      '11-24 06:05   responderRung, duty',
      '11-24 06:05   responderDidNotTake, duty, noAnswer',
      '11-24 06:05   responderRung, duty',
      '11-24 06:06   responderDidNotTake, duty, noAnswer',
      '11-24 06:06   responderRung, duty',
      '11-24 06:06   responderDidNotTake, duty, noAnswer',
      '11-24 06:06   escalationNotHeard',
      '11-24 14:05 step 5 of 6, sms to supervision: supervision',
      '11-24 14:05   to supervision/sms: Overdue: 自来水厂, order 100 (自来水, case 2611230001): feedback was due 02:05; there is none',
      '11-25 02:05 step 6 of 6, sms to leadingGroup: leading-group',
      '11-25 02:05   to leading-group/sms: Overdue: 自来水厂, order 100 (自来水, case 2611230001): feedback was due 11-24 02:05; there is none',
    ])
    expect(await town.deadline(caseId, 'feedback')).toMatchObject({ status: 'running', stepsDone: 6, nextStepAt: null })
    expect(town.rung).toEqual([officerPhone, officerPhone, officerPhone])
    expect(town.log.errors).toEqual([])
    await town.stop()
  })

  it('is rung about, and the key stops it in one commit', { timeout: 30_000 }, async () => {
    const here = stores()
    const town = await makeLadderTown(here)
    const heard: string[] = []
    town.onRing((_number, line) => {
      town.clock.alarmsOf('phones').set(town.clock.now() + 3000, () => line.answer())
      return {
        heard(sound) {
          heard.push(sound)
          if (sound === 'noteKeys') line.press('1')
        },
        answered() {},
        ended() {},
      }
    })
    const { caseId, feedback } = await completed(town)
    await live(town, hours(16) + 5)
    expect(heard).toEqual([
      'overdueIntro',
      'overdueCase',
      ...[...'2611230001'].map((digit) => `digit.${digit}`),
      'overdueFeedback',
      'overdueBy',
      'number.4',
      'hours',
      'noteKeys',
      'noted',
    ])
    expect((await story(here, caseId, feedback)).slice(-10)).toEqual([
      '11-24 06:05 step 4 of 6, call to officers: duty',
      '11-24 06:05   responderRung, duty',
      '11-24 06:05   responderAnswered, duty',
      '11-24 06:05   escalationAcknowledged, by officer:duty',
      // Nothing has left in this town: what the ladder had queued is taken back in the same commit.
      ...['0501', '0502', '0501', '0502', '0590'].map((person) => `11-24 06:05   no longer to ${person}/sms`),
      '11-24 06:05   callOver',
    ])
    const deadline = await town.deadline(caseId, 'feedback')
    expect(deadline).toMatchObject({
      status: 'running',
      acknowledgedBy: 'officer:duty',
      nextStepAt: null,
      stepsDone: 4,
    })
    expect((await here.cases.calls(caseId)).map(({ kind, termination }) => [kind, termination?.result])).toEqual([
      ['inform', 'taken'],
    ])
    await live(town, 60)
    expect(await town.tick()).toBe(0)
    expect(town.calls()).toEqual([])
    expect(town.telephony.left()).toEqual([])
    expect(town.log.errors).toEqual([])
    await town.stop()
  })
})

describe('a tick', () => {
  it('finds nothing to do where nothing is due', async () => {
    const town = await makeLadderTown(memoryStores())
    await completed(town)
    expect(await town.tick()).toBe(0)
  })

  it('takes what many deadlines have due, in batches, and lets others have their turn between them', async () => {
    const stores = memoryStores()
    const town = await makeLadderTown(stores)
    const cases = []
    for (let count = 0; count < 70; count += 1) cases.push(await town.open())
    town.jump(3) // 14:08: every accept deadline runs out
    expect(await town.tick()).toBe(70)
    expect(town.breaths()).toBe(2)
    for (const { caseId } of cases) {
      expect((await town.messages(caseId)).map(({ kind, who }) => `${kind} ${who}`)).toEqual([
        'orderReminder.accept 0501/sms',
        'orderReminder.accept 0502/sms',
      ])
    }
    expect(await town.tick()).toBe(0)
  })

  it('goes on to the others when one deadline fails', async () => {
    const stores = memoryStores()
    const town = await makeLadderTown(stores)
    const [bad, good] = [await town.open(), await town.open()]
    town.jump(3)
    town.fates.push('refused')
    expect(await town.tick()).toBe(1)
    expect(town.log.errors).toHaveLength(1)
    expect(await town.messages(bad.caseId)).toEqual([])
    expect(await town.messages(good.caseId)).toHaveLength(2)
    expect(await town.tick()).toBe(1)
    expect(await town.messages(bad.caseId)).toHaveLength(2)
  })

  it('gives up when the database refuses, and finds everything as it was', async () => {
    const stores = memoryStores()
    const town = await makeLadderTown(stores)
    for (let count = 0; count < 5; count += 1) await town.open()
    town.jump(3)
    town.fates.push('refused', 'refused', 'refused', 'refused', 'refused')
    await expect(town.tick()).rejects.toThrow('the disk is full')
    expect(await town.tick()).toBe(5)
  })

  it('takes a step once, however many tick at once', async () => {
    const stores = memoryStores()
    const town = await makeLadderTown(stores)
    const { caseId } = await town.open()
    const accept = await town.deadline(caseId, 'accept')
    for (const minutes of [3, 2, 3]) {
      town.jump(minutes)
      await Promise.all([town.tick(), town.tick(), town.tick()])
    }
    expect(await town.stepsTold(caseId, accept.id)).toEqual(['1 told', '2 told', '3 told'])
    expect(await town.messages(caseId)).toHaveLength(3)
    expect(town.calls()).toHaveLength(1)
    await town.stop()
  })

  it('tells nobody the same twice after a night without a server', async () => {
    const stores = memoryStores()
    const town = await makeLadderTown(stores)
    const { caseId, feedback } = await completed(town)
    town.jump(hours(18)) // Tue 08:05, six hours late
    await town.tick()
    expect(await town.stepsTold(caseId, feedback)).toEqual([
      '1 a later step tells the same people',
      '2 told',
      '3 told',
      '4 told',
    ])
    expect((await town.messages(caseId)).map(({ kind, who }) => `${kind} ${who}`)).toEqual([
      'orderReminder.feedback 0501/sms',
      'orderReminder.feedback 0502/sms',
      'orderEscalation.feedback 0590/sms',
    ])
    await town.stop()
  })

  it('loses and doubles nothing when the clock is put on and back', async () => {
    const stores = memoryStores()
    const town = await makeLadderTown(stores)
    const { caseId } = await town.open()
    const { id } = await town.deadline(caseId, 'accept')
    const steps: (readonly string[])[] = []
    for (const minutes of [3, 60, -60, -60, 61, 30, 30, 60]) {
      town.jump(minutes)
      await town.tick()
      steps.push(await town.stepsTold(caseId, id))
    }
    // 14:08 the first; 15:08 the head, the officers and supervision at once; back at 14:08 nothing more, until 16:09.
    expect(steps.map(({ length }) => length)).toEqual([1, 4, 4, 4, 4, 4, 4, 5])
    expect(steps.at(-1)).toEqual(['1 told', '2 told', '3 told', '4 told', '5 told'])
    expect((await town.messages(caseId)).map(({ who }) => who)).toEqual([
      '0501/sms',
      '0502/sms',
      '0590/sms',
      'supervision/sms',
      'leading-group/sms',
    ])
    await town.stop()
  })

  it('rings one officer for one case at a time', async () => {
    const stores = memoryStores()
    const town = await makeLadderTown(stores)
    const cases = [await town.open(), await town.open(), await town.open()]
    const ids = await Promise.all(cases.map(async ({ caseId }) => (await town.deadline(caseId, 'accept')).id))
    await live(town, 8) // 14:13, five minutes late
    expect(town.calls()).toHaveLength(1)
    await live(town, 6)
    const told = await Promise.all(cases.map(({ caseId }, index) => town.stepsTold(caseId, ids[index] ?? '')))
    expect(told).toEqual(Array(3).fill(['1 told', '2 told', '3 told']))
    // Three rounds for each of them, and none that found the telephone in use.
    expect(town.rung).toEqual(Array(9).fill(officerPhone))
    await town.stop()
  })

  it('waits with a call while the network is away, and not with messages', async () => {
    const stores = memoryStores()
    const town = await makeLadderTown(stores)
    const { caseId } = await town.open()
    const { id } = await town.deadline(caseId, 'accept')
    town.telephony.cut()
    await live(town, 9)
    expect(await town.stepsTold(caseId, id)).toEqual(['1 told', '2 told'])
    expect(town.calls()).toEqual([])
    await town.telephony.connect()
    await live(town, 1)
    expect(await town.stepsTold(caseId, id)).toEqual(['1 told', '2 told', '3 told'])
    expect(town.rung).toEqual([officerPhone])
    await town.stop()
  })

  it("asks the people of the case's own table, whatever is published later", async () => {
    const stores = memoryStores()
    const town = await makeLadderTown(stores)
    const { caseId } = await town.open()
    const facts = { digest: 'd2', publishedAt: monday, publishedBy: 'x', reason: 'y' }
    const ladders = { ...ladderTable.ladders, accept: [] }
    await stores.routing.publish({ ...facts, table: { ...ladderTable, ladders, units: [] } })
    town.jump(3)
    await town.tick()
    expect((await town.messages(caseId)).map(({ who }) => who)).toEqual(['0501/sms', '0502/sms'])
  })

  it('tells the duty officer of what the centre owes, without a unit', async () => {
    const stores = memoryStores()
    const town = await makeLadderTown(stores)
    const { caseId } = await town.open(null)
    await town.owe(caseId, 'callBack', 30)
    await live(town, 21)
    const [first, second] = (await town.messages(caseId)).map((message) => {
      const { text } = renderMessage(message.kind, 'en', message.variables)
      return `${message.who}: ${text}`
    })
    expect(first).toBe('duty/sms: Overdue: case 2611230001 was to be dispatched by 14:06; it is not')
    expect(second).toBe('duty/sms: The call back for case 2611230001 is due 14:35')
    await town.stop()
  })
})

describe('what is done in time, or taken note of', () => {
  it.each(['accept', 'complete'] as const)(
    'a report (%s) ends the ladder of acceptance in the same commit',
    async (step) => {
      const stores = memoryStores()
      const town = await makeLadderTown(stores)
      const opened = await town.open()
      town.jump(4)
      await town.tick()
      await town.report(opened, step)
      expect(await town.deadline(opened.caseId, 'accept')).toMatchObject({
        status: 'late',
        nextStepAt: null,
        stepsDone: 1,
      })
      town.jump(hours(3))
      await town.tick()
      const { id } = await town.deadline(opened.caseId, 'accept')
      expect(await town.stepsTold(opened.caseId, id)).toEqual(['1 told'])
      await town.stop()
    },
  )

  it('a report that comes between the decision and the commit of a step wins: nobody is told', async () => {
    const stores = memoryStores()
    const town = await makeLadderTown(stores)
    const opened = await town.open()
    const { id } = await town.deadline(opened.caseId, 'accept')
    town.jump(3)
    town.beforeNextCommit(() => town.report(opened, 'accept'))
    expect(await town.tick()).toBe(0)
    expect(await town.stepsTold(opened.caseId, id)).toEqual([])
    expect(await town.messages(opened.caseId)).toEqual([])
    expect(await town.deadline(opened.caseId, 'accept')).toMatchObject({ status: 'met', nextStepAt: null })
    await town.stop()
  })

  it('a report that comes between the decision and the beginning of a call wins: nobody is rung', async () => {
    const town = await makeLadderTown(memoryStores())
    const opened = await town.open()
    town.jump(5)
    await town.tick()
    town.jump(3)
    town.beforeNextCommit(() => town.acknowledge(opened.number, id))
    const { id } = await town.deadline(opened.caseId, 'accept')
    expect(await town.tick()).toBe(0)
    await town.advance(1)
    expect([town.rung, town.calls()]).toEqual([[], []])
    await town.stop()
  })

  it('the telephones stop when somebody takes note by another way, or the unit reports', async () => {
    for (const way of ['note', 'report'] as const) {
      const stores = memoryStores()
      const town = await makeLadderTown(stores)
      const opened = await town.open()
      const { id } = await town.deadline(opened.caseId, 'accept')
      town.jump(8)
      await town.tick()
      await town.advance(0.1)
      expect(town.calls()).toHaveLength(1)
      if (way === 'note') expect(await town.acknowledge(opened.number, id)).toMatchObject({ ok: true })
      else expect(await town.report(opened, 'accept')).toMatchObject({ ok: true })
      await town.advance(0.1)
      expect(town.calls()).toEqual([])
      expect(town.telephony.left()).toEqual([])
      const [call] = await stores.cases.calls(opened.caseId)
      expect(call?.termination?.result).toBe('acceptedElsewhere')
      expect(town.rung).toEqual([officerPhone])
      await town.stop()
    }
  })

  it('a call about one deadline is not stopped by what is done about another', async () => {
    const stores = memoryStores()
    const town = await makeLadderTown(stores)
    const opened = await completed(town)
    town.jump(hours(16)) // 06:05 on Tuesday
    await town.tick()
    await town.advance(0.1)
    await town.owe(opened.caseId, 'callBack', 30)
    const { id } = await town.deadline(opened.caseId, 'callBack')
    await town.acknowledge(opened.number, id)
    expect(town.calls()).toHaveLength(1)
    await town.stop()
  })
})

describe('a server that dies', () => {
  it('after the commit of a call rings when it starts again, and does not ask for it twice', async () => {
    const stores = memoryStores()
    const town = await makeLadderTown(stores)
    const { caseId } = await town.open()
    const { id } = await town.deadline(caseId, 'accept')
    town.jump(5)
    await town.tick() // the two messages
    town.jump(3)
    town.fates.push('died')
    await town.tick()
    expect(town.rung).toEqual([])
    await town.restart()
    await town.advance(0.2)
    expect(town.rung.length).toBeGreaterThanOrEqual(1)
    await town.tick()
    expect(await town.stepsTold(caseId, id)).toEqual(['1 told', '2 told', '3 told'])
    expect(await stores.cases.calls(caseId)).toHaveLength(1)
    await town.stop()
  })

  it('before the commit of a call has asked for nothing, and the next one asks', async () => {
    const stores = memoryStores()
    const town = await makeLadderTown(stores)
    const { caseId } = await town.open()
    const { id } = await town.deadline(caseId, 'accept')
    town.jump(5)
    await town.tick()
    town.jump(3)
    town.fates.push('refused')
    await town.tick()
    expect(await stores.cases.calls(caseId)).toEqual([])
    await town.restart()
    await town.tick()
    await town.advance(0.1)
    expect(town.rung).toEqual([officerPhone])
    expect(await town.stepsTold(caseId, id)).toEqual(['1 told', '2 told', '3 told'])
    await town.stop()
  })
})
