import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { LegFailure, Telephony, TelephonySnapshot } from '../../src/application/ports/telephony.ts'
import { logEvents } from './event-log.ts'

/** A telephone at the other end of the network. */
export interface ContractPhone {
  /** Lets the caller hear that it rings (a phone that was rung). */
  ring(): Promise<void>
  /** Takes the call (a phone that was rung); resolves when that is certain at the phone's side. */
  answer(): Promise<void>
  reject(reason: 'busy' | 'refused' | 'unallocated' | 'congestion'): Promise<void>
  press(key: string): Promise<void>
  /** Makes sound for so long; resolves afterwards. */
  speak(seconds: number): Promise<void>
  hangUp(): Promise<void>
  /** Resolves once the phone is free again, whoever ended the call. */
  untilFree(): Promise<void>
}

/** A telephony with its network around it. */
export type TelephonyContractSetup = {
  readonly telephony: Telephony
  /** Somebody calls `dialled`; `caller` null hides the number. Resolves when the call is on its way. */
  call(dialled: string, caller: string | null): Promise<ContractPhone>
  /** Resolves when the phone of this number is being rung. */
  rung(number: string): Promise<ContractPhone>
  /** Media: one of 0.3 s, one of 10 s, and one that is not there. */
  readonly sounds: { readonly short: string; readonly long: string; readonly missing: string }
  /** Breaks the connection to the network, lets `meanwhile` happen, and restores it. */
  reconnect(meanwhile: () => Promise<void>): Promise<void>
  close(): Promise<void>
}

const own = '12345'
const citizen = '13900000001'

/** What every Telephony promises, real or fake. `makeSetup` is called once for the whole suite. */
export function telephonyContract(makeSetup: () => Promise<TelephonyContractSetup>): void {
  describe('a telephony', { timeout: 30_000 }, () => {
    let setup: TelephonyContractSetup
    let telephony: Telephony
    let log: ReturnType<typeof logEvents>
    let snapshots: TelephonySnapshot[]
    const phones: ContractPhone[] = []

    beforeAll(async () => {
      setup = await makeSetup()
      telephony = setup.telephony
      log = logEvents(telephony)
      snapshots = []
      telephony.onConnected((snapshot) => void snapshots.push(snapshot))
    }, 120_000)
    afterEach(async () => {
      for (const phone of phones.splice(0)) {
        await phone.hangUp()
        await phone.untilFree()
      }
    })
    afterAll(() => setup?.close())

    const keep = (phone: ContractPhone): ContractPhone => {
      phones.push(phone)
      return phone
    }
    const newId = (n = 1): string => `${randomUUID()}.${n}`
    /** A caller who has been answered. */
    const aCaller = async (): Promise<{ phone: ContractPhone; leg: string }> => {
      const before = log.events.length
      const phone = keep(await setup.call(own, citizen))
      const { leg } = await log.until('CallArrived', (event) => log.events.indexOf(event) >= before)
      expect(await telephony.answer(leg)).toEqual({ ok: true })
      return { phone, leg }
    }
    const dial = (leg: string, number: string, ringSeconds = 10) =>
      telephony.dial({ leg, call: 'call-1', number, callerId: own, ringSeconds })
    /** A leg of ours that a person has answered. */
    const aResponder = async (number: string): Promise<{ phone: ContractPhone; leg: string }> => {
      const leg = newId()
      expect(await dial(leg, number)).toEqual({ ok: true })
      const phone = keep(await setup.rung(number))
      await phone.answer()
      await log.until('LegAnswered', (event) => event.leg === leg)
      return { phone, leg }
    }
    const ended = (leg: string) => log.until('LegEnded', (event) => event.leg === leg)

    it('tells of a call with the number dialled and the caller', async () => {
      const phone = keep(await setup.call('86012345', citizen))
      const arrived = await log.until('CallArrived', (event) => event.dialled === '86012345')
      expect(arrived).toMatchObject({ caller: citizen, node: expect.any(String) })
      await phone.hangUp()
      await ended(arrived.leg)
      expect(log.of(arrived.leg)).toEqual(['CallArrived', 'LegEnded'])
    })

    it('knows no caller where the number is hidden', async () => {
      keep(await setup.call('86012346', null))
      expect(await log.until('CallArrived', (event) => event.dialled === '86012346')).toMatchObject({ caller: null })
    })

    it('ends a caller who hangs up once, and knows him no more', async () => {
      const { phone, leg } = await aCaller()
      await phone.hangUp()
      await ended(leg)
      expect(await telephony.play(leg, newId(), [setup.sounds.short])).toMatchObject({ ok: false, reason: 'gone' })
      expect(await telephony.answer(leg)).toMatchObject({ ok: false, reason: 'gone' })
      expect(await telephony.hangUp(leg)).toMatchObject({ ok: false, reason: 'gone' })
      expect(log.of(leg)).toEqual(['CallArrived', 'LegEnded'])
    })

    it('ends a caller whom we hang up', async () => {
      const { phone, leg } = await aCaller()
      expect(await telephony.hangUp(leg)).toEqual({ ok: true })
      await ended(leg)
      await phone.untilFree()
      expect(log.of(leg)).toEqual(['CallArrived', 'LegEnded'])
    })

    it('plays several sounds as one playback with one end', async () => {
      const { leg } = await aCaller()
      const [first, second] = [newId(), newId()]
      expect(await telephony.play(leg, first, [setup.sounds.short, setup.sounds.short, setup.sounds.short])).toEqual({
        ok: true,
      })
      expect(await telephony.play(leg, second, [setup.sounds.short])).toEqual({ ok: true })
      await log.until('PromptFinished', (event) => event.playback === second)
      expect(log.of(first)).toEqual(['PromptFinished'])
      expect(log.of(second)).toEqual(['PromptFinished'])
    })

    it('stops a playback, which then finishes once', async () => {
      const { leg } = await aCaller()
      const playback = newId()
      const played = telephony.play(leg, playback, [setup.sounds.long])
      expect(await telephony.stopPlayback(playback)).toEqual({ ok: true })
      expect(await played).toEqual({ ok: true })
      await log.until('PromptFinished', (event) => event.playback === playback)
      expect(await telephony.stopPlayback(playback)).toMatchObject({ ok: false, reason: 'gone' })
      expect(log.of(playback)).toEqual(['PromptFinished'])
    })

    it('reports a sound that is not there as a prompt that failed', async () => {
      const { leg } = await aCaller()
      const playback = newId()
      await telephony.play(leg, playback, [setup.sounds.missing])
      await log.until('PromptFailed', (event) => event.playback === playback)
      expect(log.of(playback)).toEqual(['PromptFailed'])
    })

    it('ends the playback of a caller who hangs up, before the caller', async () => {
      const { phone, leg } = await aCaller()
      const playback = newId()
      await telephony.play(leg, playback, [setup.sounds.long])
      await phone.hangUp()
      await ended(leg)
      expect(log.of(playback)).toEqual(['PromptFailed'])
    })

    it('reports each key once, also while a prompt plays', async () => {
      const { phone, leg } = await aCaller()
      const playback = newId()
      await telephony.play(leg, playback, [setup.sounds.long])
      for (const key of ['1', '*', '#']) await phone.press(key)
      await log.until('DigitPressed', (event) => event.leg === leg && event.digit === '#')
      const keys = log.events.flatMap((event) =>
        event.type === 'DigitPressed' && event.leg === leg ? [event.digit] : [],
      )
      expect(keys).toEqual(['1', '*', '#'])
    })

    describe('recording a statement', () => {
      const record = (leg: string, recording: string) =>
        telephony.record({ leg, recording, maxSeconds: 30, silenceSeconds: 2, stopKey: '#' })
      const finished = (recording: string) => log.until('RecordingFinished', (event) => event.recording === recording)

      it('ends on the stop key, which is not reported, and keeps what was said', async () => {
        const { phone, leg } = await aCaller()
        const recording = newId()
        expect(await record(leg, recording)).toEqual({ ok: true })
        await phone.speak(1.6)
        await phone.press('#')
        const { seconds } = await finished(recording)
        expect(seconds).toBeGreaterThanOrEqual(1)
        expect(seconds).toBeLessThanOrEqual(3)
        expect(log.of(leg)).not.toContain('DigitPressed')
        expect((await telephony.readRecording(recording))?.length).toBeGreaterThan(8_000)
      })

      it('takes a second of speech for a statement', async () => {
        const { phone, leg } = await aCaller()
        const recording = newId()
        await record(leg, recording)
        await phone.speak(0.8)
        await phone.press('#')
        expect(await finished(recording)).toMatchObject({ seconds: 1 })
      })

      it('is of 0 seconds when the stop key comes at once', async () => {
        const { phone, leg } = await aCaller()
        const recording = newId()
        await record(leg, recording)
        await phone.press('#')
        expect(await finished(recording)).toMatchObject({ seconds: 0 })
      })

      it('is of 0 seconds when nothing is heard', async () => {
        const { leg } = await aCaller()
        const recording = newId()
        await record(leg, recording)
        expect(await finished(recording)).toMatchObject({ seconds: 0 })
      })

      it('is kept when the caller hangs up during it, and told before his end', async () => {
        const { phone, leg } = await aCaller()
        const recording = newId()
        await record(leg, recording)
        await phone.speak(1)
        await phone.hangUp()
        await ended(leg)
        expect(await finished(recording)).toMatchObject({ seconds: 1 })
        const order = log.events.filter((event) => Object.values(event).some((id) => id === leg || id === recording))
        expect(order.map(({ type }) => type)).toEqual(['CallArrived', 'RecordingFinished', 'LegEnded'])
      })

      it('ends when it is stopped', async () => {
        const { phone, leg } = await aCaller()
        const recording = newId()
        await record(leg, recording)
        await phone.speak(1)
        expect(await telephony.stopRecording(recording)).toEqual({ ok: true })
        expect((await finished(recording)).seconds).toBeGreaterThanOrEqual(1)
        expect(await telephony.stopRecording(recording)).toMatchObject({ ok: false, reason: 'gone' })
      })

      it('reads null where there is no recording', async () => {
        expect(await telephony.readRecording(newId())).toBeNull()
      })
    })

    describe('dialling', () => {
      it('tells of ringing, answer and end', async () => {
        const leg = newId()
        expect(await dial(leg, '13800000101')).toEqual({ ok: true })
        const phone = keep(await setup.rung('13800000101'))
        await phone.ring()
        await log.until('LegRinging', (event) => event.leg === leg)
        await phone.answer()
        await log.until('LegAnswered', (event) => event.leg === leg)
        await phone.hangUp()
        await ended(leg)
        expect(log.of(leg)).toEqual(['LegRinging', 'LegAnswered', 'LegEnded'])
      })

      const failed = (leg: string) => log.until('LegFailed', (event) => event.leg === leg)
      it.each<Parameters<ContractPhone['reject']>[0] & LegFailure>(['busy', 'refused', 'unallocated', 'congestion'])(
        'tells that the phone was %s, once',
        async (reason) => {
          const leg = newId()
          await dial(leg, '13800000102')
          const phone = keep(await setup.rung('13800000102'))
          await phone.reject(reason)
          expect(await failed(leg)).toMatchObject({ reason })
          expect(log.of(leg)).toEqual(['LegFailed'])
        },
      )

      it('gives up a phone that nobody answers after its ring time', async () => {
        const leg = newId()
        await dial(leg, '13800000103', 1)
        const phone = keep(await setup.rung('13800000103'))
        await phone.ring()
        expect(await failed(leg)).toMatchObject({ reason: 'noAnswer' })
        await phone.untilFree()
        expect(log.of(leg)).toEqual(['LegRinging', 'LegFailed'])
      })

      it('cancels a phone that rings', async () => {
        const leg = newId()
        await dial(leg, '13800000104')
        const phone = keep(await setup.rung('13800000104'))
        await phone.ring()
        await log.until('LegRinging', (event) => event.leg === leg)
        expect(await telephony.hangUp(leg)).toEqual({ ok: true })
        expect(await failed(leg)).toMatchObject({ reason: 'cancelled' })
        await phone.untilFree()
      })

      it('lets nothing ring on that was cancelled before it was created', async () => {
        const leg = newId()
        const dialled = dial(leg, '13800000105')
        expect(await telephony.hangUp(leg)).toEqual({ ok: true })
        await dialled
        expect(await failed(leg)).toMatchObject({ reason: 'cancelled' })
        expect(await telephony.hangUp(leg)).toMatchObject({ ok: false, reason: 'gone' })
        expect(log.of(leg)).toEqual(['LegFailed'])
      })

      it('refuses an id with which the id of another leg begins, so ours are of one length', async () => {
        const leg = newId()
        await dial(`${leg}1`, '13800000106')
        keep(await setup.rung('13800000106'))
        expect(await dial(leg, '13800000107')).toMatchObject({ ok: false, reason: 'refused' })
        expect(await failed(leg)).toMatchObject({ reason: 'unreachable' })
      })

      it('refuses what is no telephone number', async () => {
        const leg = newId()
        expect(await dial(leg, '110@elsewhere/n')).toMatchObject({ ok: false, reason: 'refused' })
        expect(await failed(leg)).toMatchObject({ reason: 'unallocated' })
      })
    })

    describe('a bridge', () => {
      it('joins two legs, hears their keys, records both in one file and lets them go', async () => {
        const caller = await aCaller()
        const responder = await aResponder('13800000201')
        const [bridge, recording] = [newId(), newId()]
        expect(await telephony.bridge(bridge, [caller.leg, responder.leg], recording)).toEqual({ ok: true })
        await caller.phone.speak(1.5)
        await responder.phone.press('*')
        await log.until('DigitPressed', (event) => event.leg === responder.leg)
        expect(await telephony.unbridge(bridge, recording)).toEqual({ ok: true })
        expect((await telephony.readRecording(recording))?.length).toBeGreaterThan(16_000)
        expect(await telephony.unbridge(bridge, recording)).toMatchObject({ ok: false, reason: 'gone' })
        const playback = newId()
        expect(await telephony.play(responder.leg, playback, [setup.sounds.short])).toEqual({ ok: true })
        await log.until('PromptFinished', (event) => event.playback === playback)
      })

      it('leaves nothing behind when a leg is gone', async () => {
        const caller = await aCaller()
        const responder = await aResponder('13800000202')
        await responder.phone.hangUp()
        await ended(responder.leg)
        const bridge = newId()
        expect(await telephony.bridge(bridge, [caller.leg, responder.leg], newId())).toMatchObject({
          ok: false,
          reason: 'gone',
        })
        expect(await telephony.unbridge(bridge, null)).toMatchObject({ ok: false, reason: 'gone' })
        expect(await telephony.play(caller.leg, newId(), [setup.sounds.short])).toEqual({ ok: true })
      })
    })

    it('carries out the requests of a leg in the order they were made', async () => {
      const { leg } = await aCaller()
      const ids = Array.from({ length: 5 }, () => newId())
      const outcomes = await Promise.all(ids.map((id) => telephony.play(leg, id, [setup.sounds.short])))
      expect(outcomes.every(({ ok }) => ok)).toBe(true)
      await log.until('PromptFinished', (event) => event.playback === ids[4])
      const order = log.events.flatMap((event) =>
        event.type === 'PromptFinished' && ids.includes(event.playback) ? [event.playback] : [],
      )
      expect(order).toEqual(ids)
    })

    it('lets a hang-up overtake what waits for the leg', async () => {
      const { leg } = await aCaller()
      const waiting = Array.from({ length: 5 }, () => telephony.play(leg, newId(), [setup.sounds.long]))
      expect(await telephony.hangUp(leg)).toEqual({ ok: true })
      await ended(leg)
      await Promise.all(waiting)
      expect(log.of(leg).at(-1)).toBe('LegEnded')
    })

    it('tells after a reconnect what exists, whose it is, and what has gone', async () => {
      const caller = await aCaller()
      expect(await telephony.tag(caller.leg, 'call-77')).toEqual({ ok: true })
      const responder = await aResponder('13800000301')
      const leaver = await aResponder('13800000302')
      const bridge = newId()
      await telephony.bridge(bridge, [caller.leg, responder.leg], null)
      const before = snapshots.length
      await setup.reconnect(async () => {
        await leaver.phone.hangUp()
        await leaver.phone.untilFree()
      })
      await expect.poll(() => snapshots.length, { timeout: 10_000 }).toBe(before + 1)
      const snapshot = snapshots.at(-1)!
      expect(snapshot.legs).toContainEqual({
        leg: caller.leg,
        call: 'call-77',
        up: true,
        arrived: true,
        dialled: own,
        caller: citizen,
        away: false,
        unrung: false,
      })
      expect(snapshot.legs).toContainEqual({
        leg: responder.leg,
        call: 'call-1',
        up: true,
        arrived: false,
        dialled: null,
        caller: null,
        away: false,
        unrung: false,
      })
      expect(snapshot.legs.map(({ leg }) => leg)).not.toContain(leaver.leg)
      const joined = snapshot.bridges.find((found) => found.bridge === bridge)
      expect([...(joined?.legs ?? [])].sort()).toEqual([caller.leg, responder.leg].sort())
      expect(log.of(leaver.leg)).not.toContain('LegEnded')
      await telephony.unbridge(bridge, null)
      await responder.phone.hangUp()
      await ended(responder.leg)
      expect(telephony.status()).toEqual({ connected: true, reason: null })
    })

    it('tells what exists whenever it is asked', async () => {
      const { leg, phone } = await aCaller()
      const snapshot = await telephony.snapshot()
      expect(snapshot?.node).toBe(log.events.findLast((event) => event.type === 'CallArrived')?.node)
      expect(snapshot?.legs).toContainEqual({
        leg,
        call: null,
        up: true,
        arrived: true,
        dialled: own,
        caller: citizen,
        away: false,
        unrung: false,
      })
      await phone.hangUp()
      await ended(leg)
    })

    it('ends the leg of a caller who is handed to the dialplan, once', async () => {
      const { leg } = await aCaller()
      expect(await telephony.handToDialplan(leg)).toEqual({ ok: true })
      await ended(leg)
      expect(log.of(leg)).toEqual(['CallArrived', 'LegEnded'])
      expect((await telephony.snapshot())?.legs.map((one) => one.leg)).not.toContain(leg)
    })

    it('takes no new calls when told so, and takes them again', async () => {
      expect(await telephony.takeNewCalls(false)).toEqual({ ok: true })
      const turnedAway = await setup.call('86012347', citizen)
      // The dialplan has answered him when he can press a key; he gives up before it has rung everybody.
      await turnedAway.press('1')
      await turnedAway.hangUp()
      expect(await telephony.takeNewCalls(true)).toEqual({ ok: true })
      keep(await setup.call('86012348', citizen))
      await log.until('CallArrived', (event) => event.dialled === '86012348')
      expect(log.events.some((event) => event.type === 'CallArrived' && event.dialled === '86012347')).toBe(false)
    })
  })
}
