import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { NotifyDeadline } from '../../application/clocks/acknowledge-deadline.ts'
import type { RingTeam } from '../../application/dispatch/ring-team.ts'
import type { OrderChanged } from '../../application/dispatch/tell-calls.ts'
import type { RosterGiven } from '../../application/duty/roster-given.ts'
import type { WayOfTexts } from '../../application/messaging/preview-message.ts'
import type { PhoneTests } from '../../application/phones/phone-tests.ts'
import type { AuditReader } from '../../application/ports/audit-reader.ts'
import type { Clock, Ids } from '../../application/ports/clock.ts'
import type { DraftStore } from '../../application/ports/draft-store.ts'
import type { DutyCheck } from '../../application/ports/duty-check.ts'
import type { DutyStore } from '../../application/ports/duty-store.ts'
import type { EventFeed } from '../../application/ports/event-feed.ts'
import type { HolidaySource } from '../../application/ports/holiday-source.ts'
import type {
  CallReader,
  CaseReader,
  DeadlineReader,
  InboundReader,
  Ledger,
  MessageReader,
  PhoneReader,
} from '../../application/ports/ledger.ts'
import type { OverrideDesk } from '../../application/ports/override-desk.ts'
import type { PinHasher } from '../../application/ports/pin-hasher.ts'
import type { PinStore } from '../../application/ports/pin-store.ts'
import type { Prompts } from '../../application/ports/prompts.ts'
import type { Prover } from '../../application/ports/prover.ts'
import type { RecordReader } from '../../application/ports/record-reader.ts'
import type { RoutingStore } from '../../application/ports/routing-store.ts'
import type { SmsWebhook } from '../../application/ports/sms-transport.ts'
import type { TableCheck } from '../../application/ports/table-check.ts'
import type { EventHub } from '../../application/record/event-hub.ts'
import type { WriteTable } from '../../application/routing/table-conflict.ts'
import type { Role } from '../../domain/access/role.ts'
import type { Instant } from '../../domain/instant.ts'
import type { DutySpan } from '../../domain/roster/duty-spans.ts'
import type { Roster } from '../../domain/roster/roster.ts'
import type { RoutingTable } from '../../domain/routing/routing-table.ts'
import type { TablePath } from '../../domain/routing/validate-routing-table.ts'
import type { TextLanguage } from '../../domain/text-catalogue.ts'

/** Fastify with zod's types. */
export type Http = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>

/** Somebody who may sign in. */
export type Account = { readonly user: string; readonly password: string; readonly role: Role }

/**
 * Something the server can't do without. `reason` is shown to anybody and holds no secret; `detail`, which may name
 * addresses, only to those who have signed in.
 */
export type ReadinessCheck = {
  readonly name: string
  /** false: its failure is reported, but the server counts as ready all the same. Default true. */
  readonly isRequired?: boolean
  readonly check: () => Promise<{ ok: true } | { ok: false; reason: string; detail?: string | null }>
}

/** A fault of a routing table: where (`units[3].responders[0].voice`, line where known) and what is wrong. */
export type TableFault = { readonly path: string; readonly message: string; readonly [more: string]: unknown }

/** Reading and writing tables as text: YAML, of which JSON is a part. Rejects (`GaveUp`) where that is given up. */
export type TableDesk = {
  /** A table that only breaks rules is read, with its faults; what can't be read as a table has nothing but faults. */
  readonly read: (
    text: string,
    language: TextLanguage,
  ) => Promise<
    | { readonly ok: true; readonly table: RoutingTable; readonly faults: readonly TableFault[] }
    | { readonly ok: false; readonly faults: readonly TableFault[] }
  >
  /** The table as YAML that reads back as the same table. */
  readonly write: WriteTable
}

/** A fault in a spreadsheet: where (`C7 电话号码`, with row and column apart) and what is wrong. */
export type SheetFault = { readonly path: string; readonly message: string; readonly [more: string]: unknown }

/** How a spreadsheet is written. */
export type SheetForm = {
  readonly format: 'csv' | 'xlsx'
  readonly encoding: 'utf-8' | 'gbk'
  readonly language: TextLanguage
}

/** Reading and writing the telephones of units as spreadsheets, CSV or XLSX. */
export type ContactDesk = {
  /** The table with the contacts of the file in it, or every fault at once. Nothing is half done. */
  readonly read: (
    bytes: Uint8Array,
    table: RoutingTable,
    how: { readonly replace: boolean; readonly language: TextLanguage },
  ) => Promise<
    | {
        readonly ok: true
        readonly table: RoutingTable
        readonly added: number
        readonly changed: number
        readonly removed: number
      }
    | { readonly ok: false; readonly faults: readonly SheetFault[] }
  >
  /** null: the format or encoding can't hold all of it. */
  readonly write: (table: RoutingTable, form: SheetForm) => Promise<Uint8Array | null>
}

/** Reading and writing rosters as text. */
export type RosterDesk = {
  /** Its fields, but not its rules; `placeOf` tells where something stands in the text. */
  readonly read: (
    text: string,
    language: TextLanguage,
  ) =>
    | { readonly ok: true; readonly roster: RosterGiven; readonly placeOf: (path: TablePath) => object }
    | { readonly ok: false; readonly faults: readonly TableFault[] }
  readonly write: (roster: Roster, zone: string) => string
}

/** What a roster's file is read for. */
export type RosterFileAbout = {
  readonly id: string
  readonly table: RoutingTable
  readonly language: TextLanguage
  /** As it stands; null: there is none of this id. */
  readonly standing: Roster | null
}
export type RosterFileReading =
  | { readonly ok: true; readonly roster: RosterGiven; readonly placeOf: (path: TablePath) => object }
  | { readonly ok: false; readonly faults: readonly SheetFault[] }

/** Reading and writing rosters as spreadsheets and as calendars. */
export type RosterFileDesk = {
  readonly readSheet: (bytes: Uint8Array, about: RosterFileAbout) => Promise<RosterFileReading>
  /** `covers`: whose roster it is, which a calendar does not say. */
  readonly readCalendar: (
    text: string,
    about: RosterFileAbout & { readonly zone: string; readonly covers: string },
  ) => RosterFileReading
  /** null: the format or encoding can't hold all of it. */
  readonly writeSheet: (
    roster: Roster,
    about: SheetForm & { readonly table: RoutingTable; readonly zone: string },
  ) => Promise<Uint8Array | null>
  /** `person`: nobody else's hours; null: everybody's, in a calendar that can be imported again. */
  readonly writeCalendar: (
    roster: Roster,
    about: {
      readonly table: RoutingTable
      readonly zone: string
      readonly language: TextLanguage
      readonly spans: readonly DutySpan[]
      readonly now: Instant
      readonly person: string | null
    },
  ) => string
}

/** What the HTTP edge is built from; every part of it takes only what it needs. */
export type HttpDeps = {
  readonly log: FastifyBaseLogger
  readonly clock: Clock
  readonly ids: Ids
  /** IANA zone of the times in answers. */
  readonly zone: string
  readonly access: {
    readonly accounts: readonly Account[]
    /** Bearer token with the administrator's role; null: none. */
    readonly apiToken: string | null
    /** 32 random bytes, generated once and kept: whoever knows them can sign in. */
    readonly sessionKey: Buffer
    /** Requests an address may make in a minute, before it is told to wait. */
    readonly requestsPerMinute?: number
  }
  readonly ledger: Ledger
  readonly cases: CaseReader
  readonly deadlines: DeadlineReader
  readonly calls: CallReader
  readonly messages: MessageReader
  readonly inbound: InboundReader
  /** What each way for messages does with texts, in their order. */
  readonly waysOfTexts: readonly WayOfTexts[]
  /** Every change as it is committed, for those who follow them. */
  readonly events: EventFeed
  readonly eventHub: EventHub
  /** Gateways that bring messages and receipts, by name. */
  readonly smsWebhooks: Readonly<Record<string, SmsWebhook>>
  readonly routing: RoutingStore
  readonly drafts: DraftStore
  readonly audit: AuditReader
  readonly holidays: HolidaySource
  readonly duty: DutyStore
  readonly overrides: OverrideDesk
  /** What a change of rosters is looked at for before it is saved. */
  readonly dutyChecks: readonly DutyCheck[]
  readonly rosters: RosterDesk
  readonly phones: PhoneReader
  readonly phoneTests: Pick<PhoneTests, 'ask'>
  readonly rosterFiles: RosterFileDesk
  readonly pins: PinStore
  readonly pinHasher: PinHasher
  readonly tables: TableDesk
  readonly contacts: ContactDesk
  /** What is looked at before a table is published, besides its own rules. */
  readonly checks: readonly TableCheck[]
  readonly prover: Prover
  /** Makes sure that everything a table has to say exists as sound. */
  readonly prompts: Pick<Prompts, 'catalogue' | 'prepare'>
  /** The WAV file of a finished recording; null: there is none. */
  readonly readRecording: (name: string) => Promise<Uint8Array | null>
  /** Deletes the file of a recording; false: it may still be there. */
  readonly deleteRecording: (name: string) => Promise<boolean>
  readonly record: RecordReader
  readonly notifyDeadline: NotifyDeadline
  readonly notifyCalls: (event: OrderChanged) => void | Promise<void>
  readonly ringTeam: RingTeam
  readonly readiness: readonly ReadinessCheck[]
  /** Everything counted, as Prometheus reads it. */
  readonly metricsText: () => Promise<string>
}
