import { join } from 'node:path'
import { buildSmppBox, fetchKannelSource } from './build-smpp-box.ts'
import { explainFailure, providePrivateSystem, type Recipe, type SetUp } from './private-system.ts'
import { SetUpError } from './set-up-error.ts'

/** A real message centre for the tests: Kannel's gateway, and the door by which SMPP clients come in. */
export type Smsc = {
  /** Words that run Kannel's gateway (`bearerbox`). */
  readonly gateway: readonly string[]
  /** Words that run its SMPP box; it listens on 127.0.0.1. */
  readonly smppBox: readonly string[]
}

/** Where the built box is kept in the unpacked system. */
const boxPath = 'usr/sbin/opensmppbox'

/** No package holds the SMPP box: it is built from Debian's source of Kannel, by the compiler of the same release. */
const recipe: Recipe = {
  name: 'smsc-1',
  packages: ['kannel', 'kannel-dev', 'gcc', 'libc6-dev'],
  what: 'a message centre for the tests (Kannel)',
  megabytes: 340,
  instead: null,
  complete: (system, scratch) =>
    orExplain(async () => {
      const source = await fetchKannelSource(system, scratch)
      await buildSmppBox(source, system, join(system.dir, boxPath))
    }),
}

/**
 * Kannel, unpacked and its SMPP box built now if they are not there (once, about half a minute). The machine needs neither a
 * compiler nor root.
 * @throws {SetUpError} naming everything that is needed, when it can't be had.
 */
export async function provideSmsc(setUp: SetUp): Promise<Smsc> {
  const { dir, loader } = await providePrivateSystem(setUp, recipe)
  return { gateway: [...loader, join(dir, 'usr/sbin/bearerbox')], smppBox: [...loader, join(dir, boxPath)] }
}

async function orExplain<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task()
  } catch (error) {
    const lines = (error as Error).message.trim().split('\n')
    throw new SetUpError(explainFailure(recipe, lines.slice(-6)))
  }
}
