import type { DeadlineKind } from '../clocks/deadline-kind.ts'

/**
 * Who answers for what, and when: one published, immutable, numbered document. This file is its shape after loading;
 * `adapters/table-file` reads it from YAML and `validateRoutingTable` says whether it may be published.
 */
export type RoutingTable = {
  /** Languages prompts must exist in; the first is spoken where nothing else is said. */
  readonly languages: readonly string[]
  /** Holidays and moved working days that count; what is not named is as its weekday. */
  readonly calendar: readonly CalendarDay[]
  readonly areas: readonly Area[]
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
  /** What makes a case serious, and what follows from it. */
  readonly seriousKinds: readonly SeriousKind[]
  /** Of which class a case is that is put under supervision (督办) though nothing is late. */
  readonly supervisionClasses: readonly SupervisionClass[]
  /** Why a unit may return an order, in the order in which they are listed. None: no unit can. */
  readonly returnReasons: readonly ReturnReason[]
  /** What happens while a deadline of a kind stays unmet; no steps: nothing does. */
  readonly ladders: Ladders
  /** Clocks that count only while a window is open: the first rule that fits one wins. None: it runs day and night. */
  readonly serviceTime: readonly ClockRule[]
  /** Words that a timed override may add to the greeting: a storm, a burst main. */
  readonly notices: readonly Notice[]
  /** Calls whose way must stay what it is: a table that leads one elsewhere isn't published without saying so. */
  readonly goldenCalls: readonly GoldenCall[]
  readonly timings: Timings
}

/** A text in each language of the table. */
export type Words = Readonly<Record<string, string>>

/** A day that is not like others of its weekday. */
export type CalendarDay = {
  /** ISO `YYYY-MM-DD`. */
  readonly date: string
  /** `holiday`: nobody works; `workday`: a Saturday or Sunday that is worked instead of another day. */
  readonly kind: 'holiday' | 'workday'
  readonly name: Words
}

/** A town or street, by which a category may be answered by different units. */
export type Area = {
  readonly id: string
  readonly name: Words
  /** Key that chooses it where a category asks for the area; null: only an officer or the caller's number tells. */
  readonly key: string | null
  /** Beginnings of callers' numbers that lie in it: `0576862`. */
  readonly prefixes: readonly string[]
}

/** A number that can be dialled and where it leads: to its line's menu, straight to a category, or elsewhere. */
export type Did = {
  readonly number: string
  readonly line: string
  /** Straight to this category, without a menu. */
  readonly category: string | null
  /** Elsewhere: to this platform (an emergency's id), without a menu. */
  readonly forward: string | null
  /** Overrides the line's language. */
  readonly language: string | null
  /** Overrides the line's hours. */
  readonly window: string | null
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

/**
 * ISO weekdays, Monday 1 to Sunday 7, whatever the calendar says; or the days that are worked (Monday to Friday, with moved
 * working days, without holidays), or the others.
 */
export type Days = readonly number[] | 'workdays' | 'daysOff'
/** `to` is exclusive; `to` <= `from` runs past midnight; 00:00-24:00 is all day. */
export type WindowFrame = { readonly days: Days; readonly from: string; readonly to: string }
/** On a date (ISO `YYYY-MM-DD`) the frames replace the week's; no frames: closed. */
export type WindowException = {
  readonly date: string
  readonly frames: readonly { readonly from: string; readonly to: string }[]
  /** Emergency that takes the calls outside its frames; null: the window's. */
  readonly closedTo: string | null
}
export type ServiceWindow = {
  readonly id: string
  /** As the sum of a clock calls it; null or left out (older tables): by its id. */
  readonly name?: Words | null
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
  /** Whether a caller whose number tells no area is asked for it; not together with a question. */
  readonly asksArea: boolean
  /** Kind of seriousness that a case of it has from its first moment; left out: none. */
  readonly serious?: string
}
export type Question = {
  readonly text: Words
  /** An answer may change who is responsible. */
  readonly answers: readonly {
    readonly id: string
    readonly key: string
    readonly name: Words
    readonly unit: string | null
    /** Kind of seriousness that a case with this answer has; left out: the category's. */
    readonly serious?: string
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
  /** In ringing order; none: all responders are one team. */
  readonly teams: readonly Team[]
  readonly head: Responder | null
}
/** Responders of a unit who work together; a roster may say which of them are on duty. */
export type Team = {
  /** Unique among teams and units. */
  readonly id: string
  readonly name: Words
  /** Responders of the unit, in ringing order. */
  readonly members: readonly string[]
}
/** What a unit owes, in minutes: accept from the order's issue; arrive and complete from its notification; feed back from completion. */
export type Promises = {
  readonly acceptMinutes: number
  readonly arriveMinutes: number
  readonly completeMinutes: number
  readonly feedbackMinutes: number
}
export type Responder = {
  readonly id: string
  readonly name: Words
  /** In order of preference. */
  readonly phones: readonly Phone[]
}
/** A telephone and what it is used for: to be rung, to get messages, or both. */
export type Phone = {
  readonly number: string
  readonly voice: boolean
  readonly sms: boolean
  /** Date (ISO) on which somebody last answered it in a test; null: never. */
  readonly testedOn: string | null
}

export const strategies = ['inOrder', 'allAtOnce', 'longestIdle'] as const
export type Strategy = (typeof strategies)[number]
/** category x area x window -> unit and its fall-backs; the first route that fits wins. */
export type Route = {
  readonly category: string
  /** null: any, also where it is not known. */
  readonly area: string | null
  /** null: always. */
  readonly window: string | null
  readonly unit: string
  /** Team of the unit; null: all of them, one after the other. */
  readonly team: string | null
  readonly strategy: Strategy
  readonly ringSeconds: number
  /** Tried in turn when nobody of the unit takes it; the duty officer is always the last. */
  readonly fallbacks: readonly string[]
  /** Units that a serious case calls in besides: the second, the third. */
  readonly reinforcements: readonly string[]
}

/** Words added to the greeting while an override says so. */
export type Notice = { readonly id: string; readonly text: Words }

/** A dry run that is kept with the table, and what must come of it. */
export type GoldenCall = {
  readonly id: string
  /** Local time, `YYYY-MM-DDTHH:mm`. */
  readonly at: string
  readonly dialled: string
  /** null: hidden. */
  readonly caller: string | null
  /** Keys in the order in which they are pressed: `61`. */
  readonly keys: string
  /** Telephones that do not answer. */
  readonly silent: readonly string[]
  readonly expect: {
    /** Unit that gets the order; null: none does. */
    readonly unit: string | null
    /** Telephones that ring, in their order, up to the one that takes the call. */
    readonly rings: readonly string[]
  }
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

/** Those above the units who can be told of a serious case. */
export const informedOffices = ['officers', 'supervision', 'leadingGroup'] as const
export type InformedOffice = (typeof informedOffices)[number]

/** Something that makes a case serious (casualties, grave consequences), and what it causes once a case has it. */
export type SeriousKind = {
  readonly id: string
  readonly name: Words
  /** Digit by which a responder says it in a message, `1` to `9`. */
  readonly digit: string
  /** The case becomes critical. */
  readonly critical: boolean
  /** The further units of the case's route get orders. */
  readonly reinforces: boolean
  /** Units that get orders besides, whatever the route. */
  readonly units: readonly string[]
  /** Who is told by message, once for each case and kind. */
  readonly informs: readonly InformedOffice[]
  /** Whoever asks for reinforcement says this of the case; of one kind at most. */
  readonly onReinforcement: boolean
}

/** A class of cases under supervision: special, major, complex, difficult. */
export type SupervisionClass = { readonly id: string; readonly name: Words }
/** A reason for returning an order. `key`: the digit by which a responder names it in a message. */
export type ReturnReason = { readonly id: string; readonly key: string; readonly name: Words }

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

/** A kind of clock, for some cases or all, and the hours in which it counts. null: any. */
export type ClockRule = {
  readonly clock: DeadlineKind
  readonly unit: string | null
  readonly category: string | null
  readonly categoryKind: CategoryKind | null
  readonly urgency: Urgency | null
  /** null: day and night, whatever later rules say. */
  readonly window: string | null
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
  /** From a caller's arrival to the answer, and from the first ring of the telephones he waits for to a person. */
  readonly answerSeconds: number
  /** From a case without a unit to its order, or the officer's decision. */
  readonly dispatchMinutes: number
  /** From a unit's arrival to its report of the situation; 0: none is owed. */
  readonly situationMinutes: number
  /** From a unit's feedback to the duty officer's word on it. */
  readonly reviewMinutes: number
  /** From a feedback that was sent back to the better one. */
  readonly feedbackAgainMinutes: number
  /** From a unit's return of its order to the centre's ruling. */
  readonly rulingMinutes: number
  readonly callBackMinutes: number
  /** Local time by which last night's calls are confirmed, `HH:mm`. */
  readonly confirmBy: string
  /** A telephone nobody has answered in a test for so many days is warned of; null: none is. */
  readonly phoneTestDays: number | null
}
