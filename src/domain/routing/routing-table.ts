import type { DeadlineKind } from '../clocks/deadline-kind.ts'

/**
 * Who answers for what, and when: one published, immutable, numbered document. This file is its shape after loading;
 * `adapters/table-file` reads it from YAML and `validateRoutingTable` says whether it may be published.
 */
export type RoutingTable = {
  /** Languages prompts must exist in; the first is spoken where nothing else is said. */
  readonly languages: readonly string[]
  readonly numbers: readonly Did[]
  readonly lines: readonly ServiceLine[]
  readonly windows: readonly ServiceWindow[]
  readonly menus: readonly Menu[]
  readonly categories: readonly Category[]
  readonly units: readonly Unit[]
  readonly routes: readonly Route[]
  readonly emergencies: readonly Emergency[]
  readonly centre: Centre
  readonly designations: readonly Designation[]
  /** What happens while a deadline of a kind stays unmet; no steps: nothing does. */
  readonly ladders: Ladders
  readonly timings: Timings
}

/** A text in each language of the table. */
export type Words = Readonly<Record<string, string>>

/** A number that can be dialled and where it leads. */
export type Did = {
  readonly number: string
  readonly line: string
  /** Straight to this category, without a menu. */
  readonly category: string | null
  /** Overrides the line's language. */
  readonly language: string | null
}

export type ServiceLine = {
  readonly id: string
  readonly name: Words
  /** Greeting and recording notice; null: the catalogue's sentence with the line's name. */
  readonly greeting: Words | null
  readonly language: string
  readonly window: string
  readonly menu: string
  /** `from110`: calls handed over by 110; the danger question is skipped. */
  readonly origin: 'citizen' | 'from110'
  /** Own number shown to those we call. */
  readonly callerId: string
}

/** Days are ISO weekdays, Monday 1 to Sunday 7. `to` is exclusive; `to` <= `from` runs past midnight; 00:00-24:00 is all day. */
export type WindowFrame = { readonly days: readonly number[]; readonly from: string; readonly to: string }
/** On a date (ISO `YYYY-MM-DD`) the frames replace the week's; no frames: closed. */
export type WindowException = {
  readonly date: string
  readonly frames: readonly { readonly from: string; readonly to: string }[]
}
export type ServiceWindow = {
  readonly id: string
  readonly frames: readonly WindowFrame[]
  readonly exceptions: readonly WindowException[]
  /** Emergency (by id) that takes the calls outside the window. */
  readonly closedTo: string
}

export type Menu = {
  readonly id: string
  /** Emergency keys, said first: life in danger. */
  readonly dangers: readonly { readonly key: string; readonly emergency: string }[]
  /** At most 8. */
  readonly entries: readonly MenuEntry[]
  readonly officerKey: string
  readonly repeatKey: string
  readonly backKey: string
}
export type MenuEntry = MenuChoice | MenuGroup
export type MenuChoice = { readonly key: string; readonly category: string }
/** Opens the second and last level. */
export type MenuGroup = {
  readonly key: string
  readonly group: string
  readonly name: Words
  readonly entries: readonly MenuChoice[]
}

export const categoryKinds = ['help', 'consultation', 'complaint', 'suggestion', 'publicEmergency'] as const
export type CategoryKind = (typeof categoryKinds)[number]
export const urgencies = ['normal', 'urgent', 'critical'] as const
export type Urgency = (typeof urgencies)[number]

export type Category = {
  readonly id: string
  readonly name: Words
  readonly kind: CategoryKind
  readonly urgency: Urgency
  /** One question of its own, before the statement. */
  readonly question: Question | null
  /** Whether the caller is asked to say where he is and what happened. */
  readonly statement: boolean
}
export type Question = {
  readonly text: Words
  /** An answer may change who is responsible. */
  readonly answers: readonly {
    readonly id: string
    readonly key: string
    readonly name: Words
    readonly unit: string | null
  }[]
}

export type Unit = {
  readonly id: string
  readonly name: Words
  /** 1: has an emergency team; 2: has designated responders; the list is open (towns, streets). */
  readonly level: number
  readonly promises: Promises
  readonly exceptions: readonly (Partial<Promises> & {
    readonly category: string | null
    readonly urgency: Urgency | null
  })[]
  /** In ringing order. */
  readonly responders: readonly Responder[]
  readonly head: Responder | null
}
/** What a unit owes, in minutes: accept from the order's issue; arrive and complete from its notification; feed back from completion. */
export type Promises = {
  readonly acceptMinutes: number
  readonly arriveMinutes: number
  readonly completeMinutes: number
  readonly feedbackMinutes: number
}
/** `voice` and `sms` are telephone numbers; one of them may be absent. */
export type Responder = {
  readonly id: string
  readonly name: Words
  readonly voice: string | null
  readonly sms: string | null
}

export const strategies = ['inOrder', 'allAtOnce', 'longestIdle'] as const
export type Strategy = (typeof strategies)[number]
/** category x window -> unit and its fall-backs. `window` null: always; the first route that fits wins. */
export type Route = {
  readonly category: string
  readonly window: string | null
  readonly unit: string
  readonly strategy: Strategy
  readonly ringSeconds: number
  /** Tried in turn when nobody of the unit takes it; the duty officer is always the last. */
  readonly fallbacks: readonly string[]
}

/** 110, 119, 120, 122: others' platforms. */
export type Emergency = {
  readonly id: string
  readonly number: string
  readonly name: Words
  readonly ringSeconds: number
}

/** The centre itself and those above it. */
export type Centre = {
  readonly name: Words
  readonly dutyOfficers: readonly Responder[]
  readonly ringSeconds: number
  readonly supervision: Responder | null
  readonly leadingGroup: Responder | null
}

/** What belongs to nobody is designated: to a unit, or (null) to the duty officer. */
export type Designation = { readonly id: string; readonly name: Words; readonly unit: string | null }

/** Escalation ladders by the kind of deadline, each in the order of its steps. */
export type Ladders = Readonly<Record<DeadlineKind, readonly EscalationStep[]>>
export const escalationTargets = ['responders', 'head', 'officers', 'supervision', 'leadingGroup'] as const
export type EscalationTarget = (typeof escalationTargets)[number]
export const escalationWays = ['sms', 'call'] as const
export type EscalationWay = (typeof escalationWays)[number]
/** One step of a ladder: so many minutes after the deadline (negative: before it) somebody is told. A call needs a key press. */
export type EscalationStep = {
  readonly afterMinutes: number
  readonly by: EscalationWay
  readonly to: EscalationTarget
}

/** Seconds and tries within a call, and the minutes the centre itself owes. */
export type Timings = {
  /** Silence after a menu's last word before a person takes over. */
  readonly noKeySeconds: number
  readonly wrongKeys: number
  readonly statementMaxSeconds: number
  readonly statementSilenceSeconds: number
  /** From the end of what a responder hears to his key. */
  readonly decideSeconds: number
  /** Longest pause between two digits of a call-back number. */
  readonly interDigitSeconds: number
  /** A caller who was heard for less and hangs up leaves no abandoned case. */
  readonly abandonedAfterSeconds: number
  /** A conversation is ended after so long: a forgotten leg must not live for ever. */
  readonly conversationMaxMinutes: number
  readonly callBackMinutes: number
  /** Local time by which last night's calls are confirmed, `HH:mm`. */
  readonly confirmBy: string
}
