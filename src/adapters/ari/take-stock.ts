import type { TelephonySnapshot } from '../../application/ports/telephony.ts'
import type { AriConnection } from './ari-connection.ts'
import { arrivalOf, type Channel, channelOf, wantedEvents } from './leg-events.ts'
import { addLeg, isOurs, type Leg, type Legs } from './legs.ts'
import { ask } from './outcomes.ts'

/**
 * Takes stock at the beginning of a connection: asks for all that exists in our application and makes `legs` agree with
 * it: `forget` takes one out that has gone. Legs whose dialling is still under way stay, whether or not their channel was there yet. null: Asterisk did not
 * answer; nothing is changed then. To be used only while events are kept back; at any other time `readStock` is right.
 */
export async function takeStock(
  connection: AriConnection,
  app: string,
  node: string,
  legs: Legs,
  forget: (leg: Leg) => void,
): Promise<TelephonySnapshot | null> {
  // Fewer events cost Asterisk and us less; without the filter everything still works.
  await connection.request('PUT', `/applications/${app}/eventFilter`, undefined, {
    allowed: wantedEvents.map((type) => ({ type })),
  })
  const settled = [...legs.values()].filter((leg) => leg.dialling === 0)
  const stock = await readStock(connection, app, node, legs)
  if (!stock) return null
  const snapshot = { ...stock, upMs: await upMs(connection) }
  const found = new Map(snapshot.legs.map((one) => [one.leg, one]))
  for (const leg of settled) if (!found.has(leg.id)) forget(leg)
  for (const { leg: id, arrived, up, away } of found.values()) {
    const leg = legs.get(id) ?? addLeg(legs, id, arrived ? null : { request: null, trunk: 0 }, up)
    if (up) leg.answered = true
    leg.away = away
  }
  return snapshot
}

/** How long Asterisk has been running, by its own clock. */
async function upMs(connection: AriConnection): Promise<number | null> {
  const [info, ping] = await Promise.all([
    ask(connection, '/asterisk/info?only=status'),
    ask(connection, '/asterisk/ping'),
  ])
  if (info.outcome !== 'answered' || ping.outcome !== 'answered') return null
  const since = Date.parse((info.body as { status?: { startup_time?: string } } | null)?.status?.startup_time ?? '')
  const now = Date.parse((ping.body as { timestamp?: string } | null)?.timestamp ?? '')
  return Number.isFinite(now - since) ? now - since : null
}

/**
 * What exists now, with the legs that are being dialled. Remembers and forgets nothing: a call that has just come, or a
 * leg that has just gone, is still to be told by its event. null: Asterisk did not answer.
 */
export async function readStock(
  connection: AriConnection,
  app: string,
  node: string,
  legs: Legs,
): Promise<TelephonySnapshot | null> {
  const channels = await ask(connection, '/channels')
  const bridges = await ask(connection, '/bridges')
  if (channels.outcome !== 'answered' || channels.status !== 200 || !Array.isArray(channels.body)) return null
  if (bridges.outcome !== 'answered' || bridges.status !== 200 || !Array.isArray(bridges.body)) return null

  const found = new Map<string, TelephonySnapshot['legs'][number]>()
  const inFallback: string[] = []
  for (const value of channels.body) {
    const channel = channelOf(value)
    const place = channel && placeOf(channel, app)
    if (place === 'fallback') inFallback.push(channel!.id)
    if (place !== 'here' && place !== 'alone') continue
    const isKnown = legs.get(channel!.id)?.dialled?.request != null
    const leg = toSnapshotLeg(channel!, { away: place === 'alone', isKnown })
    if (leg) found.set(leg.leg, leg)
  }
  for (const leg of legs.values()) {
    if (found.has(leg.id) || leg.dialling === 0) continue
    const call = leg.dialled?.request?.call ?? null
    found.set(leg.id, {
      leg: leg.id,
      call,
      up: false,
      arrived: false,
      dialled: null,
      caller: null,
      away: false,
      unrung: false,
    })
  }
  return {
    node,
    legs: [...found.values()],
    inFallback,
    upMs: null,
    bridges: bridges.body.filter(isBridge).map(({ id, channels: inside }) => ({ bridge: id, legs: inside })),
  }
}

/**
 * null: neither a leg of ours nor a call that came in by a number.
 * @param isKnown this server has dialled it, and sees to it that it rings.
 */
function toSnapshotLeg(
  channel: Channel,
  { away, isKnown }: { readonly away: boolean; readonly isKnown: boolean },
): TelephonySnapshot['legs'][number] | null {
  const arrival = isOurs(channel.id) ? null : arrivalOf(channel)
  if (!arrival && !isOurs(channel.id)) return null
  const call = channel.channelvars?.HOTLINE_CALL
  return {
    leg: channel.id,
    call: typeof call === 'string' && call !== '' ? call : null,
    up: channel.state === 'Up',
    arrived: arrival !== null,
    dialled: arrival?.dialled ?? null,
    caller: arrival?.caller ?? null,
    away,
    unrung: arrival === null && channel.state === 'Down' && !isKnown,
  }
}

/**
 * Where a channel is: in our application (not a recorder inside a bridge, nor one that has hung up and only asks whether we
 * are there), in one of the dialplan's two places for callers we left alone, or nowhere that matters.
 */
export function placeOf(
  { dialplan }: Channel & { dialplan?: { app_data?: unknown; context?: unknown } },
  app: string,
): 'here' | 'alone' | 'fallback' | 'elsewhere' {
  const [name, why] = String(dialplan?.app_data ?? '').split(',')
  if (dialplan?.app_name === 'Stasis' && name === app && why !== 'ended') return 'here'
  if (dialplan?.context === 'alone') return 'alone'
  return dialplan?.context === 'fallback' ? 'fallback' : 'elsewhere'
}

const isBridge = (value: unknown): value is { id: string; channels: string[] } =>
  typeof (value as { id?: unknown })?.id === 'string' &&
  Array.isArray((value as { channels?: unknown }).channels) &&
  (value as { bridge_class?: unknown }).bridge_class === 'stasis'
