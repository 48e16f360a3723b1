import type { CallDeps } from '../../src/application/call/call-deps.ts'
import { type CallFlow, createCallFlow } from '../../src/application/call/call-flow.ts'
import { resumeCalls } from '../../src/application/call/resume-calls.ts'
import { createLegSweep } from '../../src/application/call/sweep-legs.ts'
import { takeOverCalls } from '../../src/application/call/take-over-calls.ts'
import { ringTeam } from '../../src/application/dispatch/ring-team.ts'
import { hearReceipt } from '../../src/application/messaging/hear-receipt.ts'
import { createReplyDesk } from '../../src/application/messaging/hear-reply.ts'
import { createOutbox } from '../../src/application/messaging/send-messages.ts'
import type { InboundReader, MessageReader } from '../../src/application/ports/ledger.ts'
import type { FakeSms } from '../fakes/fake-sms.ts'
import type { FakeTelephony } from '../fakes/fake-telephony.ts'

/** How often what should not exist is looked for, in ms; as the server does. */
const sweepMs = 15_000

/** The calls' part of a server, composed as `app.ts` composes it. */
export type FakeServer = { readonly flow: CallFlow; kick(): void; stop(): Promise<void> }

export async function startFakeServer(
  deps: CallDeps & {
    readonly telephony: FakeTelephony
    readonly sms: FakeSms
    readonly messages: MessageReader
    readonly inbound: InboundReader
  },
): Promise<FakeServer> {
  const flow = createCallFlow(deps)
  flow.hold(true)
  await takeOverCalls(deps, flow)
  deps.telephony.onConnected(async (snapshot) => {
    await resumeCalls(deps, flow, snapshot)
    flow.hold(false)
    await deps.telephony.takeNewCalls(true)
  })
  deps.telephony.onEvent((event) => flow.hear(event))
  await deps.telephony.connect()

  const outbox = createOutbox({ ...deps, transports: [deps.sms] })
  const telephone = { request: flow.request, isThere: () => deps.telephony.status().connected, node: 'fake' }
  const desk = createReplyDesk({
    ...deps,
    ringTeam: ringTeam({ ...deps, telephone }),
    notifyCalls: (event) => flow.orderChanged(event),
  })
  deps.sms.onInbound((message) => desk.receive(deps.sms.name, message))
  deps.sms.onReceipt((receipt) => hearReceipt(deps)(deps.sms.name, receipt))
  await desk.handleWaiting()
  outbox.kick()

  const sweep = createLegSweep(deps, flow)
  let cancel: () => void = () => {}
  const sweepLater = (): void => {
    cancel = deps.alarms.set(deps.clock.now() + sweepMs, () => {
      void sweep()
      sweepLater()
    })
  }
  sweepLater()
  return {
    flow,
    kick: () => outbox.kick(),
    async stop() {
      cancel()
      deps.sms.forgetListeners()
      await outbox.stop()
      await desk.idle()
      deps.telephony.forgetListeners()
      deps.telephony.cut()
      await flow.stop()
    },
  }
}
