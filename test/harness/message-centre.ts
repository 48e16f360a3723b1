import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { provideSmsc } from '../../scripts/set-up/smsc.ts'
import { type Operator, operatorUser, startOperator } from './operator.ts'
import { until } from './until.ts'

const root = resolve(import.meta.dirname, '../..')
export const account = { systemId: 'hotline', password: 'secret1', systemType: 'vma' }

/** A real message centre (Kannel) with its SMPP door, and the operator's network behind it. All on 127.0.0.1. */
export type MessageCentre = {
  readonly operator: Operator
  /** Where SMPP is spoken. */
  readonly port: number
  /** The SMPP door: ended without a word, started again, frozen and thawed. */
  killBox(): Promise<void>
  startBox(): Promise<void>
  freezeBox(isFrozen: boolean): void
  /** What the door has written down: each PDU, and who came and went. */
  boxLog(): string
  stop(): Promise<void>
}

export async function startMessageCentre(): Promise<MessageCentre> {
  const programs = await provideSmsc({ root, say: () => {} })
  const folder = mkdtempSync(join(tmpdir(), 'message-centre-'))
  const [admin, boxes, fromOperator, port] = (await freePorts(4)) as [number, number, number, number]
  const operator = await startOperator()
  operator.knows(fromOperator)
  const file = (name: string): string => join(folder, name)
  const group = (name: string, fields: Readonly<Record<string, string | number>>): string =>
    [
      `group = ${name}`,
      ...Object.entries(fields).map(([field, value]) => `${field} = ${JSON.stringify(value)}`),
      '',
    ].join('\n')
  writeFileSync(
    file('gateway.conf'),
    [
      group('core', {
        'admin-port': admin,
        'admin-interface': '127.0.0.1',
        'admin-password': 'x',
        'smsbox-port': boxes,
        'smsbox-interface': '127.0.0.1',
        'log-level': 0,
        'dlr-storage': 'internal',
      }),
      // The only port that can't be tied to an address: whoever is not this machine is turned away.
      group('smsc', {
        smsc: 'http',
        'smsc-id': 'operator',
        'system-type': 'kannel',
        port: fromOperator,
        'connect-allow-ip': '127.0.0.1',
        'smsc-username': operatorUser.username,
        'smsc-password': operatorUser.password,
        'send-url': `http://127.0.0.1:${operator.port}/send`,
        'dlr-url': `http://127.0.0.1:${fromOperator}/`,
      }),
      // It does not start without.
      group('smsbox', { 'bearerbox-host': '127.0.0.1' }),
      group('smsbox-route', { 'smsbox-id': account.systemId, 'smsc-id': 'operator' }),
    ].join('\n'),
  )
  writeFileSync(file('logins'), `${account.systemId} ${account.password} ${account.systemType} 127.0.0.1\n`)
  writeFileSync(
    file('box.conf'),
    [
      group('core', { 'dlr-storage': 'internal' }),
      group('opensmppbox', {
        'opensmppbox-id': account.systemId,
        'opensmppbox-port': port,
        'bearerbox-host': '127.0.0.1',
        'bearerbox-port': boxes,
        'our-system-id': 'kannel',
        'use-systemid-as-smsboxid': 'true',
        'route-to-smsc': 'operator',
        'smpp-logins': file('logins'),
        'log-level': 0,
      }),
    ].join('\n'),
  )
  const run = (command: readonly string[], name: string): ChildProcess => {
    const log = openSync(file(`${name}.log`), 'a')
    const child = spawn(command[0] as string, [...command.slice(1), file(`${name}.conf`)], {
      cwd: folder,
      stdio: ['ignore', log, log],
    })
    closeSync(log)
    return child
  }
  const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const over = new Promise((done) => child.once('exit', done))
    child.kill(signal)
    await over
  }
  const logOf = (name: string): string => readFileSync(file(`${name}.log`), 'utf8')
  const listening = (name: string, at: number): Promise<unknown> =>
    until(
      () => canConnect(at),
      10_000,
      () => `nobody listens on ${at}; ${name} says:\n${logOf(name).slice(-3000)}`,
    )

  const gateway = run(programs.gateway, 'gateway')
  await listening('gateway', boxes)
  await listening('gateway', fromOperator)
  let box = run(programs.smppBox, 'box')
  await listening('box', port)
  return {
    operator,
    port,
    killBox: () => end(box, 'SIGKILL'),
    async startBox() {
      box = run(programs.smppBox, 'box')
      await listening('box', port)
    },
    freezeBox: (isFrozen) => void box.kill(isFrozen ? 'SIGSTOP' : 'SIGCONT'),
    boxLog: () => logOf('box'),
    async stop() {
      await end(box, 'SIGKILL')
      await end(gateway, 'SIGKILL')
      await operator.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Ports that are free now; asked for together, so that they differ. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer())
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((found) => {
          server.listen(0, '127.0.0.1', () => found((server.address() as AddressInfo).port))
        }),
    ),
  )
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))))
  return ports
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.once('connect', () => answer(true))
    socket.once('error', () => answer(false))
    socket.once('connect', () => socket.destroy())
  })
}
