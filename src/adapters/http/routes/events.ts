import { z } from 'zod'
import type { StoredEvent } from '../../../application/ports/event-feed.ts'
import { recordedTables } from '../../../domain/record/recorded-row.ts'
import { refuse } from '../answer-error.ts'
import { eventStream } from '../event-stream.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { isoTime } from '../iso-time.ts'
import { refusals } from '../schemas.ts'

/** More listeners than this are a program gone wild. */
const mostListeners = 1000

const kindsText = z
  .string()
  .max(200)
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(recordedTables)))

/** Every change as it is committed. Nothing personal is in it, so that whoever may sign in may follow. */
export function eventsRoute(
  http: Http,
  { events, eventHub, zone }: Pick<HttpDeps, 'events' | 'eventHub' | 'zone'>,
): void {
  const write = eventWriter(isoTime(zone))
  http.addHook('preClose', (done) => {
    eventHub.close()
    done()
  })
  http.get(
    '/api/v1/events',
    {
      config: { access: 'viewer' },
      schema: {
        operationId: 'followEvents',
        tags: ['cases'],
        summary: 'Every change as it is committed, as server-sent events',
        description: [
          'Each event is one line of the record: `{ sequence, at, case, actor, what, refs, changed: [{ kind, id, … }] }`, with what is different now. Its id is its place:',
          'whoever comes back with `Last-Event-ID` goes on behind it, without a gap or a double, also after the server was restarted.',
          'Events are kept for 48 hours; who asks for older ones gets an event `reset` first and should read the lists anew.',
          'A comment comes every 15 s, and one `caught up` when all that was kept has been sent. Who reads too slowly is cut off, and can come back.',
        ].join(' '),
        querystring: z.strictObject({
          kind: kindsText.optional().describe(`Only changes of these, by commas: ${recordedTables.join(', ')}`),
          case: z.string().min(1).max(20).optional().describe('Only this case, by its number'),
          after: z.coerce
            .number()
            .int()
            .min(0)
            .optional()
            .describe('As `Last-Event-ID`; 0: all that are kept. Default: from now on'),
        }),
        headers: z.looseObject({ 'last-event-id': z.string().max(40).optional() }),
        response: {
          200: {
            description: 'The stream; it does not end by itself',
            content: { 'text/event-stream': { schema: z.any().meta({ type: 'string' }) } },
          },
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      if (eventHub.listeners() >= mostListeners) return refuse(reply, 'tooManyRequests')
      const { kind: kinds, case: number, after: asked } = request.query
      const last = request.headers['last-event-id']
      const wanted = last === undefined || !/^\d{1,15}$/.test(last) ? asked : Number(last)
      const { oldest, newest } = await events.range()
      const isKept = wanted === undefined || wanted === 0 || (wanted >= oldest - 1 && wanted <= newest)
      const after = isKept ? (wanted ?? null) : wanted > newest ? newest : oldest - 1
      reply.hijack()
      reply.raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        // Proxies must not collect what is meant to come at once.
        'x-accel-buffering': 'no',
      })
      let stop: (() => void) | null = null
      const listener = eventStream(reply.raw, {
        wants: (event) =>
          (number === undefined || event.caseNumber === number) &&
          (kinds === undefined || kinds.some((kind) => kindsOf(event).includes(kind))),
        write,
        reset: isKept ? null : `event: reset\nid: ${after}\ndata: {"oldest":${oldest},"newest":${newest}}\n\n`,
        gone: () => stop?.(),
      })
      stop = eventHub.listen(listener, after)
    },
  )
}

/** A line that changed no row is about its case. */
const kindsOf = ({ changed }: StoredEvent): readonly string[] =>
  changed.length === 0 ? ['case'] : changed.map(({ kind }) => kind)

/** The event's text, made once however many listen. */
function eventWriter(iso: (at: number) => string): (event: StoredEvent) => string {
  const made = new WeakMap<StoredEvent, string>()
  const isInstant = (name: string, value: unknown): value is number =>
    typeof value === 'number' && (name === 'due' || name.endsWith('At'))
  const make = ({ sequence, at, caseNumber, actor, what, refs, changed }: StoredEvent): string => {
    const rows = changed.map(({ kind, id, set }) => ({
      kind,
      id,
      ...Object.fromEntries(
        // Of an order or a deadline the kind is its own: `accept`.
        Object.entries(set).map(([name, value]) => [
          name === 'kind' ? `${kind}Kind` : name,
          isInstant(name, value) ? iso(value) : value,
        ]),
      ),
    }))
    const data = { sequence, at: iso(at), case: caseNumber, actor, what, refs, changed: rows }
    return `id: ${sequence}\ndata: ${JSON.stringify(data)}\n\n`
  }
  return (event) => {
    const text = made.get(event) ?? make(event)
    made.set(event, text)
    return text
  }
}
