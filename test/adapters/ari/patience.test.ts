import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createAriTelephony } from '../../../src/adapters/ari/telephony.ts'
import type { TelephonyEvent, TelephonySnapshot } from '../../../src/application/ports/telephony.ts'
import { createLogger } from '../../../src/logger.ts'
import { answered, createFakeConnection } from './fake-connection.ts'

const caller = 'north-1795442813.0'
const leg = '0b0e7b2c-7c1a-4d0e-9d7e-111111111111.1'
const folder = mkdtempSync(join(tmpdir(), 'sounds-'))
afterAll(() => rmSync(folder, { recursive: true }))
/** A sound of so many seconds. */
const sound = (seconds: number): string => {
  writeFileSync(join(folder, `${seconds}.wav`), Buffer.alloc(44 + seconds * 16_000))
  return `sound:${join(folder, String(seconds))}`
}

let fake: ReturnType<typeof createFakeConnection>
let telephony: ReturnType<typeof createAriTelephony>
let events: TelephonyEvent[]
let snapshots: TelephonySnapshot[]
let now: number

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve()
}
/** What the times of channels were set to since the last look, and at which channel. */
const times = (): unknown[] => {
  const set = fake.sent.splice(0).filter(({ query }) => String(query.variable).includes('TIMEOUT'))
  return set.map(({ path, query }) => [path.split('/')[2], query.value])
}
const arrival = (args: string[], more: object = {}) =>
  fake.event('StasisStart', {
    channel: { id: caller, state: 'Up', caller: { number: '13900000001' }, dialplan: { exten: '12345' }, ...more },
    args,
  })
const press = (digit: string): void => fake.event('ChannelDtmfReceived', { channel: { id: caller }, digit })

beforeEach(async () => {
  fake = createFakeConnection()
  events = []
  snapshots = []
  now = 0
  telephony = createAriTelephony({
    connection: fake.connection,
    node: 'north',
    endpoints: ['first'],
    app: 'hotline',
    logger: createLogger('silent'),
    delay: () => Promise.resolve(),
    monotonic: () => now,
  })
  telephony.onEvent((event) => void events.push(event))
  telephony.onConnected((snapshot) => void snapshots.push(snapshot))
  fake.up()
  await settle()
  fake.sent.length = 0
})

describe('the time by which a caller leaves us', () => {
  beforeEach(() => arrival(['arrived', '12345']))

  it('is set with the mark of the call, in one request, for a greeting and a menu', async () => {
    await telephony.tag(caller, 'c')
    expect(fake.sent).toMatchObject([{ query: { variable: 'ARRAY(HOTLINE_CALL,TIMEOUT(absolute))', value: 'c,50' } }])
    fake.sent.length = 0
    await telephony.play(caller, 'p', [sound(40)])
    expect(times()).toEqual([])
  })

  it('is the end of what he hears and 4.5 s more, and is set before the sound begins', async () => {
    await telephony.play(caller, 'p', [sound(3), sound(4)])
    expect(fake.lines()).toEqual([`POST /channels/${caller}/variable`, `POST /channels/${caller}/play/p`])
    expect(times()).toEqual([[caller, 11.5]])
  })

  it('is left as it is where it is right already or only a little late', async () => {
    await telephony.play(caller, 'p', [sound(20)])
    expect(times()).toEqual([[caller, 24.5]])
    now = 2_000
    await telephony.play(caller, 'q', [sound(18)])
    await telephony.play(caller, 'r', [sound(9)])
    expect(times()).toEqual([])
    await telephony.play(caller, 's', [sound(7)])
    expect(times()).toEqual([[caller, 11.5]])
  })

  it('is set anew while he keys in something long, and not with every key', async () => {
    await telephony.play(caller, 'p', [sound(3)])
    expect(times()).toEqual([[caller, 7.5]])
    for (const at of [2_500, 3_000, 3_500, 5_000, 7_000, 8_500]) {
      now = at
      press('1')
    }
    expect(times()).toEqual([
      [caller, 9],
      [caller, 9],
    ])
  })

  it('is the longest of a recording before it, and 4.5 s counted from its end behind it', async () => {
    await telephony.record({ leg: caller, recording: 'r', maxSeconds: 60, silenceSeconds: 4, stopKey: '#' })
    expect(times()).toEqual([[caller, 80]])
    expect(fake.left).toMatchObject([{ query: { variable: 'TIMEOUT(absolute)', value: 4.5 } }])
    fake.event('RecordingStarted', { recording: { name: 'r' } })
    press('5')
    fake.event('RecordingFinished', { recording: { name: 'r', duration: 5, target_uri: `channel:${caller}` } })
    await telephony.play(caller, 'p', [sound(30)])
    expect(times()).toEqual([[caller, 34.5]])
  })
})

describe('two who talk', () => {
  beforeEach(async () => {
    arrival(['arrived', '12345'])
    await telephony.dial({ leg, call: 'c', number: '13800000101', callerId: '12345', ringSeconds: 15 })
    fake.event('Dial', { peer: { id: leg }, dialstatus: 'ANSWER' })
    fake.sent.length = 0
  })

  it('are given no time, and each knows the other', async () => {
    await telephony.bridge('b', [caller, leg], null)
    expect(fake.sent.slice(0, 2).map(({ path, query }) => [path.split('/')[2], query.variable, query.value])).toEqual([
      [caller, 'ARRAY(TIMEOUT(absolute),HOTLINE_PEER)', `0,${leg}`],
      [leg, 'ARRAY(TIMEOUT(absolute),HOTLINE_PEER)', `0,${caller}`],
    ])
    fake.sent.length = 0
    press('1')
    expect(times()).toEqual([])
  })

  it('are given time again when nothing came of it', async () => {
    fake.answer(/addChannel$/, answered(404, {}))
    expect(await telephony.bridge('b', [caller, leg], null)).toMatchObject({ ok: false })
    fake.sent.length = 0
    await telephony.play(caller, 'p', [sound(3)])
    await telephony.play(leg, 'q', [sound(3)])
    expect(times()).toEqual([
      [caller, 7.5],
      [leg, 127.5],
    ])
  })
})

describe('somebody we rang', () => {
  it('has time for a case with a statement without a request more', async () => {
    await telephony.dial({ leg, call: 'c', number: '13800000101', callerId: '12345', ringSeconds: 15 })
    fake.sent.length = 0
    now = 14_000
    await telephony.play(leg, 'p', [sound(12), 'recording:s', sound(8)])
    expect(times()).toEqual([])
    now = 60_000
    await telephony.play(leg, 'q', [sound(12), 'recording:s', sound(8)])
    expect(times()).toEqual([[leg, 204.5]])
  })
})

describe('a caller whom the dialplan took', () => {
  const place = (dialplan: object): void =>
    fake.answer(/^GET \/channels\/north/, answered(200, { id: caller, dialplan: { exten: '12345', ...dialplan } }))

  it('and gave back at once goes on as if nothing had been', async () => {
    arrival(['arrived', '12345'])
    fake.event('StasisEnd', { channel: { id: caller } })
    arrival(['back', '12345'])
    await settle()
    expect(events.map(({ type }) => type)).toEqual(['CallArrived'])
  })

  it('and is giving back this very moment is asked again', async () => {
    arrival(['arrived', '12345'])
    fake.answer(/play\/p$/, answered(409, { message: 'Channel not in Stasis application' }), answered(201))
    fake.answer(/^GET \/channels\/north/, answered(200, { id: caller }))
    expect(await telephony.play(caller, 'p', [sound(3)])).toEqual({ ok: true })
  })

  it('and keeps company is waited for', async () => {
    arrival(['arrived', '12345'])
    place({ context: 'alone', app_name: 'Playback', app_data: 'x' })
    fake.event('StasisEnd', { channel: { id: caller } })
    await Promise.resolve()
    await settle()
    place({ context: 'alone', app_name: 'Stasis', app_data: 'hotline,back,12345' })
    arrival(['back', '12345'])
    expect(events.at(-1)).toEqual({
      type: 'LegReturned',
      leg: caller,
      dialled: '12345',
      caller: '13900000001',
      node: 'north',
    })
    expect(await telephony.answer(caller)).toEqual({ ok: true })
  })

  it('for good has ended for us', async () => {
    arrival(['arrived', '12345'])
    place({ context: 'fallback', app_name: 'Dial', app_data: 'x' })
    fake.event('StasisEnd', { channel: { id: caller } })
    await settle()
    expect(events.at(-1)).toEqual({ type: 'LegEnded', leg: caller, how: 'fallback' })
  })

  it('is there when the connection is back, and no request for him is carried out or refused', async () => {
    arrival(['arrived', '12345'])
    fake.down()
    const channel = { id: caller, state: 'Up', dialplan: { exten: '12345', context: 'alone', app_name: 'Playback' } }
    fake.answer(/^GET \/channels$/, answered(200, [channel]))
    place({ context: 'alone', app_name: 'Playback' })
    fake.up()
    await Promise.resolve()
    await settle()
    expect(snapshots.at(-1)?.legs).toMatchObject([{ leg: caller, away: true }])
    expect(await telephony.play(caller, 'p', ['sound:x'])).toMatchObject({ ok: false, reason: 'away' })
    expect(await telephony.bridge('b', [caller], null)).toMatchObject({ ok: false, reason: 'away' })
    place({ context: 'fallback', app_name: 'Dial' })
    await settle()
    await settle()
    expect(events.at(-1)).toEqual({ type: 'LegEnded', leg: caller, how: 'fallback' })
  })

  it('is told apart from others by how long Asterisk has been running', async () => {
    fake.answer(/asterisk\/info/, answered(200, { status: { startup_time: '2026-11-23T10:00:00.000+0000' } }))
    fake.answer(/asterisk\/ping/, answered(200, { timestamp: '2026-11-23T10:00:03.500+0000' }))
    const channel = { id: caller, dialplan: { exten: 's', context: 'fallback', app_name: 'Dial' } }
    fake.answer(/^GET \/channels$/, answered(200, [channel]))
    fake.down()
    fake.up()
    await settle()
    expect(snapshots.at(-1)).toMatchObject({ legs: [], inFallback: [caller], upMs: 3500 })
  })

  it('is no call when his channel only asks whether we are there', () => {
    arrival(['ended'])
    expect(events).toEqual([])
  })
})
