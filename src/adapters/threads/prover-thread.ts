import { parentPort } from 'node:worker_threads'
import { reckon } from '../../application/routing/reckon.ts'
import type { ThreadAnswer, ThreadQuestion } from './thread-prover.ts'

// The thread's own program: answers every question, also with what went wrong.
parentPort?.on('message', ({ id, asked }: ThreadQuestion) => {
  const answer = (): ThreadAnswer => {
    try {
      return { id, ok: true, reckoned: reckon(asked) }
    } catch (error) {
      return { id, ok: false, reason: error instanceof Error ? (error.stack ?? error.message) : String(error) }
    }
  }
  parentPort?.postMessage(answer())
})
