import { z } from 'zod'
import { days, fields, optionalText, text, whole, words } from './table-schema.ts'

/** ISO 8601 with an offset, for no zone is guessed: `2026-11-23T14:05:00+08:00`. */
const instant = text
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/, 'notAnInstant')
  .refine((written) => !Number.isNaN(Date.parse(written)), 'notAnInstant')
  .transform((written) => Date.parse(written))

const rotation = fields({
  id: text,
  firstDate: text,
  handOver: text,
  everyDays: whole,
  groups: z.array(z.array(text)),
})

const shift = fields({
  id: text,
  days,
  from: text,
  to: text,
  firstDate: optionalText,
  lastDate: optionalText,
  on: fields({ people: z.array(text).exactOptional(), rotation: text.exactOptional() }).refine(
    ({ people, rotation: turns }) => (people === undefined) !== (turns === undefined),
    'peopleOrRotation',
  ),
})

const override = fields({
  id: text,
  from: instant,
  until: instant,
  off: optionalText,
  on: optionalText,
  swap: optionalText,
  reason: text,
  by: text.exactOptional(),
  at: instant.exactOptional(),
})

/** The shape of a roster's file, field by field. What the values may be is the domain's to say (`validateRoster`). */
export const rosterSchema = fields({
  id: text,
  name: words,
  covers: text,
  rotations: z.array(rotation).nullable().exactOptional(),
  shifts: z.array(shift),
  overrides: z.array(override).nullable().exactOptional(),
})
export type RosterInFile = z.infer<typeof rosterSchema>
