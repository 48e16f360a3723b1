import type { FallbackEntry, FallbackLog } from '../../application/ports/fallback-log.ts'
import type { Tried } from '../../domain/call/fallback-call.ts'
import type { AriConnection } from './ari-connection.ts'
import { callerOf } from './leg-events.ts'
import { ask } from './outcomes.ts'
import { channelPath } from './paths.ts'

/**
 * The keys are read through a channel, since ARI reads functions of a channel only. It is there for some 20 ms; where the server
 * dies meanwhile it ends by itself after so long, like any leg that nobody looks after.
 */
const readerSeconds = 4
/** So many entries a time; the rest comes with the next. */
const mostAtOnce = 100

/** How a telephone that was rung answered, the weaker first; the dialplan notes every step. */
const steps: readonly (readonly [string, Tried])[] = [
  ['RUNG', 'rung'],
  ['CANCEL', 'rung'],
  ['CHANUNAVAIL', 'unreachable'],
  ['CONGESTION', 'unreachable'],
  ['BUSY', 'busy'],
  ['NOANSWER', 'noAnswer'],
  ['NOKEY', 'noKey'],
  ['DECLINED', 'declined'],
  ['ANSWER', 'answered'],
]

/**
 * What the fall-back of extensions.conf noted in Asterisk's own database: `fallback/<call>/<what>:<how>`. It works with
 * every Asterisk that has that dialplan, ours or not.
 */
export function createFallbackLog({
  connection,
  app,
  node,
  newId,
}: {
  readonly connection: AriConnection
  readonly app: string
  readonly node: string
  readonly newId: () => string
}): FallbackLog {
  async function read(reader: string, family: string): Promise<readonly string[] | null> {
    const variable = encodeURIComponent(`DB_KEYS(${family})`)
    const answer = await ask(connection, `${channelPath(reader)}/variable?variable=${variable}`)
    if (answer.outcome !== 'answered' || answer.status !== 200) return null
    const { value } = (answer.body ?? {}) as { value?: unknown }
    return typeof value === 'string' && value !== '' ? value.split(',') : []
  }

  /** Seconds since 1970 by Asterisk's clock. */
  async function asteriskNow(): Promise<number | null> {
    const answer = await ask(connection, '/asterisk/variable?variable=EPOCH')
    const seconds =
      answer.outcome === 'answered' ? Number((answer.body as { value?: string } | null)?.value) : Number.NaN
    return Number.isFinite(seconds) ? seconds : null
  }

  /** null: it is not over. */
  async function entryOf(id: string, notes: readonly string[], now: number): Promise<FallbackEntry | null> {
    const note = (what: string): string | undefined =>
      notes.find((each) => each.startsWith(`${what}:`))?.slice(what.length + 1)
    const leg = id.replace(/_(\d+)$/, '.$1')
    const ended = note('ended')
    if (ended === undefined && (await isThere(leg))) return null
    const began = Number(note('at') ?? ended ?? now)
    const tried = (who: string): Tried | null => steps.findLast(([how]) => notes.includes(`${who}:${how}`))?.[1] ?? null
    return {
      id,
      leg,
      call: note('call') ?? null,
      node,
      dialled: note('dialled') ?? '',
      caller: callerOf(note('caller')),
      startedMsAgo: (now - began) * 1000,
      endedMsAgo: ended === undefined ? null : (now - Number(ended)) * 1000,
      danger: note('danger') !== undefined,
      statement: note('statement') === undefined ? null : `fallback-${id}`,
      officer: tried('officer'),
      emergency: tried('emergency'),
    }
  }

  async function isThere(leg: string): Promise<boolean> {
    const answer = await ask(connection, channelPath(leg))
    return answer.outcome !== 'answered' || answer.status === 200
  }

  return {
    async list() {
      const now = await asteriskNow()
      if (now === null) return null
      const reader = `fallback-reader-${newId()}`
      const created = await connection.request(
        'POST',
        '/channels/create',
        { endpoint: 'Local/reader@fallback-log/n', app, channelId: reader },
        { variables: { 'TIMEOUT(absolute)': String(readerSeconds) } },
      )
      if (created.outcome !== 'answered' || created.status !== 200) return null
      try {
        const ids = await read(reader, 'fallback')
        if (ids === null) return null
        const entries: FallbackEntry[] = []
        for (const id of ids.slice(0, mostAtOnce)) {
          const notes = await read(reader, `fallback/${id}`)
          const entry = notes === null ? null : await entryOf(id, notes, now)
          if (entry) entries.push(entry)
        }
        return entries.sort((a, b) => b.startedMsAgo - a.startedMsAgo)
      } finally {
        await connection.request('DELETE', channelPath(reader))
      }
    },

    async remove(id) {
      // The dialplan deletes them as the call to this extension comes in; nobody answers it.
      const endpoint = `Local/${id}@fallback-log/n`
      await connection.request('POST', '/channels', { endpoint, extension: 's', context: 'fallback-log', timeout: 5 })
    },
  }
}
