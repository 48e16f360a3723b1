import { z } from 'zod'
import { inLanguage } from '../../application/case/names-of-tables.ts'
import type { HoleRefusal } from '../../application/duty/change-duty.ts'
import type { StaleRoster } from '../../application/duty/seen-roster.ts'
import type { RosterView } from '../../application/duty/view-rosters.ts'
import type { Roster } from '../../domain/roster/roster.ts'
import { sayChange } from '../../domain/routing/merge/say-change.ts'
import type { RoutingTable } from '../../domain/routing/routing-table.ts'
import type { TableFault, TablePath } from '../../domain/routing/validate-routing-table.ts'
import type { TextLanguage } from '../../domain/text-catalogue.ts'
import type { ErrorAbout, ErrorCode } from './error-table.ts'
import type { RosterDesk } from './http-deps.ts'
import type { IsoTime } from './iso-time.ts'
import { saidFinding } from './said-finding.ts'
import { time } from './schemas.ts'
import { saidFault } from './table-body.ts'

const overrideSchema = z.object({
  id: z.string(),
  from: time,
  until: time,
  off: z.string().nullable().describe('Who is off duty; null: nobody'),
  on: z.string().nullable().describe('Who is on duty instead; null: nobody'),
  swap: z.string().nullable().describe('Both halves of a swap have the same'),
  by: z.string(),
  at: time,
  reason: z.string(),
})

/** A roster as it is written, with its instants for people. */
export const rosterSchema = z
  .object({
    id: z.string(),
    name: z.record(z.string(), z.string()),
    covers: z.string().describe('Id of a team or unit, or `centre`'),
    rotations: z.array(z.looseObject({ id: z.string() })),
    shifts: z.array(z.looseObject({ id: z.string() })),
    overrides: z.array(overrideSchema),
  })
  .meta({ id: 'Roster' })

export const rosterViewSchema = z
  .object({
    id: z.string(),
    revision: z.number().describe('Revision of the duty since which it stands so; also in the header ETag'),
    changedAt: time,
    changedBy: z.string(),
    roster: rosterSchema,
    at: time,
    onDuty: z
      .array(
        z.object({
          person: z.string(),
          name: z.string().nullable().describe('null: nobody of this id is covered any more; not rung'),
          shift: z.string().nullable().describe('Shift by which he is on duty'),
          override: z.string().nullable().describe('Override by which he is'),
        }),
      )
      .describe('Who is on duty at that instant, in ringing order'),
  })
  .meta({ id: 'RosterView' })

export const presentRoster = (roster: Roster, iso: IsoTime): z.infer<typeof rosterSchema> => ({
  ...roster,
  name: { ...roster.name },
  rotations: roster.rotations.map((rotation) => ({ ...rotation })),
  shifts: roster.shifts.map((shift) => ({ ...shift })),
  overrides: roster.overrides.map((one) => ({
    ...one,
    from: iso(one.from),
    until: iso(one.until),
    at: iso(one.at),
  })),
})

export const presentRosterView = (
  view: RosterView,
  table: Pick<RoutingTable, 'languages'>,
  iso: IsoTime,
  language: TextLanguage,
): z.infer<typeof rosterViewSchema> => ({
  ...view,
  changedAt: iso(view.changedAt),
  roster: presentRoster(view.roster, iso),
  at: iso(view.at),
  onDuty: view.onDuty.map(({ person, name, shift, override }) => ({
    person,
    name: name === null ? null : inLanguage(name, language, table),
    shift,
    override,
  })),
})

type RosterRefusal =
  | StaleRoster
  | HoleRefusal
  | { readonly ok: false; readonly reason: 'noRoster' | 'noRosterOverride' }
  | {
      readonly ok: false
      readonly reason: 'faultyRoster' | 'faultyOverride'
      readonly faults: readonly TableFault[]
    }

/** What a refused change of a roster is answered with. `placeOf`: where something stands in the text that was sent. */
export function aboutRosterRefusal(
  refusal: RosterRefusal,
  { rosters, iso, zone, language }: PresentingRosters,
  placeOf: (path: TablePath) => object = () => ({}),
): readonly [ErrorCode, ErrorAbout] {
  switch (refusal.reason) {
    case 'unacknowledged':
      return ['holeUnacknowledged', { details: refusal.findings.map((finding) => saidFinding(finding, language, iso)) }]
    case 'faultyRoster':
    case 'faultyOverride': {
      const details = refusal.faults.map((fault) => ({ ...saidFault(fault, language), ...placeOf(fault.path) }))
      return [refusal.reason, { details }]
    }
    case 'rosterConflict': {
      const { theirs, changes, merged } = refusal.conflict
      const { revision, changedBy, changedAt, roster } = theirs
      return [
        refusal.reason,
        {
          details: changes.map((change) => ({ path: change.place, message: sayChange(change, language), ...change })),
          conflict: {
            over: 'roster',
            theirs: {
              number: revision,
              by: changedBy,
              at: iso(changedAt),
              what: roster === null ? 'deleted' : 'saved',
            },
            collisions: changes.filter(({ collides }) => collides).length,
            merged: merged === null ? null : { roster: presentRoster(merged, iso), text: rosters.write(merged, zone) },
          },
        },
      ]
    }
    default:
      return [refusal.reason, {}]
  }
}

export type PresentingRosters = {
  readonly rosters: Pick<RosterDesk, 'write'>
  readonly iso: IsoTime
  readonly zone: string
  readonly language: TextLanguage
}
