import type { Telephony, TelephonySnapshot } from '../../application/ports/telephony.ts'
import type { Logger } from '../../logger.ts'
import type { AriConnection } from './ari-connection.ts'
import type { RawEvent } from './ari-request.ts'
import type { createLegEvents } from './leg-events.ts'
import type { Leg, Legs } from './legs.ts'
import type { createPlaybacks } from './playbacks.ts'
import type { createRecordings } from './recordings.ts'
import { takeStock } from './take-stock.ts'

/** Wait before stock is taken again after it failed, in ms. */
const stockAgainMs = 500

type ConnectedListener = Parameters<Telephony['onConnected']>[0]

/**
 * Leads raw events to those who understand them and drops the rest. Each time the connection comes up, stock is taken
 * first; the events that come meanwhile are kept and follow once the application has dealt with the snapshot, so that
 * none is about a leg it does not know yet.
 */
export function routeEvents(options: {
  readonly connection: AriConnection
  readonly app: string
  readonly node: string
  readonly logger: Logger
  readonly delay: (ms: number) => Promise<void>
  /** Longest time the application may take over a snapshot before events go on without it. */
  readonly takeOverMs?: number
  readonly legs: Legs
  readonly legEvents: ReturnType<typeof createLegEvents>
  readonly playbacks: ReturnType<typeof createPlaybacks>
  readonly recordings: ReturnType<typeof createRecordings>
  /** Stock-taking has found a caller whom the dialplan keeps company. */
  onAway(leg: Leg): void
}) {
  const { connection, app, logger, delay, legs, legEvents, playbacks, recordings } = options
  const takeOverMs = options.takeOverMs ?? 10_000
  const listeners: ConnectedListener[] = []
  /** Events of the time in which stock is taken; null: they go straight through. */
  let kept: RawEvent[] | null = []
  let connections = 0

  const handlers = new Map<string, (event: RawEvent) => void>([
    ['StasisStart', legEvents.started],
    ['StasisEnd', legEvents.left],
    ['Dial', legEvents.dialled],
    ['ChannelDestroyed', legEvents.destroyed],
    ['ChannelHangupRequest', legEvents.hangUpRequested],
    ['ChannelDtmfReceived', legEvents.pressed],
    ['PlaybackFinished', playbacks.finished],
    ['RecordingStarted', recordings.started],
    ['RecordingFinished', recordings.finished],
    ['RecordingFailed', recordings.failed],
  ])
  const route = (event: RawEvent): void => handlers.get(event.type)?.(event)

  async function hand(snapshot: TelephonySnapshot): Promise<void> {
    for (const listener of listeners) {
      try {
        await listener(snapshot)
      } catch (error) {
        logger.error({ err: error }, 'taking over the calls in Asterisk failed')
      }
    }
  }

  async function withinLimit(handing: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const limit = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        logger.error({ limitMs: takeOverMs }, 'taking over the calls takes too long; events go on')
        resolve()
      }, takeOverMs)
    })
    await Promise.race([handing, limit])
    clearTimeout(timer)
  }

  async function takeOver(connectionNumber: number): Promise<void> {
    const isCurrent = (): boolean => connectionNumber === connections
    while (isCurrent()) {
      const snapshot = await takeStock(connection, app, options.node, legs, legEvents.forget)
      if (!isCurrent()) return
      if (snapshot) for (const leg of legs.values()) if (leg.away) options.onAway(leg)
      if (!snapshot) {
        await delay(stockAgainMs)
        continue
      }
      await withinLimit(hand(snapshot))
      if (!isCurrent()) return
      const before = kept ?? []
      kept = null
      for (const event of before) {
        try {
          route(event)
        } catch (error) {
          logger.error({ err: error, event: event.type }, 'an event from Asterisk is not understood')
        }
      }
      return
    }
  }

  connection.onEvent((event) => {
    if (kept) kept.push(event)
    else route(event)
  })
  connection.onUp(() => {
    kept = []
    connections++
    void takeOver(connections)
  })
  connection.onDown(() => {
    kept = []
    connections++
  })

  return {
    onConnected: (listener: ConnectedListener) => void listeners.push(listener),
    status: (): { connected: boolean; reason: string | null } => {
      const status = connection.status()
      if (!status.connected) return status
      return kept ? { connected: false, reason: 'taking over the calls in Asterisk' } : status
    },
  }
}
