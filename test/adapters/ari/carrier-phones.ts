import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AriConnection } from '../../../src/adapters/ari/ari-connection.ts'
import type { AriQuery, RawEvent } from '../../../src/adapters/ari/ari-request.ts'
import type { ContractPhone } from '../../contracts/telephony.ts'

const causes = { busy: 17, refused: 21, unallocated: 1, congestion: 34 } as const

type Seen = {
  readonly type: string
  readonly channel: string
  readonly exten: string
  readonly playback: string
  readonly dialstatus: unknown
}

/** Plays citizens' and responders' telephones through the ARI of a second Asterisk. `trunk` leads to the hotline. */
export function createCarrierPhones(connection: AriConnection, trunk: string, soundsDir: string) {
  const seen: Seen[] = []
  const waiting = new Set<() => void>()
  let calls = 0
  let sounds = 0
  /** Calls to phones that a test has taken already: numbers are rung again in later tests. */
  const taken = new Set<string>()

  connection.onEvent((event: RawEvent) => {
    const { id, dialplan } = (event.channel ?? event.peer ?? {}) as { id?: string; dialplan?: { exten: string } }
    const playback = (event.playback as { id?: string } | undefined)?.id ?? ''
    seen.push({
      type: event.type,
      channel: id ?? '',
      exten: dialplan?.exten ?? '',
      playback,
      dialstatus: event.dialstatus,
    })
    for (const check of [...waiting]) check()
  })

  const until = (what: string, fits: (event: Seen) => boolean): Promise<Seen> =>
    new Promise((resolve, reject) => {
      const check = (): void => {
        const found = seen.find(fits)
        if (!found) return
        clearTimeout(timer)
        waiting.delete(check)
        resolve(found)
      }
      const timer = setTimeout(() => reject(new Error(`the carrier never saw ${what}`)), 15_000)
      waiting.add(check)
      check()
    })

  async function ask(path: string, query?: AriQuery, body?: object): Promise<void> {
    const response = await connection.request('POST', path, query, body)
    if (response.outcome !== 'answered' || response.status >= 300)
      throw new Error(`carrier: POST ${path}: ${JSON.stringify(response)}`)
  }

  function phone(channel: string, isCaller: boolean): ContractPhone {
    const path = `/channels/${channel}`
    const isOver = ({ type, channel: id }: Seen): boolean =>
      id === channel && (type === 'StasisEnd' || type === 'ChannelDestroyed')
    // Our answer is on its way to a caller for some milliseconds; before it is there, his phone can't press or speak.
    const untilTalking = async (): Promise<void> => {
      if (isCaller)
        await until(`the answer at ${channel}`, (event) => event.channel === channel && event.dialstatus === 'ANSWER')
    }
    return {
      ring: () => ask(`${path}/ring`),
      answer: () => ask(`${path}/answer`),
      async reject(reason) {
        await connection.request('DELETE', path, { reason_code: causes[reason] })
      },
      async press(key) {
        await untilTalking()
        await ask(`${path}/dtmf`, { dtmf: key })
      },
      async speak(seconds) {
        await untilTalking()
        const playback = `speech-${++sounds}`
        const file = join(soundsDir, playback)
        await writeFile(`${file}.wav`, speech(seconds))
        await ask(`${path}/play/${playback}`, {}, { media: [`sound:${file}`] })
        await until(
          `the end of ${playback}`,
          (event) => event.type === 'PlaybackFinished' && event.playback === playback,
        )
      },
      async hangUp() {
        await connection.request('DELETE', path)
      },
      async untilFree() {
        await until(`the end of ${channel}`, isOver)
      },
    }
  }

  return {
    async call(dialled: string, caller: string | null): Promise<ContractPhone> {
      const channelId = `citizen-${++calls}`
      const variables = caller === null ? {} : { 'CONNECTEDLINE(num)': caller }
      await ask('/channels/create', { endpoint: `PJSIP/${dialled}@${trunk}`, app: 'hotline', channelId }, { variables })
      await until(`channel ${channelId}`, ({ type, channel }) => type === 'StasisStart' && channel === channelId)
      await ask(`/channels/${channelId}/dial`, { timeout: 60 })
      return phone(channelId, true)
    },
    async rung(number: string): Promise<ContractPhone> {
      const { channel } = await until(
        `a call to ${number}`,
        ({ type, exten, channel }) => type === 'StasisStart' && exten === number && !taken.has(channel),
      )
      taken.add(channel)
      return phone(channel, false)
    },
  }
}

/** Something like a voice: 8 kHz mono WAV, loud, its strength going up and down four times a second. */
export function speech(seconds: number): Buffer {
  const samples = Math.round(seconds * 8_000)
  const wav = Buffer.alloc(44 + samples * 2)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + samples * 2, 4)
  wav.write('WAVEfmt ', 8)
  for (const [value, offset] of [
    [16, 16],
    [8_000, 24],
    [16_000, 28],
    [samples * 2, 40],
  ] as const)
    wav.writeUInt32LE(value, offset)
  for (const [value, offset] of [
    [1, 20],
    [1, 22],
    [2, 32],
    [16, 34],
  ] as const)
    wav.writeUInt16LE(value, offset)
  wav.write('data', 36)
  for (let at = 0; at < samples; at++) {
    const strength = 0.6 + 0.4 * Math.sin((2 * Math.PI * 4 * at) / 8_000)
    wav.writeInt16LE(Math.round(12_000 * strength * Math.sin((2 * Math.PI * 300 * at) / 8_000)), 44 + at * 2)
  }
  return wav
}
