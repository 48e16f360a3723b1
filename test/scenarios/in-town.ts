import type { MakeWorld, World } from '../harness/world.ts'
import type { Town } from './town.ts'

/**
 * Plays a scenario in its town and, whatever came of it, closes the world; in one that went well nothing may be left,
 * and nobody may have been called whom the scenario did not expect.
 */
export async function inTown<AnyWorld extends World>(
  makeWorld: (options: Parameters<MakeWorld>[0]) => Promise<AnyWorld>,
  { town, at }: { readonly town: Town; readonly at: string },
  play: (place: Town & { readonly world: AnyWorld }) => Promise<void>,
): Promise<void> {
  const world = await makeWorld({ table: town.table, at })
  let failure: unknown = null
  try {
    await play({ ...town, world })
    await world.nothingIsLeft()
  } catch (error) {
    failure = error
  }
  await world.close().catch((error: unknown) => {
    failure ??= error
  })
  if (failure !== null) throw failure
}
