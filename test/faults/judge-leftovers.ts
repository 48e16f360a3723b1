import type Database from 'better-sqlite3'
import { type AriAccess, askAri } from '../../src/adapters/asterisk/ask-ari.ts'
import type { Violation } from './judge-lines.ts'
import type { Presence } from './presence.ts'

/** What is left of a call must be gone by then, in ms of the server being there. */
const outliveMs = 5000

type Channel = {
  readonly id: string
  readonly channelvars?: { readonly HOTLINE_CALL?: string }
  readonly dialplan?: { readonly app_name?: string; readonly context?: string }
}
type Bridge = { readonly id: string; readonly bridge_class: string }
export type Stock = { readonly channels: readonly Channel[]; readonly bridges: readonly Bridge[] }

/** What Asterisk has; null: it does not answer. */
export async function stockOf(ari: AriAccess): Promise<Stock | null> {
  const [channels, bridges] = await Promise.all([askAri(ari, '/ari/channels'), askAri(ari, '/ari/bridges')])
  if (!channels.ok || !bridges.ok || channels.status !== 200 || bridges.status !== 200) return null
  return {
    channels: channels.body as Channel[],
    bridges: (bridges.body as Bridge[]).filter(({ bridge_class }) => bridge_class === 'stasis'),
  }
}

/** Finds legs and bridges that outlive their call, or that belong to none. */
export function createLeftoverJudge(ari: AriAccess, database: Database.Database, presence: Presence) {
  const ended = database.prepare<[string], { ended_at: number | null }>('SELECT ended_at FROM calls WHERE id = ?')
  const nobodys = new Map<string, number>()
  const told = new Set<string>()

  /** Since when this belongs to no call any more (`performance.now()`); null: it has one. */
  function overSince(id: string, call: string | null): number | null {
    const row = call === null ? undefined : ended.get(call)
    if (row && row.ended_at === null) return null
    if (row?.ended_at) return row.ended_at - performance.timeOrigin
    const seen = nobodys.get(id) ?? performance.now()
    nobodys.set(id, seen)
    return seen
  }

  return {
    async look(): Promise<Violation[]> {
      const stock = await stockOf(ari)
      if (!stock) return []
      const things = [
        // A caller in the fall-back is the dialplan's, and so is whom it rings.
        ...stock.channels
          .filter(({ dialplan }) => dialplan?.app_name === 'Stasis')
          .map(({ id, channelvars }) => ({
            what: `leg ${id}`,
            id,
            call: ownerOf(id) ?? (channelvars?.HOTLINE_CALL || null),
          })),
        ...stock.bridges.map(({ id }) => ({ what: `bridge ${id}`, id, call: ownerOf(id) })),
      ]
      return things.flatMap(({ what, id, call }) => {
        const since = overSince(id, call)
        const there = since === null ? 0 : presence.thereFor(since)
        if (there < outliveMs || told.has(id)) return []
        told.add(id)
        const whose = call === null ? 'belongs to no call' : `outlives call ${call}`
        return [{ rule: 'left over', what: `${what} ${whose} by ${Math.round(there)} ms`, line: null }]
      })
    },
  }
}

/** `<call id>_<n>`: the ids that we choose name their call. */
const ownerOf = (id: string): string | null => /^([0-9a-f-]{36})_\d+$/.exec(id)?.[1] ?? null
