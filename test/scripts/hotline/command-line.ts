import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { commands } from '../../../scripts/hotline/commands.ts'
import type { ServerApi } from '../../../scripts/hotline/server-api.ts'
import type { HttpDeps } from '../../../src/adapters/http/http-deps.ts'
import { demoTableFile } from '../../../src/adapters/table-file/demo-table.ts'
import { toConfig } from '../../../src/config.ts'
import type { RoutingTable } from '../../../src/domain/routing/routing-table.ts'
import { bearer, httpTown } from '../../adapters/http/http-town.ts'

export const demoYaml = readFileSync(demoTableFile, 'utf8')
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A command line over a town with the demonstration table as version 2. */
export async function commandLine(change: Partial<HttpDeps> = {}, table?: RoutingTable) {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-cli-'))
  folders.push(folder)
  const { http, post, town } = await httpTown(change, table)
  await post('/api/v1/routing/publish?reason=demo', demoYaml, { ...bearer, 'content-type': 'application/yaml' })
  const api: ServerApi = {
    async request(method, path, body, headers = {}) {
      const answer = await http.inject({
        method,
        url: `/api/v1${path}`,
        headers: {
          ...bearer,
          'accept-language': 'en',
          ...(body && 'type' in body ? { 'content-type': body.type } : {}),
          ...headers,
        },
        ...(body === undefined
          ? {}
          : { payload: 'json' in body ? (body.json as object) : 'text' in body ? body.text : Buffer.from(body.bytes) }),
      })
      const isJson = /\bjson\b/.test(String(answer.headers['content-type'] ?? ''))
      return {
        status: answer.statusCode,
        ok: answer.statusCode < 300,
        body: isJson ? answer.json() : answer.body,
        etag: (answer.headers.etag as string | undefined) ?? null,
      }
    },
    async bytes(path) {
      const answer = await http.inject({ method: 'GET', url: `/api/v1${path}`, headers: bearer })
      return { status: answer.statusCode, ok: answer.statusCode < 300, bytes: new Uint8Array(answer.rawPayload) }
    },
  }
  const config = toConfig({})
  /** What a command says, what it complains of, and its exit code. */
  async function run(line: string, ...more: string[]) {
    const words = [...line.split(' '), ...more]
    const command = commands
      .filter(({ words: name }) => name.split(' ').every((word, place) => words[place] === word))
      .toSorted((one, other) => other.words.length - one.words.length)[0]
    if (command === undefined) throw new Error(`there is no command ${line}`)
    const said: string[] = []
    const complained: string[] = []
    const code = await command.run({
      args: words.slice(command.words.split(' ').length),
      config,
      api: async () => api,
      say: (text) => void said.push(text),
      complain: (text) => void complained.push(text),
    })
    return { code, said: said.join('\n'), complained: complained.join('\n') }
  }
  const file = (name: string, text?: string) => {
    const path = join(folder, name)
    if (text !== undefined) writeFileSync(path, text)
    return path
  }
  return { run, file, town }
}
