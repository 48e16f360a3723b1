import type { AriConnection } from '../../src/adapters/ari/ari-connection.ts'
import type { AriMethod, AriQuery, RawEvent } from '../../src/adapters/ari/ari-request.ts'
import { openVoice, type Voice } from './voice.ts'

/** Stasis application that plays the telephones. */
export const phonesApp = 'phones'
/** PJSIP endpoint that leads to the hotline. */
const trunk = 'hotline'

/** Causes (Q.850) a telephone may refuse a call with. */
const causes = { busy: 17, refused: 21, unallocated: 1, congestion: 34 } as const
export type Refusal = keyof typeof causes

/** A press of 100 ms with 100 ms between: what a person and every telephone keep to. */
const keyMs = 100
/** Longest that Asterisk may take for a step, in ms. */
const stepLimitMs = 10_000

export type PhoneCallState = 'calling' | 'ringing' | 'up' | 'over'

/** A call at a telephone: one it made, or one that rings there. */
export type PhoneCall = {
  readonly id: string
  /** The telephone's own number; null: it hides it. */
  readonly phone: string | null
  readonly direction: 'out' | 'in'
  /** The number of the other side: what was dialled, or what the display shows. */
  readonly other: string | null
  state(): PhoneCallState
  /** Why it ended (Q.850); null: it has not, or nobody said. */
  cause(): number | null
  answer(): Promise<void>
  reject(why?: Refusal): Promise<void>
  /** Presses keys (`0`-`9`, `*`, `#`, `A`-`D`) one after another, resolves when the last was pressed. */
  press(keys: string): Promise<void>
  /** Says 8 kHz samples while listening on. Resolves at their end. */
  say(samples: Int16Array): Promise<void>
  hangUp(): Promise<void>
  /** What the telephone hears, as it comes; instants are `performance.now()`. */
  onSound(listener: (samples: Int16Array, at: number) => void): void
  /** Called at every change of the state. */
  onChange(listener: (state: PhoneCallState) => void): void
}

/** All telephones of the network, whatever their number. */
export type Phones = {
  /**
   * Calls the hotline. `from` null: the number is hidden. Refused by the network only by the call's end.
   * @param meet called before it is dialled: who listens from there on misses no sound.
   */
  call(
    options: { readonly from: string | null; readonly to: string },
    meet?: (call: PhoneCall) => void,
  ): Promise<PhoneCall>
  /** A telephone rings: called at once, before anything can be heard. Answers with what takes the listener off again. */
  onRing(listener: (call: PhoneCall) => void): () => void
  /** Calls that are not over. */
  calls(): readonly PhoneCall[]
  /** Hangs up all that is left. */
  hangUpAll(): Promise<void>
}

/** Plays telephones on the carrier's Asterisk. `host`: address of this machine on which voices are heard and sent. */
export function createPhones(connection: AriConnection, host: string): Phones {
  const calls = new Map<string, Line>()
  const ringListeners = new Set<(call: PhoneCall) => void>()
  /** Channels of our own whose entry into the application is waited for. */
  const entering = new Map<string, () => void>()
  const run = crypto.randomUUID().slice(0, 8)
  let count = 0
  // Of one length: Asterisk takes an id as taken when another channel's id begins with it.
  const nextId = (what: string): string => `${run}-${what}-${String(++count).padStart(6, '0')}`

  connection.onEvent((event) => {
    const channel = (event.channel ?? event.peer) as Channel | undefined
    if (!channel) return
    const line = calls.get(channel.id)
    switch (event.type) {
      case 'StasisStart':
        entering.get(channel.id)?.()
        if (!line && !channel.id.startsWith(run)) return ring(channel, (event.args as readonly string[])[0] ?? '')
        return
      case 'Dial':
        if (event.dialstatus === 'RINGING') line?.become('ringing')
        if (event.dialstatus === 'ANSWER') line?.become('up')
        return
      case 'ChannelHangupRequest':
        return line?.because(event)
      case 'ChannelDestroyed':
      case 'StasisEnd':
        line?.because(event)
        return line?.end()
    }
  })

  function ring(channel: Channel, number: string): void {
    const line = openLine(channel.id, number, 'in', channel.caller?.number || null)
    line.become('ringing')
    line.prepare().catch(() => {})
    void ask('POST', `/channels/${encodeURIComponent(channel.id)}/ring`).catch(() => {})
    for (const listener of ringListeners) listener(line.call)
  }

  async function ask(method: AriMethod, path: string, query?: AriQuery, body?: object): Promise<unknown> {
    const response = await connection.request(method, path, query, body)
    if (response.outcome === 'answered' && response.status < 300) return response.body
    const why =
      response.outcome === 'answered' ? `HTTP ${response.status} ${JSON.stringify(response.body)}` : response.detail
    throw new Error(`the carrier's Asterisk refuses ${method} ${path}: ${why}`)
  }

  function entered(id: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        entering.delete(id)
        reject(new Error(`the carrier's Asterisk did not bring ${id} into its application`))
      }, stepLimitMs)
      entering.set(id, () => {
        clearTimeout(timer)
        entering.delete(id)
        resolve()
      })
    })
  }

  function openLine(id: string, phone: string | null, direction: 'out' | 'in', other: string | null): Line {
    const path = `/channels/${encodeURIComponent(id)}`
    const voiceId = nextId('voice')
    const bridgeId = nextId('bridge')
    const changed: ((state: PhoneCallState) => void)[] = []
    const heard: ((samples: Int16Array, at: number) => void)[] = []
    let state: PhoneCallState = 'calling'
    let cause: number | null = null
    let voice: Voice | null = null
    let prepared: Promise<void> | null = null

    /** Joins the telephone with its voice, before it is answered, so that not a word is missed. */
    async function join(): Promise<void> {
      voice = await openVoice(host)
      voice.onSound((samples, at) => {
        for (const listener of heard) listener(samples, at)
      })
      const media = { external_host: `${host}:${voice.port}`, format: 'alaw', app: phonesApp, channelId: voiceId }
      const isIn = entered(voiceId)
      isIn.catch(() => {})
      const [made] = await Promise.all([
        ask('POST', '/channels/externalMedia', media),
        ask('POST', `/bridges/${bridgeId}`, { type: 'mixing' }),
      ])
      await isIn
      // Or the call would show the voice's number, which is none, instead of the telephone's.
      const together = { channel: `${voiceId},${id}`, inhibitConnectedLineUpdates: true }
      await ask('POST', `/bridges/${bridgeId}/addChannel`, together)
      const { UNICASTRTP_LOCAL_ADDRESS: address, UNICASTRTP_LOCAL_PORT: port } = (made as Channel).channelvars ?? {}
      if (state === 'up') voice.connect({ host: address ?? '', port: Number(port) })
      changed.push((now) => {
        if (now === 'up') voice?.connect({ host: address ?? '', port: Number(port) })
      })
    }

    async function clear(): Promise<void> {
      await prepared?.catch(() => {})
      voice?.close()
      await connection.request('DELETE', `/channels/${voiceId}`)
      await connection.request('DELETE', `/bridges/${bridgeId}`)
    }

    const line: Line = {
      become(now) {
        if (state === 'over' || state === now || (state === 'up' && now === 'ringing')) return
        state = now
        for (const listener of [...changed]) listener(now)
      },
      because(event) {
        if (typeof event.cause === 'number' && event.cause > 0) cause ??= event.cause
      },
      end() {
        if (state === 'over') return
        calls.delete(id)
        line.become('over')
        void clear()
      },
      prepare() {
        prepared ??= join()
        return prepared
      },
      call: {
        id,
        phone,
        direction,
        other,
        state: () => state,
        cause: () => cause,
        async answer() {
          await line.prepare()
          await ask('POST', `${path}/answer`)
          line.become('up')
        },
        async reject(why = 'busy') {
          await ask('DELETE', path, { reason_code: causes[why] })
        },
        async press(keys) {
          await ask('POST', `${path}/dtmf`, { dtmf: keys, duration: keyMs, between: keyMs })
          await new Promise((resolve) => setTimeout(resolve, keys.length * 2 * keyMs))
        },
        say: (samples) => voice?.say(samples) ?? Promise.resolve(),
        async hangUp() {
          await connection.request('DELETE', path)
        },
        onSound: (listener) => void heard.push(listener),
        onChange: (listener) => void changed.push(listener),
      },
    }
    calls.set(id, line)
    return line
  }

  return {
    async call({ from, to }, meet) {
      const id = nextId('phone')
      const line = openLine(id, from, 'out', to)
      const isIn = entered(id)
      isIn.catch(() => {})
      const shown =
        from === null
          ? { 'CONNECTEDLINE(num)': 'anonymous', 'CONNECTEDLINE(pres)': 'prohib' }
          : { 'CONNECTEDLINE(num)': from }
      try {
        const create = { endpoint: `PJSIP/${to}@${trunk}`, app: phonesApp, channelId: id }
        await ask('POST', '/channels/create', create, { variables: shown })
      } catch (error) {
        line.end()
        throw error
      }
      await isIn
      await line.prepare()
      meet?.(line.call)
      await ask('POST', `/channels/${id}/dial`, { timeout: 120 })
      return line.call
    },
    onRing(listener) {
      ringListeners.add(listener)
      return () => ringListeners.delete(listener)
    },
    calls: () => [...calls.values()].map(({ call }) => call),
    async hangUpAll() {
      await Promise.all([...calls.values()].map(({ call }) => call.hangUp()))
    },
  }
}

type Channel = {
  readonly id: string
  readonly caller?: { readonly number?: string }
  readonly channelvars?: Readonly<Record<string, string>>
}

/** A call and what only its network knows of it. */
type Line = {
  readonly call: PhoneCall
  become(state: PhoneCallState): void
  because(event: RawEvent): void
  end(): void
  prepare(): Promise<void>
}
