import { z } from 'zod'
import { type DeadlineKind, deadlineKinds } from '../../domain/clocks/deadline-kind.ts'
import {
  categoryKinds,
  type Days,
  escalationTargets,
  escalationWays,
  informedOffices,
  strategies,
  urgencies,
} from '../../domain/routing/routing-table.ts'

/**
 * The shape of a table file, field by field, as people write it: every value a text (see `readDocument`), much of it
 * left out. What the values may be is the domain's to say (`validateRoutingTable`); here stands only where they stand.
 * The messages are codes of `texts`.
 */

/** A map with these fields and no others. The message of an unknown field is the list of those it may be. */
export const fields = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(', ') : undefined),
  })

export const text = z.string()
export const optionalText = text.nullable().exactOptional()
export const whole = text.regex(/^-?\d{1,15}$/, 'notWhole').transform(Number)
const yesOrNo = z.enum(['true', 'false']).transform((value) => value === 'true')
export const words = z.record(text, text)
const time = text

const promises = fields({
  acceptMinutes: whole.exactOptional(),
  arriveMinutes: whole.exactOptional(),
  completeMinutes: whole.exactOptional(),
  feedbackMinutes: whole.exactOptional(),
})

const responder = fields({
  id: text,
  name: words,
  phone: optionalText,
  voice: optionalText,
  sms: optionalText,
  phones: z
    .array(
      fields({
        number: text,
        voice: yesOrNo.exactOptional(),
        sms: yesOrNo.exactOptional(),
        testedOn: optionalText,
      }),
    )
    .nullable()
    .exactOptional(),
})
  .refine(({ phone, voice, sms }) => phone == null || (voice == null && sms == null), {
    path: ['phone'],
    message: 'eitherPhone',
  })
  .refine(({ phone, voice, sms, phones }) => phones == null || (phone == null && voice == null && sms == null), {
    path: ['phones'],
    message: 'eitherPhones',
  })

/** `1-5`, `6,7`, `1-4,7` or a list; or `workdays`, `daysOff` alone. */
export const days = z.preprocess(
  (value) => {
    if (typeof value !== 'string') return value
    return value.split(',').flatMap((part) => {
      const [, from, to] = /^\s*([1-7])\s*-\s*([1-7])\s*$/.exec(part) ?? []
      if (from === undefined || to === undefined || to < from) return [part.trim()]
      return Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => String(Number(from) + index))
    })
  },
  z
    .array(text.regex(/^(\d|workdays|daysOff)$/, 'notDays'))
    .refine((list) => list.length === 1 || list.every((day) => /^\d$/.test(day)), 'daysBesideOthers')
    .transform((list): Days => {
      const [only] = list
      return only === 'workdays' || only === 'daysOff' ? only : list.map(Number)
    }),
)

const choice = fields({ key: text, category: text })
const entry = fields({
  key: text,
  category: optionalText,
  group: optionalText,
  name: words.nullable().exactOptional(),
  entries: z.array(choice).nullable().exactOptional(),
}).refine(
  ({ category, group, name, entries }) =>
    category == null
      ? group != null && name != null && entries != null
      : group == null && name == null && entries == null,
  'choiceOrGroup',
)

const unit = fields({
  id: text,
  name: words,
  level: whole,
  promises: promises.nullable().exactOptional(),
  exceptions: z
    .array(
      fields({
        category: optionalText,
        urgency: z.enum(urgencies).nullable().exactOptional(),
        acceptMinutes: whole.exactOptional(),
        arriveMinutes: whole.exactOptional(),
        completeMinutes: whole.exactOptional(),
        feedbackMinutes: whole.exactOptional(),
      }),
    )
    .nullable()
    .exactOptional(),
  responders: z.array(responder),
  teams: z
    .array(fields({ id: text, name: words, members: z.array(text) }))
    .nullable()
    .exactOptional(),
  head: responder.nullable().exactOptional(),
})

const step = fields({ afterMinutes: whole, by: z.enum(escalationWays), to: z.enum(escalationTargets) })
type Ladder = z.ZodExactOptional<z.ZodNullable<z.ZodArray<typeof step>>>
const ladders = fields(
  Object.fromEntries(deadlineKinds.map((kind) => [kind, z.array(step).nullable().exactOptional()])) as {
    [kind in DeadlineKind]: Ladder
  },
)

export const tableSchema = fields({
  languages: z.array(text),
  defaults: fields({
    ringSeconds: whole.exactOptional(),
    strategy: z.enum(strategies).exactOptional(),
    /** By level. */
    promises: z.record(text.regex(/^\d$/, 'notALevel'), promises).exactOptional(),
  })
    .nullable()
    .exactOptional(),
  calendar: z
    .array(fields({ date: text, kind: z.enum(['holiday', 'workday']), name: words }))
    .nullable()
    .exactOptional(),
  areas: z
    .array(fields({ id: text, name: words, key: optionalText, prefixes: z.array(text).nullable().exactOptional() }))
    .nullable()
    .exactOptional(),
  numbers: z.array(
    fields({
      number: text,
      line: text,
      category: optionalText,
      forward: optionalText,
      language: optionalText,
      window: optionalText,
    }),
  ),
  lines: z.array(
    fields({
      id: text,
      name: words,
      greeting: words.nullable().exactOptional(),
      language: optionalText,
      window: text,
      menu: text,
      origin: z.enum(['citizen', 'from110']).exactOptional(),
      callerId: text,
    }),
  ),
  windows: z.array(
    fields({
      id: text,
      name: words.nullable().exactOptional(),
      frames: z.array(fields({ days, from: time, to: time })),
      exceptions: z
        .array(
          fields({
            date: text,
            frames: z
              .array(fields({ from: time, to: time }))
              .nullable()
              .exactOptional(),
            closedTo: optionalText,
          }),
        )
        .nullable()
        .exactOptional(),
      closedTo: text,
    }),
  ),
  menus: z.array(
    fields({
      id: text,
      dangers: z
        .array(fields({ key: text, emergency: text }))
        .nullable()
        .exactOptional(),
      entries: z.array(entry),
      officerKey: text.exactOptional(),
      repeatKey: text.exactOptional(),
      backKey: text.exactOptional(),
    }),
  ),
  categories: z.array(
    fields({
      id: text,
      name: words,
      kind: z.enum(categoryKinds).exactOptional(),
      urgency: z.enum(urgencies).exactOptional(),
      statement: yesOrNo.exactOptional(),
      asksArea: yesOrNo.exactOptional(),
      serious: optionalText,
      question: fields({
        text: words,
        answers: z.array(fields({ id: text, key: text, name: words, unit: optionalText, serious: optionalText })),
      })
        .nullable()
        .exactOptional(),
    }),
  ),
  units: z.array(unit),
  routes: z.array(
    fields({
      category: text,
      area: optionalText,
      window: optionalText,
      unit: text,
      team: optionalText,
      strategy: z.enum(strategies).exactOptional(),
      ringSeconds: whole.exactOptional(),
      fallbacks: z.array(text).nullable().exactOptional(),
      reinforcements: z.array(text).nullable().exactOptional(),
    }),
  ),
  emergencies: z.array(fields({ id: text, number: text, name: words, ringSeconds: whole.exactOptional() })),
  centre: fields({
    name: words,
    dutyOfficers: z.array(responder),
    ringSeconds: whole.exactOptional(),
    supervision: responder.nullable().exactOptional(),
    leadingGroup: responder.nullable().exactOptional(),
  }),
  designations: z
    .array(fields({ id: text, name: words, unit: optionalText }))
    .nullable()
    .exactOptional(),
  returnReasons: z
    .array(fields({ id: text, key: text, name: words }))
    .nullable()
    .exactOptional(),
  seriousKinds: z
    .array(
      fields({
        id: text,
        name: words,
        digit: text,
        critical: yesOrNo.exactOptional(),
        reinforces: yesOrNo.exactOptional(),
        units: z.array(text).nullable().exactOptional(),
        informs: z.array(z.enum(informedOffices)).nullable().exactOptional(),
        onReinforcement: yesOrNo.exactOptional(),
      }),
    )
    .nullable()
    .exactOptional(),
  supervisionClasses: z
    .array(fields({ id: text, name: words }))
    .nullable()
    .exactOptional(),
  ladders: ladders.nullable().exactOptional(),
  serviceTime: z
    .array(
      fields({
        clock: z.enum(deadlineKinds),
        unit: optionalText,
        category: optionalText,
        categoryKind: z.enum(categoryKinds).nullable().exactOptional(),
        urgency: z.enum(urgencies).nullable().exactOptional(),
        window: optionalText,
      }),
    )
    .nullable()
    .exactOptional(),
  notices: z
    .array(fields({ id: text, text: words }))
    .nullable()
    .exactOptional(),
  goldenCalls: z
    .array(
      fields({
        id: text,
        at: text,
        dialled: text,
        caller: optionalText,
        keys: text,
        silent: z.array(text).nullable().exactOptional(),
        expect: fields({ unit: optionalText, rings: z.array(text) }),
      }),
    )
    .nullable()
    .exactOptional(),
  timings: fields({
    noKeySeconds: whole.exactOptional(),
    wrongKeys: whole.exactOptional(),
    statementMaxSeconds: whole.exactOptional(),
    statementSilenceSeconds: whole.exactOptional(),
    decideSeconds: whole.exactOptional(),
    interDigitSeconds: whole.exactOptional(),
    abandonedAfterSeconds: whole.exactOptional(),
    conversationMaxMinutes: whole.exactOptional(),
    answerSeconds: whole.exactOptional(),
    dispatchMinutes: whole.exactOptional(),
    situationMinutes: whole.exactOptional(),
    reviewMinutes: whole.exactOptional(),
    feedbackAgainMinutes: whole.exactOptional(),
    rulingMinutes: whole.exactOptional(),
    callBackMinutes: whole.exactOptional(),
    confirmBy: text.exactOptional(),
    phoneTestDays: whole.nullable().exactOptional(),
  })
    .nullable()
    .exactOptional(),
})

/** A table as its file says it, before what was left out is filled in. */
export type TableInFile = z.output<typeof tableSchema>
export type ResponderInFile = z.output<typeof responder>
