import type { RoutingTable } from '../../domain/routing/routing-table.ts'
import { type TableFault, validateRoutingTable } from '../../domain/routing/validate-routing-table.ts'
import type { Clock } from '../ports/clock.ts'
import type { PromptFault, Prompts } from '../ports/prompts.ts'
import type { RoutingStore, RoutingVersion } from '../ports/routing-store.ts'
import { tableDigest } from './table-digest.ts'
import { tablePromptTexts } from './table-prompt-texts.ts'

export type Publishing = {
  readonly store: RoutingStore
  readonly prompts: Pick<Prompts, 'catalogue' | 'prepare'>
  readonly clock: Clock
}

export type PublishOutcome =
  | { readonly ok: true; readonly version: RoutingVersion }
  | { readonly ok: false; readonly reason: 'invalid'; readonly faults: readonly TableFault[] }
  | { readonly ok: false; readonly reason: 'unspeakable'; readonly faults: readonly PromptFault[] }

/**
 * Publishes a table: from the next call on it decides. Everything it will have to say exists as sound before, so that no
 * caller meets a gap; a table that is wrong or can't be spoken is refused with every fault, and the old one stays.
 */
export async function publishRoutingTable(
  { store, prompts, clock }: Publishing,
  publication: { readonly table: RoutingTable; readonly by: string; readonly reason: string },
): Promise<PublishOutcome> {
  const { table, by, reason } = publication
  const wrong = validateRoutingTable(table)
  if (wrong.length > 0) return { ok: false, reason: 'invalid', faults: wrong }
  const unspeakable = await prepareTablePrompts(prompts, table)
  if (unspeakable.length > 0) return { ok: false, reason: 'unspeakable', faults: unspeakable }
  const version = await store.publish({
    table,
    digest: await tableDigest(table),
    publishedAt: clock.now(),
    publishedBy: by,
    reason,
  })
  return { ok: true, version }
}

/**
 * Makes sure that everything a table has to say exists as sound; also for a start with a table that was published
 * before. Nothing is rendered for a language as long as its templates are not complete.
 */
export async function prepareTablePrompts(
  prompts: Publishing['prompts'],
  table: RoutingTable,
): Promise<readonly PromptFault[]> {
  const { sentences, faults } = tablePromptTexts(table, (language) => prompts.catalogue(language))
  return faults.length > 0 ? faults : prompts.prepare(sentences)
}
