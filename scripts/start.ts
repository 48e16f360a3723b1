import { fileURLToPath } from 'node:url'
import { configOrExit, runServer } from '../src/main.ts'
import { provideAsterisk } from './set-up/asterisk.ts'
import { SetUpError } from './set-up/set-up-error.ts'
import { provideTool } from './set-up/tool.ts'

// `npm start`: provides what the machine lacks, then runs Asterisk and the server in the foreground.
const root = fileURLToPath(new URL('..', import.meta.url))
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const config = configOrExit()
try {
  const setUp = { root, say }
  const installation = config.asterisk.mode === 'managed' ? await provideAsterisk(setUp) : null
  const speech = { espeakNg: await provideTool('espeak-ng', setUp), sox: await provideTool('sox', setUp) }
  await runServer(config, { installation, speech })
} catch (error) {
  if (!(error instanceof SetUpError)) throw error
  process.stderr.write(`\n${error.message}\n`)
  process.exit(1)
}
