import { join } from 'node:path'
import { findProgram } from './find-program.ts'
import { providePrivateSystem, type SetUp } from './private-system.ts'

/**
 * A program that renders prompts, as the words to run it: the machine's own, else the private one beside Asterisk.
 * @throws {SetUpError} naming everything that is needed, when it can't be had.
 */
export async function provideTool(name: 'espeak-ng' | 'sox', setUp: SetUp): Promise<readonly string[]> {
  const installed = findProgram(name)
  if (installed) return [installed]
  const system = await providePrivateSystem(setUp)
  const program = [...system.loader, join(system.dir, 'usr/bin', name)]
  // its voices are beside it, not where it was built to look for them
  return name === 'espeak-ng' ? [...program, `--path=${system.libDir}`] : program
}
