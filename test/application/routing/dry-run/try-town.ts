import { readDemoTable } from '../../../../src/adapters/table-file/demo-table.ts'
import { dryRun } from '../../../../src/application/routing/dry-run/dry-run.ts'
import type { DryRunCall, Habit } from '../../../../src/application/routing/dry-run/dry-run-call.ts'
import type { DryRunLine } from '../../../../src/application/routing/dry-run/dry-run-line.ts'
import { promptKey } from '../../../../src/domain/call/phrase.ts'
import { noDuty } from '../../../../src/domain/routing/duty.ts'
import type { RoutingTable } from '../../../../src/domain/routing/routing-table.ts'

export const demo = readDemoTable()
export const zone = 'Asia/Shanghai'
/** Instant of a local time in Shanghai. */
export const local = (at: string): number => Date.parse(`${at}:00+08:00`)

export const call = (at: string, about: Partial<DryRunCall> = {}): DryRunCall => ({
  at: local(at),
  dialled: '12345',
  caller: '13912345678',
  keys: '',
  wish: null,
  habits: {},
  statementSeconds: 10,
  ...about,
})

export const habits = (habit: Habit, ...numbers: readonly string[]): Readonly<Record<string, Habit>> =>
  Object.fromEntries(numbers.map((number) => [number, habit]))

/** Tries a call by the demonstration table, or another; every prompt lasts two seconds. */
export const tryCall = (tried: DryRunCall, table: RoutingTable = demo, duty = noDuty) =>
  dryRun(tried, { table, tableVersion: 1, duty, zone, lengthOf: () => 2 })

/** Keys of what the caller hears, in order. */
export const heard = (lines: readonly DryRunLine[]): readonly string[] =>
  lines.flatMap((line) =>
    line.what === 'hears' && line.who.role === 'caller'
      ? line.phrases.map((phrase) => ('say' in phrase ? promptKey(phrase) : Object.values(phrase).join()))
      : [],
  )

/** Lines of a kind. */
export const linesOf = <What extends DryRunLine['what']>(lines: readonly DryRunLine[], what: What) =>
  lines.filter((line): line is Extract<DryRunLine, { what: What }> => line.what === what)

export const rung = (lines: readonly DryRunLine[]): readonly (string | null)[] =>
  linesOf(lines, 'rings').map(({ who }) => who.number)
