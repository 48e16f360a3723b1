import { join } from 'node:path'
import { runFolders } from '../src/adapters/asterisk/run-folders.ts'
import { findRunning } from '../src/adapters/asterisk/running-asterisk.ts'
import { lockHolder } from '../src/adapters/system/folder-lock.ts'
import { configOrExit } from '../src/main.ts'

// `npm stop`: ends the server, where one runs on this data folder, and its Asterisk with every call on it.
const { dataDir } = configOrExit()
const server = lockHolder(join(dataDir, 'server.lock'))
const runDir = join(dataDir, 'asterisk')
const asterisk = findRunning(runFolders(runDir, { command: [], modulesDir: '', dataDir: '', version: '' }))
// Ctrl-C's signal: the server ends its Asterisk itself.
if (server !== null) process.kill(server, 'SIGINT')
else if (asterisk !== null) process.kill(asterisk.pid, 'SIGTERM')
const told =
  server !== null ? `the server (process ${server}) and its Asterisk` : asterisk && `Asterisk (process ${asterisk.pid})`
process.stdout.write(told ? `Told to end: ${told}.\n` : `Nothing runs on ${dataDir}.\n`)
