import { Worker } from 'node:worker_threads'

export type VoiceSettings = {
  /** Where voice for any telephone of the bench comes in. */
  readonly host: string
  readonly port: number
  readonly hotlineHost: string
}

/** Legs are named by the port at which Asterisk takes their voice. */
export type VoiceOrder =
  | { readonly do: 'add' | 'talk' | 'remove'; readonly port: number }
  | { readonly do: 'press'; readonly port: number; readonly key: string }
  | { readonly do: 'close' }

/** `at` in ms, on the clock of `nowMs`. */
export type VoiceReport =
  | { readonly did: 'open' }
  | { readonly did: 'fail'; readonly reason: string }
  | { readonly did: 'press' | 'hear'; readonly port: number; readonly at: number }

export type VoiceHears = {
  /** The end of the key has been sent. */
  pressed(at: number): void
  /** Somebody's voice is heard for the first time. */
  heard(at: number): void
}

export type Voice = {
  add(port: number, hears: VoiceHears): void
  press(port: number, key: string): void
  talk(port: number): void
  remove(port: number): void
  close(): Promise<void>
}

/** Starts the thread that carries the voice. Rejects when its port is taken. */
export async function startVoice(settings: VoiceSettings): Promise<Voice> {
  const worker = new Worker(new URL('./voice-worker.ts', import.meta.url), { workerData: settings })
  const listeners = new Map<number, VoiceHears>()
  const order = (message: VoiceOrder): void => worker.postMessage(message)
  await new Promise<void>((resolve, reject) => {
    worker.once('error', reject)
    worker.on('message', (message: VoiceReport) => {
      switch (message.did) {
        case 'open':
          return resolve()
        case 'fail':
          return reject(new Error(`the voice: ${message.reason}`))
        case 'press':
          return listeners.get(message.port)?.pressed(message.at)
        case 'hear':
          return listeners.get(message.port)?.heard(message.at)
      }
    })
  })
  return {
    add(port, hears) {
      listeners.set(port, hears)
      order({ do: 'add', port })
    },
    press: (port, key) => order({ do: 'press', port, key }),
    talk: (port) => order({ do: 'talk', port }),
    remove(port) {
      listeners.delete(port)
      order({ do: 'remove', port })
    },
    async close() {
      order({ do: 'close' })
      await new Promise((resolve) => worker.once('exit', resolve))
    },
  }
}
