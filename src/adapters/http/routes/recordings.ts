import { z } from 'zod'
import { faultOfWav } from '../../../application/call/wav-file.ts'
import { refuse } from '../answer-error.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { refusals } from '../schemas.ts'

/** What was said, as sound. Whoever listens is logged. */
export function recordingRoutes(http: Http, { calls, readRecording }: Pick<HttpDeps, 'calls' | 'readRecording'>): void {
  http.get(
    '/api/v1/recordings/:name',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'getRecording',
        tags: ['calls'],
        summary: 'The WAV file of a finished recording',
        params: z.object({ name: z.string().max(200) }),
        response: {
          200: {
            description: 'RIFF WAVE, 8 kHz mono',
            content: { 'audio/wav': { schema: z.any().meta({ type: 'string', format: 'binary' }) } },
          },
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const { name } = request.params
      // The name goes on to the telephone system only when it is one of ours, so it can't be a path.
      const recording = await calls.recording(name)
      if (recording?.status !== 'done') return refuse(reply, 'noRecording')
      const wav = await readRecording(recording.name)
      const fault = recording.seconds === 0 ? null : faultOfWav(wav)
      if (fault !== null) request.log.error({ recording: name, reason: fault }, 'a recording is damaged')
      if (!wav) return refuse(reply, 'noRecording')
      if (fault !== null) return refuse(reply, 'damagedRecording', { details: [{ path: '', message: fault }] })
      request.log.info({ user: request.principal?.user, recording: recording.name }, 'a recording was listened to')
      return reply.type('audio/wav').send(Buffer.from(wav.buffer, wav.byteOffset, wav.byteLength))
    },
  )
}
