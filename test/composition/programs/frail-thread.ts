import { parentPort } from 'node:worker_threads'
import type { ThreadQuestion } from '../../../src/adapters/threads/own-thread.ts'
import '../../../src/composition/desk-thread.ts'

// The desks' own program, but a text may tell it to die, or to take all the memory it gets.
parentPort?.on('message', ({ asked }: ThreadQuestion) => {
  const said = JSON.stringify(asked)
  if (said.includes('# die')) process.exit(7)
  const eaten: number[][] = []
  while (said.includes('# eat')) eaten.push(Array.from({ length: 100_000 }, (_, index) => index))
})
