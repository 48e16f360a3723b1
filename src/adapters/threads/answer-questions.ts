import { parentPort } from 'node:worker_threads'
import type { ThreadAnswer, ThreadQuestion } from './own-thread.ts'

/** In a thread's own program: answers every question, one after the other, also with what went wrong. */
export function answerQuestions<Asked>(answer: (asked: Asked) => unknown): void {
  let before = Promise.resolve()
  parentPort?.on('message', ({ id, asked }: ThreadQuestion) => {
    before = before.then(async () => {
      try {
        tell({ id, ok: true, value: await answer(asked as Asked) })
      } catch (error) {
        tell({ id, ok: false, reason: error instanceof Error ? (error.stack ?? error.message) : String(error) })
      }
    })
  })
}

const tell = (answer: ThreadAnswer): void => parentPort?.postMessage(answer)
