import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Metrics } from '../../application/ports/metrics.ts'

/** Read when Prometheus asks. A reading that fails shows as NaN and leaves the others alone. */
export type MetricReadings = {
  readonly openCalls: () => number | Promise<number>
  readonly openCases: () => number | Promise<number>
  /** Age in seconds of the oldest message that has not left; 0: none waits. */
  readonly outboxAgeSeconds: () => number | Promise<number>
  /** Open cases without a deadline ahead, as the watchdog has found last. */
  readonly casesWithoutClock: () => number
  /** Seconds by which the longest due step of an escalation is late; 0: none is. */
  readonly stepLateSeconds: () => number
  readonly ariConnected: () => boolean
  /** How often Asterisk was started again since the server started. */
  readonly asteriskRestarts: () => number
  /** Warnings and errors in the log, by `<level> <part>`. */
  readonly troubles: () => ReadonlyMap<string, number>
  /** Connections to message centres, by the name of their transport. */
  readonly messageCentres: () => ReadonlyMap<string, CentreReading>
}

/** One transport's connections; see `SmppState`. */
export type CentreReading = {
  readonly bound: number
  readonly binds: number
  readonly inside: number
  readonly window: number
  readonly waiting: number
  readonly unanswered: number
}

/** What is shown of a message centre. */
const centreGauges: Readonly<Record<Exclude<keyof CentreReading, 'unanswered'>, readonly [string, string]>> = {
  bound: ['hotline_smpp_bound', 'Connections to the message centre that are bound'],
  binds: ['hotline_smpp_binds', 'Connections to the message centre that there should be'],
  inside: ['hotline_smpp_window_used', 'Messages that the message centre has not answered yet'],
  window: ['hotline_smpp_window', 'Messages that may wait for its answers at once'],
  waiting: ['hotline_smpp_waiting', 'Messages that wait for room in the window'],
}

/** Bounds in seconds; 10, 15 and 20 are those of the standards for answering. */
const bounds = [0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 15, 20, 30, 60]

/**
 * Everything that is counted, in a registry of its own. Labels are closed sets (kind, result, the transports of the
 * configuration): never a number, an id or a person's name.
 */
export function countMetrics(readings: MetricReadings): {
  readonly metrics: Metrics
  readonly text: () => Promise<string>
} {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const ended = new Counter({
    name: 'hotline_calls_total',
    help: 'Calls that are over, by kind and result',
    labelNames: ['kind', 'result'] as const,
    registers,
  })
  const answer = new Histogram({
    name: 'hotline_answer_seconds',
    help: "From a caller's arrival to the answer",
    buckets: bounds,
    registers,
  })
  const ring = new Histogram({
    name: 'hotline_digit_to_ring_seconds',
    help: 'From the key that chose to the first ring of whoever is to help',
    buckets: bounds,
    registers,
  })
  const gauge = (name: string, help: string, read: () => number | Promise<number>) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(await orNaN(read))
      },
    })
  gauge('hotline_open_calls', 'Calls that are not over', readings.openCalls)
  gauge('hotline_open_cases', 'Cases that are not over', readings.openCases)
  gauge('hotline_outbox_age_seconds', 'Age of the oldest message that has not left', readings.outboxAgeSeconds)
  gauge('hotline_cases_without_clock', 'Open cases without a deadline ahead', readings.casesWithoutClock)
  gauge(
    'hotline_escalation_late_seconds',
    'By how much the longest due step of an escalation is late',
    readings.stepLateSeconds,
  )
  gauge('hotline_ari_connected', '1 while connected to Asterisk', () => (readings.ariConnected() ? 1 : 0))
  new Counter({
    name: 'hotline_asterisk_restarts_total',
    help: 'How often Asterisk was started again',
    registers,
    async collect() {
      this.reset()
      const restarts = await orNaN(readings.asteriskRestarts)
      if (restarts > 0) this.inc(restarts)
    },
  })
  new Counter({
    name: 'hotline_log_troubles_total',
    help: 'Lines of the log that somebody should look at, by level (warn, error) and the part of the server that wrote them',
    labelNames: ['level', 'part'] as const,
    registers,
    collect() {
      this.reset()
      for (const [key, count] of readings.troubles()) {
        const [level = '', part = ''] = key.split(' ')
        this.inc({ level, part }, count)
      }
    },
  })
  const labelNames = ['transport'] as const
  for (const [field, [name, help]] of Object.entries(centreGauges)) {
    new Gauge({
      name,
      help,
      labelNames,
      registers,
      collect() {
        for (const [transport, reading] of readings.messageCentres()) {
          this.set({ transport }, reading[field as keyof CentreReading])
        }
      },
    })
  }
  new Counter({
    name: 'hotline_smpp_unanswered_total',
    help: 'Requests that the message centre did not answer in time',
    labelNames,
    registers,
    collect() {
      this.reset()
      for (const [transport, { unanswered }] of readings.messageCentres()) this.inc({ transport }, unanswered)
    },
  })
  return {
    metrics: {
      callEnded: (kind, result) => ended.inc({ kind, result }),
      // A clock that was put back in between gives less than nothing, which would spoil the sum.
      answered: (ms) => answer.observe(Math.max(0, ms / 1000)),
      rangAfterDigit: (ms) => ring.observe(Math.max(0, ms / 1000)),
    },
    text: () => registry.metrics(),
  }
}

const orNaN = async (read: () => number | Promise<number>): Promise<number> => {
  try {
    return await read()
  } catch {
    return Number.NaN
  }
}
