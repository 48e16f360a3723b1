import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { provideAsterisk } from '../../../scripts/set-up/asterisk.ts'
import { describePrivateSystem, providePrivateSystem } from '../../../scripts/set-up/private-system.ts'
import { SetUpError } from '../../../scripts/set-up/set-up-error.ts'
import { provideTool } from '../../../scripts/set-up/tool.ts'

const root = resolve(import.meta.dirname, '../../..')
const path = process.env.PATH
let dir: string
let said: string[]
const say = (line: string) => void said.push(line)

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'set-up-'))
  said = []
})
afterEach(() => {
  process.env.PATH = path
  rmSync(dir, { recursive: true, force: true })
})

/** A PATH on which there is only what the test puts there. */
const onlyOnPath = (programs: Record<string, string>) => {
  const bin = join(dir, 'bin')
  mkdirSync(bin)
  for (const [name, script] of Object.entries(programs))
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  process.env.PATH = bin
}

describe('the set-up', () => {
  test('finds an Asterisk that is new enough, has its modules, and runs', async () => {
    const { command, modulesDir, dataDir, version } = await provideAsterisk({ root, say })
    expect(Number.parseInt(version, 10)).toBeGreaterThanOrEqual(20)
    expect(existsSync(join(modulesDir, 'app_stasis.so'))).toBe(true)
    expect(existsSync(dataDir)).toBe(true)
    expect(execFileSync(command[0] as string, [...command.slice(1), '-V'], { encoding: 'utf8' })).toContain(version)
  })

  test('renders speech that Asterisk can play with its own espeak-ng and sox', async () => {
    // the private ones, whatever the machine has
    onlyOnPath({})
    const [espeak, sox] = await Promise.all([
      provideTool('espeak-ng', { root, say }),
      provideTool('sox', { root, say }),
    ])
    expect(espeak[0]).toContain('.asterisk')
    const [raw, played] = [join(dir, 'raw.wav'), join(dir, 'played.wav')]
    execFileSync(espeak[0] as string, [...espeak.slice(1), '-v', 'cmn-latn-pinyin', '-w', raw, 'ni3 hao3'])
    execFileSync(sox[0] as string, [...sox.slice(1), raw, '-r', '8000', '-c', '1', '-b', '16', played])
    const wav = readFileSync(played)
    expect(wav.toString('latin1', 0, 4)).toBe('RIFF')
    expect(wav.readUInt32LE(24)).toBe(8000)
    expect(wav.length).toBeGreaterThan(4000)
  })

  test('prefers the machine’s own program', async () => {
    onlyOnPath({ sox: 'true' })
    expect(await provideTool('sox', { root: dir, say })).toEqual([join(dir, 'bin/sox')])
    expect(said).toEqual([])
  })

  test('leaves nothing behind when it can not unpack, and says all that is needed in one message', async () => {
    onlyOnPath({ mmdebstrap: 'echo "E: no network" >&2; /bin/mkdir -p "$(echo "$@" | /bin/sed "s/.* //")"; exit 1' })
    const failure = await providePrivateSystem({ root: dir, say }).catch((error) => error)
    expect(failure).toBeInstanceOf(SetUpError)
    expect(failure.message).toMatch(
      /Asterisk 20 or newer[\s\S]*espeak-ng and sox[\s\S]*Debian mirror[\s\S]*E: no network/,
    )
    expect(readdirSync(join(dir, '.asterisk'))).toEqual([])
  })

  test('is not fooled by what a killed run has left', async () => {
    mkdirSync(join(dir, '.asterisk/system-1.99999999.part/usr'), { recursive: true })
    onlyOnPath({ mmdebstrap: 'for last; do :; done; /bin/mkdir -p "$last/usr"' })
    const { dir: system } = await providePrivateSystem({ root: dir, say })
    expect(readdirSync(join(dir, '.asterisk'))).toEqual(['system-1'])
    expect(existsSync(join(system, 'usr'))).toBe(true)
    expect(said).toHaveLength(1)
  })

  test('unpacks once when two run at the same time', async () => {
    onlyOnPath({ mmdebstrap: 'for last; do :; done; /bin/mkdir -p "$last/usr"' })
    const both = await Promise.all(
      [providePrivateSystem({ root: dir, say }), providePrivateSystem({ root: dir, say })].map((each) =>
        each.catch(String),
      ),
    )
    expect(both[0]).toMatchObject({ dir: join(dir, '.asterisk/system-1') })
    expect(both[0]).toEqual(both[1])
    expect(said).toHaveLength(1)
    expect(readdirSync(join(dir, '.asterisk'))).toEqual(['system-1'])
  })

  test('knows the folders of both kinds of processor', () => {
    expect(describePrivateSystem('/s', 'x64').loader[0]).toBe('/s/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2')
    expect(describePrivateSystem('/s', 'arm64').loader[0]).toBe('/s/usr/lib/aarch64-linux-gnu/ld-linux-aarch64.so.1')
  })
})
