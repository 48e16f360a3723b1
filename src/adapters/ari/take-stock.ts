import type { TelephonySnapshot } from '../../application/ports/telephony.ts'
import type { AriConnection } from './ari-connection.ts'
import { arrivalOf, type Channel, channelOf, wantedEvents } from './leg-events.ts'
import { addLeg, isOurs, type Legs } from './legs.ts'
import { ask } from './outcomes.ts'

/**
 * Asks Asterisk for all that exists in our application and makes `legs` agree with it. Legs whose dialling is still under
 * way stay, whether or not their channel was there yet. null: Asterisk did not answer; nothing is changed then.
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
  const channels = await ask(connection, '/channels')
  const bridges = await ask(connection, '/bridges')
  if (channels.outcome !== 'answered' || channels.status !== 200 || !Array.isArray(channels.body)) return null
  if (bridges.outcome !== 'answered' || bridges.status !== 200 || !Array.isArray(bridges.body)) return null

  const found = new Map<string, Channel>()
  for (const value of channels.body) {
    const channel = channelOf(value)
    if (channel && isHere(channel, app)) found.set(channel.id, channel)
  }
  for (const leg of settled) if (!found.has(leg.id)) legs.delete(leg.id)

  const snapshot: TelephonySnapshot['legs'][number][] = []
  for (const [id, channel] of found) {
    const up = channel.state === 'Up'
    const arrival = isOurs(id) ? null : arrivalOf(channel)
    if (!arrival && !isOurs(id)) continue
    const leg = legs.get(id) ?? addLeg(legs, id, isOurs(id) ? { request: null, trunk: 0 } : null, up)
    if (up) leg.answered = true
    const call = channel.channelvars?.HOTLINE_CALL
    snapshot.push({
      leg: id,
      call: typeof call === 'string' && call !== '' ? call : null,
      up,
      arrived: arrival !== null,
      dialled: arrival?.dialled ?? null,
      caller: arrival?.caller ?? null,
    })
  }
  for (const leg of legs.values()) {
    if (found.has(leg.id)) continue
    const call = leg.dialled?.request?.call ?? null
    snapshot.push({ leg: leg.id, call, up: false, arrived: false, dialled: null, caller: null })
  }
  return {
    node,
    legs: snapshot,
    bridges: bridges.body.filter(isBridge).map(({ id, channels: inside }) => ({ bridge: id, legs: inside })),
  }
}

/** A channel in our application: not one in the fall-back dialplan, nor a recorder inside a bridge. */
const isHere = ({ dialplan }: Channel & { dialplan?: { app_data?: unknown } }, app: string): boolean =>
  dialplan?.app_name === 'Stasis' && String(dialplan.app_data ?? '').split(',')[0] === app

const isBridge = (value: unknown): value is { id: string; channels: string[] } =>
  typeof (value as { id?: unknown })?.id === 'string' &&
  Array.isArray((value as { channels?: unknown }).channels) &&
  (value as { bridge_class?: unknown }).bridge_class === 'stasis'
