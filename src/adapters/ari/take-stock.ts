import type { TelephonySnapshot } from '../../application/ports/telephony.ts'
import type { AriConnection } from './ari-connection.ts'
import { arrivalOf, type Channel, channelOf, wantedEvents } from './leg-events.ts'
import { addLeg, isOurs, type Legs } from './legs.ts'
import { ask } from './outcomes.ts'

/**
 * Takes stock at the beginning of a connection: asks for all that exists in our application and makes `legs` agree with
 * it. Legs whose dialling is still under way stay, whether or not their channel was there yet. null: Asterisk did not
 * answer; nothing is changed then. To be used only while events are kept back; at any other time `readStock` is right.
 */
export async function takeStock(
  connection: AriConnection,
  app: string,
  node: string,
  legs: Legs,
): Promise<TelephonySnapshot | null> {
  // Fewer events cost Asterisk and us less; without the filter everything still works.
  await connection.request('PUT', `/applications/${app}/eventFilter`, undefined, {
    allowed: wantedEvents.map((type) => ({ type })),
  })
  const settled = [...legs.values()].filter((leg) => leg.dialling === 0)
  const snapshot = await readStock(connection, app, node, legs)
  if (!snapshot) return null
  const found = new Map(snapshot.legs.map((one) => [one.leg, one]))
  for (const leg of settled) if (!found.has(leg.id)) legs.delete(leg.id)
  for (const { leg: id, arrived, up } of found.values()) {
    const leg = legs.get(id) ?? addLeg(legs, id, arrived ? null : { request: null, trunk: 0 }, up)
    if (up) leg.answered = true
  }
  return snapshot
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
  for (const value of channels.body) {
    const channel = channelOf(value)
    const leg = channel && isHere(channel, app) ? toSnapshotLeg(channel) : null
    if (leg) found.set(leg.leg, leg)
  }
  for (const leg of legs.values()) {
    if (found.has(leg.id) || leg.dialling === 0) continue
    const call = leg.dialled?.request?.call ?? null
    found.set(leg.id, { leg: leg.id, call, up: false, arrived: false, dialled: null, caller: null })
  }
  return {
    node,
    legs: [...found.values()],
    bridges: bridges.body.filter(isBridge).map(({ id, channels: inside }) => ({ bridge: id, legs: inside })),
  }
}

/** null: neither a leg of ours nor a call that came in by a number. */
function toSnapshotLeg(channel: Channel): TelephonySnapshot['legs'][number] | null {
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
  }
}

/** A channel in our application: not one in the fall-back dialplan, nor a recorder inside a bridge. */
const isHere = ({ dialplan }: Channel & { dialplan?: { app_data?: unknown } }, app: string): boolean =>
  dialplan?.app_name === 'Stasis' && String(dialplan.app_data ?? '').split(',')[0] === app

const isBridge = (value: unknown): value is { id: string; channels: string[] } =>
  typeof (value as { id?: unknown })?.id === 'string' &&
  Array.isArray((value as { channels?: unknown }).channels) &&
  (value as { bridge_class?: unknown }).bridge_class === 'stasis'
