import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lockFolder, unlockFolder } from '../src/adapters/system/folder-lock.ts'
import { StartRefused } from '../src/composition/start-refused.ts'
import { createLogger } from '../src/logger.ts'
import { configOrExit } from '../src/main.ts'
import { readAdminPassword } from './call/admin-password.ts'
import { type CallOptions, readCallOptions, usage } from './call/call-options.ts'
import { CallRefused } from './call/call-refused.ts'
import { demonstrate } from './call/demonstrate.ts'
import { findPrivatePlace, findRunningHotline } from './call/hotline-place.ts'
import { startPrivateHotline } from './call/private-hotline.ts'
import { CarrierError, startCarrier } from './carrier/carrier.ts'
import { root } from './run-program.ts'
import { provideAsterisk } from './set-up/asterisk.ts'
import { SetUpError } from './set-up/set-up-error.ts'
import { provideTool } from './set-up/tool.ts'

// `npm run call -- --keys 1`: places a demonstration call by real SIP and tells what happens. It calls the running server,
// or a private copy that is gone afterwards: where none runs, or the call is to be at another time.
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const closers: (() => unknown)[] = []
let isClosing = false

/** Everything that was started, the last first; what fails does not keep the rest from being ended. */
async function close(): Promise<void> {
  isClosing = true
  for (const end of closers.splice(0).reverse()) {
    try {
      await end()
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    }
  }
}
function stop(): void {
  if (isClosing) return
  say('Stopping ...')
  void close().then(() => process.exit(130))
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
// Nobody reads any more (`| head`, a terminal that is gone): what was started must not be left behind.
process.stdout.on('error', stop)

async function placeCall(options: CallOptions): Promise<void> {
  const config = configOrExit()
  const lock = join(config.dataDir, 'call.lock')
  const holder = lockFolder(lock)
  if (holder !== null)
    throw new CallRefused(`Another demonstration call (process ${holder}) is under way: wait for it.`)
  closers.push(() => unlockFolder(lock))
  const setUp = { root, say }
  const installation = await provideAsterisk(setUp)
  const speech = { espeakNg: await provideTool('espeak-ng', setUp), sox: await provideTool('sox', setUp) }
  const scratch = mkdtempSync(join(tmpdir(), 'hotline-call-'))
  closers.push(() => rmSync(scratch, { recursive: true, force: true }))

  const hasOwnTrunks = config.asterisk.trunksFile !== null
  const running = options.at === null && !hasOwnTrunks ? await findRunningHotline(config) : null
  const place = running ?? (await findPrivatePlace((release) => closers.push(release)))
  const carrier = await startCarrier({
    installation,
    ...place.carrier,
    hotline: place.sip,
    runDir: join(scratch, 'carrier'),
    logger: createLogger('silent'),
  })
  closers.push(() => carrier.stop())
  const token = running ? config.apiToken : randomBytes(18).toString('hex')
  if (!running) {
    say('Starting a private copy of the server for this call ...')
    const offset = options.at === null ? 0 : options.at - Date.now()
    const app = await startPrivateHotline({
      config,
      place,
      dataDir: join(scratch, 'data'),
      token: token ?? '',
      offset,
      provided: { installation, speech },
    })
    closers.push(() => app.stop({ asterisk: true }))
  }
  await demonstrate({
    options,
    place,
    phones: carrier.phones,
    speech,
    say,
    access: { token, password: config.adminPassword ?? readAdminPassword(config.dataDir) },
    promptsFolder: join(running ? config.dataDir : join(scratch, 'data'), 'prompts'),
    recordingsFolder: join(config.dataDir, 'demonstration-calls'),
  })
}

if (process.argv.includes('--help')) {
  say(usage)
  process.exit(0)
}
const read = readCallOptions(process.argv.slice(2), configOrExit().timeZone)
if (!read.ok) {
  process.stderr.write(`${read.fault}\n${usage}\n`)
  process.exit(2)
}
const expected = [CallRefused, CarrierError, SetUpError, StartRefused]
try {
  await placeCall(read.options)
  await close()
  process.exit(0)
} catch (error) {
  if (isClosing) await new Promise(() => {})
  await close()
  if (!expected.some((known) => error instanceof known)) throw error
  process.stderr.write(`\n${(error as Error).message}\n`)
  process.exit(1)
}
