import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { saveRoster } from '../../../application/duty/save-roster.ts'
import { viewRoster } from '../../../application/duty/view-rosters.ts'
import { dutySpans } from '../../../domain/roster/duty-spans.ts'
import type { Roster } from '../../../domain/roster/roster.ts'
import { localCalendarOf } from '../../../domain/routing/people-on-duty.ts'
import type { RoutingTable } from '../../../domain/routing/routing-table.ts'
import { refuse } from '../answer-error.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { isoTime } from '../iso-time.ts'
import { actorOf, languageOf } from '../looker-of.ts'
import { etagOf, madeFrom } from '../made-from.ts'
import { aboutRosterRefusal, presentRosterView, rosterViewSchema } from '../present-roster.ts'
import { rosterQuery } from '../roster-body.ts'
import { saidFinding } from '../said-finding.ts'
import { refusals } from '../schemas.ts'
import { acceptFiles, sheetBody, sheetHeaders, sheetQuery, sheetTypes } from '../sheet-body.ts'
import { tableBytes } from '../table-body.ts'
import { findingsSchema } from './rosters.ts'

const formats = ['csv', 'xlsx', 'ics'] as const
const day = 24 * 60 * 60 * 1000
/** What is past is of little use in a calendar; some days are shown so that nothing vanishes while somebody looks. */
const daysPast = 7

/** Rosters as spreadsheets, and as calendars that a telephone can subscribe to. */
export function rosterFileRoutes(
  http: Http,
  deps: Pick<HttpDeps, 'duty' | 'dutyChecks' | 'routing' | 'rosters' | 'rosterFiles' | 'clock' | 'zone' | 'log'>,
): void {
  acceptFiles(http, [...sheetTypes, 'text/calendar'])
  const { rosterFiles, zone } = deps
  const iso = isoTime(zone)
  const view = viewRoster(deps)
  const save = saveRoster(deps)
  async function tableNow(): Promise<RoutingTable> {
    const version = await deps.routing.current()
    if (version === null) throw new Error('there is no published routing table')
    return version.table
  }

  async function send(
    roster: Roster,
    format: (typeof formats)[number],
    query: { readonly encoding: 'utf-8' | 'gbk'; readonly days: number; readonly person?: string | undefined },
    request: FastifyRequest,
    reply: FastifyReply,
  ) {
    const language = languageOf(request)
    const table = await tableNow()
    if (format !== 'ics') {
      const form = { format, encoding: query.encoding }
      const bytes = await rosterFiles.writeSheet(roster, { ...form, language, table, zone })
      if (bytes === null) return refuse(reply, 'notWritable')
      return reply.headers(sheetHeaders(roster.id, form)).serializer(asItIs).send(Buffer.from(bytes))
    }
    const now = deps.clock.now()
    const time = { from: now - daysPast * day, until: now + query.days * day }
    const spans = dutySpans(roster, time, localCalendarOf({ table, zone }))
    const person = query.person ?? null
    const text = rosterFiles.writeCalendar(roster, { table, zone, language, spans, now, person })
    return reply
      .headers({
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': `inline; filename="${roster.id}.ics"`,
      })
      .serializer(asItIs)
      .send(text)
  }

  for (const format of formats) {
    const about = {
      csv: 'As CSV: a row a shift, a group of a rotation, an override',
      xlsx: 'As a workbook: a row a shift, a group of a rotation, an override',
      ics: 'As a calendar, to subscribe to: who is on duty when, for the days to come',
    }[format]
    const path = `/api/v1/rosters/:id.${format}`
    http.get(
      path,
      {
        schema: {
          operationId: `exportRoster${format[0]?.toUpperCase()}${format.slice(1)}`,
          tags: ['duty'],
          summary: about,
          description: 'Importing the file again gives the same roster.',
          params: z.object({ id: z.string() }),
          querystring: z.strictObject({
            encoding: sheetQuery.encoding,
            days: z.coerce.number().int().min(1).max(400).default(60).describe('Of a calendar'),
            person: z.string().min(1).max(100).optional().describe('Of a calendar: the hours of this person alone'),
          }),
          response: { 200: { description: 'The file', content: { '*/*': { schema: z.any() } } }, ...refusals },
        },
      },
      async (request, reply) => {
        const found = await view(request.params.id, { at: null, revision: null })
        if (found === null) return refuse(reply, 'noRoster')
        reply.header('etag', etagOf(found.revision))
        return send(found.roster, format, request.query, request, reply)
      },
    )

    http.put(
      path,
      {
        bodyLimit: tableBytes,
        config: { access: 'administrator' },
        schema: {
          operationId: `importRoster${format[0]?.toUpperCase()}${format.slice(1)}`,
          tags: ['duty'],
          summary: 'Save a roster from a file, new or in place of the one there; the next call uses it',
          description:
            '`If-Match` says which revision it takes the place of; 0: there is none yet. A calendar of another program becomes shifts; whose roster a new one is, `covers` says.',
          consumes: [...sheetTypes, 'text/calendar'],
          params: z.object({ id: z.string() }),
          querystring: z.strictObject({
            ...rosterQuery,
            covers: z.string().min(1).max(100).optional().describe('Team, unit, or `centre`'),
          }),
          body: sheetBody,
          response: { 200: rosterViewSchema.extend({ findings: findingsSchema }), ...refusals },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const { reason, acknowledge, covers } = request.query
        const language = languageOf(request)
        const revision = madeFrom(request, {})
        if (revision === null) return refuse(reply, 'rosterRevisionNeeded')
        const table = await tableNow()
        const standing = (await view(id, { at: null, revision: null }))?.roster ?? null
        const asked = { id, table, language, standing }
        const body = request.body
        const read =
          format === 'ics'
            ? rosterFiles.readCalendar(new TextDecoder().decode(body), {
                ...asked,
                zone,
                covers: covers ?? standing?.covers ?? '',
              })
            : await rosterFiles.readSheet(body, asked)
        if (!read.ok) return refuse(reply, 'faultySheet', { details: read.faults })
        const saved = await save(
          { ...read.roster, id },
          {
            madeFrom: revision,
            by: actorOf(request),
            why: reason || null,
            acknowledged: acknowledge?.split(',') ?? [],
          },
        )
        if (!saved.ok) return refuse(reply, ...aboutRosterRefusal(saved, { ...deps, iso, language }, read.placeOf))
        const now = await view(id, { at: null, revision: saved.revision })
        if (now === null) throw new Error(`the roster ${id} is gone as soon as it was saved`)
        reply.header('etag', etagOf(now.revision))
        const findings = saved.findings.map((finding) => saidFinding(finding, language, iso))
        return { ...presentRosterView(now, table, iso, language), findings }
      },
    )
  }
}

const asItIs = (body: unknown) => body as string
