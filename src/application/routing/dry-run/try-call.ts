import type { Duty } from '../../../domain/routing/duty.ts'
import type { RoutingTable } from '../../../domain/routing/routing-table.ts'
import type { TextLanguage } from '../../../domain/text-catalogue.ts'
import type { Prompts } from '../../ports/prompts.ts'
import { type DryRun, dryRun } from './dry-run.ts'
import type { DryRunCall } from './dry-run-call.ts'
import { namesIn } from './names.ts'
import { type PromptWords, promptWords, speechLength } from './prompt-words.ts'
import type { Saying } from './say-line.ts'
import type { WhereItGoes } from './where-it-goes.ts'

/** A table calls can be tried by, with what lies beside it. It must keep its rules (`validateRoutingTable`). */
export type Trial = {
  readonly table: RoutingTable
  readonly version: number
  readonly duty: Duty
  readonly zone: string
  readonly prompts: Pick<Prompts, 'catalogue'>
}

/** Tries calls by one table: its prompts' words are put together once. */
export function tryCalls({ table, version, duty, zone, prompts }: Trial): {
  readonly run: (call: DryRunCall) => DryRun
  /** Where a call goes alone: it ends with the last call. */
  readonly whereOf: (call: DryRunCall) => WhereItGoes
  readonly saying: (language: TextLanguage) => Saying
} {
  const words: PromptWords = promptWords(table, (language) => prompts.catalogue(language))
  const rules = { table, tableVersion: version, duty, zone, lengthOf: speechLength(words) }
  return {
    run: (call) => dryRun(call, rules),
    whereOf: (call) => dryRun(call, rules, 'callsEnd').where,
    saying: (language) => ({ names: namesIn(table, language), words, zone, language }),
  }
}
