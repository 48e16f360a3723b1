import { Worker } from 'node:worker_threads'
import type { Prover, Reckoned, Reckoning } from '../../application/ports/prover.ts'

/** What the thread answers; `id` is that of the question. */
export type ThreadAnswer =
  | { readonly id: number; readonly ok: true; readonly reckoned: Reckoned[Reckoning['do']] }
  | { readonly id: number; readonly ok: false; readonly reason: string }
export type ThreadQuestion = { readonly id: number; readonly asked: Reckoning }

/** A big city takes part of a second; whatever takes so long never ends. */
const longestMs = 60_000
/** MB of JavaScript objects: a big city needs a tenth of it, and what needs more must not take it from the calls. */
const mostMemory = 256

type Waiting = { readonly resolve: (answer: never) => void; readonly reject: (error: Error) => void }

/**
 * Reckons in a thread of its own, which is started when it is first needed, does one thing after the other, and keeps nobody
 * from ending the program. A thread that breaks or does not end is given up with everything it was asked, and the next
 * question starts another.
 */
export function createThreadProver(thread = new URL('./prover-thread.ts', import.meta.url)): Prover & {
  close(): Promise<void>
} {
  let worker: Worker | null = null
  let asked = 0
  const waiting = new Map<number, Waiting>()

  const giveUp = (given: Worker, error: Error): void => {
    if (worker !== given) return
    worker = null
    void given.terminate()
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  const start = (): Worker => {
    const started = new Worker(thread, { resourceLimits: { maxOldGenerationSizeMb: mostMemory } })
    started.on('message', (answer: ThreadAnswer) => {
      const asker = waiting.get(answer.id)
      waiting.delete(answer.id)
      if (answer.ok) asker?.resolve(answer.reckoned as never)
      else asker?.reject(new Error(answer.reason))
      if (waiting.size === 0) started.unref()
    })
    started.on('error', (error) => giveUp(started, error as Error))
    started.on('exit', (code) => giveUp(started, new Error(`the thread of the proof has ended (${code})`)))
    return started
  }
  return {
    reckon: (about) =>
      new Promise((resolve, reject) => {
        worker ??= start()
        const used = worker
        used.ref()
        const id = ++asked
        const patience = setTimeout(
          () => giveUp(used, new Error(`the proof does not end within ${longestMs / 1000} s`)),
          longestMs,
        )
        const done =
          <Value>(settle: (value: Value) => void) =>
          (value: Value): void => {
            clearTimeout(patience)
            settle(value)
          }
        waiting.set(id, { resolve: done(resolve), reject: done(reject) })
        used.postMessage({ id, asked: about } satisfies ThreadQuestion)
      }),
    async close() {
      const ending = worker
      worker = null
      for (const { reject } of waiting.values()) reject(new Error('the server is stopping'))
      waiting.clear()
      await ending?.terminate()
    },
  }
}
