import type { ServerAnswer } from './server-api.ts'
import { tellTable } from './tell-table.ts'

/** What somebody else has changed in the meantime, as the API tells it. */
export type ToldConflict = {
  readonly message: string
  readonly details: readonly {
    readonly path: string
    readonly of: 'value' | 'order'
    readonly by: string
    readonly collides: boolean
    readonly base: unknown
    readonly theirs: unknown
    readonly yours: unknown
  }[]
  readonly conflict: {
    readonly over: 'draft' | 'published' | 'roster'
    readonly theirs: { readonly number: number; readonly by: string; readonly at: string; readonly what: string }
    readonly collisions: number
    /** null: nothing is left of it. */
    readonly merged: { readonly text: string } | null
  }
}

/** The conflict of an answer; null: it tells of none. */
export const conflictOf = ({ body }: ServerAnswer): ToldConflict | null =>
  typeof body === 'object' && body !== null && 'conflict' in body ? (body as ToldConflict) : null

const widest = 40

/** Both changes, a row a place; places where they collide are marked. */
export function tellConflict({ message, details, conflict }: ToldConflict): readonly string[] {
  const { over, theirs, collisions } = conflict
  const thing = `${{ draft: 'draft revision', published: 'version', roster: 'roster revision' }[over]} ${theirs.number}`
  const shown = (value: unknown) => {
    const written = value === null ? '-' : typeof value === 'string' ? value : JSON.stringify(value)
    return written.length > widest ? `${written.slice(0, widest - 1)}…` : written
  }
  const rows = details.map(({ path, of, collides, base, theirs: their, yours }) => [
    collides ? '!' : '',
    of === 'order' ? `${path} (order)` : path,
    shown(base),
    shown(their),
    shown(yours),
  ])
  return [
    message,
    `${thing}: ${theirs.what === 'open' ? 'saved' : theirs.what} by ${theirs.by}, ${theirs.at}`,
    ...tellTable(['', 'place', 'base', 'theirs', 'yours'], rows),
    collisions === 0
      ? 'The changes do not collide.'
      : `${collisions} place(s) collide (!): the merged text says there what theirs says.`,
  ]
}
