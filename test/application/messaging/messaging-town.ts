import type { OrderChanged } from '../../../src/application/dispatch/tell-calls.ts'
import { hearReceipt } from '../../../src/application/messaging/hear-receipt.ts'
import { createReplyDesk } from '../../../src/application/messaging/hear-reply.ts'
import { kickAfterCommit } from '../../../src/application/messaging/kick-after-commit.ts'
import { createOutbox, type Outbox } from '../../../src/application/messaging/send-messages.ts'
import type { Ledger } from '../../../src/application/ports/ledger.ts'
import type { OrderRecord } from '../../../src/domain/dispatch/order-record.ts'
import type { MessageRecord } from '../../../src/domain/messaging/message-record.ts'
import { orderToTeam } from '../../../src/domain/messaging/order-to-team.ts'
import { noDuty } from '../../../src/domain/routing/duty.ts'
import type { RoutingTable } from '../../../src/domain/routing/routing-table.ts'
import { createFakeLog } from '../../fakes/fake-log.ts'
import { createFakeSms } from '../../fakes/fake-sms.ts'
import { smallTown } from '../../support/small-town.ts'

/** A small town with an outbox, a desk for what comes in, and one way for messages. */
export async function messagingTown(table?: RoutingTable) {
  const town = await smallTown(table)
  const log = createFakeLog()
  const sms = createFakeSms()
  const told: OrderChanged[] = []
  let broken: string | null = null
  const ledger: Ledger = {
    async commit(commit) {
      if (broken !== null) throw new Error(broken)
      return town.ledger.commit(commit)
    },
  }
  const rung: OrderRecord[] = []
  const ringTeam = async (order: OrderRecord) => void rung.push(order)
  const deps = { ...town, ledger, log, ringTeam }
  const outboxWith = (...transports: Parameters<typeof createOutbox>[0]['transports'][number][]): Outbox =>
    createOutbox({ ...deps, transports })
  const outbox = outboxWith(sms)
  const kicked: Ledger = kickAfterCommit(ledger, () => outbox.kick())
  const desk = createReplyDesk({ ...deps, ledger: kicked, notifyCalls: (event) => void told.push(event) })
  sms.onInbound((message) => desk.receive('fake', message))
  sms.onReceipt((receipt) => hearReceipt(deps)('fake', receipt))

  const all = async (): Promise<readonly MessageRecord[]> => {
    const { items } = await town.messages.list({}, { cursor: null, limit: 500 })
    return items.toSorted((one, other) => one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1))
  }
  let texts = 0
  const openAndTell = async () => {
    const opened = await town.open()
    const [caseRow, order] = [await town.cases.byId(opened.caseId), await town.cases.order(opened.orderId)]
    if (!caseRow || !order) throw new Error('the case is not there')
    await ledger.commit({
      changes: orderToTeam({ order, caseRow, duty: noDuty, statement: 'no' }, town.decision()),
    })
    return { ...opened, code: order.code ?? '' }
  }
  return {
    ...town,
    ledger,
    log,
    sms,
    told,
    /** Orders whose teams were rung. */
    rung,
    ringTeam,
    outbox,
    outboxWith,
    desk,
    all,
    /** The ledger fails with these words from now on; null: it works again. */
    breakLedger(words: string | null) {
      broken = words
    },
    /** Opens a case and queues its order to the whole team. */
    openAndTell,
    /** The same, and it is sent. */
    async openAndSend() {
      const opened = await openAndTell()
      await outbox.tick()
      return opened
    },
    /** A message from this number comes in and is handled. */
    async says(from: string, text: string, transportId = `text-${++texts}`) {
      await sms.comesIn({ transportId, from, text })
      await desk.idle()
      await outbox.tick()
    },
    /** What a number was sent, oldest first. */
    sentTo: (number: string) => sms.tried.filter(({ to }) => to === number).map(({ text }) => text),
    /** Lets time pass, with a tick each second. */
    async seconds(count: number) {
      for (let second = 0; second < count; second += 1) {
        town.clock.advance(1000)
        await outbox.tick()
      }
    },
  }
}
