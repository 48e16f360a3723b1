/** Promise to the sysadmin: nothing is published with a hole in it that he was not told of, in his language, with its place. */
import { localDayOf } from '../../domain/clocks/local-day.ts'
import type { Instant } from '../../domain/instant.ts'
import type { AnnouncedDay } from '../../domain/routing/holidays.ts'
import type { RoutingRules } from '../../domain/routing/people-on-duty.ts'
import type { ProofFinding } from '../../domain/routing/proof/finding.ts'
import { matterOfKeys } from '../../domain/routing/proof/matter-of-keys.ts'
import type { Horizon } from '../../domain/routing/proof/prove-rules.ts'
import { sayProof } from '../../domain/routing/proof/say-proof.ts'
import type { RoutingTable } from '../../domain/routing/routing-table.ts'
import type { Clock } from '../ports/clock.ts'
import type { DutyCheck } from '../ports/duty-check.ts'
import type { DutyStore } from '../ports/duty-store.ts'
import type { HolidaySource } from '../ports/holiday-source.ts'
import type { Log } from '../ports/log.ts'
import type { Prover } from '../ports/prover.ts'
import type { Finding, TableCheck } from '../ports/table-check.ts'

export type Proving = {
  readonly prover: Prover
  readonly duty: Pick<DutyStore, 'current'>
  readonly holidays: HolidaySource
  readonly clock: Clock
  readonly zone: string
}

/** A year and a day: whatever comes back every year comes once. */
export const usualDays = 366
/** More has no use: rosters are not written so far ahead. */
export const mostDays = 3 * 366
const dayMs = 24 * 60 * 60 * 1000

export type Proof = { readonly horizon: Horizon; readonly dutyRevision: number; readonly findings: readonly Finding[] }

/**
 * Proves a table that keeps its own rules, with the rosters and overrides of now, from now on.
 * @param from left out: now.
 */
export async function proveRouting(
  proving: Proving,
  table: RoutingTable,
  { days = usualDays, from = proving.clock.now() }: { readonly days?: number; readonly from?: Instant } = {},
): Promise<Proof> {
  const { prover, holidays, zone } = proving
  const duty = await proving.duty.current()
  const rules = { table, duty, zone }
  const horizon = { from, until: from + days * dayMs }
  const announced = announcedIn(holidays, horizon, zone)
  const found = await prover.reckon({ do: 'prove', rules, horizon, announced })
  return { horizon, dutyRevision: duty.revision, findings: found.map((finding) => presentFinding(finding, rules)) }
}

/** The proof as a check before publishing: a time with nobody at all keeps a table from it, a weak spot needs a reason. */
export const proofCheck =
  (proving: Proving & { readonly log: Log }): TableCheck =>
  ({ table, at }) =>
    orNotProven(proving.log, async () => (await proveRouting(proving, table, { from: at })).findings)

/** What a changed roster or override uncovers that was covered before. */
export const uncoveredByChange =
  ({ prover, zone, log }: Pick<Proving, 'prover' | 'zone'> & { readonly log: Log }): DutyCheck =>
  ({ table, before, after, at }) =>
    orNotProven(log, async () => {
      const rules = { table, duty: after, zone }
      const horizon = { from: at, until: at + usualDays * dayMs }
      const found = await prover.reckon({ do: 'proveChange', rules, before, horizon })
      return found.map((finding) => presentFinding(finding, rules))
    })

/** A proof that breaks must not keep anybody from sending a storm's calls elsewhere: it is a warning like others. */
async function orNotProven(log: Log, prove: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await prove()
  } catch (error) {
    log.error({ err: error }, 'the proof has broken')
    return [notProven]
  }
}

const notProven: Finding = {
  code: 'notProven',
  severity: 'warning',
  path: '',
  message: {
    'zh-CN': '验证未能完成：不知道是否每时每刻都有人接听',
    en: 'the proof could not be carried out: nobody knows whether somebody answers at every hour',
  },
  fix: {
    'zh-CN': '原因见服务器日志；着急时可写明理由后继续',
    en: "the reason is in the server's log; in a hurry, go on with a reason",
  },
  rule: 'docs/routing-proof.md#notproven',
}

export type UncoveredAsked = {
  /** As callers press them: `3`, `8-5`. */
  readonly keys: string
  /** Left out: any; null: not known. */
  readonly area?: string | null
  readonly line: string | null
  readonly from: Instant
  readonly days: number
}
/** A finding about one time. */
export type Uncovered = { readonly finding: Finding; readonly spans: ProofFinding['spans'] }
export type UncoveredTold =
  | { readonly ok: true; readonly horizon: Horizon; readonly uncovered: readonly Uncovered[] }
  | {
      readonly ok: false
      readonly reason: 'unknownKey' | 'ambiguousKey' | 'unknownArea' | 'unknownLine'
      /** What would be understood. */
      readonly possible: readonly string[]
    }

/** When what a caller comes to by these keys is next not covered. */
export async function whenUncovered(
  { prover, duty, zone }: Pick<Proving, 'prover' | 'duty' | 'zone'>,
  table: RoutingTable,
  { keys, area, line, from, days }: UncoveredAsked,
): Promise<UncoveredTold> {
  const idsOf = (things: readonly { readonly id: string }[]): readonly string[] => things.map(({ id }) => id)
  if (line !== null && !idsOf(table.lines).includes(line))
    return { ok: false, reason: 'unknownLine', possible: idsOf(table.lines) }
  if (typeof area === 'string' && !idsOf(table.areas).includes(area))
    return { ok: false, reason: 'unknownArea', possible: idsOf(table.areas) }
  const matter = matterOfKeys(table, keys, line)
  if (!matter.ok) return matter
  const asked = { ...matter.asked, ...(area === undefined ? {} : { area }) }
  const horizon = { from, until: from + days * dayMs }
  const rules = { table, duty: await duty.current(), zone }
  const found = await prover.reckon({ do: 'nextUncovered', rules, asked, horizon })
  return {
    ok: true,
    horizon,
    uncovered: found.map((one) => ({ finding: presentFinding(one, rules), spans: one.spans })),
  }
}

/** As far as they are announced: next year's are in November. */
function announcedIn(holidays: HolidaySource, { from, until }: Horizon, zone: string): readonly AnnouncedDay[] {
  const [first, last] = [from, until].map((at) => Number(localDayOf(at, zone).date.slice(0, 4))) as [number, number]
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  return years.flatMap((year) => holidays.year(year) ?? [])
}

function presentFinding(finding: ProofFinding, rules: RoutingRules): Finding {
  const { code, severity, path, values: _values, text: _text, ...about } = finding
  const [chinese, english] = [sayProof(finding, rules, 'zh-CN'), sayProof(finding, rules, 'en')]
  return {
    code,
    severity,
    path,
    message: { 'zh-CN': chinese.message, en: english.message },
    fix: { 'zh-CN': chinese.fix, en: english.fix },
    rule: `docs/routing-proof.md#${code.toLowerCase()}`,
    about,
  }
}
