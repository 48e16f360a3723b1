import type { DraftStore } from '../ports/draft-store.ts'

/**
 * The text whose comments a table that is written anew keeps: the draft's, or where there is none, what was last published from a
 * draft. Promise to whoever writes comments: they outlive publishing. null: nobody has ever written one that counts.
 */
export async function textToKeep(drafts: DraftStore): Promise<string | null> {
  const latest = await drafts.latest()
  let ended: 'published' | 'discarded' = 'discarded'
  for (let one = latest; one !== null; one = await drafts.revision(one.revision - 1)) {
    if (one.state !== 'open') ended = one.state
    // A discarded draft's comments went with it.
    else if (one === latest || ended === 'published') return one.text
  }
  return null
}
