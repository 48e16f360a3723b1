import type { CallDeps } from '../../src/application/call/call-deps.ts'
import { type CallFlow, createCallFlow } from '../../src/application/call/call-flow.ts'
import { resumeCalls } from '../../src/application/call/resume-calls.ts'
import { createLegSweep } from '../../src/application/call/sweep-legs.ts'
import { takeOverCalls } from '../../src/application/call/take-over-calls.ts'
import type { FakeTelephony } from '../fakes/fake-telephony.ts'

/** How often what should not exist is looked for, in ms; as the server does. */
const sweepMs = 15_000

/** The calls' part of a server, composed as `app.ts` composes it. */
export type FakeServer = { readonly flow: CallFlow; stop(): Promise<void> }

export async function startFakeServer(deps: CallDeps & { readonly telephony: FakeTelephony }): Promise<FakeServer> {
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
    async stop() {
      cancel()
      deps.telephony.forgetListeners()
      deps.telephony.cut()
      await flow.stop()
    },
  }
}
