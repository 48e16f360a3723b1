import type { Actor } from '../../domain/case/timeline-line.ts'
import { type AuditEntry, auditedChanges } from '../../domain/routing/audit-entry.ts'
import { changesBetween } from '../../domain/routing/merge/merge-tables.ts'
import type { RoutingTable } from '../../domain/routing/routing-table.ts'
import type { TableFault } from '../../domain/routing/validate-routing-table.ts'
import type { PromptFault, Prompts } from '../ports/prompts.ts'
import type { RoutingStore, RoutingVersion } from '../ports/routing-store.ts'
import type { Finding } from '../ports/table-check.ts'
import { isError, type Judging, judgeTable } from './judge-table.ts'
import { tableDigest } from './table-digest.ts'
import { tablePromptTexts } from './table-prompt-texts.ts'

export type Publishing = Judging & {
  readonly store: RoutingStore
  readonly prompts: Pick<Prompts, 'catalogue' | 'prepare'>
}

export type Publication = {
  readonly table: RoutingTable
  readonly by: string
  /** As the audit names whoever publishes; left out: as the version does. */
  readonly actor?: Actor
  readonly reason: string
  /** Codes of warnings that the reason speaks of. */
  readonly acknowledged?: readonly string[]
  /** Version that it was made from; left out: it takes the place of whichever counts. */
  readonly over?: number
  /** Revision of the draft that it is. */
  readonly draft?: number
  /** The version that it is once more: a roll-back. */
  readonly again?: number
}

export type PublishOutcome =
  | { readonly ok: true; readonly version: RoutingVersion; readonly findings: readonly Finding[] }
  | PublishRefusal
export type PublishRefusal =
  | { readonly ok: false; readonly reason: 'invalid'; readonly faults: readonly TableFault[] }
  /** `refused`: errors, and the warnings there are besides; `unacknowledged`: warnings that nobody speaks of. */
  | { readonly ok: false; readonly reason: 'refused' | 'unacknowledged'; readonly findings: readonly Finding[] }
  | { readonly ok: false; readonly reason: 'unspeakable'; readonly faults: readonly PromptFault[] }
  /** It was made from another version, or from another revision of the draft. */
  | { readonly ok: false; readonly reason: 'conflict' }

/**
 * Publishes a table: from the next call on it decides. Everything it will have to say exists as sound before, so that no
 * caller meets a gap; a table that is wrong, has holes or can't be spoken is refused with every fault, and the old one stays.
 */
export async function publishRoutingTable(publishing: Publishing, publication: Publication): Promise<PublishOutcome> {
  const { store, prompts, clock } = publishing
  const { table, by, reason, acknowledged = [], over, draft } = publication
  const before = await store.current()
  if (over !== undefined && before?.number !== over) return { ok: false, reason: 'conflict' }
  const { faults, findings } = await judgeTable(publishing, table)
  if (faults.length > 0) return { ok: false, reason: 'invalid', faults }
  if (findings.some(isError)) return { ok: false, reason: 'refused', findings }
  const open = findings.filter(({ code }) => !acknowledged.includes(code))
  if (open.length > 0) return { ok: false, reason: 'unacknowledged', findings: open }
  const unspeakable = await prepareTablePrompts(prompts, table)
  if (unspeakable.length > 0) return { ok: false, reason: 'unspeakable', faults: unspeakable }
  const publishedAt = clock.now()
  const version = await store.publish(
    { table, digest: await tableDigest(table), publishedAt, publishedBy: by, reason },
    {
      over: before?.number ?? null,
      ...(draft === undefined ? {} : { draft }),
      entry: entryOf(publication, before, publishedAt),
    },
  )
  if (version !== null) return { ok: true, version, findings }
  // Somebody was faster. What was to take the place of whichever counts is looked at anew, beside that one.
  const isGuarded = over !== undefined || draft !== undefined
  return isGuarded ? { ok: false, reason: 'conflict' } : publishRoutingTable(publishing, publication)
}

function entryOf(
  { table, by, actor = by, reason, draft, again, acknowledged = [] }: Publication,
  before: RoutingVersion | null,
  at: number,
): AuditEntry {
  return {
    at,
    by: actor,
    what: again === undefined ? 'published' : 'rolledBack',
    refs: {
      ...(before === null ? {} : { over: String(before.number) }),
      ...(draft === undefined ? {} : { draft: String(draft) }),
      ...(again === undefined ? {} : { again: String(again) }),
      ...(acknowledged.length === 0 ? {} : { acknowledged: acknowledged.join(',') }),
    },
    ...auditedChanges(before === null ? [] : changesBetween(before.table, table)),
    why: reason,
  }
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
