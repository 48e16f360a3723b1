import { beforeEach, describe, expect, it } from 'vitest'
import type { AriResponse } from '../../../src/adapters/ari/ari-request.ts'
import { createAriTelephony } from '../../../src/adapters/ari/telephony.ts'
import type { TelephonyEvent, TelephonySnapshot } from '../../../src/application/ports/telephony.ts'
import { createLogger } from '../../../src/logger.ts'
import { answered, createFakeConnection, notSent, type SentRequest, unknown } from './fake-connection.ts'

const leg = '0b0e7b2c-7c1a-4d0e-9d7e-111111111111.1'
const caller = 'north-1795442813.0'

let fake: ReturnType<typeof createFakeConnection>
let telephony: ReturnType<typeof createAriTelephony>
let events: TelephonyEvent[]
let snapshots: TelephonySnapshot[]

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve()
}

async function connect(endpoints = ['first', 'second']): Promise<void> {
  fake = createFakeConnection()
  events = []
  snapshots = []
  telephony = createAriTelephony({
    connection: fake.connection,
    node: 'north',
    endpoints,
    app: 'hotline',
    logger: createLogger('silent'),
    delay: () => Promise.resolve(),
  })
  telephony.onEvent((event) => void events.push(event))
  telephony.onConnected((snapshot) => void snapshots.push(snapshot))
  fake.up()
  await settle()
  fake.sent.length = 0
}
beforeEach(() => connect())

const arrive = (id = caller, number = '13900000001'): void =>
  fake.event('StasisStart', {
    channel: { id, state: 'Ring', caller: { number }, dialplan: { exten: '12345' } },
    args: [],
  })
const dial = (id = leg) =>
  telephony.dial({ leg: id, call: 'c', number: '13800000101', callerId: '12345', ringSeconds: 15 })
const destroy = (cause: number, id = leg): void => fake.event('ChannelDestroyed', { channel: { id }, cause })
const answer = (id = leg): void => fake.event('Dial', { peer: { id }, dialstatus: 'ANSWER' })

describe('calls that arrive', () => {
  it.each([
    ['13900000001', '13900000001'],
    ['+8613900000001', '+8613900000001'],
    ['', null],
    ['anonymous', null],
    ['1'.repeat(40), null],
    ["1'; DROP", null],
  ])('takes caller %j for %j', (number, expected) => {
    arrive(caller, number)
    expect(events).toEqual([{ type: 'CallArrived', leg: caller, dialled: '12345', caller: expected, node: 'north' }])
  })

  it('takes neither a leg of its own nor an h extension nor a second start for a call', () => {
    fake.event('StasisStart', { channel: { id: leg, dialplan: { exten: 's' } } })
    fake.event('StasisStart', { channel: { id: 'x-1.2', dialplan: { exten: 'h' } } })
    arrive()
    arrive()
    expect(events).toHaveLength(1)
  })

  it('ends a caller when he leaves Stasis after a hang-up, for his destruction is never told', () => {
    arrive()
    fake.event('ChannelHangupRequest', { channel: { id: caller } })
    fake.event('StasisEnd', { channel: { id: caller } })
    destroy(16, caller)
    expect(events.map(({ type }) => type)).toEqual(['CallArrived', 'LegEnded'])
  })

  it('leaves a caller in peace whom the fall-back dialplan has taken', async () => {
    arrive()
    fake.answer(/^GET \/channels\/north/, answered(200, {}))
    fake.event('StasisEnd', { channel: { id: caller } })
    await settle()
    expect(events.at(-1)).toEqual({ type: 'LegEnded', leg: caller })
    expect(fake.lines()).toEqual([`GET /channels/${caller}`])
  })

  it('hangs up a leg of its own that left Stasis and lives on', async () => {
    await dial()
    answer()
    fake.answer(/^GET \/channels\/0b0e/, answered(200, {}))
    fake.event('StasisEnd', { channel: { id: leg } })
    await settle()
    expect(fake.lines()).toContain(`DELETE /channels/${leg}`)
    expect(events.at(-1)).toEqual({ type: 'LegEnded', leg })
  })
})

describe('legs that are dialled', () => {
  it.each([
    [1, 'unallocated'],
    [3, 'unreachable'],
    [16, 'cancelled'],
    [17, 'busy'],
    [18, 'unreachable'],
    [19, 'noAnswer'],
    [20, 'unreachable'],
    [21, 'refused'],
    [27, 'unreachable'],
    [28, 'unallocated'],
    [34, 'congestion'],
    [38, 'unreachable'],
    [42, 'congestion'],
    [0, 'refused'],
    [127, 'refused'],
  ])('fails by cause %i as %s', async (cause, reason) => {
    await connect(['only'])
    await dial()
    destroy(cause)
    destroy(cause)
    expect(events).toEqual([{ type: 'LegFailed', leg, reason }])
    expect(telephony.remembered().legs).toBe(0)
  })

  it('tells ringing and answer once each, whatever Asterisk repeats', async () => {
    await dial()
    for (const dialstatus of ['', 'PROGRESS', 'RINGING', 'RINGING', 'ANSWER', 'ANSWER', 'RINGING'])
      fake.event('Dial', { peer: { id: leg }, dialstatus })
    destroy(16)
    expect(events.map(({ type }) => type)).toEqual(['LegRinging', 'LegAnswered', 'LegEnded'])
  })

  it('stores the call and shows our number on the new channel', async () => {
    await dial()
    expect(fake.sent[0]).toEqual({
      method: 'POST',
      path: '/channels/create',
      query: { endpoint: 'PJSIP/13800000101@first', app: 'hotline', channelId: leg },
      body: {
        variables: {
          HOTLINE_CALL: 'c',
          'CONNECTEDLINE(num)': '12345',
          // 15 s of ringing, and time to hear the case and to decide
          'TIMEOUT(absolute)': '135',
          'CHANNEL(hangup_handler_push)': 'conversation-over,s,1',
        },
      },
    })
    expect(fake.sent[1]).toMatchObject({ path: `/channels/${leg}/dial`, query: { timeout: 15 } })
  })

  const endpoints = (): unknown[] =>
    fake.sent.filter(({ path }) => path === '/channels/create').map(({ query }) => query.endpoint)

  it('takes the next trunk when the first takes no call', async () => {
    fake.answer(/create/, answered(500, { error: 'Allocation failed' }), answered(200))
    expect(await dial()).toEqual({ ok: true })
    expect(endpoints()).toEqual(['PJSIP/13800000101@first', 'PJSIP/13800000101@second'])
    expect(events).toEqual([])
  })

  it('takes the next trunk when the first fails before it rings, and then no other', async () => {
    await dial()
    destroy(34)
    await settle()
    expect(endpoints()).toEqual(['PJSIP/13800000101@first', 'PJSIP/13800000101@second'])
    expect(events).toEqual([])
    destroy(34)
    expect(events).toEqual([{ type: 'LegFailed', leg, reason: 'congestion' }])
  })

  it('fails once when no trunk takes it', async () => {
    fake.answer(/create/, answered(500, { error: 'Allocation failed' }))
    expect(await dial()).toMatchObject({ ok: false, reason: 'refused' })
    expect(events).toEqual([{ type: 'LegFailed', leg, reason: 'unreachable' }])
  })

  it('is unreachable when Asterisk is', async () => {
    fake.answer(/create/, notSent)
    expect(await dial()).toMatchObject({ ok: false, reason: 'unreachable' })
    expect(events).toEqual([{ type: 'LegFailed', leg, reason: 'unreachable' }])
  })

  it('dials again while the new channel is on its way into Stasis', async () => {
    fake.answer(/\/dial$/, answered(409), answered(409), answered(204))
    expect(await dial()).toEqual({ ok: true })
    expect(fake.lines().filter((line) => line.endsWith('/dial'))).toHaveLength(3)
  })

  it('goes on with a channel whose creation was not answered but happened', async () => {
    fake.answer(/create/, unknown)
    fake.answer(/^GET \/channels\/0b0e/, answered(200, { state: 'Down' }))
    expect(await dial()).toEqual({ ok: true })
  })

  it('hangs up a leg that was given up and comes late', async () => {
    await connect(['only'])
    fake.answer(/create/, unknown)
    expect(await dial()).toMatchObject({ ok: false, reason: 'refused' })
    fake.event('StasisStart', { channel: { id: leg, dialplan: { exten: 's' } } })
    expect(fake.lines().at(-1)).toBe(`DELETE /channels/${leg}`)
    expect(events).toEqual([{ type: 'LegFailed', leg, reason: 'unreachable' }])
  })

  it('lets nothing ring that is cancelled while it is created', async () => {
    let create: (response: ReturnType<typeof answered>) => void = () => {}
    fake.answer(/create/, new Promise<ReturnType<typeof answered>>((resolve) => (create = resolve)))
    fake.answer(/^DELETE/, answered(404, { message: 'Channel not found' }), answered(204))
    const dialled = dial()
    expect(await telephony.hangUp(leg)).toEqual({ ok: true })
    create(answered(200))
    expect(await dialled).toMatchObject({ ok: false, reason: 'gone' })
    expect(fake.lines()).toEqual(['POST /channels/create', `DELETE /channels/${leg}`, `DELETE /channels/${leg}`])
    destroy(16)
    expect(events).toEqual([{ type: 'LegFailed', leg, reason: 'cancelled' }])
  })
})

describe('outcomes', () => {
  const answerCaller = () => telephony.answer(caller)
  beforeEach(() => arrive())

  it.each([
    ['204', answered(204), { ok: true }],
    ['404', answered(404, { message: 'Channel not found' }), { ok: false, reason: 'gone' }],
    ['400 not found', answered(400, { message: 'Channel not found' }), { ok: false, reason: 'gone' }],
    ['400', answered(400, { message: 'Invalid' }), { ok: false, reason: 'refused' }],
    ['500', answered(500), { ok: false, reason: 'refused' }],
    ['notSent', notSent, { ok: false, reason: 'unreachable' }],
  ])('reads %s', async (_name, response, expected) => {
    fake.answer(/answer$/, response)
    expect(await answerCaller()).toMatchObject(expected)
  })

  it.each([409, 412, 422])('takes %i for gone when the channel is gone, else for refused', async (status) => {
    fake.answer(/answer$/, answered(status, { message: 'not in Stasis' }))
    expect(await answerCaller()).toMatchObject({ reason: 'gone' })
    fake.answer(/^GET/, answered(200, { state: 'Ring' }))
    expect(await answerCaller()).toMatchObject({ reason: 'refused' })
  })

  it('looks before it hands out an unknown outcome: done', async () => {
    fake.answer(/answer$/, unknown)
    fake.answer(/^GET/, answered(200, { state: 'Up' }))
    expect(await answerCaller()).toEqual({ ok: true })
  })
  it('looks before it hands out an unknown outcome: gone', async () => {
    fake.answer(/answer$/, unknown)
    expect(await answerCaller()).toMatchObject({ reason: 'gone' })
  })
  it('looks twice and sends again what harms nothing', async () => {
    fake.answer(/answer$/, unknown, answered(204))
    fake.answer(/^GET/, answered(200, { state: 'Ring' }))
    expect(await answerCaller()).toEqual({ ok: true })
    expect(fake.lines().map((line) => line.split(' ')[0])).toEqual(['POST', 'GET', 'GET', 'POST'])
  })
  it('is unreachable when the look is not answered either', async () => {
    fake.answer(/./, unknown)
    expect(await answerCaller()).toMatchObject({ reason: 'unreachable' })
  })

  it('knows a prompt that came to its end before its answer was missed', async () => {
    fake.answer(/play\/p$/, () => {
      fake.event('PlaybackFinished', { playback: { id: 'p', state: 'done', target_uri: `channel:${caller}` } })
      return unknown
    })
    expect(await telephony.play(caller, 'p', ['sound:x'])).toEqual({ ok: true })
    expect(events.at(-1)).toEqual({ type: 'PromptFinished', playback: 'p' })
  })

  it('takes a bridge away whose joining hangs behind a prompt', async () => {
    fake.answer(/addChannel/, unknown)
    fake.answer(/^GET \/bridges\/b/, answered(200, { channels: [leg] }))
    fake.answer(/^GET \/channels\//, answered(200, {}))
    expect(await telephony.bridge('b', [caller, leg], 'r')).toMatchObject({ ok: false, reason: 'refused' })
    expect(fake.lines().at(-1)).toBe('DELETE /bridges/b')
    expect(fake.lines()).not.toContain('POST /bridges/b/record')
  })

  it('takes a bridge away whose leg is gone, and says so', async () => {
    fake.answer(/addChannel/, answered(400, { message: 'Channel not found' }))
    expect(await telephony.bridge('b', [caller, leg], null)).toMatchObject({ ok: false, reason: 'gone' })
    expect(fake.lines().at(-1)).toBe('DELETE /bridges/b')
    expect(telephony.remembered().bridges).toBe(0)
  })

  it('refuses media that would never end', async () => {
    expect(await telephony.play(caller, 'p', ['foo:beep'])).toMatchObject({ ok: false, reason: 'refused' })
    expect(fake.lines()).toEqual([])
  })
})

describe('order', () => {
  beforeEach(() => arrive())
  /** Answers this request when told to. */
  const hold = (matches: RegExp) => {
    const open: (() => void)[] = []
    fake.answer(matches, () => new Promise((resolve) => open.push(() => resolve(answered(204)))))
    return { release: () => open.shift()?.() }
  }

  it('sends a request of a leg only after the one before was answered', async () => {
    const held = hold(/answer$/)
    const both = Promise.all([telephony.answer(caller), telephony.play(caller, 'p', ['sound:x'])])
    await settle()
    expect(fake.lines()).toEqual([`POST /channels/${caller}/answer`])
    held.release()
    expect(await both).toEqual([{ ok: true }, { ok: true }])
    expect(fake.lines().at(-1)).toBe(`POST /channels/${caller}/play/p`)
  })

  it('lets a hang-up overtake, and sends nothing more for the leg', async () => {
    const held = hold(/answer$/)
    const answered = telephony.answer(caller)
    const played = telephony.play(caller, 'p', ['sound:x'])
    expect(await telephony.hangUp(caller)).toEqual({ ok: true })
    held.release()
    await answered
    expect(await played).toMatchObject({ ok: false, reason: 'gone' })
    expect(fake.lines()).toEqual([`POST /channels/${caller}/answer`, `DELETE /channels/${caller}`])
  })

  it('lets other legs go on', async () => {
    arrive('north-1.9')
    hold(/north-1795442813.0\/answer$/)
    void telephony.answer(caller)
    expect(await telephony.answer('north-1.9')).toEqual({ ok: true })
  })

  it('stops a playback while a request behind it waits for its end', async () => {
    await telephony.play(caller, 'p', ['sound:x'])
    hold(/variable$/)
    void telephony.tag(caller, 'c')
    expect(await telephony.stopPlayback('p')).toEqual({ ok: true })
  })

  it('bridges after what waits for either leg', async () => {
    const held = hold(/north-1795442813.0\/answer$/)
    void telephony.answer(caller)
    arrive('north-1.9')
    const bridged = telephony.bridge('b', [caller, 'north-1.9'], null)
    await settle()
    expect(fake.lines()).toHaveLength(1)
    held.release()
    expect(await bridged).toEqual({ ok: true })
  })
})

describe('recordings', () => {
  const request = { leg: caller, recording: 'r', maxSeconds: 60, silenceSeconds: 4, stopKey: '#' } as const
  const started = (): void => fake.event('RecordingStarted', { recording: { name: 'r' } })
  const finished = (duration: number): void =>
    fake.event('RecordingFinished', { recording: { name: 'r', duration, target_uri: `channel:${caller}` } })
  const press = (digit: string): void => fake.event('ChannelDtmfReceived', { channel: { id: caller }, digit })
  beforeEach(async () => {
    arrive()
    await telephony.record(request)
    events.length = 0
  })

  it('keeps the stop key to itself while it runs, and only then', () => {
    press('#')
    started()
    press('1')
    press('#')
    finished(5)
    press('#')
    expect(events.map((event) => (event.type === 'DigitPressed' ? event.digit : event.type))).toEqual([
      '#',
      '1',
      'RecordingFinished',
      '#',
    ])
  })

  it.each([
    [0, 44, 0],
    [1, 44 + 3_200, 0],
    [0, 44 + 3_200, 0],
    [0, 44 + 9_600, 1],
    [1, 44 + 24_320, 2],
  ])('measures the file where Asterisk says %i s: %i bytes are %i s', async (duration, bytes, seconds) => {
    fake.sizes.set('/recordings/stored/r/file', bytes)
    started()
    finished(duration)
    await settle()
    expect(events).toEqual([{ type: 'RecordingFinished', recording: 'r', seconds }])
  })

  it('keeps the order with the end of the leg', async () => {
    started()
    finished(0)
    fake.event('ChannelHangupRequest', { channel: { id: caller } })
    fake.event('StasisEnd', { channel: { id: caller } })
    await settle()
    expect(events.map(({ type }) => type)).toEqual(['RecordingFinished', 'LegEnded'])
  })

  it('stops as it starts what was stopped while it waited behind a prompt', async () => {
    await telephony.stopRecording('r')
    fake.sent.length = 0
    started()
    expect(fake.lines()).toEqual(['POST /recordings/live/r/stop'])
  })

  it.each([
    ['runs', { live: 200, stored: 404 }, 'running'],
    ['has ended, and its key is free again', { live: 404, stored: 200 }, 2],
    ['never began', { live: 404, stored: 404 }, 'missing'],
    ['is not known about while Asterisk does not answer', { live: 404, stored: 503 }, null],
  ] as const)('that %s is found so', async (_what, { live, stored }, length) => {
    started()
    fake.answer(/^GET \/recordings\/live\/r$/, answered(live, {}))
    fake.answer(/^GET \/recordings\/stored\/r$/, answered(stored, {}))
    if (stored === 200) fake.sizes.set('/recordings/stored/r/file', 44 + 2 * 16_000)
    expect(await telephony.recordingLength('r')).toBe(length)
    press('#')
    const isOver = length === 'missing' || length === 2
    expect(events.map(({ type }) => type)).toEqual(isOver ? ['DigitPressed'] : [])
  })

  it('is not known about while it is being asked for', async () => {
    const asking = Promise.withResolvers<AriResponse>()
    fake.answer(/record$/, asking.promise)
    const recording = telephony.record({ ...request, recording: 'second' })
    expect(await telephony.recordingLength('second')).toBeNull()
    asking.resolve(answered(201))
    await recording
    expect(await telephony.recordingLength('second')).toBe('missing')
  })

  it('is forgotten with a leg that vanished unseen', async () => {
    started()
    fake.down()
    fake.up()
    await settle()
    expect(telephony.remembered()).toMatchObject({ legs: 0, recordings: 0 })
  })

  it('reports one that failed', () => {
    fake.event('RecordingFailed', { recording: { name: 'r', cause: 'disk full', target_uri: `channel:${caller}` } })
    expect(events).toEqual([{ type: 'RecordingFailed', recording: 'r', reason: 'disk full' }])
  })
})

describe('connecting', () => {
  const channel = (id: string, extra: object) => ({
    id,
    state: 'Up',
    dialplan: { app_name: 'Stasis', app_data: 'hotline,arrived', exten: '12345' },
    ...extra,
  })

  it('asks Asterisk to send nothing that nobody needs', async () => {
    fake.down()
    fake.up()
    await settle()
    const filter = fake.sent.find(({ method }) => method === 'PUT') as SentRequest
    expect(filter.path).toBe('/applications/hotline/eventFilter')
    expect(JSON.stringify(filter.body)).not.toContain('ChannelVarset')
  })

  it('gives what exists, without what is not in our application', async () => {
    fake.down()
    fake.answer(
      /^GET \/channels$/,
      answered(200, [
        channel(caller, { caller: { number: '13900000001' }, channelvars: { HOTLINE_CALL: '' } }),
        channel(leg, {
          channelvars: { HOTLINE_CALL: 'c' },
          state: 'Ringing',
          dialplan: { app_name: 'Stasis', app_data: 'hotline', exten: 's' },
        }),
        channel('north-1.7', { dialplan: { app_name: 'Playback', app_data: 'x', exten: '12345' } }),
        channel('north-1.8', { dialplan: { app_name: 'Stasis', app_data: 'other', exten: '12345' } }),
        null,
      ]),
    )
    fake.answer(
      /^GET \/bridges$/,
      answered(200, [
        { id: 'b', channels: [caller], bridge_class: 'stasis' },
        { id: 'x', channels: [], bridge_class: 'basic' },
      ]),
    )
    fake.up()
    await settle()
    expect(snapshots.at(-1)).toEqual({
      node: 'north',
      legs: [
        {
          leg: caller,
          call: null,
          up: true,
          arrived: true,
          dialled: '12345',
          caller: '13900000001',
          away: false,
          unrung: false,
        },
        { leg, call: 'c', up: false, arrived: false, dialled: null, caller: null, away: false, unrung: false },
      ],
      inFallback: [],
      upMs: null,
      bridges: [{ bridge: 'b', legs: [caller] }],
    })
    answer()
    destroy(16)
    expect(events.map(({ type }) => type)).toEqual(['LegAnswered', 'LegEnded'])
  })

  it('keeps events back until the application has dealt with the snapshot', async () => {
    let dealtWith: () => void = () => {}
    telephony.onConnected(() => new Promise<void>((resolve) => (dealtWith = resolve)))
    fake.down()
    fake.up()
    await settle()
    arrive()
    expect(events).toEqual([])
    expect(telephony.status()).toMatchObject({ connected: false })
    dealtWith()
    await settle()
    expect(events.map(({ type }) => type)).toEqual(['CallArrived'])
    expect(telephony.status()).toEqual({ connected: true, reason: null })
  })

  it('forgets legs that vanished meanwhile, without an event', async () => {
    await dial()
    fake.down()
    fake.up()
    await settle()
    expect(events).toEqual([])
    expect(telephony.remembered().legs).toBe(0)
  })

  it('tells of a leg that has not rung and that nobody here has dialled', async () => {
    const down = (id: string) =>
      channel(id, { state: 'Down', dialplan: { app_name: 'Stasis', app_data: 'hotline', exten: 's' } })
    const of = (id: string) => snapshots.at(-1)?.legs.find((one) => one.leg === id)?.unrung
    await dial()
    const left = `${leg}9`
    fake.down()
    fake.answer(/^GET \/channels$/, answered(200, [down(leg), down(left)]))
    fake.up()
    await settle()
    expect([of(leg), of(left)]).toEqual([false, true])
  })

  it('counts a leg that is being dialled as there', async () => {
    fake.answer(/create/, new Promise(() => {}))
    void dial()
    fake.down()
    fake.up()
    await settle()
    expect(snapshots.at(-1)?.legs).toMatchObject([{ leg, call: 'c', up: false }])
  })

  it('changes nothing when it is asked for a snapshot: what has just come or gone is told by its event', async () => {
    arrive()
    fake.answer(/^GET \/channels$/, answered(200, [channel('north-1.9', {})]))
    expect((await telephony.snapshot())?.legs.map((one) => one.leg)).toEqual(['north-1.9'])
    arrive('north-1.9')
    fake.event('ChannelHangupRequest', { channel: { id: caller } })
    fake.event('StasisEnd', { channel: { id: caller } })
    expect(events.map(({ type }) => type)).toEqual(['CallArrived', 'CallArrived', 'LegEnded'])
  })

  it('has no snapshot when Asterisk is not there', async () => {
    fake.answer(/^GET/, notSent)
    expect(await telephony.snapshot()).toBeNull()
  })

  it('takes stock again until Asterisk answers', async () => {
    fake.down()
    fake.answer(/^GET \/bridges$/, answered(503), unknown, unknown, answered(200, []))
    const before = snapshots.length
    fake.up()
    await settle()
    expect(snapshots).toHaveLength(before + 1)
  })
})

it('survives events that are nonsense', () => {
  for (const type of [
    'StasisStart',
    'Dial',
    'ChannelDestroyed',
    'ChannelDtmfReceived',
    'StasisEnd',
    'ChannelHangupRequest',
  ])
    for (const fields of [{}, { channel: null, peer: 7 }, { channel: { id: 4 }, peer: {} }, { channel: 'x' }])
      fake.event(type, fields)
  fake.event('SomethingNew', { anything: 1 })
  expect(events).toEqual([])
})

it('tells the states of the trunks', async () => {
  fake.answer(
    /endpoints/,
    answered(200, [
      { resource: 'second', state: 'online' },
      { resource: 'other', state: 'offline' },
    ]),
  )
  expect(await telephony.endpointStates()).toEqual([
    { name: 'first', state: 'unknown' },
    { name: 'second', state: 'online' },
  ])
})

it('remembers nothing after 10,000 legs with prompts, recordings and bridges', async () => {
  for (let n = 0; n < 5_000; n++) {
    const id = `north-1.${n}`
    const called = `0b0e7b2c-7c1a-4d0e-9d7e-111111111111.${n}`
    arrive(id)
    await Promise.all([
      telephony.answer(id),
      telephony.play(id, `p${n}`, ['sound:x']),
      telephony.record({ leg: id, recording: `r${n}`, maxSeconds: 9, silenceSeconds: 2, stopKey: '#' }),
      dial(called),
    ])
    fake.event('RecordingStarted', { recording: { name: `r${n}` } })
    answer(called)
    await telephony.bridge(`b${n}`, [id, called], null)
    destroy(16, called)
    fake.event('ChannelHangupRequest', { channel: { id } })
    fake.event('StasisEnd', { channel: { id } })
    fake.sent.length = 0
  }
  await settle()
  expect(telephony.remembered()).toEqual({ legs: 0, playbacks: 0, recordings: 0, bridges: 0 })
  expect(events.filter(({ type }) => type === 'LegEnded')).toHaveLength(10_000)
})
