import { z } from 'zod'
import { changeDraft } from '../../../application/routing/change-draft.ts'
import { tableOf } from '../../../application/routing/table-of.ts'
import { validateRoutingTable } from '../../../domain/routing/validate-routing-table.ts'
import { refuse } from '../answer-error.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { actorOf, languageOf } from '../looker-of.ts'
import { etagOf, madeFrom } from '../made-from.ts'
import { draftAnswers, savedSchema } from '../present-draft.ts'
import { refusals } from '../schemas.ts'
import { acceptFiles, sheetBody, sheetHeaders, sheetQuery, sheetTypes, xlsxType } from '../sheet-body.ts'
import { saidFault, tableBytes, tableNamed } from '../table-body.ts'

/** The telephones of all units as a spreadsheet, out of a table and into its draft. */
export function contactRoutes(
  http: Http,
  deps: Pick<HttpDeps, 'routing' | 'drafts' | 'tables' | 'contacts' | 'clock' | 'zone'>,
): void {
  acceptFiles(http)
  const change = changeDraft({
    store: deps.routing,
    drafts: deps.drafts,
    clock: deps.clock,
    write: deps.tables.write,
  })
  const answers = draftAnswers(deps)

  http.get(
    '/api/v1/contacts',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'exportContacts',
        tags: ['routing'],
        summary: "Units' responders and heads with their telephones, a row a telephone, as CSV or XLSX",
        description: 'Headers are in the language of `Accept-Language`. Importing the file again changes nothing.',
        querystring: z.strictObject({ ...sheetQuery, of: tableNamed.default('published') }),
        response: {
          200: {
            description: 'The file',
            content: { 'text/csv': { schema: z.any() }, [xlsxType]: { schema: z.any() } },
          },
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const { of, ...form } = request.query
      const found = await tableOf({ store: deps.routing, drafts: deps.drafts }, of)
      if (!found.ok) return refuse(reply, found.reason)
      const bytes = await deps.contacts.write(found.table, { ...form, language: languageOf(request) })
      if (bytes === null) return refuse(reply, 'notWritable')
      return reply
        .headers(sheetHeaders(`contacts-${of}`, form))
        .serializer((body: unknown) => body as string)
        .send(Buffer.from(bytes))
    },
  )

  http.post(
    '/api/v1/contacts/import',
    {
      bodyLimit: tableBytes,
      config: { access: 'administrator' },
      schema: {
        operationId: 'importContacts',
        tags: ['routing'],
        summary: 'Put the contacts of a file into the draft',
        description:
          'Whoever is in the file gets the telephones that stand there; who is not in it stays, or (`replace`) is taken out of the units that the file names. Where there is no draft, one is begun with the published table. `If-Match` says which revision of the draft was seen; left out: whichever is the newest.',
        consumes: sheetTypes,
        querystring: z.strictObject({
          replace: z.enum(['true', 'false']).default('false'),
          reason: z.string().trim().max(1000).optional().describe('Why, for the audit'),
        }),
        body: sheetBody,
        response: {
          200: savedSchema.extend({ added: z.number(), changed: z.number(), removed: z.number() }),
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const language = languageOf(request)
      const { replace, reason } = request.query
      const result = await change({
        change: (table) => deps.contacts.read(request.body, table, { replace: replace === 'true', language }),
        madeFrom: request.headers['if-match'] === undefined ? null : madeFrom(request, {}),
        by: actorOf(request),
        why: reason || null,
      })
      if (result.what === 'notMade') return refuse(reply, 'faultySheet', { details: result.made.faults })
      if (result.what === 'refused') return answers.refuse(result.refusal, request, reply)
      const { draft, made } = result
      reply.header('etag', etagOf(draft.revision))
      const faults = validateRoutingTable(draft.table).map((fault) => saidFault(fault, language))
      const { added, changed, removed } = made
      return { ...(await answers.present(draft, faults)), added, changed, removed }
    },
  )
}
