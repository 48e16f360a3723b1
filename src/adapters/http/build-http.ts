import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import secureSession from '@fastify/secure-session'
import Fastify, { LogController } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { readAccounts } from './accounts.ts'
import { answerError, refuse } from './answer-error.ts'
import { authenticate } from './authenticate.ts'
import { basicLogins } from './basic-logins.ts'
import type { Http, HttpDeps } from './http-deps.ts'
import { listRoutes } from './list-routes.ts'
import { guardLogins } from './login-guard.ts'
import { describeApi } from './openapi.ts'
import { callRoutes } from './routes/calls.ts'
import { caseRoutes } from './routes/cases.ts'
import { contactRoutes } from './routes/contacts.ts'
import { deadlineRoutes } from './routes/deadlines.ts'
import { erasureRoutes } from './routes/erasures.ts'
import { eventsRoute } from './routes/events.ts'
import { feedbackRoutes } from './routes/feedback.ts'
import { healthRoutes } from './routes/health.ts'
import { messageRoutes } from './routes/messages.ts'
import { metricsRoute } from './routes/metrics.ts'
import { orderActRoutes } from './routes/order-acts.ts'
import { orderRoutes } from './routes/orders.ts'
import { overrideRoutes } from './routes/overrides.ts'
import { peopleRoutes } from './routes/people.ts'
import { phoneRoutes } from './routes/phones.ts'
import { recordingRoutes } from './routes/recordings.ts'
import { rosterFileRoutes } from './routes/roster-files.ts'
import { rosterOverrideRoutes } from './routes/roster-overrides.ts'
import { rosterRoutes } from './routes/rosters.ts'
import { routingAuditRoute } from './routes/routing-audit.ts'
import { routingDiffRoute } from './routes/routing-diff.ts'
import { routingDraftRoutes } from './routes/routing-draft.ts'
import { routingDryRunRoute } from './routes/routing-dry-run.ts'
import { routingFileRoutes } from './routes/routing-files.ts'
import { routingHolidaysRoute } from './routes/routing-holidays.ts'
import { routingProofRoutes } from './routes/routing-proof.ts'
import { routingPublishRoutes } from './routes/routing-publish.ts'
import { routingReplayRoute } from './routes/routing-replay.ts'
import { routingVersionRoutes } from './routes/routing-versions.ts'
import { routingWhoAnswersRoute } from './routes/routing-who-answers.ts'
import { seriousCaseRoutes } from './routes/serious-cases.ts'
import { sessionRoutes } from './routes/session.ts'
import { smsWebhookRoutes } from './routes/sms-webhooks.ts'
import { stoppingRoutes } from './routes/stopping.ts'
import { unitRoutes } from './routes/units.ts'

/** Largest body, except where tables are sent: nothing else here is longer than a page of text. */
const bodyBytes = 64 * 1024
/** An officer signs in once a shift. */
const sessionSeconds = 12 * 60 * 60

/** The HTTP edge, ready to listen or to `inject`. Nothing in it is open but health and the login itself. */
export async function buildHttp(deps: HttpDeps): Promise<Http> {
  const http = Fastify({
    loggerInstance: deps.log,
    // Addresses hold numbers of callers in their queries, so requests are logged by route, below.
    logController: new LogController({ disableRequestLogging: true }),
    // An address that can't even be decoded reaches no hook and no handler.
    frameworkErrors: (_error, _request, reply) => void refuse(reply, 'notFound'),
    genReqId: () => deps.ids.next(),
    bodyLimit: bodyBytes,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 300 },
  }).withTypeProvider<ZodTypeProvider>() as Http
  http.setValidatorCompiler(validatorCompiler)
  http.setSerializerCompiler(serializerCompiler)
  http.setErrorHandler(answerError)
  http.setNotFoundHandler((_request, reply) => refuse(reply, 'notFound'))
  http.addContentTypeParser(
    ['application/yaml', 'application/x-yaml', 'text/yaml', 'text/x-yaml'],
    { parseAs: 'string' },
    (_request, body, done) => done(null, body),
  )
  acceptEmptyBodies(http)
  http.decorateRequest('principal', null)
  listRoutes(http)

  await http.register(helmet, { ...securityHeaders })
  await http.register(rateLimit, {
    global: false,
    max: deps.access.requestsPerMinute ?? 3000,
    timeWindow: 60_000,
    // It costs nothing, and whoever watches us must not be told to wait. `/readyz` writes to the disk, and is limited.
    allowList: (request) => request.routeOptions.url === '/healthz',
  })
  await http.register(secureSession, {
    key: deps.access.sessionKey,
    cookieName: 'hotline_session',
    expiry: sessionSeconds,
    cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure: 'auto', maxAge: sessionSeconds },
  })
  const { accounts: known, apiToken, sessionKey } = deps.access
  const accounts = readAccounts(known, apiToken, sessionKey)
  const guard = guardLogins(deps.clock)
  http.addHook('onRequest', async (request, reply) => {
    reply.headers({ 'x-request-id': request.id, 'cache-control': 'no-store' })
  })
  http.addHook('onRequest', http.rateLimit())
  http.addHook('onRequest', authenticate(accounts, basicLogins(accounts, guard)))
  http.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request
    const ms = Math.round(reply.elapsedTime)
    request.log.debug({ method, route: routeOptions.url, status: reply.statusCode, ms }, 'request')
  })

  await describeApi(http)
  await http.register(async (scope) => {
    const routes = scope.withTypeProvider<ZodTypeProvider>() as Http
    healthRoutes(routes, deps)
    metricsRoute(routes, deps)
    eventsRoute(routes, deps)
    erasureRoutes(routes, deps)
    sessionRoutes(routes, { accounts, guard })
    caseRoutes(routes, deps)
    deadlineRoutes(routes, deps)
    stoppingRoutes(routes, deps)
    orderRoutes(routes, deps)
    feedbackRoutes(routes, deps)
    seriousCaseRoutes(routes, deps)
    orderActRoutes(routes, deps)
    callRoutes(routes, deps)
    recordingRoutes(routes, deps)
    messageRoutes(routes, deps)
    unitRoutes(routes, deps)
    peopleRoutes(routes, deps)
    phoneRoutes(routes, deps)
    rosterRoutes(routes, deps)
    rosterOverrideRoutes(routes, deps)
    overrideRoutes(routes, deps)
    routingVersionRoutes(routes, deps)
    routingDraftRoutes(routes, deps)
    routingPublishRoutes(routes, deps)
    routingProofRoutes(routes, deps)
    routingDiffRoute(routes, deps)
    routingDryRunRoute(routes, deps)
    routingWhoAnswersRoute(routes, deps)
    routingReplayRoute(routes, deps)
    routingHolidaysRoute(routes, deps)
    routingAuditRoute(routes, deps)
    await routes.register(async (own) => routingFileRoutes(own.withTypeProvider<ZodTypeProvider>() as Http, deps))
    await routes.register(async (own) => rosterFileRoutes(own.withTypeProvider<ZodTypeProvider>() as Http, deps))
    await routes.register(async (own) => contactRoutes(own.withTypeProvider<ZodTypeProvider>() as Http, deps))
    await routes.register(async (own) => smsWebhookRoutes(own.withTypeProvider<ZodTypeProvider>() as Http, deps))
  })
  return http
}

/** A step without words has no body; a client that still says `application/json` is not refused for it. */
function acceptEmptyBodies(http: Http): void {
  const parse = http.getDefaultJsonParser('error', 'error')
  http.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined)
    else parse(request, body as string, done)
  })
}

/** No page of ours loads anything from elsewhere. Styles may be inline: component libraries write them. */
const securityHeaders = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  // The server speaks plain HTTP; whoever puts TLS before it decides about HSTS.
  strictTransportSecurity: false,
  crossOriginOpenerPolicy: { policy: 'same-origin' as const },
}
