import { expect, test } from 'vitest'
import type { CallFlow } from '../../../src/application/call/call-flow.ts'
import { resumeCalls } from '../../../src/application/call/resume-calls.ts'
import type { Telephony, TelephonySnapshot } from '../../../src/application/ports/telephony.ts'
import type { CallState, Leg } from '../../../src/domain/call/call-state.ts'

const leg = 'c1_0002'

/** The server is there again; one telephone of one call is as given. */
async function resumeWith(progress: Leg['progress'], now: { readonly up: boolean; readonly unrung: boolean }) {
  const told: unknown[] = []
  const hungUp: string[] = []
  const state = {
    id: 'c1',
    caller: null,
    recordings: {},
    bridge: null,
    position: { at: 'hunting' },
    legs: { [leg]: { role: 'responder', number: '13800000101', responder: '0101', progress, playback: null } },
  } as unknown as CallState
  const flow = {
    live: { all: () => [state].values() },
    hear: (event: unknown) => void told.push(event),
    post: () => {},
  } as unknown as CallFlow
  const telephony = {
    hangUp: async (id: string) => {
      hungUp.push(id)
      return { ok: true } as const
    },
  } as unknown as Telephony
  const snapshot: TelephonySnapshot = {
    node: 'north',
    legs: [{ leg, call: 'c1', arrived: false, dialled: null, caller: null, away: false, ...now }],
    inFallback: [],
    upMs: null,
    bridges: [],
  }
  const log = { info() {}, warn() {}, error() {} } as unknown as Parameters<typeof resumeCalls>[0]['log']
  await resumeCalls({ telephony, clock: { now: () => 0 }, log }, flow, snapshot)
  return { told, hungUp }
}

test('a telephone that was made but never asked to ring is let go, and rung anew', async () => {
  expect(await resumeWith('dialling', { up: false, unrung: true })).toEqual({
    told: [{ type: 'LegFailed', leg, reason: 'the server stopped before it rang' }],
    hungUp: [leg],
  })
})

test.each([
  ['ringing', { up: false, unrung: false }, []],
  ['dialling', { up: false, unrung: false }, []],
  ['ringing', { up: true, unrung: false }, [{ type: 'LegAnswered', leg }]],
] as const)('a telephone that is %s goes on: %o', async (progress, now, events) => {
  expect(await resumeWith(progress, now)).toEqual({ told: events, hungUp: [] })
})
