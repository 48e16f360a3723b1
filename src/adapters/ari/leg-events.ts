import type { TelephonyEvent } from '../../application/ports/telephony.ts'
import type { RawEvent } from './ari-request.ts'
import { failureByCause } from './leg-failure.ts'
import { addLeg, isOurs, type Leg, type Legs, tellOf } from './legs.ts'

/** The event types that mean something here; Asterisk is told to send no others. */
export const wantedEvents = [
  'StasisStart',
  'StasisEnd',
  'Dial',
  'ChannelDestroyed',
  'ChannelHangupRequest',
  'ChannelDtmfReceived',
  'PlaybackFinished',
  'RecordingStarted',
  'RecordingFinished',
  'RecordingFailed',
  'ApplicationReplaced',
] as const

export type LegEventsOptions = {
  readonly legs: Legs
  readonly node: string
  emit(event: TelephonyEvent): void
  /** A leg of ours that nobody waits for any more: its creation was given up and carried out late. */
  onGhost(id: string): void
  /** The leg left Stasis and no destruction was seen (yet). */
  onLeft(leg: Leg): void
  /** A caller the dialplan had taken away for a while is here again. */
  onBack(leg: Leg, arrival: { readonly dialled: string; readonly caller: string | null }): void
  /** A key was pressed, whoever it is for. */
  onKey(leg: Leg): void
  /** The trunk did not carry the call; true: another one is being tried and the leg goes on. */
  tryNextTrunk(leg: Leg): boolean
  /** The leg has ended and is forgotten. */
  onEnded(leg: Leg): void
}

/** Turns Asterisk's events about channels into events of legs. */
export function createLegEvents(options: LegEventsOptions) {
  const { legs, emit } = options

  return {
    /** A channel has come into our application. */
    started(event: RawEvent): void {
      const channel = channelOf(event.channel)
      const [why] = Array.isArray(event.args) ? (event.args as readonly unknown[]) : []
      // It has hung up and only asks whether we are there (extensions.conf, [conversation-over]).
      if (!channel || why === 'ended') return
      const known = legs.get(channel.id)
      const arrival = arrivalOf(channel)
      if (known && arrival && why === 'back') options.onBack(known, arrival)
      if (known) return
      if (isOurs(channel.id)) {
        options.onGhost(channel.id)
        return
      }
      // Somebody's experiment from the console, or a caller's `h` extension after the hang-up: not a call.
      if (!arrival) return
      addLeg(legs, channel.id, null, channel.state === 'Up')
      emit({ type: 'CallArrived', leg: channel.id, ...arrival, node: options.node })
    },

    dialled(event: RawEvent): void {
      const leg = legOf(legs, event.peer)
      if (!leg) return
      if ((event.dialstatus === 'RINGING' || event.dialstatus === 'PROGRESS') && !leg.rang && !leg.answered) {
        leg.rang = true
        tellOf(leg, { type: 'LegRinging', leg: leg.id }, emit)
      } else if (event.dialstatus === 'ANSWER' && !leg.answered) {
        leg.answered = true
        tellOf(leg, { type: 'LegAnswered', leg: leg.id }, emit)
      }
    },

    pressed(event: RawEvent): void {
      const leg = legOf(legs, event.channel)
      if (leg) options.onKey(leg)
      if (!leg || typeof event.digit !== 'string' || !/^[0-9*#A-D]$/.test(event.digit)) return
      if (event.digit === '#' && leg.stopKeys > 0) return
      tellOf(leg, { type: 'DigitPressed', leg: leg.id, digit: event.digit }, emit)
    },

    hangUpRequested(event: RawEvent): void {
      const leg = legOf(legs, event.channel)
      if (leg) leg.hungUp = true
    },

    /**
     * Asterisk takes its subscription off a caller's channel as that leaves Stasis, so its destruction is never seen:
     * after a hang-up request, leaving is the end. A leg that we dialled is destroyed in full view, with its cause.
     */
    left(event: RawEvent): void {
      const leg = legOf(legs, event.channel)
      if (!leg) return
      if (!leg.dialled && (leg.hungUp || leg.hangingUp)) end(leg, 16)
      else options.onLeft(leg)
    },

    destroyed(event: RawEvent): void {
      const leg = legOf(legs, event.channel)
      if (leg) end(leg, Number(event.cause))
    },

    end,
    /** It has gone unseen, and is not told of. */
    forget,
  }

  function forget(leg: Leg): void {
    legs.delete(leg.id)
    options.onEnded(leg)
  }

  /** Ends the leg with the one event that is due, unless another trunk carries on with it. */
  function end(leg: Leg, cause: number, how?: 'fallback'): void {
    if (legs.get(leg.id) !== leg) return
    if (!leg.dialled || leg.answered) {
      forget(leg)
      tellOf(leg, { type: 'LegEnded', leg: leg.id, ...(how && { how }) }, emit)
      return
    }
    const reason = leg.hangingUp ? 'cancelled' : failureByCause(cause)
    const neverCarried = !leg.rang && (reason === 'unreachable' || reason === 'congestion')
    if (neverCarried && options.tryNextTrunk(leg)) return
    forget(leg)
    tellOf(leg, { type: 'LegFailed', leg: leg.id, reason }, emit)
  }
}

export type Channel = {
  readonly id: string
  readonly state?: string
  readonly caller?: { readonly number?: unknown }
  readonly dialplan?: { readonly exten?: unknown; readonly app_name?: unknown }
  readonly channelvars?: Readonly<Record<string, unknown>>
}

/** null: not a channel. */
export const channelOf = (value: unknown): Channel | null =>
  typeof (value as Channel | undefined)?.id === 'string' ? (value as Channel) : null

const legOf = (legs: Legs, channel: unknown): Leg | undefined => legs.get((channel as Channel | undefined)?.id ?? '')

/** What was dialled and by whom; null where the channel did not come in by a dialled number. */
export function arrivalOf(channel: Channel): { dialled: string; caller: string | null } | null {
  const dialled = /^[+0-9][+0-9]{0,39}/.exec(String(channel.dialplan?.exten ?? ''))?.[0]
  return dialled ? { dialled, caller: callerOf(channel.caller?.number) } : null
}

/** A number that somebody could be called back on; null where it is hidden, a name, or longer than numbers are (E.164: 15 digits, and a prefix). */
export const callerOf = (number: unknown): string | null =>
  typeof number === 'string' && /^\+?\d{3,20}$/.test(number) ? number : null
