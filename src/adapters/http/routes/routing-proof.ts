import { z } from 'zod'
import {
  mostDays,
  proveRouting,
  type UncoveredTold,
  usualDays,
  whenUncovered,
} from '../../../application/routing/prove-routing.ts'
import type { TextLanguage } from '../../../domain/text-catalogue.ts'
import { refuse } from '../answer-error.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { instantText, isoTime } from '../iso-time.ts'
import { languageOf } from '../looker-of.ts'
import { saidFinding } from '../said-finding.ts'
import { refusals, time } from '../schemas.ts'
import { tableBody, tableBytes, tableOfBody, tableTypes } from '../table-body.ts'

const days = z.coerce.number().int().min(1).max(mostDays).default(usualDays)
const findingSchema = z
  .looseObject({
    severity: z.enum(['error', 'warning']),
    code: z.string(),
    path: z.string().describe('Place in the table, or a roster by its id: `rosters[gas]`'),
    message: z.string(),
    fix: z.string().nullable(),
    rule: z.string().nullable().describe('Where the rule is explained'),
    about: z.unknown().optional().describe('Keys, areas, lines, units, rosters, people; when, and the first spans'),
  })
  .meta({ id: 'ProofFinding' })

/** The proof that somebody answers at every hour, and when a key is next not covered. */
export function routingProofRoutes(
  http: Http,
  deps: Pick<HttpDeps, 'routing' | 'drafts' | 'tables' | 'duty' | 'holidays' | 'prover' | 'clock' | 'zone'>,
): void {
  const iso = isoTime(deps.zone)

  http.post(
    '/api/v1/routing/prove',
    {
      bodyLimit: tableBytes,
      config: { access: 'officer' },
      schema: {
        operationId: 'proveRoutingTable',
        tags: ['routing'],
        summary: 'Prove that somebody answers each key in each place at every hour',
        description:
          'Of the draft, a published version or a table in the body, with the rosters and timed overrides of now. Errors keep a table from being published, warnings do until a reason speaks of them.',
        consumes: tableTypes,
        querystring: z.strictObject({
          days: days.describe('How far is looked ahead'),
          from: instantText.optional().describe('From when on; left out: now'),
        }),
        body: tableBody,
        response: {
          200: z.object({
            from: time,
            until: time,
            dutyRevision: z.number().describe('Of the rosters and overrides it was proven with'),
            proven: z.boolean().describe('There is no error'),
            details: z.array(findingSchema),
          }),
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const language = languageOf(request)
      const given = await tableOfBody(request.body, deps, language)
      if (!given.ok) return refuse(reply, given.code, given.about)
      if (given.faults.length > 0) return refuse(reply, 'faultyTable', { details: given.faults })
      const { days, from } = request.query
      const { horizon, dutyRevision, findings } = await proveRouting(deps, given.table, {
        days,
        ...(from === undefined ? {} : { from }),
      })
      return {
        from: iso(horizon.from),
        until: iso(horizon.until),
        dutyRevision,
        proven: findings.every(({ severity }) => severity === 'warning'),
        details: findings.map((finding) => saidFinding(finding, language, iso)),
      }
    },
  )

  http.get(
    '/api/v1/routing/uncovered',
    {
      schema: {
        operationId: 'whenIsAKeyUncovered',
        tags: ['routing'],
        summary: 'When a key is next not covered: nobody on duty, or the duty officer alone',
        querystring: z.strictObject({
          key: z
            .string()
            .min(1)
            .max(40)
            .describe('As callers press it: `3`, `8-5`, `3-1` with the answer to a question'),
          from: instantText.optional().describe('Left out: now'),
          days: days.describe('How far is looked ahead'),
          area: z.string().max(40).optional().describe('Left out: any; empty: not known'),
          line: z.string().max(40).optional().describe('Left out: any'),
        }),
        response: {
          200: z.object({
            key: z.string(),
            from: time,
            until: time,
            items: z.array(
              z.object({
                code: z.string(),
                from: time,
                until: time,
                path: z.string(),
                message: z.string(),
                fix: z.string().nullable(),
              }),
            ),
          }),
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const language = languageOf(request)
      const current = await deps.routing.current()
      if (current === null) return refuse(reply, 'noVersion')
      const { key, from = deps.clock.now(), days, area, line = null } = request.query
      const told = await whenUncovered(deps, current.table, {
        keys: key,
        from,
        days,
        line,
        ...(area === undefined ? {} : { area: area === '' ? null : area }),
      })
      if (!told.ok) return refuse(reply, 'invalid', { details: [notUnderstood(told, language)] })
      return {
        key,
        from: iso(told.horizon.from),
        until: iso(told.horizon.until),
        items: told.uncovered.map(({ spans: [span], finding }) => ({
          code: finding.code,
          from: iso(span?.from ?? told.horizon.from),
          until: iso(span?.until ?? told.horizon.until),
          path: finding.path,
          message: finding.message[language],
          fix: finding.fix?.[language] ?? null,
        })),
      }
    },
  )
}

type NotUnderstood = Extract<UncoveredTold, { ok: false }>

const words: Readonly<Record<NotUnderstood['reason'], readonly [string, Readonly<Record<TextLanguage, string>>]>> = {
  unknownKey: ['key', { 'zh-CN': '没有这个按键', en: 'there is no such key' }],
  ambiguousKey: [
    'key',
    { 'zh-CN': '各线路上含义不同：请写明line', en: 'means different things on different lines: say which line' },
  ],
  unknownArea: ['area', { 'zh-CN': '已发布的路由表中没有这个区域', en: 'is no area of the published table' }],
  unknownLine: ['line', { 'zh-CN': '已发布的路由表中没有这条线路', en: 'is no line of the published table' }],
}

function notUnderstood({ reason, possible }: NotUnderstood, language: TextLanguage) {
  const [path, message] = words[reason]
  return { in: 'query', path, code: reason, message: message[language], allowed: possible }
}
