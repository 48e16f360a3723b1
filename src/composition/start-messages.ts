import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { AriLine } from '../adapters/sms/ari-line.ts'
import { createHttpGateway } from '../adapters/sms/http-gateway.ts'
import { createLogOnly } from '../adapters/sms/log-only.ts'
import { readSmsFile } from '../adapters/sms/read-sms-file.ts'
import { createSipMessage } from '../adapters/sms/sip-message.ts'
import { backOff } from '../adapters/sms/smpp/back-off.ts'
import { createSmppTransport, type SmppState } from '../adapters/sms/smpp/smpp-transport.ts'
import type { RingTeam } from '../application/dispatch/ring-team.ts'
import type { OrderChanged } from '../application/dispatch/tell-calls.ts'
import { hearReceipt } from '../application/messaging/hear-receipt.ts'
import { createReplyDesk } from '../application/messaging/hear-reply.ts'
import type { WayOfTexts } from '../application/messaging/preview-message.ts'
import { createOutbox } from '../application/messaging/send-messages.ts'
import type { Clock, Ids } from '../application/ports/clock.ts'
import type { DutyStore } from '../application/ports/duty-store.ts'
import type { CaseReader, InboundReader, Ledger, MessageReader } from '../application/ports/ledger.ts'
import type { RoutingStore } from '../application/ports/routing-store.ts'
import type { SmsWebhook } from '../application/ports/sms-transport.ts'
import type { Config } from '../config.ts'
import type { Logger } from '../logger.ts'
import type { RunningAsterisk } from './start-asterisk.ts'
import { StartRefused } from './start-refused.ts'

export type Messages = {
  /** What each way does with texts, in their order. */
  readonly waysOfTexts: readonly WayOfTexts[]
  /** Gateways that bring messages and receipts, by name. */
  readonly webhooks: Readonly<Record<string, SmsWebhook>>
  /** Connections to message centres, by transport. */
  centres(): ReadonlyMap<string, SmppState>
  /** Something was queued. */
  kick(): void
  /** Sends what is due, and understands what is still to be understood. */
  tick(): Promise<void>
  stop(): Promise<void>
}

/**
 * Builds the ways for messages, the outbox and the desk for what comes in. To be called before the connection to Asterisk
 * is opened: what it kept is fetched when it comes up.
 * @throws {StartRefused} with every fault of `HOTLINE_SMS`.
 */
export function startMessages(deps: {
  readonly config: Pick<Config, 'smsFile' | 'timeZone'>
  readonly asterisk: Pick<RunningAsterisk, 'messageRoutes' | 'phones'>
  readonly line: AriLine
  readonly app: string
  readonly ledger: Ledger
  readonly messages: MessageReader
  readonly inbound: InboundReader
  readonly cases: CaseReader
  readonly routing: RoutingStore
  readonly clock: Clock
  readonly ids: Ids
  /** From 0 to 1. */
  readonly random: () => number
  readonly log: Logger
  readonly duty: Pick<DutyStore, 'current'>
  readonly ringTeam: RingTeam
  readonly notifyCalls: (event: OrderChanged) => void | Promise<void>
}): Messages {
  const { config, asterisk, log } = deps
  const now = (): number => deps.clock.now()
  const settings = settingsOf(config.smsFile)
  const transports = settings.map((each) => {
    if (each.type === 'http') return createHttpGateway({ settings: each, now, newNonce: () => randomUUID() })
    if (each.type === 'smpp') {
      return createSmppTransport({ settings: each, log, now, retryDelay: backOff(deps.random) })
    }
    if (each.type === 'log') return createLogOnly(log)
    return createSipMessage({
      line: deps.line,
      app: deps.app,
      routes: asterisk.messageRoutes,
      phones: new Set(asterisk.phones.map(({ extension }) => extension)),
      log,
      delay: (ms) => pause(ms, undefined, { ref: false }),
      newMark: () => randomUUID(),
    })
  })
  const centres = transports.flatMap((each) => ('unbind' in each ? [each] : []))
  const outbox = createOutbox({ ...deps, transports })
  const desk = createReplyDesk({ ...deps, zone: config.timeZone })
  const receipts = hearReceipt(deps)
  for (const transport of transports) {
    transport.onInbound((message) => desk.receive(transport.name, message))
    transport.onReceipt((receipt) => receipts(transport.name, receipt))
  }
  log.info({ transports: transports.map(({ name }) => name) }, 'ways for messages')
  for (const centre of centres) centre.open()
  return {
    waysOfTexts: settings.map((each, place) => ({
      name: transports[place]?.name ?? each.type,
      templates: each.type === 'http' ? each.templates : null,
      signature: each.type === 'http' ? each.signature : null,
    })),
    centres: () => new Map(centres.map((centre) => [centre.name, centre.state()])),
    webhooks: Object.fromEntries(
      transports.flatMap((each) => ('webhook' in each && each.webhook !== null ? [[each.name, each.webhook]] : [])),
    ),
    kick: () => outbox.kick(),
    async tick() {
      // Not awaited: a long outbox must not keep what comes in from being understood.
      outbox.kick()
      await desk.handleWaiting()
    },
    async stop() {
      for (const each of transports) if ('close' in each) each.close()
      await outbox.stop()
      await Promise.all(centres.map((centre) => centre.unbind()))
      await desk.idle()
    },
  }
}

function settingsOf(file: string | null) {
  if (file === null) return [{ type: 'sip' as const }]
  const read = readSmsFile(file)
  if (!read.ok) throw StartRefused.of('The ways for messages (HOTLINE_SMS) have faults', read.faults)
  return read.settings.transports
}
