import { z } from 'zod'
import { setPin } from '../../../application/access/set-pin.ts'
import type { PinFault } from '../../../domain/access/pin.ts'
import { refuse } from '../answer-error.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { actorOf } from '../looker-of.ts'
import { refusals } from '../schemas.ts'

const faults: Readonly<Record<PinFault, string>> = {
  digits: 'must have digits alone',
  length: 'must have 4 to 8 digits',
  trivial: 'is one that anybody would try: not all the same, not in a row, not one pair again and again',
}

/** What the people of the centre may do by telephone. */
export function peopleRoutes(
  http: Http,
  deps: Pick<HttpDeps, 'pins' | 'pinHasher' | 'routing' | 'clock' | 'log'>,
): void {
  const set = setPin({ ...deps, hasher: deps.pinHasher })

  http.put(
    '/api/v1/people/:id/pin',
    {
      config: { access: 'administrator' },
      schema: {
        operationId: 'setPin',
        tags: ['people'],
        summary: 'Give a person of the centre a PIN for telephone commands',
        description: 'Takes the place of the PIN before and undoes a lock. Only its hash is kept.',
        params: z.object({ id: z.string() }),
        body: z.strictObject({ pin: z.string().describe('4 to 8 digits') }),
        response: { 204: z.null().describe('The PIN counts from now on'), ...refusals },
      },
    },
    async (request, reply) => {
      const done = await set({ person: request.params.id, pin: request.body.pin, by: actorOf(request) })
      if (done.ok) return reply.code(204).send(null)
      if (done.reason !== 'badPin') return refuse(reply, done.reason)
      return refuse(reply, 'invalid', { details: [{ in: 'body', path: 'pin', message: faults[done.fault] }] })
    },
  )
}
