import type { Prover } from '../../application/ports/prover.ts'
import { createOwnThread, type OwnThread } from './own-thread.ts'

/** Reckons in a thread of its own. */
export function createThreadProver(
  program = new URL('./prover-thread.ts', import.meta.url),
): Prover & Pick<OwnThread, 'close'> {
  const { ask, close } = createOwnThread(program, 'the proof')
  return { reckon: (asked) => ask(asked) as Promise<never>, close }
}
