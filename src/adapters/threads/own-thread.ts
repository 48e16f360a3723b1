import { Worker } from 'node:worker_threads'
import { GaveUp } from '../../application/ports/gave-up.ts'

/** A question to a thread: plain data, which is copied. */
export type ThreadQuestion = { readonly id: number; readonly asked: unknown }
/** What the thread answers; `id` is that of the question. */
export type ThreadAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly reason: string }

/** Work beside the thread that leads calls. `ask` rejects where the work breaks ({@link GaveUp}: where it was given up). */
export type OwnThread = { ask(asked: unknown): Promise<unknown>; close(): Promise<void> }

/** A big city takes part of a second; whatever takes so long never ends. */
const longestMs = 60_000
/** MB of JavaScript objects: a big city needs a tenth of it, and what needs more must not take it from the calls. */
const mostMemory = 256

type Waiting = { readonly resolve: (answer: unknown) => void; readonly reject: (error: Error) => void }

/**
 * A thread that is started when it is first needed, does one thing after the other, and keeps nobody from ending the
 * program. One that breaks or does not end is given up with everything it was asked, and the next question starts another.
 * @param program what runs in it; it answers by `answerQuestions`.
 * @param name what it is for, as errors say it.
 */
export function createOwnThread(program: URL, name: string): OwnThread {
  let worker: Worker | null = null
  let asked = 0
  const waiting = new Map<number, Waiting>()

  const leave = (error: Error): void => {
    worker = null
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  const giveUp = (given: Worker, why: string, cause?: unknown): void => {
    if (worker !== given) return
    leave(new GaveUp(`the thread of ${name} ${why}`, { cause }))
    void given.terminate()
  }
  const start = (): Worker => {
    const started = new Worker(program, { name, resourceLimits: { maxOldGenerationSizeMb: mostMemory } })
    started.unref()
    started.on('message', (answer: ThreadAnswer) => {
      const asker = waiting.get(answer.id)
      waiting.delete(answer.id)
      if (answer.ok) asker?.resolve(answer.value)
      else asker?.reject(new Error(answer.reason))
      if (waiting.size === 0) started.unref()
    })
    started.on('error', (error) => giveUp(started, `broke: ${error instanceof Error ? error.message : error}`, error))
    started.on('exit', (code) => giveUp(started, `has ended (${code})`))
    return started
  }
  return {
    ask: (about) =>
      new Promise((resolve, reject) => {
        worker ??= start()
        const used = worker
        const id = ++asked
        used.postMessage({ id, asked: about } satisfies ThreadQuestion)
        used.ref()
        const patience = setTimeout(() => giveUp(used, `does not end within ${longestMs / 1000} s`), longestMs)
        const done =
          <Value>(settle: (value: Value) => void) =>
          (value: Value): void => {
            clearTimeout(patience)
            settle(value)
          }
        waiting.set(id, { resolve: done(resolve), reject: done(reject) })
      }),
    async close() {
      const ending = worker
      leave(new GaveUp('the server is stopping'))
      await ending?.terminate()
    },
  }
}
