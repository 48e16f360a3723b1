import type { TableConflict } from '../../application/routing/table-conflict.ts'
import { sayChange } from '../../domain/routing/merge/say-change.ts'
import type { TextLanguage } from '../../domain/text-catalogue.ts'
import type { ErrorAbout } from './error-table.ts'
import type { IsoTime } from './iso-time.ts'
import { saidFault } from './table-body.ts'

/** A conflict as an answer tells it: every place with both changes, who was faster, and the text with both in it. */
export const presentConflict = (
  { over, theirs, changes, merged }: TableConflict,
  iso: IsoTime,
  language: TextLanguage,
): ErrorAbout => ({
  details: changes.map((change) => ({ path: change.place, message: sayChange(change, language), ...change })),
  conflict: {
    over,
    theirs: { ...theirs, at: iso(theirs.at) },
    collisions: changes.filter(({ collides }) => collides).length,
    merged: { text: merged.text, details: merged.faults.map((fault) => saidFault(fault, language)) },
  },
})
