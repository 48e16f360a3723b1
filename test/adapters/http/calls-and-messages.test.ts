import { expect, test } from 'vitest'
import type { CallRecord, RecordingRecord } from '../../../src/domain/call/call-record.ts'
import type { MessageRecord } from '../../../src/domain/messaging/message-record.ts'
import { httpTown } from './http-town.ts'

/** A case with its call (over), an open call without a case, a statement, and two messages. */
async function townWithCalls() {
  const edge = await httpTown()
  const { town } = edge
  const { caseId, number, orderId, callerRef } = await town.open()
  const at = town.clock.now()
  const call = (id: string, change: Partial<CallRecord>): CallRecord => ({
    id,
    kind: 'citizen',
    dialled: '12345',
    line: 'hotline',
    language: 'zh-CN',
    callerRef,
    routingVersion: 1,
    dutyRevision: 0,
    node: 'asterisk-1',
    holder: 'server-1',
    caseId,
    openedAt: at,
    answeredAt: at + 400,
    chosenAt: at + 5000,
    rangAt: at + 6000,
    connectedAt: at + 9000,
    endedAt: at + 60_000,
    termination: { result: 'connected', reason: 'callerHungUp' },
    ...change,
  })
  const recording = (name: string, change: Partial<RecordingRecord> = {}): RecordingRecord => ({
    name,
    kind: 'statement',
    callId: 'call-1',
    caseId,
    startedAt: at,
    seconds: 7,
    status: 'done',
    ...change,
  })
  const message = (id: string, change: Partial<MessageRecord>): MessageRecord => ({
    id,
    revision: 1,
    kind: 'orderToTeam',
    dedupeKey: id,
    toRef: callerRef,
    who: '0501/sms',
    language: 'zh-CN',
    variables: { caller: '13912345678' },
    variableRefs: {},
    priority: 0,
    status: 'pending',
    caseId,
    orderId,
    createdAt: at,
    nextAttemptAt: at,
    attempts: 0,
    unknownOutcomes: 0,
    expiresAt: at + 3_600_000,
    nextContacts: [],
    transport: null,
    reference: null,
    sentAt: null,
    detail: null,
    ...change,
  })
  const open = { caseId: null, endedAt: null, connectedAt: null, termination: null, openedAt: at + 1000 }
  await town.ledger.commit({
    changes: [
      { put: 'call', row: call('call-1', {}) },
      { put: 'call', row: call('call-2', open) },
      { put: 'recording', row: recording('call-1.3') },
      { put: 'recording', row: recording('call-1.4', { status: 'recording', seconds: null }) },
      { put: 'message', row: message('m1', {}) },
      { put: 'message', row: message('m2', { status: 'sent', caseId: null, orderId: null, createdAt: at + 1 }) },
    ],
    log: [
      { callId: 'call-1', at, event: 'CallArrived', from: 'none', to: 'greeting', detail: { line: 'hotline' } },
      { callId: 'call-1', at: at + 5000, event: 'DigitPressed', from: 'menu', to: 'statement', detail: { digit: '1' } },
    ],
  })
  edge.recordings.set('call-1.3', new TextEncoder().encode(`RIFF....WAVE${' '.repeat(40)}`))
  edge.recordings.set('/etc/passwd', new TextEncoder().encode('root'))
  const ids = async (url: string) => {
    const answer = await edge.get(url)
    if (answer.statusCode !== 200) throw new Error(answer.body)
    return answer.json().items.map(({ id }: { id: string }) => id)
  }
  return { ...edge, number, ids }
}

test.each([
  ['', ['call-2', 'call-1']],
  ['?open=true', ['call-2']],
  ['?open=false', ['call-1']],
  ['?result=connected', ['call-1']],
  ['?result=abandoned', []],
  ['?case=nothing', []],
  ['?limit=1', ['call-2']],
])('calls%s', async (query, expected) => {
  const { ids } = await townWithCalls()
  expect(await ids(`/api/v1/calls${query}`)).toEqual(expected)
})

test('the calls of a case', async () => {
  const { ids, number } = await townWithCalls()
  expect(await ids(`/api/v1/calls?case=${number}`)).toEqual(['call-1'])
})

test('one call, with every transition it made', async () => {
  const { get, number } = await townWithCalls()
  const answer = await get('/api/v1/calls/call-1')
  expect(answer.json()).toMatchObject({
    id: 'call-1',
    kind: 'citizen',
    dialled: '12345',
    caller: '13912345678',
    caseNumber: number,
    openedAt: '2026-11-23T14:05:00.000+08:00',
    answeredAt: '2026-11-23T14:05:00.400+08:00',
    result: 'connected',
    answers: [
      { by: 'system', status: 'met', due: '2026-11-23T14:05:15.000+08:00' },
      { by: 'person', status: 'met', answeredAt: '2026-11-23T14:05:09.000+08:00', seconds: 15 },
    ],
    log: [
      { event: 'CallArrived', to: 'greeting' },
      { at: '2026-11-23T14:05:05.000+08:00', event: 'DigitPressed', detail: { digit: '1' } },
    ],
  })
  expect((await get('/api/v1/calls/nothing')).json().code).toBe('noCall')
})

test('every fault of a query is named at once', async () => {
  const { get } = await townWithCalls()
  const { details } = (await get('/api/v1/calls?open=perhaps&result=late&limit=x&from=1')).json()
  expect(details).toHaveLength(4)
  expect((await get('/api/v1/messages?status=lost&limit=0')).json().details).toHaveLength(2)
})

test('a recording is sound, and whoever listens is in the log', async () => {
  const { get, logged } = await townWithCalls()
  const answer = await get('/api/v1/recordings/call-1.3')
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'audio/wav'])
  expect(answer.body).toMatch(/^RIFF....WAVE/)
  const line = logged.map((entry) => JSON.parse(entry)).find(({ msg }) => msg === 'a recording was listened to')
  expect(line).toMatchObject({ user: 'token', recording: 'call-1.3' })
})

test.each(['nothing', 'call-1.4', '%2Fetc%2Fpasswd', '..%2F..%2Fetc%2Fpasswd', `${'x'.repeat(150)}`])(
  'there is no recording %s',
  async (name) => {
    const { get } = await townWithCalls()
    const answer = await get(`/api/v1/recordings/${name}`)
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'noRecording'])
  },
)

const faultsLogged = (logged: readonly string[]) =>
  logged
    .map((entry) => JSON.parse(entry))
    .flatMap(({ msg, recording, reason }) => (msg === 'a recording is damaged' ? [`${recording}: ${reason}`] : []))

test('a finished recording whose file is gone is not there, and the log says so', async () => {
  const { get, recordings, logged } = await townWithCalls()
  recordings.clear()
  expect((await get('/api/v1/recordings/call-1.3')).statusCode).toBe(404)
  expect(faultsLogged(logged)).toEqual(['call-1.3: its file is not there'])
})

test.each([
  ['', 'its file is empty'],
  ['RIFF....WAVEfmt ', 'its file ends after its header'],
  ['x'.repeat(20_000), 'its file is no WAV file'],
])('a damaged recording is not taken for sound: %#', async (content, reason) => {
  const { get, recordings, logged } = await townWithCalls()
  recordings.set('call-1.3', new TextEncoder().encode(content))
  const answer = await get('/api/v1/recordings/call-1.3')
  expect([answer.statusCode, answer.json().code]).toEqual([409, 'damagedRecording'])
  expect(answer.json().details).toEqual([{ path: '', message: reason }])
  expect(faultsLogged(logged)).toEqual([`call-1.3: ${reason}`])
})

test.each([
  ['', ['m2', 'm1']],
  ['?status=pending', ['m1']],
  ['?case=nothing', []],
])('messages%s', async (query, expected) => {
  const { ids } = await townWithCalls()
  expect(await ids(`/api/v1/messages${query}`)).toEqual(expected)
})

test('a message, for the administrator and for a viewer', async () => {
  const { get, signIn, number } = await townWithCalls()
  const [message] = (await get(`/api/v1/messages?case=${number}`)).json().items
  expect(message).toMatchObject({ to: '13912345678', caseNumber: number, createdAt: '2026-11-23T14:05:00.000+08:00' })
  expect(message).not.toHaveProperty('toRef')
  const viewer = await signIn('clerk', 'reads only')
  for (const url of ['/api/v1/messages', '/api/v1/calls', '/api/v1/calls/call-1', `/api/v1/cases/${number}`]) {
    const { body, statusCode } = await get(url, viewer)
    expect(statusCode).toBe(200)
    expect(body).not.toContain('13912345678')
    expect(body).toContain('139******78')
  }
  const seen = (await get(`/api/v1/cases/${number}`, viewer)).json()
  expect(seen.recordings.map(({ href }: { href: string | null }) => href)).toEqual([null, null])
})
